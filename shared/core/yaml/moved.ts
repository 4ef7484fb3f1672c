/** What stands behind an edit, where the edit put it. Of texts without anchors: nothing in them is shared. */
import type { Entry, Item, MapNode, SourceNode } from './source-node.ts'

export function movedNode(node: SourceNode, by: number): SourceNode {
  if (by === 0) return node
  const { start, end } = node
  if (node.kind === 'scalar') {
    const { kind, style, type, text } = node
    return { kind, style, type, text, start: start + by, end: end + by }
  }
  if (node.kind === 'list') {
    const items = node.items.map((item) => movedItem(item, by))
    return { kind: 'list', flow: node.flow, items, start: start + by, end: end + by }
  }
  const entries = node.entries.map((entry) => movedEntry(entry, by))
  return {
    kind: 'map',
    flow: node.flow,
    entries,
    byKey: byKeyOf(entries),
    start: start + by,
    end: end + by,
  }
}

export function movedEntry(entry: Entry, by: number): Entry {
  return by === 0 ? entry : withValue(entry, by, movedNode(entry.value, by))
}

/** The entry moved by so much, with another value. */
export function withValue(entry: Entry, by: number, value: SourceNode): Entry {
  const { key, keySpan, start, afterColon, origin } = entry
  return {
    key,
    keySpan: { start: keySpan.start + by, end: keySpan.end + by },
    start: start + by,
    ...(afterColon === undefined ? {} : { afterColon: afterColon + by }),
    value,
    origin,
  }
}

export function movedItem(item: Item, by: number): Item {
  return by === 0 ? item : { start: item.start + by, value: movedNode(item.value, by) }
}

export function byKeyOf(entries: readonly Entry[]): MapNode['byKey'] {
  const byKey = new Map<string, Entry>()
  for (const entry of entries) {
    if (entry.origin !== 'merge' && !byKey.has(entry.key)) byKey.set(entry.key, entry)
  }
  return byKey
}
