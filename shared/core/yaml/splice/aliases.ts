/**
 * Writing aliases out. Before anchored content changes, every use of it becomes an explicit value, so
 * that an edit in one place never changes another.
 */

import type { OpenedYaml } from '../open.ts'
import { printEntry, printInlineEntry } from '../printing/print.ts'
import { attributes, type Tree, values } from '../printing/tree.ts'
import { type Entry, entryEnd, type ListNode, type MapNode, type SourceNode } from '../source-node.ts'
import { type Edit, type SourceText, touchedAnchors } from './edit-text.ts'
import { type Holder, replaceValue } from './replace-value.ts'

/** The edits that make the uses of whatever `edits` touch explicit. */
export function inlineTouched(
  source: SourceText,
  opened: OpenedYaml,
  edits: readonly Edit[],
): readonly Edit[] {
  if (opened.anchors.length === 0 || !opened.root) return []
  const touched = touchedAnchors(edits, opened.anchors)
  if (touched.size === 0) return []
  const isRemoved = ({ start }: SourceNode) =>
    edits.some(({ removed }) => removed !== undefined && start >= removed.start && start < removed.end)
  const out: Edit[] = []
  inlineUses(
    source,
    opened.root,
    (node) => node.aliasOf !== undefined && touched.has(node.aliasOf) && !isRemoved(node),
    out,
  )
  return out
}

type IsUse = (node: SourceNode) => boolean

function inlineUses(source: SourceText, node: SourceNode, isUse: IsUse, out: Edit[]): void {
  if (node.kind === 'scalar' || node.aliasOf) return
  for (const holder of holdersOf(node)) {
    const { value } = holder.slot
    if (holder.kind === 'entry' && holder.slot.origin === 'merge') {
      const sources =
        value.kind === 'list' && !value.aliasOf ? value.items.map((item) => item.value) : [value]
      if (sources.some(isUse)) out.push(inlineMerge(source, holder.in, holder.slot))
    } else if (isUse(value)) out.push(inlineAlias(source, holder))
    else inlineUses(source, value, isUse, out)
  }
}

function holdersOf(node: MapNode | ListNode): readonly Holder[] {
  if (node.kind === 'list') return node.items.map((item) => ({ kind: 'item', in: node, slot: item }))
  return node.entries.flatMap((entry) =>
    entry.origin === 'inherited' ? [] : [{ kind: 'entry', in: node, slot: entry }],
  )
}

/** Replaces `*name` by what it stands for. */
export function inlineAlias(source: SourceText, holder: Holder): Edit {
  return replaceValue(source, holder, treeOf(holder.slot.value))
}

/** Replaces a `<<` entry by the entries it brings. */
export function inlineMerge(source: SourceText, map: MapNode, merge: Entry): Edit {
  const sources = merge.value.kind === 'list' ? merge.value.items.map((item) => item.value) : [merge.value]
  const brought = new Map<string, Tree>()
  for (const from of sources) {
    if (from.kind !== 'map') continue
    for (const [key, entry] of from.byKey) {
      const isOwn = map.byKey.get(key)?.origin === 'own'
      if (!isOwn && !brought.has(key)) brought.set(key, treeOf(entry.value))
    }
  }
  const column = source.column(merge.start)
  const text = map.flow
    ? [...brought].map(([key, value]) => printInlineEntry(key, value)).join(', ')
    : [...brought]
        .map(([key, value]) => printEntry(key, value, { indent: column }))
        .join('')
        .slice(column, -1)
  // What follows on the line would come to stand behind the last of the entries, or inside its text.
  const end = entryEnd(merge)
  const comment = map.flow ? null : /^\s+(#.*)$/.exec(source.text.slice(end, source.lineEnd(end)))
  const above = comment ? `${comment[1]}\n${' '.repeat(column)}` : ''
  const span = { start: merge.start, end: end + (comment?.[0].length ?? 0) }
  return { splices: [{ ...span, text: source.broken(above + text) }], within: span, removed: span }
}

/** Everything a node says, unknown keys included. */
function treeOf(node: SourceNode): Tree {
  if (node.kind === 'scalar')
    return node.type === 'text' ? node.text : { kind: 'raw', text: node.text || 'null' }
  if (node.kind === 'list') {
    const empty = { kind: 'list', items: [], by: 'value', isBlock: false } as const
    return values(node.items.map((item) => treeOf(item.value))) ?? empty
  }
  return attributes([...node.byKey].map(([key, entry]) => [key, treeOf(entry.value)]))
}
