/** What stands in a file where its tool has another type: it is left out with a word, never in silence. */
import { fieldOf } from '../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../core/json/parse.ts'
import type { Reporting } from '../reporting.ts'

type Seen = JsonValue | undefined

/** Where it is told, and as which code. */
export interface Telling {
  readonly report: Reporting
  readonly code: string
}

const NAMES: Readonly<Record<JsonValue['kind'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
}

/** `what` opens the sentence: `A threat of "API"`; `wanted`: `an object`. */
export function tellOdd(value: JsonValue, what: string, wanted: string, { report, code }: Telling): void {
  const words = `${what} is ${NAMES[value.kind]} where ${wanted} is expected, and is left out. Correct it in the file.`
  report.lost(code, words, value.at)
}

/** The items of a member that is a list; what says nothing is as none, anything else is told. */
export function itemsAsked(holder: Seen, key: string, what: string, telling: Telling): readonly JsonValue[] {
  const field = fieldOf(holder, key)
  if (field?.kind === 'array') return field.items
  if (field && !saysNothing(field)) tellOdd(field, what, 'a list', telling)
  return []
}

/** The object, where it is one; what is none is told, null too: an item of a list is there to be one. */
export function objectAsked(value: JsonValue, what: string, telling: Telling): JsonObject | undefined {
  if (value.kind === 'object') return value
  tellOdd(value, what, 'an object', telling)
  return undefined
}

/** A text, number, true or false as a text; undefined where there is none, and anything else is told. */
export function wordAsked(value: Seen, what: string, telling: Telling): string | undefined {
  if (!value || saysNothing(value)) return undefined
  if (value.kind !== 'object' && value.kind !== 'array') return String(value.value)
  tellOdd(value, what, 'a text', telling)
  return undefined
}

/** Null, and what is empty: tools write it where nobody stated anything. */
export function saysNothing(value: JsonValue): boolean {
  if (value.kind === 'object') return value.members.size === 0
  if (value.kind === 'array') return value.items.length === 0
  return value.kind === 'null' || value.value === ''
}
