/** Lines and offsets of a text as editors count them. */
import type { Position, Range } from '../core/diagnostics.ts'

export interface TextLine {
  /** Offset of its first character; a byte order mark is no character of the first line. */
  readonly start: number
  readonly text: string
}

/** The lines without their ends, which may be LF, CRLF or CR. */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = []
  const ends = /\r\n|\n|\r/g
  let start = text.startsWith('\ufeff') ? 1 : 0
  for (let end = ends.exec(text); end; end = ends.exec(text)) {
    lines.push({ start, text: text.slice(start, end.index) })
    start = ends.lastIndex
  }
  lines.push({ start, text: text.slice(start) })
  return lines
}

/** The line that holds the offset, by its number from 0. */
export function lineAt(lines: readonly TextLine[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

export interface Offsets {
  readonly from: number
  readonly to: number
}

/** The offsets of a range; what lies outside the text is at its end. */
export function offsetsOf(lines: readonly TextLine[], { start, end }: Range): Offsets {
  return { from: offsetOf(lines, start), to: offsetOf(lines, end) }
}

function offsetOf(lines: readonly TextLine[], { line, column }: Position): number {
  const at = lines[line - 1] ?? lines.at(-1)
  return at ? at.start + Math.min(column - 1, at.text.length) : 0
}

/** The line end that the text uses, for lines that are added to it. */
export function eolOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n'
}
