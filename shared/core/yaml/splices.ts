/** What a text has where another has something else. */
import type { Span } from './source-node.ts'

/** A stretch of a text, and what comes into its place. */
export interface Splice extends Span {
  readonly text: string
}

const STEP = 1024

/** One splice that makes `after` of `before`, as short as one can be. */
export function findSplice(before: string, after: string): Splice {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start + STEP <= most && before.slice(start, start + STEP) === after.slice(start, start + STEP))
    start += STEP
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  let end = before.length
  let to = after.length
  while (
    end - STEP >= start &&
    to - STEP >= start &&
    before.slice(end - STEP, end) === after.slice(to - STEP, to)
  ) {
    end -= STEP
    to -= STEP
  }
  while (end > start && to > start && before.charCodeAt(end - 1) === after.charCodeAt(to - 1)) {
    end -= 1
    to -= 1
  }
  return { start, end, text: after.slice(start, to) }
}

/** Splices in the order of the text, those that touch as one; they may not overlap. */
export function joined(splices: readonly Splice[]): readonly Splice[] {
  const out: Splice[] = []
  for (const splice of splices) {
    const last = out.at(-1)
    if (last && last.end >= splice.start)
      out[out.length - 1] = { start: last.start, end: splice.end, text: last.text + splice.text }
    else out.push(splice)
  }
  return out
}
