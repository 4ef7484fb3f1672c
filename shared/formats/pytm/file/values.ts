/** Values as Python writes them: enums as `Classification.SECRET`, flags as words, names in place of what they name. */
import { fieldOf } from '../../../core/json/look.ts'
import type { JsonObject, JsonValue } from '../../../core/json/parse.ts'
import type { Entry, Mention } from './types.ts'

type Seen = JsonValue | undefined

/** A text or number as text; empty for everything else. */
export function wordOf(value: Seen): string {
  if (value?.kind === 'string') return value.value.trim()
  return value?.kind === 'number' ? String(value.value) : ''
}

/** The last part of an enum's name; empty where it says that nothing is known. */
export function enumOf(value: Seen): string {
  const word = wordOf(value)
    .replace(/^[A-Z]\w*\./u, '')
    .replace(/[\s-]+/gu, '_')
  return /^(?:none|unknown|)$/iu.test(word) ? '' : word.toUpperCase()
}

/** Undefined for what says neither. */
export function truthOf(value: Seen): boolean | undefined {
  if (value === undefined) return undefined
  if (value.kind === 'boolean') return value.value
  const word = wordOf(value)
  if (/^(?:true|yes|1)$/iu.test(word)) return true
  return /^(?:false|no|0)$/iu.test(word) ? false : undefined
}

/** A port: a whole number from 0; `-1` is how the tool says none. */
export function portOf(value: Seen): number | undefined {
  const word = wordOf(value)
  return /^\d{1,5}$/u.test(word) ? Number(word) : undefined
}

/** What a value names: by its name, `{ "$ref": ... }` or the whole object. */
export function mentionOf(value: Seen): Mention | undefined {
  if (value === undefined) return undefined
  const name =
    wordOf(value) || ['name', '$ref', 'id'].map((key) => wordOf(fieldOf(value, key))).find(Boolean) || ''
  return name === '' ? undefined : { name, at: value.at }
}

/** The items of a list; a single value counts as a list of it, null as none. */
export function listOf(value: Seen): readonly JsonValue[] {
  if (value === undefined || value.kind === 'null') return []
  if (value.kind === 'array') return value.items
  return wordOf(value) === '' && value.kind === 'string' ? [] : [value]
}

/** What a list names, in its order. */
export function mentionsIn(value: Seen): readonly Mention[] {
  return listOf(value).flatMap((item) => mentionOf(item) ?? [])
}

export function textIn({ value }: Entry, ...keys: readonly string[]): string {
  return keys.map((key) => wordOf(fieldOf(value, key))).find(Boolean) ?? ''
}

/** A list of all the tool's controls, or one of two or three that somebody wrote. */
const MANY_CONTROLS = 20

/**
 * Whether the entry has a control or an attribute of that name; older versions keep controls among the attributes.
 * False only where a person wrote it: the tool prints false for everything that nobody set.
 */
export function flagIn(entry: Entry, key: string): boolean | undefined {
  const control = truthOf(fieldOf(fieldOf(entry.value, 'controls'), key))
  const own = truthOf(fieldOf(entry.value, key))
  if (control === true || own === true) return true
  return (control ?? own) === false && !isPrinted(entry) ? false : undefined
}

/** True for an entry in which the tool listed whatever it knows, so that its defaults state nothing. */
export function isPrinted({ value, isDumped }: Entry): boolean {
  const controls = fieldOf(value, 'controls')
  return isDumped || (controls?.kind === 'object' && controls.members.size > MANY_CONTROLS)
}

export function isObject(value: Seen): value is JsonObject {
  return value?.kind === 'object'
}
