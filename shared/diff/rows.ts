/**
 * Diff and merge see every element as a row of attributes under a key. One mechanism over rows serves
 * all kinds of elements, so that a new attribute in the schema needs no line here.
 */
import { canonicalJson } from '../core/text.ts'

export type Row = Readonly<Record<string, unknown>>

/** Rows by key in their order. A key that a broken file repeats gets a number, so that no row is lost. */
export function byKey<T>(rows: readonly T[], key: (row: T) => string): Map<string, T> {
  const keyed = new Map<string, T>()
  for (const row of rows) {
    const wanted = key(row)
    let free = wanted
    for (let count = 2; keyed.has(free); count += 1) free = `${wanted} #${count}`
    keyed.set(free, row)
  }
  return keyed
}

/** The rows by what `key` says of them, each group in the rows' order. */
export function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Equal as data; an absent member equals an undefined one. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!isObject(a) || !isObject(b)) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((member, at) => isEqual(member, b[at]))
  }
  for (const name in a) if (!isEqual(a[name], b[name])) return false
  for (const name in b) if (b[name] !== undefined && a[name] === undefined) return false
  return true
}

/** True for two different lists of the same members: in these files the order of a list says nothing. */
export function isReordering(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length || isEqual(a, b)) return false
  const members = (list: readonly unknown[]) => list.map(canonicalJson).sort()
  return isEqual(members(a), members(b))
}

/** The names of the attributes of any of the rows, each once. */
export function attributeNames(...rows: readonly (Row | undefined)[]): readonly string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row ?? {})))]
}

/** The row with other values; an undefined value takes the attribute away. */
export function patched<T extends Row>(row: T, values: Row): T {
  const members = Object.entries({ ...row, ...values }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(members) as T
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}
