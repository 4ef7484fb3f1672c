/** Which line of the old text each line of the new one is, or stands in the place of. */
import { alignLines } from '../../core/lines.ts'

export interface PairedLine {
  /** Line of the old text, from 0. */
  readonly line: number
  /** False for a line that was edited in place. */
  readonly isSame: boolean
}

/** Above this many comparisons the lines of one place are paired in their order, not by what they say. */
const MAX_COMPARISONS = 40_000

/** For each line of `after` its line of `before`; null where it is new. Pairs keep their order. */
export function pairLines(
  before: readonly string[],
  after: readonly string[],
): readonly (PairedLine | null)[] {
  const same = alignLines(before, after)
  const pairs: (PairedLine | null)[] = same.map((line) => (line === null ? null : { line, isSame: true }))
  let old = 0
  let at = 0
  while (at < after.length) {
    const known = same[at] ?? null
    if (known !== null) {
      old = known + 1
      at += 1
      continue
    }
    let end = at
    while (end < after.length && same[end] === null) end += 1
    const oldEnd = same[end] ?? before.length
    const found = matchLines(before.slice(old, oldEnd), after.slice(at, end))
    for (const [from, to] of found) pairs[at + to] = { line: old + from, isSame: false }
    at = end
  }
  return pairs
}

/** The pairs that keep the order and are most alike together; as many as there can be. */
function matchLines(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const [rows, columns] = [before.length, after.length]
  const few = Math.min(rows, columns)
  if (rows === columns || rows * columns > MAX_COMPARISONS) {
    return Array.from({ length: few }, (_, at) => [at, at] as const)
  }
  const best: number[][] = Array.from({ length: rows + 1 }, () => new Array<number>(columns + 1).fill(0))
  const score = (row: number, column: number) => best[row]?.[column] ?? 0
  const pairScore = (row: number, column: number) => 1 + alike(before[row] ?? '', after[column] ?? '')
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const paired = pairScore(row, column) + score(row + 1, column + 1)
      const line = best[row]
      if (line) line[column] = Math.max(paired, score(row + 1, column), score(row, column + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (score(row, column) === pairScore(row, column) + score(row + 1, column + 1)) {
      pairs.push([row, column])
      row += 1
      column += 1
    } else if (score(row, column) === score(row + 1, column)) row += 1
    else column += 1
  }
  return pairs
}

/** From 0 to 1: how much of the longer line is the same start and end. */
function alike(one: string, other: string): number {
  const [a, b] = [one.trim(), other.trim()]
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  let end = 0
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return most === 0 ? 0 : (start + end) / Math.max(a.length, b.length)
}
