/** A format whose texts draw a model: what its tab needs to know of it, everything else is the same for all. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Model } from '../../model/schema.ts'
import type { PairedLine } from '../merging/pair-lines.ts'
import type { Shown } from '../shown.ts'
import type { Drawn, Refused } from './drawn.ts'

/** What the document has for an element of the old text. */
export interface Owner {
  readonly idOf: (ref: string) => string | undefined
  /** True for what the text cannot express, such as risks; a line boundary without is redrawn freely. */
  readonly isRich: (ref: string) => boolean
}

/** Two texts, how their lines pair, and which element of the new one is which of the old one. */
export interface Change {
  readonly before: Drawn
  readonly after: Drawn
  readonly pairs: readonly (PairedLine | null)[]
  /** Refs of the new text to refs of the old one. */
  readonly old: ReadonlyMap<string, string>
  /** Refs of the old text that are in `old`. */
  readonly used: ReadonlySet<string>
}

/** A text that may say what is wanted. */
export interface Rewrite {
  readonly text: string
  /** The names in it are those of a printed text, not the person's. */
  readonly isPrinted?: boolean
}

export interface Language {
  readonly draw: (text: string) => Drawn | Refused
  readonly print: (model: Model) => string
  /** The ids of the model's elements by their names in its printed text. */
  readonly namesIn?: (model: Model) => ReadonlyMap<string, string>
  /** Elements whose line is still there and that the new text would drop by a slip, told at that line. */
  readonly findLosses: (change: Change, owner: Owner) => readonly Diagnostic[]
  /** `after`, which was typed over `before`, with what names or counts elements elsewhere in it brought along. */
  readonly follow: (before: string, after: string) => string
  /** A person's text, which says `before`, made to say `after`: candidates, the best first. The last one is taken where none says it. */
  readonly rewrites: (
    previous: Pick<Shown, 'readable' | 'names'>,
    before: Model,
    after: Model,
  ) => Iterable<Rewrite>
  /** The code of a diagnostic about an id that something else has. */
  readonly takenCode: string
}
