/**
 * The JSON Schemas of replies. Every field is required and lengths are not limited, because servers that
 * compile a schema refuse many optional fields and most limits. One schema serves all targets of a run: with
 * a schema of its own for each, a server would compile each and forget the diagram that it kept.
 */
import { CATEGORIES, CERTAINTIES, KINDS } from '../../model/schema.ts'
import type { Diagram } from './diagram.ts'

/** Changes whenever the meaning of a reply does: part of the key of cached answers. */
export const SCHEMA_VERSION = 1

/** A question that fits no category says so with this word. */
export const NO_CATEGORY = 'none'

export type Schema = Readonly<Record<string, unknown>>

/** Any text. */
export const TEXT: Schema = { type: 'string' }
const CATEGORY: Schema = { $ref: '#/$defs/category' }
const ALIAS: Schema = { $ref: '#/$defs/id' }

/** Of a reply about one target. */
export function threatsSchema(diagram: Diagram): Schema {
  return {
    ...rowsOf({
      target: ALIAS,
      threats: listOf({
        category: CATEGORY,
        title: TEXT,
        threat: TEXT,
        assumption: TEXT,
        mitigation: TEXT,
        certainty: oneOf(CERTAINTIES),
        evidence: { type: 'array', items: ALIAS },
      }),
      not_applicable: listOf({ category: CATEGORY, reason: TEXT }),
      cannot_assess: listOf({ category: CATEGORY, needed: TEXT }),
    }),
    $defs: { id: oneOf(diagram.aliases), category: oneOf(CATEGORIES) },
  }
}

/** Of a reply with questions about the whole model. */
export function questionsSchema(diagram: Diagram): Schema {
  const targets = diagram.aliases.filter((alias) => !alias.startsWith('b'))
  return {
    ...rowsOf({ questions: listOf({ target: ALIAS, category: CATEGORY, question: TEXT, why: TEXT }) }),
    $defs: { id: oneOf(targets), category: oneOf([...CATEGORIES, NO_CATEGORY]) },
  }
}

/** Of a reply that proposes a diagram; empty text where a component or zone is in no zone. */
export const PROPOSAL_SCHEMA: Schema = rowsOf({
  title: TEXT,
  zones: listOf({ name: TEXT, parent: TEXT }),
  components: listOf({ name: TEXT, kind: oneOf(KINDS), zone: TEXT, note: TEXT }),
  flows: listOf({ from: TEXT, to: TEXT, protocol: TEXT }),
  notes: { type: 'array', items: TEXT },
})

/** One of these words. */
export function oneOf(words: readonly string[]): Schema {
  return { type: 'string', enum: words }
}

/** An object with these fields and no others. */
export function rowsOf(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** A list of objects with these fields. */
export function listOf(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'array', items: rowsOf(properties) }
}
