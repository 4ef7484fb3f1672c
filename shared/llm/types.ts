/** The words that the parts of drafting with a language model share. */
import type { Category, Certainty } from '../model/schema.ts'

/** How a server is made to answer in the schema: its own feature, exactly one forced tool, the prompt alone. */
export const TIERS = ['schema', 'tool', 'prompt'] as const
export type Tier = (typeof TIERS)[number]

/** What one request is about: one component, one crossing, or the whole model. */
export const UNITS = ['component', 'crossing', 'model', 'questions'] as const
export type Unit = (typeof UNITS)[number]

export const REPLACEMENT_KINDS = ['secret', 'host', 'address', 'e-mail', 'ticket'] as const
export type ReplacementKind = (typeof REPLACEMENT_KINDS)[number]

/** What a redactor put a placeholder in place of. */
export interface Replacement {
  /** `host-1`, `secret-2`: the same text has the same one for the life of the redactor. */
  readonly placeholder: string
  readonly kind: ReplacementKind
  /** May be shown and logged: a secret's first characters only. */
  readonly shown: string
  readonly count: number
}

/** A prompt file, read: Markdown with front matter. */
export interface Prompt {
  readonly id: string
  readonly version: string
  readonly unit: Unit
  readonly title: string
  /** What the model is told, without the front matter. */
  readonly text: string
  /** SHA-256 of the whole file. */
  readonly hash: string
}

/** One threat of a reply that passed the checks, in words of this diagram: ids instead of aliases, names restored. */
export interface ThreatRow {
  readonly category: Category
  readonly title: string
  readonly threat: string
  readonly assumption: string
  readonly mitigation: string
  readonly certainty: Certainty
  /** Component ids, flow refs and boundary ids. */
  readonly evidence: readonly string[]
}

export interface DroppedRow {
  /** The row as it came, shortened. */
  readonly row: string
  readonly reason: string
}

/** What is left of a reply about one target. */
export interface Answer {
  readonly threats: readonly ThreatRow[]
  readonly notApplicable: readonly { readonly category: Category; readonly reason: string }[]
  readonly cannotAssess: readonly { readonly category: Category; readonly needed: string }[]
  readonly dropped: readonly DroppedRow[]
  /** Categories that are in none of the three lists. */
  readonly unanswered: readonly Category[]
}
