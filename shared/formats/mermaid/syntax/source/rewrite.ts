/** A text that was rewritten from another one, and still knows where each of its characters came from. */
import type { Span } from '../flowchart.ts'

interface Edit {
  readonly from: number
  readonly to: number
  readonly sourceFrom: number
  readonly sourceTo: number
}

/** Keeps, drops and replaces pieces of a text from left to right. */
export class Rewriter {
  private readonly source: string
  private readonly edits: Edit[] = []
  private readonly pieces: string[] = []
  private length = 0
  private at = 0

  constructor(source: string) {
    this.source = source
  }

  /** Everything up to `from` stays; what stands from there to `to` becomes `text`. */
  replace(from: number, to: number, text: string): void {
    this.keep(from)
    this.edits.push({ from: this.length, to: this.length + text.length, sourceFrom: from, sourceTo: to })
    this.pieces.push(text)
    this.length += text.length
    this.at = to
  }

  /** The whole, and for each step the edits that made it. */
  finish(before: Rewritten): Rewritten {
    if (this.edits.length === 0) return before
    this.keep(this.source.length)
    return new Rewritten(this.pieces.join(''), [...before.steps, this.edits])
  }

  private keep(to: number): void {
    if (to <= this.at) return
    this.pieces.push(this.source.slice(this.at, to))
    this.length += to - this.at
    this.at = to
  }
}

export class Rewritten {
  readonly text: string
  readonly steps: readonly (readonly Edit[])[]

  constructor(text: string, steps: readonly (readonly Edit[])[] = []) {
    this.text = text
    this.steps = steps
  }

  /** Where a piece of this text stood in the first one; what was dropped at its borders is not part of it. */
  toSource(from: number, to: number): Span {
    let start = from
    let end = to
    for (let step = this.steps.length - 1; step >= 0; step -= 1) {
      const edits = this.steps[step] ?? []
      const isEmpty = start === end
      start = startBefore(edits, start)
      end = isEmpty ? start : endBefore(edits, end)
    }
    return { from: start, to: Math.max(start, end) }
  }
}

/** Where the character at `at` stood. */
function startBefore(edits: readonly Edit[], at: number): number {
  const edit = lastEdit(edits, at)
  if (!edit) return at
  return at < edit.to ? edit.sourceFrom : edit.sourceTo + (at - edit.to)
}

/** Where the character before `at` ended. */
function endBefore(edits: readonly Edit[], at: number): number {
  const edit = lastEdit(edits, at - 1)
  if (!edit) return at
  return at - 1 < edit.to ? edit.sourceTo : edit.sourceTo + (at - edit.to)
}

/** The last edit that begins at or before `at`. */
function lastEdit(edits: readonly Edit[], at: number): Edit | undefined {
  let low = 0
  let high = edits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edits[middle]?.from ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return edits[low - 1]
}
