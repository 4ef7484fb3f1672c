/** What a file should say, without where or how: the common ground of printing and of comparing two states. */

/** Printed as it stands; its text must be valid in flow style. */
interface RawText {
  readonly kind: 'raw'
  readonly text: string
}

export interface TreeMap {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Tree>
  /**
   * True for a map from ids to elements: absent means empty, order matters, and entries that a tree does
   * not know stay when the last known one goes. False for an element's attributes, which go with it.
   */
  readonly isCollection: boolean
  /** On one line where it fits: `{x: 1, y: 2}`. */
  readonly isInline: boolean
}

export interface TreeList {
  readonly kind: 'list'
  readonly items: readonly Tree[]
  /** `value`: an item is what it says; `set`: so, and the order is the file's own; `id`: by its `id` key. */
  readonly by: 'value' | 'set' | 'id'
  /** Never on one line. */
  readonly isBlock: boolean
}

export type Tree = string | number | boolean | RawText | TreeMap | TreeList

type Attributes = readonly (readonly [key: string, value: Tree | undefined])[]

/** An element's attributes in printing order; undefined ones are left out. */
export function attributes(pairs: Attributes, isInline = false): TreeMap {
  const entries = new Map<string, Tree>()
  for (const [key, value] of pairs) if (value !== undefined) entries.set(key, value)
  return { kind: 'map', entries, isCollection: false, isInline }
}

/** Elements by id; undefined when there are none, for empty collections are not written. */
export function collection(pairs: Attributes): TreeMap | undefined {
  const map = attributes(pairs)
  return map.entries.size === 0 ? undefined : { ...map, isCollection: true }
}

/** Names or other values; undefined when there are none. */
export function values(
  items: readonly Tree[],
  by: TreeList['by'] = 'value',
  isBlock = false,
): TreeList | undefined {
  return items.length === 0 ? undefined : { kind: 'list', items, by, isBlock }
}

export function isTreeMap(tree: Tree | undefined): tree is TreeMap {
  return typeof tree === 'object' && tree.kind === 'map'
}

export function isTreeList(tree: Tree | undefined): tree is TreeList {
  return typeof tree === 'object' && tree.kind === 'list'
}

/** True when both say the same; the order of attributes does not count, that of elements does. */
export function equalTrees(a: Tree, b: Tree): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object') return false
  if (a.kind === 'raw') return b.kind === 'raw' && a.text === b.text
  if (a.kind === 'list') return b.kind === 'list' && equalItems(a.items, b.items)
  if (b.kind !== 'map' || a.entries.size !== b.entries.size) return false
  for (const [key, value] of a.entries) {
    const other = b.entries.get(key)
    if (other === undefined || !equalTrees(value, other)) return false
  }
  if (!a.isCollection) return true
  const order = b.entries.keys()
  for (const key of a.entries.keys()) if (order.next().value !== key) return false
  return true
}

function equalItems(a: readonly Tree[], b: readonly Tree[]): boolean {
  return a.length === b.length && a.every((item, index) => equalTrees(item, b[index] ?? ''))
}

/** The id of an item of a list that goes by id. */
export function idOfItem(item: Tree): string {
  const id = isTreeMap(item) ? item.entries.get('id') : undefined
  return typeof id === 'string' ? id : ''
}
