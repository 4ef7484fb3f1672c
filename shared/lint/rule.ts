/** The shape of a lint rule: a row of a table. */
import type { Severity } from '../core/diagnostics.ts'
import type { Config } from '../model/config.ts'
import type { Model } from '../model/schema.ts'

export interface Finding {
  /** What is wrong with which named thing, and what to do. */
  readonly message: string
  /** A component id, flow ref, `boundary:<id>`, `data:<id>`, `risk:<id>` or `rule:<id>`; absent for the model as a whole. */
  readonly elementId?: string
  /** Further elements whose line will do where the element itself has none. */
  readonly near?: readonly string[]
  /** Where one rule has two weights. */
  readonly severity?: Severity
}

export interface LintRule {
  /** Kebab-case; configs and suppressions name it, so it never changes. */
  readonly code: string
  readonly severity: Severity
  /** One line, for lists. */
  readonly summary: string
  /** Why it matters and how to settle it, for docs and SARIF help. */
  readonly docs: string
  readonly check: (model: Model, config: Config) => readonly Finding[]
}
