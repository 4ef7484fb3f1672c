/**
 * Entries of maps and items of lists are cut and pasted alike: a slot is a stretch of a line in flow
 * style, and whole lines with the comment directly above in block style.
 */

import { Lexer } from 'yaml'
import { entryEnd, type ListNode, type MapNode, type Span } from '../source-node.ts'
import type { Splice } from '../splices.ts'
import type { Edit, SourceText } from './edit-text.ts'

export interface Slot extends Span {
  readonly name: string
}

export interface Slots {
  readonly slots: readonly Slot[]
  readonly flow: boolean
  readonly span: Span
}

/** The slots that stand in the text: what is inherited through a merge key is none. */
export function slotsOf(node: MapNode | ListNode): Slots {
  const slots =
    node.kind === 'map'
      ? node.entries
          .filter((entry) => entry.origin !== 'inherited')
          .map((entry) => ({
            name: entry.origin === 'merge' ? '' : entry.key,
            start: entry.start,
            end: entryEnd(entry),
          }))
      : node.items.map((item) => ({
          name: idOf(item.value),
          start: item.start,
          end: Math.max(item.start, item.value.end),
        }))
  return { slots, flow: node.flow, span: { start: node.start, end: node.end } }
}

function idOf(node: MapNode['entries'][number]['value']): string {
  const id = node.kind === 'map' ? node.byKey.get('id')?.value : undefined
  return id?.kind === 'scalar' ? id.text : ''
}

/** How a new slot reads in flow style, and at a column of block style (each line with its break). */
export interface Printed {
  readonly inline: () => string
  readonly block: (column: number) => string
}

/** The slots that a new one belongs between, by the wanted order of names. */
export function neighbours(
  slots: readonly Slot[],
  name: string,
  order: readonly string[],
): { after?: Slot; before?: Slot } {
  const at = order.indexOf(name)
  for (let index = at - 1; index >= 0; index -= 1) {
    const after = slots.find((slot) => slot.name === order[index])
    if (after) return { after }
  }
  for (let index = at + 1; at >= 0 && index < order.length; index += 1) {
    const before = slots.find((slot) => slot.name === order[index])
    if (before) return { before }
  }
  const last = slots.at(-1)
  return last ? { after: last } : {}
}

/** Needs at least one slot to stand by. */
export function insertSlot(
  source: SourceText,
  slots: Slots,
  by: { after?: Slot; before?: Slot },
  printed: Printed,
): Edit {
  const splice = slots.flow ? inFlow(by, printed) : inBlock(source, slots, by, printed)
  return { splices: [splice], within: slots.span }
}

function inFlow({ after, before }: { after?: Slot; before?: Slot }, printed: Printed): Splice {
  if (after) return { start: after.end, end: after.end, text: `, ${printed.inline()}` }
  const at = before?.start ?? 0
  return { start: at, end: at, text: `${printed.inline()}, ` }
}

function inBlock(
  source: SourceText,
  slots: Slots,
  { after, before }: { after?: Slot; before?: Slot },
  printed: Printed,
): Splice {
  const column = source.column(slots.slots[0]?.start ?? 0)
  const text = source.broken(printed.block(column))
  if (after) {
    const at = chunkOf(source, after).end
    const isOpen = at > 0 && source.text[at - 1] !== '\n'
    return { start: at, end: at, text: isOpen ? source.eol + text.slice(0, -source.eol.length) : text }
  }
  const start = before?.start ?? 0
  if (!source.isFirstOnLine(start))
    return { start, end: start, text: text.slice(column) + ' '.repeat(column) }
  const at = chunkOf(source, { start, end: start }).start
  return { start: at, end: at, text }
}

/** Cuts a slot out; in block style with its comment, and with blank lines that would pile up. */
export function removeSlot(source: SourceText, slots: Slots, slot: Slot): Edit {
  const index = slots.slots.indexOf(slot)
  const next = slots.slots[index + 1]
  const previous = slots.slots[index - 1]
  const removed = { start: slot.start, end: Math.max(slot.end, slot.start + 1) }
  const cut = (start: number, end: number): Edit => ({
    splices: [{ start, end, text: '' }],
    within: slots.span,
    removed,
  })
  if (slots.flow) {
    if (next) return cut(slot.start, next.start)
    return previous ? cut(previous.end, slot.end) : cut(slots.span.start + 1, slots.span.end - 1)
  }
  if (!source.isFirstOnLine(slot.start)) return cut(slot.start, next ? next.start : slot.end)
  const chunk = chunkOf(source, slot)
  let { start, end } = chunk
  const isAfterBlank = start > 0 && source.isBlank(source.lineStart(start - 1))
  if (isAfterBlank || index === 0)
    while (source.isBlank(end) && end < source.text.length) end = source.nextLine(end)
  if (end === source.text.length && start > 0) {
    while (start > 0 && source.isBlank(source.lineStart(start - 1))) start = source.lineStart(start - 1)
    if (source.isUnterminated) start = source.lineEnd(source.lineStart(start - 1))
  }
  return cut(start, end)
}

/**
 * Cuts a slot out and leaves the comments of `[start of its chunk, until)` where it was, in lines of their
 * own: who takes an attribute away has not taken away what is said about it.
 */
export function removeKeepingComments(source: SourceText, slots: Slots, slot: Slot, until?: number): Edit {
  const cut = removeSlot(source, slots, slot)
  if (slots.flow || !source.isFirstOnLine(slot.start)) return cut
  const { start, end } = chunkOf(source, slot)
  const comments = listComments(source.text.slice(start, Math.min(until ?? end, end)))
  if (comments.length === 0) return cut
  const lead = ' '.repeat(source.column(slot.start))
  const lines = comments.map((comment) => `${lead}${comment}`).join(source.eol)
  const isOpen = source.text[end - 1] !== '\n'
  return { ...cut, splices: [{ start, end, text: isOpen ? lines : `${lines}${source.eol}` }] }
}

/** The lexer marks the text of a scalar by a unit separator before it, so that no text is taken for a comment. */
function listComments(text: string): readonly string[] {
  const lexemes = [...new Lexer().lex(text)]
  return lexemes.filter((lexeme, at) => lexeme.startsWith('#') && lexemes[at - 1] !== '\u001f')
}

/** Puts the named slots into the wanted order, each into a place that one of them had; undefined when they are in it. */
export function reorderSlots(source: SourceText, slots: Slots, order: readonly string[]): Edit | undefined {
  const rank = new Map(order.map((name, index) => [name, index]))
  const seen = new Set<string>()
  const movable = slots.slots.filter(
    (slot) => rank.has(slot.name) && !seen.has(slot.name) && seen.add(slot.name),
  )
  const spans = movable.map((slot) => (slots.flow ? slot : withoutBreak(source, chunkOf(source, slot))))
  if (!slots.flow && movable.some((slot) => !source.isFirstOnLine(slot.start))) return undefined
  const wanted = movable
    .map((slot, index) => ({ rank: rank.get(slot.name) ?? 0, span: spans[index] ?? slot }))
    .sort((a, b) => a.rank - b.rank)
  const splices = spans.flatMap((span, index): Splice[] => {
    const moved = wanted[index]?.span
    return !moved || moved === span
      ? []
      : [{ start: span.start, end: span.end, text: source.text.slice(moved.start, moved.end) }]
  })
  return splices.length === 0 ? undefined : { splices, within: slots.span, removed: slots.span }
}

function withoutBreak(source: SourceText, chunk: Span): Span {
  const before = source.text.slice(chunk.start, chunk.end)
  return { start: chunk.start, end: chunk.end - (/\r?\n$/.exec(before)?.[0].length ?? 0) }
}

/** The whole lines of a block slot: the comment lines directly above at its column, and deeper ones directly below. */
export function chunkOf(source: SourceText, slot: Span): Span {
  const column = source.column(slot.start)
  let start = source.isFirstOnLine(slot.start) ? source.lineStart(slot.start) : slot.start
  while (source.isFirstOnLine(slot.start) && start > 0) {
    const above = source.lineStart(start - 1)
    if (above >= start || source.commentColumn(above) !== column) break
    start = above
  }
  const isBroken = slot.end > slot.start && source.text[slot.end - 1] === '\n'
  let end = isBroken ? slot.end : source.nextLine(slot.end)
  while (end < source.text.length && (source.commentColumn(end) ?? 0) > column) end = source.nextLine(end)
  return { start, end }
}
