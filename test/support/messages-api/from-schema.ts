// A value that conforms to a JSON schema, always the same one for the same schema and target.
import { isObject, type Json, objectsIn } from './types.ts'

const WORDS: Readonly<Record<string, string>> = {
  title: 'Somebody poses as a known party',
  threat: 'Somebody on this path poses as a known party and is believed.',
  assumption: 'The receiving side does not check who is calling.',
  mitigation: 'Make both sides prove who they are before anything is exchanged.',
  reason: 'Nothing on this path could be used for that.',
  needed: 'Who may call this, and how that is checked.',
  question: 'Who may do this, and who checks it?',
}

/** `target` is what a property of that name gets, where its enum allows it. */
export function conformingTo(schema: unknown, target: string, name = ''): unknown {
  if (!isObject(schema)) return null
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return pick(schema.enum, target)
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray)
  if (choices) return conformingTo(choices[hash(target + name) % choices.length], target, name)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object' || isObject(schema.properties)) return objectOf(schema, target)
  if (type === 'array') {
    const atLeast = typeof schema.minItems === 'number' ? schema.minItems : 0
    return Array.from({ length: Math.max(1, atLeast) }, () => conformingTo(schema.items, target, name))
  }
  if (type === 'integer' || type === 'number') return typeof schema.minimum === 'number' ? schema.minimum : 1
  if (type === 'boolean') return true
  if (type === 'null') return null
  return WORDS[name] ?? 'A short answer.'
}

function objectOf(schema: Json, target: string): Json {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const lists = Object.entries(properties).filter(([, list]) => categoriesOf(list).length > 0)
  const value: Json = {}
  for (const [name, property] of Object.entries(properties)) {
    if (lists.length > 1 && lists.some(([list]) => list === name)) continue
    value[name] = conformingTo(property, target, name)
  }
  return lists.length > 1 ? { ...value, ...answered(lists, target) } : value
}

/** Lists whose rows have a category share the categories: each is answered once, in one of the lists. */
function answered(lists: readonly [string, unknown][], target: string): Json {
  const value: Json = Object.fromEntries(lists.map(([name]) => [name, []]))
  const seed = hash(target)
  const categories = [...new Set(lists.flatMap(([, list]) => categoriesOf(list)))]
  categories.forEach((category, index) => {
    // Half are threats, so that every target has some and none has all.
    const at = (index + seed) % 2 === 0 ? 0 : 1 + ((index + seed) % Math.max(1, lists.length - 1))
    const [name, list] = lists[Math.min(at, lists.length - 1)] ?? ['', undefined]
    const items = isObject(list) ? list.items : undefined
    const row = conformingTo(items, target)
    if (isObject(row)) (value[name] as Json[]).push({ ...row, category })
  })
  return value
}

function categoriesOf(list: unknown): readonly unknown[] {
  const items = isObject(list) && isObject(list.items) ? list.items : {}
  const category = isObject(items.properties) ? items.properties.category : undefined
  return isObject(category) && Array.isArray(category.enum) ? category.enum : []
}

function pick(values: readonly unknown[], target: string): unknown {
  return values.includes(target) ? target : values[hash(target) % values.length]
}

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521, 7)
}

/** What a request is about: the alias that its own text calls the target, or names last. */
export function targetOf(schema: unknown, texts: readonly string[]): string {
  const target = isObject(schema) && isObject(schema.properties) ? schema.properties.target : undefined
  const allowed = isObject(target) && Array.isArray(target.enum) ? target.enum.map(String) : []
  if (allowed.length === 1) return allowed[0] ?? ''
  const text = texts.at(-1) ?? ''
  const named = [...text.matchAll(/target\W{1,6}(?:is\W+)?([a-z]\d+)\b/gi)].map(([, alias]) => alias ?? '')
  const last = [...text.matchAll(/\b[a-z]\d+\b/g)].map(([alias]) => alias)
  const known = (alias: string) => allowed.length === 0 || allowed.includes(alias)
  return named.findLast(known) ?? last.findLast(known) ?? allowed[0] ?? ''
}

/** The last JSON schema of an object that a text holds, fenced or not. */
export function schemaIn(texts: readonly string[]): Json | undefined {
  for (const text of texts.toReversed()) {
    const found = objectsInText(text).filter((value) => value.type === 'object' && isObject(value.properties))
    if (found.length > 0) return found.at(-1)
  }
  return undefined
}

function objectsInText(text: string): readonly Json[] {
  const found: unknown[] = []
  for (let start = text.indexOf('{'); start >= 0; ) {
    const end = endOfObject(text, start)
    const value = end < 0 ? undefined : parsed(text.slice(start, end))
    if (value !== undefined) found.push(value)
    start = text.indexOf('{', value === undefined ? start + 1 : end)
  }
  return objectsIn(found)
}

function endOfObject(text: string, start: number): number {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (quoted && character === '\\') at += 1
    else if (character === '"') quoted = !quoted
    else if (!quoted && character === '{') depth += 1
    else if (!quoted && character === '}') depth -= 1
    if (depth === 0) return at + 1
  }
  return -1
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
