/** What changed in one collection of elements. */
import { flowRef } from '../model/ids.ts'
import type {
  Analysis,
  Boundary,
  Component,
  DataAsset,
  Flow,
  Mitigation,
  Model,
  Risk,
} from '../model/schema.ts'
import { attributeNames, byKey, isEqual, isReordering, type Row } from './rows.ts'

export interface AttributeChange {
  readonly attribute: string
  /** Undefined where the attribute was absent, or is absent now. */
  readonly before: unknown
  readonly after: unknown
}

export interface ChangedElement {
  /** Id, flow ref or target. */
  readonly key: string
  readonly changes: readonly AttributeChange[]
}

/** Removed elements stand in a's order; added and changed ones in b's. */
export interface CollectionDiff<T> {
  readonly added: readonly T[]
  readonly removed: readonly T[]
  readonly changed: readonly ChangedElement[]
  /** Lists that hold the same members in another order. Kept to apply the diff, not worth showing. */
  readonly reordered: readonly ChangedElement[]
  /** All keys of b, where b's order is not what is left of a followed by what was added. */
  readonly order?: readonly string[]
}

/** A model's collections of elements, and what says "the same element" in two models. */
export const MODEL_KEYS = {
  dataAssets: (asset: DataAsset) => asset.id,
  components: (component: Component) => component.id,
  flows: (flow: Flow) => flowRef(flow),
  boundaries: (boundary: Boundary) => boundary.id,
  risks: (risk: Risk) => risk.id,
  mitigations: (mitigation: Mitigation) => mitigation.id,
  analyses: (analysis: Analysis) => analysis.target,
}

export type CollectionDiffs = {
  readonly [Name in keyof typeof MODEL_KEYS]: CollectionDiff<Model[Name][number]>
}

/** The changes of one collection; `key` says which elements are the same. */
export function diffRows<T extends Row>(
  a: readonly T[],
  b: readonly T[],
  key: (row: T) => string,
): CollectionDiff<T> {
  const before = byKey(a, key)
  const after = byKey(b, key)
  const removed = [...before].filter(([name]) => !after.has(name)).map(([, row]) => row)
  const added: T[] = []
  const changed: ChangedElement[] = []
  const reordered: ChangedElement[] = []
  for (const [name, row] of after) {
    const old = before.get(name)
    if (!old) {
      added.push(row)
      continue
    }
    const all = changesBetween(old, row)
    const lists = all.filter((change) => isReordering(change.before, change.after))
    const changes = all.filter((change) => !lists.includes(change))
    if (changes.length > 0) changed.push({ key: name, changes })
    if (lists.length > 0) reordered.push({ key: name, changes: lists })
  }
  const plain = [...before.keys()].filter((name) => after.has(name))
  plain.push(...[...after.keys()].filter((name) => !before.has(name)))
  const order = [...after.keys()]
  return { added, removed, changed, reordered, ...(isEqual(plain, order) ? {} : { order }) }
}

/** The attributes in which two versions of an element differ. */
export function changesBetween(a: Row, b: Row): readonly AttributeChange[] {
  if (isEqual(a, b)) return []
  return attributeNames(a, b)
    .filter((attribute) => !isEqual(a[attribute], b[attribute]))
    .map((attribute) => ({ attribute, before: a[attribute], after: b[attribute] }))
}
