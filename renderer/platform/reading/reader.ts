/** Reads other tools' files in a worker that is ended when a file takes too long. */
import {
  type Answer,
  type Failure,
  type Reader,
  readInTurn,
} from '../../../shared/formats/reading/in-turn.ts'
import { type Asked, READ_LIMIT } from '../../../shared/formats/reading/sent.ts'

/** Milliseconds; a page that was asleep gets its worker later. */
const LOADING_LIMIT = 30_000

/** `limit` milliseconds are what one file may take once its worker runs. */
export function createReader(start: () => Worker, limit = READ_LIMIT): Reader {
  return readInTurn({
    start: () => ready(start),
    ask: (worker, asked) => ask(worker, asked, limit),
    end: (worker) => worker.terminate(),
  })
}

/** Only reading counts against the limit, not the loading of what reads. */
async function ready(start: () => Worker): Promise<Worker> {
  const worker = start()
  const said = await heard(worker, LOADING_LIMIT)
  if (said.kind === 'message') return worker
  worker.terminate()
  throw new Error('The worker that reads files did not start.')
}

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
