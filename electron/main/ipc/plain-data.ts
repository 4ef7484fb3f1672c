/**
 * The first look at what a page sent, before any schema walks it: structured cloning carries cycles,
 * any depth and any size, and a walk that recurses would end the process.
 */
import { AppError } from '../../../shared/core/errors.ts'

/** A model of 8 MB, its layout and drafts. */
const MOST_BYTES = 32 * 1024 * 1024
/** As deep as the readers of files go. */
const MOST_LEVELS = 64
/** What a number, a literal or the punctuation around a value takes at most. */
const SCALAR_BYTES = 8

/** Throws `too-large`, or `bad-request` for what JSON could not say: cycles, depth, maps, functions. */
export function checkPlainData(input: unknown, mostBytes = MOST_BYTES): void {
  // The members that are still to be seen, one iterator a level: no list of them is ever made.
  const levels: Iterator<unknown>[] = [[input].values()]
  let bytes = 0
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const { done, value } = level.next()
    if (done) {
      levels.pop()
      continue
    }
    bytes += SCALAR_BYTES + (typeof value === 'string' ? value.length : 0)
    if (bytes > mostBytes) throw new AppError('too-large', 'The request is too large.')
    if (typeof value === 'bigint' || typeof value === 'function' || typeof value === 'symbol')
      throw notPlain()
    if (typeof value !== 'object' || value === null) continue
    // A cycle is endless depth; what is only shared is counted each time, as JSON would write it.
    if (levels.length > MOST_LEVELS) throw new AppError('bad-request', 'The request is nested too deeply.')
    levels.push(membersOf(value))
  }
}

/** Names count as texts do. */
function membersOf(value: object): Iterator<unknown> {
  if (Array.isArray(value)) return value.values()
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw notPlain()
  return namesAndMembers(value)
}

function* namesAndMembers(value: object): Iterator<unknown> {
  for (const [name, member] of Object.entries(value)) {
    yield name
    yield member
  }
}

function notPlain(): AppError {
  return new AppError('bad-request', 'A request is plain data: text, numbers, lists and objects.')
}
