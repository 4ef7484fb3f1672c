/** The shape of a lint rule: a row of a table. */
import type { Locate, Range, Severity } from '../core/diagnostics.ts'
import type { Config } from '../model/config.ts'
import type { Document } from '../model/document.ts'
import type { Layout } from '../model/layout.ts'
import type { Model } from '../model/schema.ts'

/** A change that settles a finding without a decision that is a reviewer's; one undo step. */
export interface LintFix {
  /** A verb: the button's words, beside the message that says of what. */
  readonly label: string
  /** Those words and what they are about: the name of the undo step. */
  readonly title: string
  /** Takes the document as it is when the button is pressed; changes nothing where its element is gone. */
  readonly edit: (document: Document) => Document
}

export interface Finding {
  /** What is wrong with which named thing, and what to do. */
  readonly message: string
  /** A component id, flow ref, `boundary:<id>`, `data:<id>`, `risk:<id>`, `mitigation:<id>`, `rule:<id>` or `analysis:<target>`; absent for the model as a whole. */
  readonly elementId?: string
  /** Further elements whose line will do where the element itself has none. */
  readonly near?: readonly string[]
  /** In another file than the model's; without a range at its start. */
  readonly at?: { readonly file: string; readonly range?: Range }
  /** Where one rule has two weights. */
  readonly severity?: Severity
  readonly fix?: LintFix
}

/** A file beside the model and where its entries stand in it. */
export interface FileBeside {
  readonly file: string
  readonly locate: Locate
}

/** What rules may know besides the model. */
export interface Facts {
  readonly config: Config
  /** The day of the check, YYYY-MM-DD. */
  readonly today: string
  /** Absent where nothing is drawn, or a caller has none. */
  readonly layout?: Layout
  /** Entries are `lint:<code>` and `rule:<id>`. */
  readonly configFile?: FileBeside
  /** Entries are element ids and flow refs. */
  readonly layoutFile?: FileBeside
  /** Files that are printed from the model, are on disk and are not what it prints. */
  readonly outdated?: readonly string[]
  /** The model is that of an older revision, and its file is gone. */
  readonly isRemoved?: boolean
}

export interface LintRule {
  /** Kebab-case; configs and suppressions name it, so it never changes. */
  readonly code: string
  readonly severity: Severity
  /** One line, for lists. */
  readonly summary: string
  /** Why it matters and how to settle it, for docs and SARIF help. */
  readonly docs: string
  readonly check: (model: Model, facts: Facts) => readonly Finding[]
}

/** A fix that edits the model alone; `what` follows the label in the name of the step. */
export function fixModel(label: string, what: string, edit: (model: Model) => Model): LintFix {
  return {
    label,
    title: `${label} ${what}`,
    edit: (document) => {
      const model = edit(document.model)
      return model === document.model ? document : { ...document, model }
    },
  }
}
