/** Splices of a text, and the lines and chunks that they cut along. */
import type { Anchor, Span } from '../source-node.ts'
import type { Splice } from '../splices.ts'

/** Splices that make sense only together. */
export interface Edit {
  readonly splices: readonly Splice[]
  /** The collection or scalar whose content changes; decides which anchors the edit touches. */
  readonly within: Span
  /** What the edit takes out of the text. */
  readonly removed?: Span
}

/** A text with its conventions: line ends, byte order mark, final newline. */
export class SourceText {
  readonly text: string
  readonly eol: '\n' | '\r\n'
  readonly isUnterminated: boolean
  private readonly first: number

  constructor(text: string) {
    this.text = text
    this.eol = /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n'
    this.isUnterminated = !text.endsWith('\n')
    this.first = text.startsWith('\uFEFF') ? 1 : 0
  }

  lineStart(offset: number): number {
    return Math.max(offset === 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1, this.first)
  }

  /** The offset of the line break after `offset`, or of the end of the text. */
  lineEnd(offset: number): number {
    const at = this.text.indexOf('\n', offset)
    if (at < 0) return this.text.length
    return at > offset && this.text[at - 1] === '\r' ? at - 1 : at
  }

  /** The start of the line after `offset`, or the end of the text. */
  nextLine(offset: number): number {
    const at = this.text.indexOf('\n', offset)
    return at < 0 ? this.text.length : at + 1
  }

  column(offset: number): number {
    return offset - this.lineStart(offset)
  }

  line(start: number): string {
    return this.text.slice(start, this.lineEnd(start))
  }

  isFirstOnLine(offset: number): boolean {
    return this.text.slice(this.lineStart(offset), offset).trim() === ''
  }

  /** The column of the comment that the line at `start` consists of; undefined for other lines. */
  commentColumn(start: number): number | undefined {
    const match = /^( *)#/.exec(this.line(start))
    return match ? match[1]?.length : undefined
  }

  isBlank(start: number): boolean {
    return start < this.text.length && this.line(start).trim() === ''
  }

  /** Printed text has bare newlines; the file may not. */
  broken(printed: string): string {
    return this.eol === '\n' ? printed : printed.replaceAll('\n', '\r\n')
  }
}

/** A text, and the splices that made it of another. */
export interface Spliced {
  readonly text: string
  /** In the order of the text. */
  readonly splices: readonly Splice[]
}

/** Applies the edits that fit together, the earlier before the later; null when none was left to apply. */
export function applyEdits(source: SourceText, edits: readonly Edit[]): Spliced | null {
  const accepted: Splice[] = []
  for (const { splices } of edits) {
    const isFree = splices.every((splice) => accepted.every((other) => !overlaps(splice, other)))
    if (isFree) accepted.push(...splices)
  }
  const ordered = accepted
    .map((splice, index) => ({ splice, index }))
    .sort((a, b) => a.splice.start - b.splice.start || a.splice.end - b.splice.end || a.index - b.index)
    .map(({ splice }) => splice)
  const parts: string[] = []
  let at = 0
  for (const splice of ordered) {
    parts.push(source.text.slice(at, splice.start), splice.text)
    at = splice.end
  }
  parts.push(source.text.slice(at))
  const text = parts.join('')
  return text === source.text ? null : { text, splices: ordered }
}

/** Two insertions at one offset go together; an insertion at the edge of a removal does too. */
function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** The anchors whose content the edits change or remove. */
export function touchedAnchors(edits: readonly Edit[], anchors: readonly Anchor[]): ReadonlySet<Anchor> {
  const touched = new Set<Anchor>()
  for (const { within, removed } of edits) {
    for (const anchor of anchors) {
      const { start, end } = anchor.node
      const isAround = start <= within.start && within.end <= end
      if (isAround || (removed && start >= removed.start && start < removed.end)) touched.add(anchor)
    }
  }
  return touched
}
