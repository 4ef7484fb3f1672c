/** Replacing what stands behind a colon or dash, comments on that line kept. */

import {
  isOneLine,
  printInline,
  printInlineEntry,
  printItem,
  printValue,
  scalarPlace,
} from '../printing/print.ts'
import { LINE_WIDTH, printScalar } from '../printing/scalar.ts'
import type { Tree } from '../printing/tree.ts'
import {
  type Entry,
  entryEnd,
  type Item,
  isEmptyScalar,
  type ListNode,
  type MapNode,
  type ScalarNode,
} from '../source-node.ts'
import type { Splice } from '../splices.ts'
import type { Edit, SourceText } from './edit-text.ts'

/** A value together with the collection it stands in. */
export type Holder =
  | { readonly kind: 'entry'; readonly in: MapNode; readonly slot: Entry }
  | { readonly kind: 'item'; readonly in: ListNode; readonly slot: Item }

/** Replaces a scalar by another in the style that it has. */
export function replaceScalar(source: SourceText, holder: Holder, node: ScalarNode, text: string): Edit {
  const indent = columnOf(source, holder)
  const room = LINE_WIDTH - source.column(node.start)
  const isBlock = node.style === 'literal' || node.style === 'folded'
  const place = {
    ...scalarPlace({ indent, isUnterminated: source.isUnterminated }, room),
    inFlow: holder.in.flow,
  }
  // A long plain text was the author's choice; a new text keeps to it.
  const kept =
    node.style === 'plain' && node.text.length > room ? { ...place, room: Number.POSITIVE_INFINITY } : place
  const bare = printScalar(text, isBlock ? place : { ...kept, style: node.style })
  const tail = isBlock || holder.in.flow ? '' : source.text.slice(node.end, source.lineEnd(node.end))
  // Behind a block text a comment would be part of it.
  const moves = /^[|>]/.test(bare) && /^\s+#/.test(tail)
  const header = isBlock ? source.text.slice(node.start, source.lineEnd(node.start)) : `>${tail}`
  const printed = isBlock || moves ? withComment(bare, header) : bare
  const span = { start: node.start, end: node.end + (moves ? tail.length : 0) }
  return { splices: [{ ...span, text: source.broken(printed) }], within: span, removed: span }
}

/** The comment behind the `|` or `>` of the line, behind the new header or, where there is none, the text. */
function withComment(printed: string, header: string): string {
  const comment = /^[|>]\S*\s+(#.*)$/.exec(header)?.[1]
  if (comment === undefined) return printed
  const own = /^[|>]\S*/.exec(printed)?.[0]
  return own === undefined ? `${printed} ${comment}` : `${own} ${comment}${printed.slice(own.length)}`
}

/** Replaces the whole value, whatever it was. */
export function replaceValue(source: SourceText, holder: Holder, tree: Tree): Edit {
  const { value } = holder.slot
  const removed = { start: value.start, end: Math.max(value.end, value.start + 1) }
  const splices =
    holder.kind === 'item'
      ? inItem(source, holder.in, holder.slot, tree)
      : inEntry(source, holder.in, holder.slot, tree)
  return { splices, within: removed, ...(isEmptyScalar(value) ? {} : { removed }) }
}

/** The column that block content of this holder is indented from. */
function columnOf(source: SourceText, holder: Holder): number {
  return source.column(holder.slot.start)
}

function inItem(source: SourceText, list: ListNode, item: Item, tree: Tree): readonly Splice[] {
  const end = Math.max(item.value.end, item.start + (list.flow ? 0 : 1))
  if (list.flow) return [{ start: item.start, end, text: printInline(tree) }]
  const column = source.column(item.start)
  const text = printItem(tree, { indent: column, isUnterminated: source.isUnterminated }).slice(column, -1)
  return [{ start: item.start, end, text: source.broken(text) }]
}

function inEntry(source: SourceText, map: MapNode, entry: Entry, tree: Tree): readonly Splice[] {
  const { value, afterColon } = entry
  if (afterColon === undefined) {
    const indent = source.column(entry.start)
    const text = map.flow ? printInlineEntry(entry.key, tree) : `${entry.key}:${printValue(tree, { indent })}`
    return [{ start: entry.start, end: entryEnd(entry), text: source.broken(text) }]
  }
  const end = isEmptyScalar(value) ? afterColon : value.end
  if (map.flow) return [{ start: afterColon, end, text: ` ${printInline(tree)}` }]
  const place = { indent: source.column(entry.start), isUnterminated: source.isUnterminated }
  const text = source.broken(printValue(tree, place, afterColon - entry.keySpan.start + 1))
  const firstEnd = source.lineEnd(afterColon)
  // The rest of the key's line stays only when it is a comment: an anchor there goes with its value.
  const isBelow = value.start > firstEnd && /^\s*(#.*)?$/.test(source.text.slice(afterColon, firstEnd))
  if (isOneLine(tree, place)) {
    const inline = { start: afterColon, end: isBelow ? afterColon : end, text }
    return isBelow ? [inline, { start: firstEnd, end, text: '' }] : [inline]
  }
  if (isBelow) return [{ start: firstEnd, end, text }]
  const lineEnd = source.lineEnd(end)
  const cut = { start: afterColon, end, text: '' }
  return end === afterColon
    ? [{ start: lineEnd, end: lineEnd, text }]
    : [cut, { start: lineEnd, end: lineEnd, text }]
}
