import type { Model } from '../model/schema.ts'
import { type ChangedElement, type CollectionDiff, MODEL_KEYS } from './collection-diff.ts'
import type { ModelDiff } from './diff.ts'
import { byKey, groupBy, patched, type Row } from './rows.ts'

/**
 * Makes b of a and their diff, in b's order of elements and lists. On another model than a, changes of
 * elements it does not have are left out, and elements that the order does not name come last.
 */
export function applyDiff(a: Model, diff: ModelDiff): Model {
  return {
    ...patched(a, valuesAfter(diff.attributes)),
    dataAssets: applyRows(a.dataAssets, diff.dataAssets, MODEL_KEYS.dataAssets),
    components: applyRows(a.components, diff.components, MODEL_KEYS.components),
    flows: applyRows(a.flows, diff.flows, MODEL_KEYS.flows),
    boundaries: applyRows(a.boundaries, diff.boundaries, MODEL_KEYS.boundaries),
    risks: applyRows(a.risks, diff.risks, MODEL_KEYS.risks),
    mitigations: applyRows(a.mitigations, diff.mitigations, MODEL_KEYS.mitigations),
    analyses: applyRows(a.analyses, diff.analyses, MODEL_KEYS.analyses),
  }
}

function applyRows<T extends Row>(
  rows: readonly T[],
  diff: CollectionDiff<T>,
  key: (row: T) => string,
): readonly T[] {
  const values = groupBy([...diff.changed, ...diff.reordered], (element) => element.key)
  const kept = withoutRemoved([...byKey(rows, key)], diff.removed, key).map(([name, row]) => {
    const changes = values.get(name)?.flatMap((element) => element.changes)
    return changes ? patched(row, valuesAfter(changes)) : row
  })
  const all = [...kept, ...diff.added]
  if (!diff.order) return all
  const place = new Map(diff.order.map((name, at) => [name, at]))
  return [...byKey(all, key)]
    .sort(([a], [b]) => (place.get(a) ?? Infinity) - (place.get(b) ?? Infinity) || 0)
    .map(([, row]) => row)
}

// From the end: of two elements that share an id in a broken file, a diff removes the later one.
function withoutRemoved<T>(
  rows: readonly [string, T][],
  removed: readonly T[],
  key: (row: T) => string,
): readonly [string, T][] {
  const left = new Map<string, number>()
  for (const row of removed) left.set(key(row), (left.get(key(row)) ?? 0) + 1)
  return rows
    .toReversed()
    .filter(([, row]) => {
      const count = left.get(key(row)) ?? 0
      if (count > 0) left.set(key(row), count - 1)
      return count === 0
    })
    .reverse()
}

function valuesAfter(changes: ChangedElement['changes']): Row {
  return Object.fromEntries(changes.map(({ attribute, after }) => [attribute, after]))
}
