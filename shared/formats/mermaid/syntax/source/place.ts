import type { Position, Range } from '../../../../core/diagnostics.ts'
import type { Span } from '../flowchart.ts'

/** Lines end with `\n`, `\r\n` or `\r`, as Mermaid has it. */
export function rangeOf(text: string, { from, to }: Span): Range {
  return { start: positionOf(text, from), end: positionOf(text, to) }
}

function positionOf(text: string, offset: number): Position {
  let line = 1
  let start = 0
  for (const match of text.slice(0, offset).matchAll(/\r\n?|\n/g)) {
    line += 1
    start = match.index + match[0].length
  }
  return { line, column: offset - start + 1 }
}
