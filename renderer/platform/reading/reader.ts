/** Reads other tools' files in a worker that is ended when a file takes too long. */

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

/** Milliseconds; a page that was asleep gets its worker later. */
const LOADING_LIMIT = 30_000

export interface Reader {
  /** One file after the other. Never rejects: a file whose reading had to be ended is refused with an error. */
  read(text: string, file?: string): Promise<ReadAny>
  /** The model written into a file; null where reading that file had to be ended. Never rejects. */
  write(asked: AskedWrite): Promise<WriteResult | null>
}

/** `limit` milliseconds are what one file may take once its worker runs. */
export function createReader(start: () => Worker, limit = READ_LIMIT): Reader {
  let running: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const askNext = async (asked: Asked): Promise<Answer | Failure> => {
    running ??= ready(start)
    const worker = await running.catch(() => undefined)
    const answer = worker ? await ask(worker, asked, limit) : 'reading-failed'
    if (typeof answer !== 'string') return answer
    running = undefined
    worker?.terminate()
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

/** Only reading counts against the limit, not the loading of what reads. */
async function ready(start: () => Worker): Promise<Worker> {
  const worker = start()
  const said = await heard(worker, LOADING_LIMIT)
  if (said.kind === 'message') return worker
  worker.terminate()
  throw new Error('The worker that reads files did not start.')
}

type Answer = SentRead | WriteResult | null
type Failure = 'reading-too-slow' | 'reading-failed'

async function ask(worker: Worker, asked: Asked, limit: number): Promise<Answer | Failure> {
  const answer = heard(worker, limit)
  worker.postMessage(asked)
  const said = await answer
  if (said.kind === 'message') return said.data as Answer
  return said.kind === 'late' ? 'reading-too-slow' : 'reading-failed'
}

type Heard = { readonly kind: 'message'; readonly data: unknown } | { readonly kind: 'late' | 'error' }

/** The next thing that the worker says. */
function heard(worker: Worker, limit: number): Promise<Heard> {
  return new Promise((resolve) => {
    const end = (said: Heard) => {
      clearTimeout(timer)
      worker.onmessage = null
      worker.onerror = null
      resolve(said)
    }
    const timer = setTimeout(() => end({ kind: 'late' }), limit)
    worker.onmessage = ({ data }) => end({ kind: 'message', data })
    worker.onerror = () => end({ kind: 'error' })
  })
}
