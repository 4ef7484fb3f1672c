/** A Threat Composer workspace as its file has it. */
import type { JsonObject } from '../../../core/json/parse.ts'
import type { Span } from '../../../core/places.ts'

interface Text {
  readonly text: string
  readonly at: Span
}

/** A drawing is an image with words: what is in it can only be looked at. */
export interface Drawing {
  readonly what: 'architecture' | 'data flow'
  readonly name: string
  readonly description: string
  /** The picture, embedded or by address; absent where there are words alone. */
  readonly image?: Text
}

/** What threats, mitigations and assumptions have in common. */
export interface Item {
  /** UUID; empty where a file written by hand has none. */
  readonly id: string
  /** What the tool shows as the item's number; empty where it has none. */
  readonly number: string
  readonly tags: readonly string[]
  readonly metadata: ReadonlyMap<string, readonly string[]>
  readonly value: JsonObject
  readonly at: Span
}

/** From an assumption or mitigation to a threat, a mitigation or an assumption, by UUID. */
export interface Link {
  readonly from: string
  readonly to: string
  readonly at: Span
}

export interface Workspace {
  /** Name of the application, else of the workspace; empty where there is neither. */
  readonly name: string
  readonly description: string
  readonly drawings: readonly Drawing[]
  readonly threats: readonly Item[]
  readonly mitigations: readonly Item[]
  readonly assumptions: readonly Item[]
  readonly mitigationLinks: readonly Link[]
  readonly assumptionLinks: readonly Link[]
  /** Ideas that became nothing yet, by what they are of. */
  readonly brainstorm: readonly { readonly of: string; readonly text: string }[]
  readonly at: Span
}
