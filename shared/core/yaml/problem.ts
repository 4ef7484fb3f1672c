import type { Diagnostic, Position, Range, Severity } from '../diagnostics.ts'
import type { Span } from './source-node.ts'

/** A diagnostic that still counts in offsets. */
export interface Problem {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly at: Span
  readonly elementId?: string
}

/** Turns offsets of one text into lines and columns. */
export interface LineMap {
  readonly position: (offset: number) => Position
  readonly range: (span: Span) => Range
}

export function lineMapOf(text: string): LineMap {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  const position = (offset: number): Position => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    // An editor does not show the byte order mark, so it is no column.
    const start = low === 0 && text.startsWith('\uFEFF') ? 1 : (starts[low] ?? 0)
    return { line: low + 1, column: Math.max(offset - start, 0) + 1 }
  }
  return { position, range: ({ start, end }) => ({ start: position(start), end: position(end) }) }
}

/** Problems as diagnostics in the order of the text. */
export function diagnosticsOf(
  problems: readonly Problem[],
  lines: LineMap,
  file?: string,
): readonly Diagnostic[] {
  return [...problems]
    .sort((a, b) => a.at.start - b.at.start)
    .map(({ at, ...problem }) => ({
      ...problem,
      ...(file === undefined ? {} : { file }),
      range: lines.range(at),
    }))
}
