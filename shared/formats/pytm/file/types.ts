/** A pytm model as its file has it. */
import type { JsonObject } from '../../../core/json/parse.ts'
import type { Span } from '../../../core/places.ts'

/** What something is called by, where it is named. */
export interface Mention {
  readonly name: string
  readonly at: Span
}

export interface Entry {
  readonly name: string
  readonly value: JsonObject
  readonly at: Span
  /** From a file that the tool printed. */
  readonly isDumped: boolean
}

export interface ElementEntry extends Entry {
  /** Name of the Python class; `Asset` where none is given, as the tool does. */
  readonly type: string
}

export interface FlowEntry extends Entry {
  readonly source: Mention
  readonly sink: Mention
}

export interface PytmFile {
  readonly name: string
  readonly description: string
  /** Printed by the tool (`--json`), not written for it (`pytm.load`). */
  readonly isDump: boolean
  readonly elements: readonly ElementEntry[]
  readonly flows: readonly FlowEntry[]
  readonly boundaries: readonly Entry[]
  readonly data: readonly Entry[]
  /** Threats, those that an assumption excludes included. */
  readonly findings: readonly FindingEntry[]
  /** The model itself: its further attributes. */
  readonly model: Entry
}

export interface FindingEntry {
  readonly value: JsonObject
  readonly at: Span
  /** The element that it stands in; absent for those of the model's own list, which name theirs. */
  readonly owner?: Entry
  /** The file says that an assumption excludes it. */
  readonly isExcluded: boolean
  /** What a person overrides of a finding; it makes one where there is none. */
  readonly isOverride: boolean
}
