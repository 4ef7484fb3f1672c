/** Changes of a tree as edits of the text that says it: only the lines that must. */

import { AppError } from '../../errors.ts'
import type { OpenedYaml } from '../open.ts'
import { printEntry, printInline, printInlineEntry, printItem } from '../printing/print.ts'
import { attributes, isTreeList, isTreeMap, type Tree, type TreeList, values } from '../printing/tree.ts'
import { isNull, type ListNode, type MapNode, type SourceNode } from '../source-node.ts'
import { inlineAlias, inlineMerge, inlineTouched } from './aliases.ts'
import type { Change, Path } from './diff-trees.ts'
import { applyEdits, type Edit, SourceText, type Spliced } from './edit-text.ts'
import { spliceItems } from './items.ts'
import { type Holder, replaceScalar, replaceValue } from './replace-value.ts'
import { says } from './says.ts'
import {
  chunkOf,
  insertSlot,
  neighbours,
  type Printed,
  removeKeepingComments,
  removeSlot,
  reorderSlots,
  slotsOf,
} from './slots.ts'

/** A node, and where it stands; the root stands nowhere. */
interface Place {
  readonly node: SourceNode
  readonly holder: Holder | null
}

/**
 * The text after as many of the changes as fit together; null when nothing could be done. The caller
 * reads the result and asks again until nothing differs.
 */
export function applyChanges(opened: OpenedYaml, changes: readonly Change[]): Spliced | null {
  if (!opened.root) return null
  const source = new SourceText(opened.text)
  const edits = new Splicer(source, opened.root).editsFor(changes)
  return applyEdits(source, [...inlineTouched(source, opened, edits), ...edits])
}

class Splicer {
  private readonly edits: Edit[] = []
  private readonly source: SourceText
  private readonly root: SourceNode

  constructor(source: SourceText, root: SourceNode) {
    this.source = source
    this.root = root
  }

  editsFor(changes: readonly Change[]): readonly Edit[] {
    const doomed = new Map<string, Path[]>()
    const growing = new Set<string>()
    const isDelete = (change: Change) => change.kind === 'delete' && change.isElement
    for (const { path, ...change } of changes) {
      const parent = JSON.stringify(path.slice(0, -1))
      if (change.kind === 'put') growing.add(parent)
      if (isDelete({ path, ...change } as Change)) doomed.set(parent, [...(doomed.get(parent) ?? []), path])
    }
    for (const change of changes) {
      if (change.kind === 'put') this.put(change.path, change.value, change.order, change.inList)
      else if (change.kind === 'items') this.items(change.path, change.before, change.after)
      else if (change.kind === 'order') this.order(change.path, change.order)
      else if (!change.isElement) this.remove(change.path, false)
    }
    for (const [parent, paths] of doomed) this.removeElements(paths, growing.has(parent))
    return this.edits
  }

  /** The node at a path, ready to be changed inside; null when something on the way had to be written out first. */
  private reach(path: Path): Place | 'missing' | null {
    let place: Place = { node: this.root, holder: null }
    for (let at = 0; ; at += 1) {
      const { node, holder } = place
      if (node.aliasOf && holder) {
        this.edits.push(inlineAlias(this.source, holder))
        return null
      }
      const key = path[at]
      if (key === undefined) return place
      const next = child(node, key)
      if (!next) return 'missing'
      if (next.kind === 'entry' && next.slot.origin === 'inherited') {
        this.writeOutMerges(next.in)
        return null
      }
      place = { node: next.slot.value, holder: next }
    }
  }

  private writeOutMerges(map: MapNode): void {
    for (const entry of map.entries) {
      if (entry.origin === 'merge') this.edits.push(inlineMerge(this.source, map, entry))
    }
  }

  private put(path: Path, value: Tree, order: readonly string[], inList: boolean): void {
    const key = path.at(-1)
    if (key === undefined) return
    const parent = this.reach(path.slice(0, -1))
    if (parent === null) return
    if (parent === 'missing') this.put(path.slice(0, -1), wrap(key, value, inList), [], false)
    else this.putInto(parent, key, value, order, inList)
  }

  private putInto(parent: Place, key: string, value: Tree, order: readonly string[], inList: boolean): void {
    const { node, holder } = parent
    const isFitting = node.kind === (inList ? 'list' : 'map')
    const existing = isFitting ? child(node, key) : undefined
    const isInherited = existing?.kind === 'entry' && existing.slot.origin === 'inherited'
    if (existing && !isInherited) {
      this.set(existing, value)
      return
    }
    if (!isFitting && !isNull(node) && holder) throw this.overwriting(holder, inList)
    if (node.kind === 'scalar' || !isFitting || slotsOf(node).slots.length === 0) {
      if (holder) this.edits.push(replaceValue(this.source, holder, wrap(key, value, inList)))
      return
    }
    const slots = slotsOf(node)
    const by = neighbours(slots.slots, key, order)
    this.edits.push(insertSlot(this.source, slots, by, this.printed(inList ? null : key, value)))
  }

  /** What stands in the place of a map or list may be another program's, and is not ours to overwrite. */
  private overwriting({ slot, ...holder }: Holder, inList: boolean): AppError {
    const line = this.source.text.slice(0, slot.start).split('\n').length
    const name = holder.kind === 'entry' && 'key' in slot ? `"${slot.key}"` : 'What'
    const what = inList ? 'list' : 'map'
    return new AppError(
      'invalid-file',
      `${name} in line ${line} is no ${what}, so nothing can be added to it.`,
      {
        hint: `Make it a ${what} in the file, then save again. The file is unchanged.`,
      },
    )
  }

  private printed(key: string | null, value: Tree): Printed {
    const place = (indent: number) => ({ indent, isUnterminated: this.source.isUnterminated })
    if (key === null)
      return { inline: () => printInline(value), block: (column) => printItem(value, place(column)) }
    return {
      inline: () => printInlineEntry(key, value),
      block: (column) => printEntry(key, value, place(column)),
    }
  }

  /** Makes a value say `tree`, keeping what the tree does not speak of. */
  private set(holder: Holder, tree: Tree): void {
    const node = holder.slot.value
    if (says(this.source.text, node, tree)) return
    if (!node.aliasOf && isTreeMap(tree) && node.kind === 'list' && node.items.length > 0)
      throw this.overwriting(holder, false)
    if (!node.aliasOf && isTreeList(tree) && node.kind === 'map' && node.entries.length > 0)
      throw this.overwriting(holder, true)
    const place = { node, holder }
    if (!node.aliasOf && isTreeMap(tree) && node.kind === 'map' && node.entries.length > 0) {
      const order = [...tree.entries.keys()]
      for (const [key, value] of tree.entries) this.putInto(place, key, value, order, false)
    } else if (!node.aliasOf && isTreeList(tree) && node.kind === 'list' && tree.by !== 'id') {
      this.itemsOf(place, node, [], tree)
    } else if (!node.aliasOf && typeof tree === 'string' && node.kind === 'scalar' && node.end > node.start) {
      this.edits.push(replaceScalar(this.source, holder, node, tree))
    } else {
      this.edits.push(replaceValue(this.source, holder, tree))
    }
  }

  private remove(path: Path, isElement: boolean): void {
    const parent = this.reach(path.slice(0, -1))
    if (parent === null || parent === 'missing') return
    const holder = child(parent.node, path.at(-1) ?? '')
    if (holder?.kind === 'entry' && holder.slot.origin === 'inherited') this.writeOutMerges(holder.in)
    else if (holder) this.cut(holder, isElement ? 'nothing' : 'comments')
  }

  /** Removes members of one collection, and the collection when none is left in it. */
  private removeElements(paths: readonly Path[], isGrowing: boolean): void {
    const parentPath = paths[0]?.slice(0, -1) ?? []
    const parent = this.reach(parentPath)
    if (parent === null || parent === 'missing' || parent.node.kind === 'scalar') return
    const names = new Set(paths.map((path) => path.at(-1)))
    const isEmptied = !isGrowing && slotsOf(parent.node).slots.every((slot) => names.has(slot.name))
    // Without its last section a file is no model any more.
    const isLast = parent.holder?.in === this.root && slotsOf(parent.holder.in).slots.length === 1
    if (isEmptied && parent.holder && !isLast) this.cut(parent.holder, 'own comments')
    else for (const path of paths) this.remove(path, true)
  }

  /** `own comments` are those of a collection, before its first element. */
  private cut(holder: Holder, keeps: 'nothing' | 'comments' | 'own comments'): void {
    const slots = slotsOf(holder.in)
    const slot = slots.slots.find((each) => each.start === holder.slot.start)
    if (!slot) return
    if (keeps === 'nothing') {
      this.edits.push(removeSlot(this.source, slots, slot))
      return
    }
    const { value } = holder.slot
    const first = keeps === 'comments' || value.kind === 'scalar' ? undefined : slotsOf(value).slots[0]
    const until = first && chunkOf(this.source, first).start
    this.edits.push(removeKeepingComments(this.source, slots, slot, until))
  }

  private items(path: Path, before: readonly Tree[], after: TreeList): void {
    const place = this.reach(path)
    if (place === null) return
    if (place !== 'missing' && place.node.kind === 'list') this.itemsOf(place, place.node, before, after)
    else if (after.items.length > 0) this.put(path, after, [], false)
    else if (place !== 'missing' && place.holder) this.cut(place.holder, 'comments')
  }

  private itemsOf(place: Place, list: ListNode, before: readonly Tree[], after: TreeList): void {
    const edits = spliceItems(this.source, list, before, after)
    if (edits === 'empty' && place.holder) this.cut(place.holder, 'comments')
    else if (edits === 'rewrite' && place.holder)
      this.edits.push(replaceValue(this.source, place.holder, after))
    else if (typeof edits !== 'string') this.edits.push(...edits)
  }

  private order(path: Path, order: readonly string[]): void {
    const place = this.reach(path)
    if (place === null || place === 'missing' || place.node.kind === 'scalar') return
    const edit = reorderSlots(this.source, slotsOf(place.node), order)
    if (edit) this.edits.push(edit)
  }
}

function wrap(key: string, value: Tree, inList: boolean): Tree {
  return (inList ? values([value], 'id') : undefined) ?? attributes([[key, value]])
}

function child(node: SourceNode, key: string): Holder | undefined {
  if (node.kind === 'map') {
    const entry = node.byKey.get(key)
    return entry && { kind: 'entry', in: node, slot: entry }
  }
  if (node.kind !== 'list') return undefined
  const item = node.items.find(({ value }) => {
    const id = value.kind === 'map' ? value.byKey.get('id')?.value : undefined
    return id?.kind === 'scalar' && id.text === key
  })
  return item && { kind: 'item', in: node, slot: item }
}
