/** Reads other tools' files in a worker that is ended when a file takes too long. */
import {
  type Asked,
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
}

/** `limit` milliseconds are what one file may take once its worker runs. */
export function createReader(start: () => Worker, limit = READ_LIMIT): Reader {
  let running: Promise<Worker> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const readNext = async (text: string, file: string | undefined): Promise<ReadAny> => {
    running ??= ready(start)
    const worker = await running.catch(() => undefined)
    const answer = worker ? await ask(worker, { text, file }, limit) : 'reading-failed'
    if (typeof answer !== 'string') return fromSent(answer)
    running = undefined
    worker?.terminate()
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

/** Only reading counts against the limit, not the loading of what reads. */
async function ready(start: () => Worker): Promise<Worker> {
  const worker = start()
  const said = await heard(worker, LOADING_LIMIT)
  if (said.kind === 'message') return worker
  worker.terminate()
  throw new Error('The worker that reads files did not start.')
}

type Failure = 'reading-too-slow' | 'reading-failed'

async function ask(worker: Worker, asked: Asked, limit: number): Promise<SentRead | Failure> {
  const answer = heard(worker, limit)
  worker.postMessage(asked)
  const said = await answer
  if (said.kind === 'message') return said.data as SentRead
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
