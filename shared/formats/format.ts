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

export interface WriteResult {
  readonly text: string
  /** What the format cannot hold, `about: 'lost'`; without a place in a file. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Prints a model in another tool's format. With `base`, the text of a file of that format which the model was read
 * from, only what differs from that file changes, and what a model cannot hold stays as it stands there; a base that
 * cannot be read is not used, and told.
 */
export type WriteForeign = (model: Model, layout: Layout, base?: string) => WriteResult
