/** Reads other tools' files in a thread that is killed when a file takes too long, or more memory than any should. */
import { Worker } from 'node:worker_threads'
import {
  type Asked,
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
}

/** `script` is the module that runs in the thread; `limit` milliseconds are what one file may take there. */
export function createReader(script: URL, limit = READ_LIMIT): Reader {
  let thread: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const readNext = async (text: string, file: string | undefined): Promise<ReadAny> => {
    thread ??= startThread(script)
    const worker = await thread.catch(() => undefined)
    const answer = worker ? await ask(worker, { text, file }, limit) : 'reading-failed'
    if (typeof answer !== 'string') return fromSent(answer)
    thread = undefined
    await worker?.terminate()
    return refusedRead(answer, file)
  }
  return {
    read(text, file) {
      const result = last.then(() => readNext(text, file))
      last = result
      return result
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

type Failure = 'reading-too-slow' | 'reading-failed'

function ask(worker: Worker, asked: Asked, limit: number): Promise<SentRead | Failure> {
  return new Promise((resolve) => {
    const end = (answer: SentRead | Failure) => {
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
