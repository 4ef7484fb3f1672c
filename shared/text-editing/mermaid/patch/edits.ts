/** Edits of a text that are collected and made at once; where two overlap, the first one stands. */
import type { Span } from '../../../formats/mermaid/syntax/flowchart.ts'
import { eolOf } from '../../text-lines.ts'

interface Edit extends Span {
  readonly insert: string
}

export class Edits {
  readonly text: string
  readonly eol: string
  private readonly edits: Edit[] = []

  constructor(text: string) {
    this.text = text
    this.eol = eolOf(text)
  }

  replace({ from, to }: Span, insert: string): void {
    const overlaps = this.edits.some((edit) => from < edit.to && edit.from < to)
    if (!overlaps) this.edits.push({ from, to, insert })
  }

  /** Whole lines at the start of a line or at the end of the text. */
  insertLines(at: number, lines: readonly string[]): void {
    if (lines.length === 0) return
    const starts = at > 0 && !'\r\n'.includes(this.text.charAt(at - 1)) ? this.eol : ''
    this.replace({ from: at, to: at }, starts + lines.map((line) => line + this.eol).join(''))
  }

  /** The statement with its line, where nothing else stands in it. */
  remove(span: Span): void {
    this.replace(this.isAlone(span) ? this.lineOf(span) : span, '')
  }

  isAlone({ from, to }: Span): boolean {
    const rest = this.text.slice(this.lineStart(from), from) + this.text.slice(to, this.lineEnd(to))
    return /^[\s;]*$/u.test(rest)
  }

  /** The start of the line after the one that holds the offset. */
  nextLine(offset: number): number {
    const end = this.lineEnd(offset)
    const eol = /^(?:\r\n|\n|\r)/.exec(this.text.slice(end, end + 2))?.[0].length ?? 0
    return end + eol
  }

  lineStart(offset: number): number {
    let at = offset
    while (at > 0 && !'\r\n'.includes(this.text.charAt(at - 1))) at -= 1
    return at
  }

  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset), this.lineEnd(offset)))?.[0] ?? ''
  }

  /** The text with all edits. */
  make(): string {
    return this.edits
      .map((edit, order) => ({ ...edit, order }))
      .toSorted((a, b) => b.from - a.from || b.to - a.to || b.order - a.order)
      .reduce((text, { from, insert, to }) => text.slice(0, from) + insert + text.slice(to), this.text)
  }

  private lineEnd(offset: number): number {
    let at = offset
    while (at < this.text.length && !'\r\n'.includes(this.text.charAt(at))) at += 1
    return at
  }

  private lineOf({ from, to }: Span): Span {
    return { from: this.lineStart(from), to: this.nextLine(to) }
  }
}
