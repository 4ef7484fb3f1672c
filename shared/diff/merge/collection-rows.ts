import type { Document } from '../../model/document.ts'
import { attributeNames, patched, type Row } from '../rows.ts'
import { COLLECTIONS, type Collection } from './collections.ts'

/** The collection's rows with grouped attributes as one. */
export function readRows(collection: Collection, document: Document): readonly Row[] {
  const groups = Object.entries(collection.groups ?? {})
  if (groups.length === 0) return collection.read(document)
  const grouped = new Set(groups.flatMap(([, members]) => members))
  return collection.read(document).map((row) => {
    const own = attributeNames(row).filter((name) => !grouped.has(name))
    return Object.fromEntries([
      ...own.map((name) => [name, row[name]]),
      ...groups.map(([name, members]) => [
        name,
        Object.fromEntries(members.map((member) => [member, row[member]])),
      ]),
    ])
  })
}

/** The document with these rows, as `readRows` gives them. */
export function writeRows(collection: Collection, document: Document, rows: readonly Row[]): Document {
  const groups = Object.keys(collection.groups ?? {})
  if (groups.length === 0) return collection.write(document, rows)
  const flat = rows.map((row) => {
    const own = patched(row, Object.fromEntries(groups.map((name) => [name, undefined])))
    return patched(own, Object.assign({}, ...groups.map((name) => row[name])))
  })
  return collection.write(document, flat)
}

/** The names that a row refers to: all of them, or those that it keeps from being removed. */
export function listRefs(
  collection: Collection,
  row: Row,
  which: 'all' | 'kept' | 'owners' = 'all',
): readonly string[] {
  const owners = collection.owners ?? []
  return Object.entries(collection.refs ?? {})
    .filter(([attribute]) => which !== 'owners' || owners.includes(attribute))
    .filter(([attribute]) => which !== 'kept' || !collection.follows || !owners.includes(attribute))
    .flatMap(([attribute, toRefs]) => toRefs(row[attribute]))
}

/** Every name that other elements of the document can use to refer to something. */
export function listNames(document: Document): ReadonlySet<string> {
  return new Set(
    COLLECTIONS.flatMap((collection) =>
      collection.provides ? collection.read(document).flatMap((row) => collection.provides?.(row) ?? []) : [],
    ),
  )
}

/** The row as the removal of what these names mean leaves it: its lists no longer hold them. */
export function withoutNames({ parts, refs }: Collection, row: Row, names: ReadonlySet<string>): Row {
  const lists = Object.entries(refs ?? {}).filter(([attribute]) => parts?.[attribute])
  const left = lists.map(([attribute, toRefs]) => {
    const list: unknown = row[attribute]
    if (!Array.isArray(list)) return [attribute, list]
    const left = list.filter((member) => !toRefs(member).some((name) => names.has(name)))
    return [attribute, left.length > 0 ? left : parts?.[attribute]?.join(new Map())]
  })
  return { ...row, ...Object.fromEntries(left) }
}
