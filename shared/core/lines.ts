/** Texts as lines: which lines two versions share, and a three-way merge that never interleaves inside a line. */
import { diff3MergeRegions, diffIndices } from 'node-diff3'

/** Lines without their ends; the last one is empty where the text ends with a newline. */
export function splitLines(text: string): string[] {
  return text.split('\n')
}

/** For each line of `after`, the line of `before` that it is, or null for a new or changed one. Both count from 0. */
export function alignLines(before: readonly string[], after: readonly string[]): readonly (number | null)[] {
  // Most edits change a few lines of many; only those between the shared ends need to be searched.
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  const same: (number | null)[] = Array.from({ length: head }, (_, line) => line)
  let at = head
  const middle = (lines: readonly string[]) => lines.slice(head, lines.length - tail)
  for (const { buffer1, buffer2 } of diffIndices(middle(before), middle(after))) {
    const [start, length] = buffer2
    while (same.length < head + start) same.push(at++)
    for (let line = 0; line < length; line += 1) same.push(null)
    at = head + buffer1[0] + buffer1[1]
  }
  while (same.length < after.length) same.push(at++)
  return same
}

/** Lines that both sides made of the same ones, differently. */
export interface Clash {
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

/** Takes the lines that one side changed from that side; `settle` says what stands where both did, ours unless given. */
export function mergeLines(
  base: string,
  ours: string,
  theirs: string,
  settle: (clash: Clash) => readonly string[] = (clash) => clash.ours,
): string {
  const regions = diff3MergeRegions(splitLines(ours), splitLines(base), splitLines(theirs))
  const lines = regions.flatMap((region): readonly string[] => {
    if (region.stable) return region.bufferContent
    const { aContent, bContent } = region
    if (aContent.join('\n') === bContent.join('\n')) return aContent
    return settle({ ours: aContent, theirs: bContent })
  })
  return lines.join('\n')
}

/** Both texts as one; where they differ, each side between the marks that git sets. */
export function markClashes(ours: string, theirs: string): string {
  const mine = splitLines(ours)
  const lines: string[] = []
  let at = 0
  for (const { buffer1, buffer2Content } of diffIndices(mine, splitLines(theirs))) {
    const [start, length] = buffer1
    lines.push(...mine.slice(at, start), '<<<<<<< ours', ...mine.slice(start, start + length))
    lines.push('=======', ...buffer2Content, '>>>>>>> theirs')
    at = start + length
  }
  return [...lines, ...mine.slice(at)].join('\n')
}
