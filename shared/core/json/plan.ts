/** From edits by path to what changes in each value of the tree. */
import { isSameValue, type Json } from './look.ts'
import type { JsonArray, JsonObject, JsonValue } from './parse.ts'

/** Keys and indexes from the root. */
export type JsonPath = readonly (string | number)[]

export type JsonEdit =
  | { readonly set: JsonPath; readonly to: Json }
  | { readonly insert: JsonPath; readonly value: Json }
  | { readonly remove: JsonPath }

/** What becomes of one value: another one, or other members or items than it has. */
export interface Change {
  replacement?: Json
  readonly removed: Set<string | number>
  readonly added: Map<string, Added>
  /** By the index of the item they stand before. */
  readonly inserted: Map<number, Json[]>
}

/** A new member: a value, or an object of which several edits name members. */
export type Added = { readonly value: Json } | Map<string, Added>

export type Plan = ReadonlyMap<JsonValue, Change>

/** Throws a RangeError as `editJson` says. */
export function planEdits(root: JsonValue, edits: readonly JsonEdit[]): Plan {
  const planning = new Planning()
  for (const edit of edits) planning.take(root, edit)
  return planning.plan
}

class Planning {
  readonly plan = new Map<JsonValue, Change>()
  /** Values that an edit replaces or removes as a whole, and values that an edit leads through. */
  private readonly whole = new Set<JsonValue>()
  private readonly passed = new Set<JsonValue>()

  take(root: JsonValue, edit: JsonEdit): void {
    if ('set' in edit) this.set(root, edit.set, edit.to)
    else if ('remove' in edit) this.remove(root, edit.remove)
    else this.insert(root, edit.insert, edit.value)
  }

  private set(root: JsonValue, path: JsonPath, to: Json): void {
    let value = root
    for (const [depth, step] of path.entries()) {
      this.pass(value, path)
      const next = stepInto(value, step, path)
      if (!next) {
        this.setAbsent(value, path, depth, to)
        return
      }
      value = next
    }
    this.claim(value, path)
    this.reconcile(value, to)
  }

  private setAbsent(parent: JsonValue, path: JsonPath, depth: number, to: Json): void {
    const isLast = depth === path.length - 1
    if (parent.kind === 'object') this.add(parent, path.slice(depth), to, path)
    else if (parent.kind === 'array' && isLast) this.insertAt(parent, path[depth] ?? '', to, path)
    else throw beyond(path)
  }

  private remove(root: JsonValue, path: JsonPath): void {
    const [parent, step] = this.parentOf(root, path)
    const value = stepInto(parent, step, path)
    if (!value) throw new RangeError(`${print(path)} is not there to be removed`)
    this.claim(value, path)
    this.changeOf(parent).removed.add(step)
  }

  private insert(root: JsonValue, path: JsonPath, value: Json): void {
    const [parent, step] = this.parentOf(root, path)
    if (parent.kind !== 'array') throw new RangeError(`${print(path)} is in no list`)
    this.insertAt(parent, step, value, path)
  }

  private insertAt(list: JsonArray, index: string | number, value: Json, path: JsonPath): void {
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index > list.items.length) {
      throw beyond(path)
    }
    const { inserted } = this.changeOf(list)
    const there = inserted.get(index)
    if (there) there.push(value)
    else inserted.set(index, [value])
  }

  private add(object: JsonObject, rest: JsonPath, to: Json, path: JsonPath): void {
    let members = this.changeOf(object).added
    for (const step of rest.slice(0, -1)) {
      const next = members.get(String(step)) ?? new Map<string, Added>()
      if (!(next instanceof Map)) throw overlap(path)
      members.set(String(step), next)
      members = next
    }
    const key = String(rest.at(-1))
    if (members.has(key)) throw overlap(path)
    members.set(key, { value: to })
  }

  /** Makes `value` be `to` with the fewest changes. */
  private reconcile(value: JsonValue, to: Json): void {
    if (isSameValue(value, to)) return
    if (value.kind === 'object' && isObject(to)) {
      for (const [key, member] of value.members) {
        const wanted = Object.hasOwn(to, key) ? to[key] : undefined
        if (wanted === undefined) this.changeOf(value).removed.add(key)
        else this.reconcile(member.value, wanted)
      }
      for (const [key, wanted] of Object.entries(to)) {
        if (wanted !== undefined && !value.members.has(key)) this.add(value, [key], wanted, [key])
      }
    } else if (value.kind === 'array' && Array.isArray(to)) this.reconcileItems(value, to as readonly Json[])
    else this.changeOf(value).replacement = to
  }

  private reconcileItems(list: JsonArray, to: readonly Json[]): void {
    const isSame = (at: number, wanted: number) => {
      const item = list.items[at]
      return item !== undefined && isSameValue(item, to[wanted])
    }
    const [before, after] = [list.items.length, to.length]
    const shorter = Math.min(before, after)
    let start = 0
    while (start < shorter && isSame(start, start)) start += 1
    let end = 0
    while (end < shorter - start && isSame(before - 1 - end, after - 1 - end)) end += 1
    const kept = shorter - end
    for (let at = start; at < before - end; at += 1) {
      const item = list.items[at]
      if (at >= kept) this.changeOf(list).removed.add(at)
      else if (item) this.reconcile(item, to[at] ?? null)
    }
    for (const value of to.slice(Math.max(start, kept), after - end)) {
      this.insertAt(list, before - end, value, [before - end])
    }
  }

  private parentOf(root: JsonValue, path: JsonPath): [JsonValue, string | number] {
    let value = root
    for (const step of path.slice(0, -1)) {
      this.pass(value, path)
      const next = stepInto(value, step, path)
      if (!next) throw new RangeError(`${print(path)} leads to nothing`)
      value = next
    }
    const last = path.at(-1)
    if (last === undefined) throw new RangeError('the whole text can only be set')
    this.pass(value, path)
    return [value, last]
  }

  private pass(value: JsonValue, path: JsonPath): void {
    if (this.whole.has(value)) throw overlap(path)
    this.passed.add(value)
  }

  private claim(value: JsonValue, path: JsonPath): void {
    if (this.whole.has(value) || this.passed.has(value)) throw overlap(path)
    this.whole.add(value)
  }

  private changeOf(value: JsonValue): Change {
    const change = this.plan.get(value) ?? { removed: new Set(), added: new Map(), inserted: new Map() }
    this.plan.set(value, change)
    return change
  }
}

function stepInto(value: JsonValue, step: string | number, path: JsonPath): JsonValue | undefined {
  if (value.kind === 'object') return value.members.get(String(step))?.value
  if (value.kind === 'array' && typeof step === 'number') return value.items[step]
  throw new RangeError(`${print(path)} leads through no object or list`)
}

function isObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function beyond(path: JsonPath): RangeError {
  return new RangeError(`${print(path)} leads beyond the end of a list`)
}

function overlap(path: JsonPath): RangeError {
  return new RangeError(`${print(path)} is inside of what another edit replaces or removes`)
}

function print(path: JsonPath): string {
  return path.join('/')
}
