/** What has to change in a file: the difference of two trees as operations on paths. */
import {
  equalTrees,
  idOfItem,
  isTreeList,
  isTreeMap,
  type Tree,
  type TreeList,
  type TreeMap,
} from '../printing/tree.ts'

/** Keys from the root; in a list that goes by id, an item's id. */
export type Path = readonly string[]

export type Change =
  /** Sets the value of the path's last key. `order` is the wanted order of its siblings. */
  | {
      readonly kind: 'put'
      readonly path: Path
      readonly value: Tree
      readonly order: readonly string[]
      readonly inList: boolean
    }
  /** `isElement`: a member of a collection, which goes too when it is left empty. */
  | { readonly kind: 'delete'; readonly path: Path; readonly isElement: boolean }
  /** Turns one list of values into another; both may be empty. */
  | {
      readonly kind: 'items'
      readonly path: Path
      readonly before: readonly Tree[]
      readonly after: TreeList
    }
  | { readonly kind: 'order'; readonly path: Path; readonly order: readonly string[] }

/** The operations that turn `before` into `after`, those inside an element before those around it. */
export function diffTrees(before: TreeMap, after: TreeMap): readonly Change[] {
  const changes: Change[] = []
  diffEntries([], before.entries, after.entries, 'attributes', changes)
  return changes
}

type Entries = ReadonlyMap<string, Tree>
const NOTHING: Entries = new Map()

function diffEntries(
  path: Path,
  before: Entries,
  after: Entries,
  of: 'attributes' | 'elements' | 'items',
  out: Change[],
): void {
  const order = [...after.keys()]
  const start = out.length
  // Deeper changes first: where two insertions meet at one offset, the inner one belongs before.
  for (const [key, value] of before) {
    const next = after.get(key)
    // Nearly all of a model is as it was; only where it is not are there paths to be made.
    if (next !== undefined && !equalTrees(value, next)) diffValue([...path, key], value, next, order, out)
  }
  const isSettled = out.length === start
  for (const [key, value] of before)
    if (!after.has(key)) remove([...path, key], value, of !== 'attributes', out)
  for (const [key, value] of after) {
    if (!before.has(key))
      out.push({ kind: 'put', path: [...path, key], value, order, inList: of === 'items' })
  }
  const kept = [...before.keys()].filter((key) => after.has(key))
  const wanted = order.filter((key) => before.has(key))
  // Lines move only after they have stopped changing.
  if (
    of !== 'attributes' &&
    isSettled &&
    out.length === start &&
    kept.some((key, at) => key !== wanted[at])
  ) {
    out.push({ kind: 'order', path, order })
  }
}

function diffValue(path: Path, before: Tree, after: Tree, order: readonly string[], out: Change[]): void {
  if (isTreeMap(before) && isTreeMap(after)) {
    diffEntries(path, before.entries, after.entries, before.isCollection ? 'elements' : 'attributes', out)
  } else if (isTreeList(before) && isTreeList(after)) {
    diffLists(path, before, after, out)
  } else {
    out.push({ kind: 'put', path, value: after, order, inList: false })
  }
}

function diffLists(path: Path, before: TreeList, after: TreeList, out: Change[]): void {
  if (after.by === 'id') diffEntries(path, byId(before), byId(after), 'items', out)
  else if (after.by === 'set' ? !sameSet(before.items, after.items) : !equalTrees(before, after)) {
    out.push({ kind: 'items', path, before: before.items, after })
  }
}

/** An absent collection is an empty one: what the tree does not know of it stays in the file. */
function remove(path: Path, value: Tree, isElement: boolean, out: Change[]): void {
  if (isTreeMap(value) && value.isCollection) diffEntries(path, value.entries, NOTHING, 'elements', out)
  else if (isTreeList(value) && value.by === 'id') diffEntries(path, byId(value), NOTHING, 'items', out)
  else if (isTreeList(value))
    out.push({ kind: 'items', path, before: value.items, after: { ...value, items: [] } })
  else out.push({ kind: 'delete', path, isElement })
}

function byId(list: TreeList): Entries {
  return new Map(list.items.map((item) => [idOfItem(item), item]))
}

function sameSet(a: readonly Tree[], b: readonly Tree[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item))
}

/** The subtree at a path; undefined where there is none. */
export function treeAt(root: Tree, path: Path): Tree | undefined {
  let tree: Tree | undefined = root
  for (const key of path) {
    if (isTreeMap(tree)) tree = tree.entries.get(key)
    else if (isTreeList(tree) && tree.by === 'id') tree = byId(tree).get(key)
    else return undefined
  }
  return tree
}

/**
 * Drops the deletions of what only an edit brought into the model: a flow to a component that was missing
 * comes back to life when the component is added, and must not be deleted for it. `first` is the tree of
 * the text as it was before any edit.
 */
export function withoutRevived(
  changes: readonly Change[],
  before: TreeMap,
  first: TreeMap,
): readonly Change[] {
  if (before === first) return changes
  return changes.flatMap((change): readonly Change[] => {
    if (change.kind === 'delete') {
      return change.isElement && treeAt(first, change.path) === undefined ? [] : [change]
    }
    if (change.kind !== 'items' || change.after.by === 'set') return [change]
    if (treeAt(first, change.path.slice(0, -1)) === undefined) return [change]
    const known = treeAt(first, change.path)
    const wanted = isTreeList(known) ? [...known.items, ...change.after.items] : change.after.items
    const isWanted = (item: Tree) => wanted.some((other) => equalTrees(other, item))
    const before = change.before.filter(isWanted)
    return equalItemLists(before, change.after.items) ? [] : [{ ...change, before }]
  })
}

function equalItemLists(a: readonly Tree[], b: readonly Tree[]): boolean {
  return a.length === b.length && a.every((item, at) => equalTrees(item, b[at] ?? ''))
}
