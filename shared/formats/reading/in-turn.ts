/** What reads files apart from everything else is asked one file after the other, and ended where it gives no answer. */
import type { WriteResult } from '../format.ts'
import type { ReadAny } from '../registry.ts'
import { type Asked, type AskedWrite, fromSent, refusedRead, type SentRead } from './sent.ts'

export type Answer = SentRead | WriteResult | null
export type Failure = 'reading-too-slow' | 'reading-failed'

export interface Reader {
  /** One file after the other. Never rejects: a file whose reading had to be ended is refused with an error. */
  read(text: string, file?: string): Promise<ReadAny>
  /** The model written into a file; null where reading that file had to be ended. Never rejects. */
  write(asked: AskedWrite): Promise<WriteResult | null>
}

/** A thread or worker, as its side starts, asks and ends one. */
export interface Apart<W> {
  /** Once its modules are loaded; may reject. */
  readonly start: () => Promise<W>
  /** Settles within a limit of its own; never rejects. */
  readonly ask: (worker: W, asked: Asked) => Promise<Answer | Failure>
  readonly end: (worker: W) => unknown
}

/** One worker serves until it fails; the file after that gets a new one. */
export function readInTurn<W>({ start, ask, end }: Apart<W>): Reader {
  let running: Promise<W> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const askNext = async (asked: Asked): Promise<Answer | Failure> => {
    running ??= start()
    const worker = await running.catch(() => undefined)
    const answer = worker === undefined ? 'reading-failed' : await ask(worker, asked)
    if (typeof answer !== 'string') return answer
    running = undefined
    if (worker !== undefined) await end(worker)
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
