/** A stretch of a run: a start, or a retry after its end. */
import type { JobItem } from '../requests/job.ts'

/** What runs between a start or retry and its end. */
export interface Round {
  readonly stopping: AbortController
  readonly queue: JobItem[]
  /** Requests on the wire. */
  sending: number
  /** Those, and replies that are still to be read. */
  active: number
  readonly asks: Set<Promise<void>>
  /** The most that the requests under way can cost. */
  reserved: number
  isEnding: boolean
  readonly ended: Promise<void>
  readonly end: () => void
}

export function openRound(items: readonly JobItem[]): Round {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    stopping: new AbortController(),
    queue: [...items],
    sending: 0,
    active: 0,
    asks: new Set(),
    reserved: 0,
    isEnding: false,
    ended,
    end,
  }
}
