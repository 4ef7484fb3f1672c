import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Model } from '../../model/schema.ts'
import { linesOf, type Offsets, offsetsOf } from '../text-lines.ts'

export interface TextEdit {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** One way to mend a problem: edits of the text that do not overlap, in its order. */
export interface Fix {
  readonly title: string
  readonly edits: readonly TextEdit[]
}

/** What a fix is made from. */
export interface Broken {
  readonly text: string
  readonly diagnostic: Diagnostic
  /** Where the problem is, and what is written there. */
  readonly at: Offsets
  readonly written: string
  /** The document's model, which a text that cannot be read has not changed. */
  readonly model: Model
}

export function brokenAt(text: string, diagnostic: Diagnostic, model: Model): Broken | undefined {
  if (!diagnostic.range) return undefined
  const at = offsetsOf(linesOf(text), diagnostic.range)
  return { text, diagnostic, at, written: text.slice(at.from, at.to), model }
}

export function replaceAt({ from, to }: Offsets, insert: string): readonly TextEdit[] {
  return [{ from, to, insert }]
}

/** The single edit that makes one text of another. */
export function editBetween(before: string, after: string): readonly TextEdit[] {
  let start = 0
  const most = Math.min(before.length, after.length)
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return [{ from: start, to: before.length - end, insert: after.slice(start, after.length - end) }]
}
