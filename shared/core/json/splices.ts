/** From what changes in a tree to stretches of its text, written as what stands beside them is. */
import type { Span } from '../places.ts'
import type { Json } from './look.ts'
import type { JsonArray, JsonObject, JsonValue } from './parse.ts'
import type { Added, Change, Plan } from './plan.ts'
import { Style } from './style.ts'

/** A stretch of a text, and what comes into its place. */
interface Splice extends Span {
  readonly text: string
}

/** The text with the planned changes made. */
export function applyPlan(text: string, root: JsonValue, plan: Plan): string {
  if (plan.size === 0) return text
  const style = new Style(text, root)
  const splices: Splice[] = []
  for (const [value, change] of plan) {
    if (change.replacement !== undefined) {
      splices.push({ ...value.at, text: style.print(change.replacement, style.around(value.at.from)) })
    } else if (value.kind === 'object') splices.push(...ofObject(value, change, style))
    else if (value.kind === 'array') splices.push(...ofArray(value, change, style))
  }
  // Where one only adds at the place where another one starts, what is added comes first.
  splices.sort((a, b) => a.from - b.from || a.to - b.to)
  let out = ''
  let at = 0
  for (const splice of splices) {
    out += text.slice(at, splice.from) + splice.text
    at = splice.to
  }
  return out + text.slice(at)
}

function ofObject(object: JsonObject, change: Change, style: Style): readonly Splice[] {
  const members = [...object.members.values()]
  const parts = members.map(({ at, key }) => ({ at, isRemoved: change.removed.has(key) }))
  const layout = style.inside(object, parts)
  const added = [...change.added].map(
    ([key, value]) => JSON.stringify(key) + style.colon + style.print(plain(value), layout.around),
  )
  return gaps(object.at, parts, (index) => (index === members.length ? added : []), layout)
}

function ofArray(list: JsonArray, change: Change, style: Style): readonly Splice[] {
  const parts = list.items.map(({ at }, index) => ({ at, isRemoved: change.removed.has(index) }))
  const layout = style.inside(list, parts)
  const inserted = (index: number) =>
    (change.inserted.get(index) ?? []).map((value) => style.print(value, layout.around))
  return gaps(list.at, parts, inserted, layout)
}

interface Part {
  readonly at: Span
  readonly isRemoved: boolean
}

/** What stands before the first part, between two and after the last one. */
interface Separators {
  readonly lead: string
  readonly between: string
  readonly tail: string
}

/** One splice for each gap between parts that stay, where anything goes or comes. */
function gaps(
  whole: Span,
  parts: readonly Part[],
  insertedAt: (index: number) => readonly string[],
  { lead, between, tail }: Separators,
): readonly Splice[] {
  const splices: Splice[] = []
  let before: Part | undefined
  let fresh: string[] = []
  let gone: Part[] = []
  for (let index = 0; index <= parts.length; index += 1) {
    fresh.push(...insertedAt(index))
    const part = parts[index]
    if (part?.isRemoved) gone.push(part)
    else {
      if (fresh.length > 0 || gone.length > 0) splices.push(gap(before, part))
      before = part
      fresh = []
      gone = []
    }
  }
  return splices

  function gap(previous: Part | undefined, next: Part | undefined): Splice {
    if (previous) {
      const text = fresh.map((value) => between + value).join('')
      return { from: previous.at.to, to: gone.at(-1)?.at.to ?? previous.at.to, text }
    }
    if (next) {
      const text = fresh.map((value) => value + between).join('')
      return { from: gone[0]?.at.from ?? next.at.from, to: next.at.from, text }
    }
    const text = fresh.length > 0 ? lead + fresh.join(between) + tail : ''
    return { from: whole.from + 1, to: whole.to - 1, text }
  }
}

function plain(added: Added): Json {
  if (!(added instanceof Map)) return added.value
  return Object.fromEntries([...added].map(([key, value]) => [key, plain(value)]))
}
