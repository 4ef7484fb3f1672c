/** Which of a model's files an element is written to: the one it stands in, and a new one to the first. */

import {
  attributes,
  idOfItem,
  isTreeList,
  isTreeMap,
  type Tree,
  type TreeMap,
} from '../../../core/yaml/printing/tree.ts'
import type { MapNode, SourceNode } from '../../../core/yaml/source-node.ts'

/** Names of what stands in a part, by the keys of its sections. */
function namesIn(root: SourceNode | null, key: string): ReadonlySet<string> | undefined {
  const entry = root?.kind === 'map' ? root.byKey.get(key) : undefined
  if (!entry) return undefined
  const { value } = entry
  if (value.kind === 'map') return new Set(value.byKey.keys())
  if (value.kind !== 'list') return new Set()
  return new Set(value.items.flatMap((item) => nameOf(item.value)))
}

function nameOf(item: SourceNode): readonly string[] {
  if (item.kind === 'scalar') return [item.text]
  const id = item.kind === 'map' ? item.byKey.get('id')?.value : undefined
  return id?.kind === 'scalar' ? [id.text] : []
}

/** Of a model's whole tree what belongs to one part. `others` are the roots of the other parts. */
export function partOf(
  tree: TreeMap,
  root: MapNode,
  others: readonly (SourceNode | null)[],
  isFirst: boolean,
): TreeMap {
  const entries = [...tree.entries].map(([key, value]): readonly [string, Tree | undefined] => {
    const own = namesIn(root, key)
    const elsewhere = others.map((other) => namesIn(other, key)).filter((names) => names !== undefined)
    const isHere = (name: string) =>
      own?.has(name) === true || (isFirst && elsewhere.every((names) => !names.has(name)))
    if (isTreeMap(value)) {
      const kept = new Map([...value.entries].filter(([name]) => isHere(name)))
      return [key, kept.size === 0 ? undefined : { ...value, entries: kept }]
    }
    if (isTreeList(value)) {
      const items = value.items.filter((item) => isHere(typeof item === 'string' ? item : idOfItem(item)))
      return [key, items.length === 0 ? undefined : { ...value, items }]
    }
    return [key, own || (isFirst && elsewhere.length === 0) ? value : undefined]
  })
  return attributes(entries)
}
