/** What a text pane shows and what typing in it gives. A tab is one format; each has a kernel of this shape. */
import type { Diagnostic, Locate } from '../core/diagnostics.ts'
import type { Document } from '../model/document.ts'

export type TextTab = 'dfd' | 'mermaid' | 'yaml'

export interface Shown {
  readonly text: string
  /** The last text that could be read: `text` itself, unless it has an error. New lines are compared with its lines. */
  readonly readable: string
  /** The document that `readable` was made for or gave. */
  readonly document: Document
  /** Where elements stand in `text`; in a text with an error only those on lines that are as they were. */
  readonly locate: Locate
  readonly diagnostics: readonly Diagnostic[]
  /** Ids that typing created and that still follow their title. */
  readonly fresh: ReadonlySet<string>
  /** Ids of the document by the names that the text has for them; only where these are no ids of the model. */
  readonly names?: ReadonlyMap<string, string>
}

export interface Typed {
  /** Null when the text cannot be read; the same reference when it says the same. */
  readonly document: Document | null
  readonly shown: Shown
  readonly diagnostics: readonly Diagnostic[]
}
