/** Questions about what nobody has drawn or drafted: rows of a table, each filled with a model's own names. */
import type { Category } from '../../model/schema.ts'
import type { Condition } from '../conditions/condition.ts'
import type { ComponentFacts, FlowFacts, Subject } from '../facts/facts.ts'

export const TOPICS = [
  'Privileged operations',
  'Money',
  'Access',
  'Tenants',
  'Trust in the client',
  'Third parties',
  'Secrets',
  'Uploads',
  'Logs',
  'Backups',
  'Availability',
  'Boundaries',
  'Coverage',
] as const
type Topic = (typeof TOPICS)[number]

/** A question that names what the model has, with the risk that a bad answer is. */
export interface MissingQuestion {
  /** Unique at its target and the same in every session: the answer is kept under it. */
  readonly id: string
  readonly topic: Topic
  /** A component or a crossing. */
  readonly target: string
  readonly question: string
  readonly category: Category
  /** The title of the risk, as it can be added at once. */
  readonly title: string
  readonly mitigation: string
}

interface RowOf<S extends Subject> {
  /** Kebab-case, unique; answers are kept under it, so it never changes. */
  readonly id: string
  readonly topic: Topic
  readonly when: Condition<S>
  /** Template; ends in a question mark and can be answered in a sentence. */
  readonly ask: string
  readonly category: Category
  /** Template of the risk's title. */
  readonly title: string
  /** Template. */
  readonly mitigation: string
}

export type ComponentQuestion = RowOf<ComponentFacts>
export type CrossingQuestion = RowOf<FlowFacts>
