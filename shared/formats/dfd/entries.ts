/** Elements while the text is read, before all ids are known. */
import type { Kind } from '../../model/schema.ts'
import type { Label, Name, Span } from './syntax/statement.ts'

export type EntryKind = 'component' | 'zone' | 'line'

export interface Entry {
  readonly what: EntryKind
  readonly title: string
  /** As written; until `assignIds` an entry without one has no id. */
  id: string | undefined
  /** Line of the text, from 0, and where in it the entry was first named. */
  readonly line: number
  readonly name: Name
}

export interface ComponentEntry extends Entry {
  readonly what: 'component'
  readonly kind: Kind
  note: string | undefined
  /** How its zone is known: `named` by a line of its own, `drawn` by the flow that first names it. */
  zone: { readonly entry: ZoneEntry | null; readonly by: 'named' | 'drawn' } | undefined
}

export interface ZoneEntry extends Entry {
  readonly what: 'zone'
  readonly parent: ZoneEntry | null
  readonly depth: number
}

export interface LineEntry extends Entry {
  readonly what: 'line'
  readonly crossedBy: DrawnFlow[]
}

export interface DrawnFlow {
  readonly from: ComponentEntry
  readonly to: ComponentEntry
  readonly label: Label
  readonly line: number
  readonly span: Span
}
