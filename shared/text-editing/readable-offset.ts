import { pairLines } from './merging/pair-lines.ts'
import type { Shown } from './shown.ts'
import { lineAt, linesOf } from './text-lines.ts'

/** The offset in `readable` of an offset in `text`; undefined in a line that was edited since it could be read. */
export function readableOffset({ text, readable }: Shown, offset: number): number | undefined {
  if (text === readable) return offset
  const [now, old] = [linesOf(text), linesOf(readable)]
  const line = lineAt(now, offset)
  const pairs = pairLines(
    old.map((each) => each.text),
    now.map((each) => each.text),
  )
  const pair = pairs[line]
  if (!pair?.isSame) return undefined
  return (old[pair.line]?.start ?? 0) + offset - (now[line]?.start ?? 0)
}
