/**
 * What stands behind an edit, where the edit put it. Of texts without anchors: nothing in them is shared. Nearly all
 * that an edit moves is never looked at, so a moved collection is made when it is; what was known of it before the
 * edit is still known, by its content.
 */
import type { Entry, Item, ListNode, MapNode, SourceNode } from './source-node.ts'

/** The collections that others were moved from. */
const contents = new WeakMap<SourceNode, SourceNode>()

/** The node where it was read, which says the same: one for all the places that edits have moved it to. */
export function contentOf(node: MapNode): MapNode
export function contentOf(node: SourceNode): SourceNode
export function contentOf(node: SourceNode): SourceNode {
  return contents.get(node) ?? node
}

function movedNode(node: SourceNode, by: number): SourceNode {
  if (by === 0) return node
  const { start, end } = node
  if (node.kind === 'scalar') {
    const { kind, style, type, text } = node
    return { kind, style, type, text, start: start + by, end: end + by }
  }
  const content = contentOf(node)
  const far = start + by - content.start
  const moved = content.kind === 'map' ? movedMap(content, far) : movedList(content as ListNode, far)
  contents.set(moved, content)
  return moved
}

function movedMap(map: MapNode, by: number): MapNode {
  let entries: readonly Entry[] | undefined
  let byKey: MapNode['byKey'] | undefined
  return {
    kind: 'map',
    flow: map.flow,
    get entries() {
      entries ??= map.entries.map((entry) => movedEntry(entry, by))
      return entries
    },
    get byKey() {
      byKey ??= byKeyOf(this.entries)
      return byKey
    },
    start: map.start + by,
    end: map.end + by,
  }
}

function movedList(list: ListNode, by: number): ListNode {
  let items: readonly Item[] | undefined
  return {
    kind: 'list',
    flow: list.flow,
    get items() {
      items ??= list.items.map((item) => movedItem(item, by))
      return items
    },
    start: list.start + by,
    end: list.end + by,
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
