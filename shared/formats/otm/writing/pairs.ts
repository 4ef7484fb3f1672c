/** What an element should say in its file, as values at paths: new elements are made of them, others compared by them. */
import type { Json } from '../../../core/json/look.ts'
import type { JsonEdit, JsonPath } from '../../../core/json/plan.ts'

/** Undefined where the file should say nothing. */
export type Pairs = readonly (readonly [path: JsonPath, value: Json | undefined])[]

/** The element as a new value. */
export function objectOf(pairs: Pairs): Json {
  const whole: Record<string, Json> = {}
  for (const [path, value] of pairs) {
    if (value === undefined) continue
    let at = whole
    for (const step of path.slice(0, -1)) {
      const next = (at[step] ?? {}) as Record<string, Json>
      at[step] = next
      at = next
    }
    at[path.at(-1) ?? ''] = value
  }
  return whole
}

/** Edits of the element at `base` for what differs. */
export function editsBetween(base: JsonPath, before: Pairs, after: Pairs): readonly JsonEdit[] {
  const known = new Map(before.map(([path, value]) => [JSON.stringify(path), value]))
  return after.flatMap(([path, value]): readonly JsonEdit[] => {
    const was = known.get(JSON.stringify(path))
    if (JSON.stringify(was) === JSON.stringify(value)) return []
    if (value !== undefined) return [{ set: [...base, ...path], to: value }]
    return [{ remove: [...base, ...path] }]
  })
}
