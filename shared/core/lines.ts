/** Texts as lines: which lines two versions share, and a three-way merge that never interleaves inside a line. */
import { diff3MergeRegions, diffIndices } from 'node-diff3'

/** Lines without their ends; the last one is empty where the text ends with a newline. */
export function splitLines(text: string): string[] {
  return text.split('\n')
}

/** For each line of `after`, the line of `before` that it is, or null for a new or changed one. Both count from 0. */
export function alignLines(before: readonly string[], after: readonly string[]): readonly (number | null)[] {
  const same: (number | null)[] = []
  let at = 0
  for (const { buffer1, buffer2 } of diffIndices([...before], [...after])) {
    const [start, length] = buffer2
    while (same.length < start) same.push(at++)
    for (let line = 0; line < length; line += 1) same.push(null)
    at = buffer1[0] + buffer1[1]
  }
  while (same.length < after.length) same.push(at++)
  return same
}

export interface MergedLines {
  readonly text: string
  /** What is not in the text because both sides changed the same lines: ours stands there. */
  readonly lost: readonly { readonly base: readonly string[]; readonly theirs: readonly string[] }[]
}

/** Takes the lines that one side changed from that side; where both changed the same lines ours stands. */
export function mergeLines(base: string, ours: string, theirs: string): MergedLines {
  const lost: { base: readonly string[]; theirs: readonly string[] }[] = []
  const lines = diff3MergeRegions(splitLines(ours), splitLines(base), splitLines(theirs)).flatMap(
    (region) => {
      if (region.stable) return region.bufferContent
      const { aContent, bContent, oContent } = region
      if (aContent.join('\n') !== bContent.join('\n')) lost.push({ base: oContent, theirs: bContent })
      return aContent
    },
  )
  return { text: lines.join('\n'), lost }
}
