/** Lines and columns of offsets in a text. */
import type { Range } from './diagnostics.ts'

/** Offsets in UTF-16 units; `to` is the first that does not belong to it. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Made once for a text, since every element of it is located. */
export class Places {
  private readonly starts: number[] = [0]

  constructor(text: string) {
    for (const end of text.matchAll(/\r\n|\n|\r/gu)) this.starts.push(end.index + end[0].length)
  }

  rangeOf({ from, to }: Span): Range {
    return { start: this.positionOf(from), end: this.positionOf(to) }
  }

  /** From 1. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  private positionOf(offset: number): Range['start'] {
    const line = this.lineOf(offset)
    return { line, column: offset - (this.starts[line - 1] ?? 0) + 1 }
  }
}
