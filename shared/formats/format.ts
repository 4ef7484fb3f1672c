/** What every reader returns and every writer takes. */
import type { Diagnostic, Locate } from '../core/diagnostics.ts'
import type { Layout } from '../model/layout.ts'
import type { Model } from '../model/schema.ts'

export interface ReadResult {
  /** Null when the text is not a whole model of its format; there are no partial models. */
  readonly model: Model | null
  /** Positions the format carries; empty where it has none. */
  readonly layout: Layout
  /** What is wrong, was guessed or cannot be carried, in the order of the text. */
  readonly diagnostics: readonly Diagnostic[]
  readonly locate: Locate
}
