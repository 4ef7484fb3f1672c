/** A tree of JSON with one value of another type, as another version of a tool, a script or a hand would write it. */
import type { Json } from '../../../shared/core/json/look.ts'

export interface Retyping {
  /** Keys and indexes from the root, joined by dots. */
  readonly path: string
  /** What stands there now. */
  readonly now: string
  readonly root: Json
}

/** One value of each type that JSON has, none of them empty: what is empty says nothing that could be lost. */
const OTHERS: readonly Json[] = ['x', 7, true, ['x'], { x: 1 }, null]

/** Each value of the tree in each other type. A member that is null is as none, so of these only objects in lists become it. */
export function* retypingsOf(root: Json): Generator<Retyping> {
  for (const { path, value, isItem } of placesIn(root, [], false)) {
    for (const other of OTHERS) {
      if (typeOf(other) === typeOf(value) || (other === null && !(isItem && typeOf(value) === 'object')))
        continue
      yield { path: path.join('.'), now: JSON.stringify(other), root: replaced(root, path, other) }
    }
  }
}

interface Place {
  readonly path: readonly string[]
  readonly value: Json
  readonly isItem: boolean
}

function* placesIn(value: Json, path: readonly string[], isItem: boolean): Generator<Place> {
  yield { path, value, isItem }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) yield* placesIn(inner, [...path, key], Array.isArray(value))
  }
}

function replaced(value: Json, [key, ...rest]: readonly string[], other: Json): Json {
  if (key === undefined) return other
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    return value.map((item: Json, at) => (String(at) === key ? replaced(item, rest, other) : item))
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      name === key && inner !== undefined ? [name, replaced(inner, rest, other)] : [name, inner],
    ),
  )
}

function typeOf(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value
}
