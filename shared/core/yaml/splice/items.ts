/** Lists whose items are known by what they say: items come and go, the others stay as they are written. */

import { printInline, printItem } from '../printing/print.ts'
import { equalTrees, type Tree, type TreeList } from '../printing/tree.ts'
import type { ListNode } from '../source-node.ts'
import type { Edit, SourceText } from './edit-text.ts'
import { says } from './says.ts'
import { insertSlot, removeSlot, type Slot, slotsOf } from './slots.ts'

/** The edits; `empty` when nothing would be left, `rewrite` when nothing that stands there would be left. */
export function spliceItems(
  source: SourceText,
  list: ListNode,
  before: readonly Tree[],
  after: TreeList,
): readonly Edit[] | 'empty' | 'rewrite' {
  const slots = slotsOf(list)
  const slotOf = locateItems(source, list, slots.slots, before)
  const kept = after.by === 'set' ? keptOfSet(before, after.items) : keptInOrder(before, after.items)
  const removed = new Set<Slot>()
  for (const [at, slot] of slotOf) if (!kept.has(at)) removed.add(slot)
  const afterToBefore = new Map([...kept].map(([from, to]) => [to, from]))
  const added = after.items.flatMap((_, at) => (afterToBefore.has(at) ? [] : [at]))
  const survivors = slots.slots.filter((slot) => !removed.has(slot))
  if (survivors.length === 0) return added.length === 0 ? 'empty' : 'rewrite'
  const edits: Edit[] = []
  for (const at of added) {
    const item = after.items[at] ?? ''
    if (after.by === 'set' && list.items.some(({ value }) => says(source.text, value, item))) continue
    const by =
      after.by === 'set' ? { after: survivors.at(-1) } : neighbourOf(at, afterToBefore, slotOf, slots.slots)
    const printed = {
      inline: () => printInline(item),
      block: (indent: number) => printItem(item, { indent, isUnterminated: source.isUnterminated }),
    }
    edits.push(insertSlot(source, slots, by, printed))
  }
  for (const slot of removed) edits.push(removeSlot(source, slots, slot))
  return edits
}

/** Where each known item stands; the file may hold others between them. */
function locateItems(
  source: SourceText,
  list: ListNode,
  slots: readonly Slot[],
  before: readonly Tree[],
): ReadonlyMap<number, Slot> {
  const found = new Map<number, Slot>()
  const taken = new Set<Slot>()
  for (const [at, item] of before.entries()) {
    for (const [index, slot] of slots.entries()) {
      const value = list.items[index]?.value
      if (taken.has(slot) || !value || !says(source.text, value, item)) continue
      taken.add(slot)
      found.set(at, slot)
      break
    }
  }
  return found
}

function neighbourOf(
  at: number,
  afterToBefore: ReadonlyMap<number, number>,
  slotOf: ReadonlyMap<number, Slot>,
  slots: readonly Slot[],
): { after?: Slot; before?: Slot } {
  for (let index = at - 1; index >= 0; index -= 1) {
    const slot = slotOf.get(afterToBefore.get(index) ?? -1)
    if (slot) return { after: slot }
  }
  const first = slots[0]
  return first ? { before: first } : {}
}

/** Indexes before to indexes after, for sets. */
function keptOfSet(before: readonly Tree[], after: readonly Tree[]): ReadonlyMap<number, number> {
  const kept = new Map<number, number>()
  for (const [at, item] of before.entries()) {
    const to = after.findIndex((other) => equalTrees(other, item))
    if (to >= 0) kept.set(at, to)
  }
  return kept
}

const MAX_TABLE = 1_000_000

/** Indexes before to indexes after, along a longest common subsequence. */
function keptInOrder(before: readonly Tree[], after: readonly Tree[]): ReadonlyMap<number, number> {
  const kept = new Map<number, number>()
  let start = 0
  while (start < before.length && start < after.length && same(before, after, start, start)) {
    kept.set(start, start)
    start += 1
  }
  const rows = before.length - start
  const columns = after.length - start
  if (rows * columns > MAX_TABLE || rows === 0 || columns === 0) return kept
  const width = columns + 1
  const table = new Uint32Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const diagonal = table[(row + 1) * width + column + 1] ?? 0
      const best = Math.max(table[(row + 1) * width + column] ?? 0, table[row * width + column + 1] ?? 0)
      table[row * width + column] = same(before, after, start + row, start + column) ? diagonal + 1 : best
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (same(before, after, start + row, start + column)) kept.set(start + row++, start + column++)
    else if ((table[(row + 1) * width + column] ?? 0) >= (table[row * width + column + 1] ?? 0)) row += 1
    else column += 1
  }
  return kept
}

function same(before: readonly Tree[], after: readonly Tree[], row: number, column: number): boolean {
  const a = before[row]
  const b = after[column]
  return a !== undefined && b !== undefined && equalTrees(a, b)
}
