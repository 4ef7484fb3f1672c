/** Reads other tools' files in a thread that is killed when a file takes too long, or more memory than any should. */
import { Worker } from 'node:worker_threads'
import type { WriteResult } from '../../../shared/formats/format.ts'
import {
  type Asked,
  type AskedWrite,
  fromSent,
  READ_LIMIT,
  refusedRead,
  type SentRead,
} from '../../../shared/formats/reading/sent.ts'
import type { ReadAny } from '../../../shared/formats/registry.ts'

/** Megabytes; the largest file that is taken needs a fifth of it. */
const MOST_MEMORY = 1024

export interface Reader {
  /** One file after the other. Never rejects: a file whose reading had to be ended is refused with an error. */
  read(text: string, file?: string): Promise<ReadAny>
  /** The model written into a file; null where reading that file had to be ended. Never rejects. */
  write(asked: AskedWrite): Promise<WriteResult | null>
}

/** `script` is the module that runs in the thread; `limit` milliseconds are what one file may take there. */
export function createReader(script: URL, limit = READ_LIMIT): Reader {
  let thread: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const askNext = async (asked: Asked): Promise<Answer | Failure> => {
    thread ??= startThread(script)
    const worker = await thread.catch(() => undefined)
    const answer = worker ? await ask(worker, asked, limit) : 'reading-failed'
    if (typeof answer !== 'string') return answer
    thread = undefined
    await worker?.terminate()
    return answer
  }
  const inTurn = (asked: Asked) => {
    const result = last.then(() => askNext(asked))
    last = result
    return result
  }
  return {
    async read(text, file) {
      const answer = await inTurn({ text, file })
      return typeof answer === 'string' ? refusedRead(answer, file) : fromSent(answer as SentRead)
    },
    async write(asked) {
      const answer = await inTurn(asked)
      return typeof answer === 'string' ? null : (answer as WriteResult | null)
    },
  }
}

/** Started once its modules are loaded: only reading counts against the limit. */
function startThread(script: URL): Promise<Worker> {
  const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY } })
  return new Promise((resolve, reject) => {
    // It stays, as an error without a listener would end the process.
    worker.on('error', reject)
    worker.once('message', () => {
      // A thread that waits keeps no process from ending.
      worker.unref()
      resolve(worker)
    })
  })
}

type Answer = SentRead | WriteResult | null
type Failure = 'reading-too-slow' | 'reading-failed'

function ask(worker: Worker, asked: Asked, limit: number): Promise<Answer | Failure> {
  return new Promise((resolve) => {
    const end = (answer: Answer | Failure) => {
      clearTimeout(timer)
      worker.off('message', end)
      worker.off('exit', fail)
      worker.unref()
      resolve(answer)
    }
    const fail = () => end('reading-failed')
    const timer = setTimeout(() => end('reading-too-slow'), limit)
    worker.ref()
    worker.on('message', end)
    worker.on('exit', fail)
    worker.postMessage(asked)
  })
}
