/**
 * Reading a text anew only where it differs from one that is open. What is read is whole entries and items of
 * block collections: between two of them YAML remembers nothing, so that each means by itself what it means
 * in its file. Everything that could make it otherwise gives null, and the text is read as a whole.
 */
import { blockMapEnd } from './build.ts'
import { byKeyOf, movedEntry, movedItem, withValue } from './moved.ts'
import { type OpenedYaml, parseYaml } from './parse.ts'
import { MAX_BYTES, MAX_ENTRIES, scanYaml } from './scan.ts'
import type { Entry, Item, ListNode, MapNode, SourceNode } from './source-node.ts'
import { joined, type Splice } from './splices.ts'

/** What `parseYaml` gives for the text that the splices make of `before`; null where only that can tell. */
export function reopenYaml(before: OpenedYaml, text: string, splices: readonly Splice[]): OpenedYaml | null {
  const { root, anchors, duplicates } = before
  // What has a name may be used anywhere, and a key may stand anywhere a second time.
  if (!root || splices.length === 0 || anchors.length + duplicates.length > 0) return null
  // Whether a text is too large is a question of its bytes, which are not counted here.
  if (text.length > MAX_BYTES / 3) return null
  const reopening = new Reopening(before, text)
  const next = reopening.node(root, joined(splices), {
    end: before.text.length,
    by: 0,
    columns: [],
    depth: 0,
  })
  const { entries } = reopening
  if (!next || entries > MAX_ENTRIES) return null
  return { text, root: next, problems: [], anchors: [], duplicates: [], entries }
}

/** Where a collection stands. */
interface Around {
  /** Where the lines of the collection end in the text before. */
  readonly end: number
  /** How far the splices in front of it move it. */
  readonly by: number
  readonly columns: readonly number[]
  readonly depth: number
}

/** Neighbours in a collection that are read together. */
interface Group {
  readonly first: number
  readonly last: number
  readonly splices: readonly Splice[]
}

type Slot = Entry | Item

class Reopening {
  entries: number
  private readonly before: string
  private readonly text: string

  constructor(before: OpenedYaml, text: string) {
    this.before = before.text
    this.text = text
    this.entries = before.entries
  }

  node(node: SourceNode, splices: readonly Splice[], around: Around): SourceNode | null {
    if (node.kind === 'scalar' || node.flow) return null
    const slots: readonly Slot[] = node.kind === 'map' ? node.entries : node.items
    const lines = linesOf(this.before, slots, around.end)
    const groups = lines && groupsOf(lines, splices, around.end === this.before.length)
    if (!groups) return null
    const next: Slot[] = []
    let at = 0
    let { by } = around
    for (const group of groups) {
      for (const slot of slots.slice(at, group.first)) next.push(moved(slot, by))
      const after =
        by + group.splices.reduce((sum, { start, end, text }) => sum + text.length - end + start, 0)
      const read =
        this.inside(slots, group, { ...around, by, end: lines.startOf(group.last + 1) }, lines.column) ??
        this.piece(node, group, lines, { ...around, by }, after)
      if (!read) return null
      next.push(...read)
      at = group.last + 1
      by = after
    }
    for (const slot of slots.slice(at)) next.push(moved(slot, by))
    return collection(node, next)
  }

  /** The one slot of the group with only its value read anew. */
  private inside(
    slots: readonly Slot[],
    { first, last, splices }: Group,
    around: Around,
    column: number,
  ): readonly Slot[] | null {
    const slot = slots[first]
    if (first !== last || !slot) return null
    const columns = around.columns.at(-1) === column ? around.columns : [...around.columns, column]
    const counted = this.entries
    const value = this.node(slot.value, splices, { ...around, columns, depth: around.depth + 1 })
    if (!value) {
      this.entries = counted
      return null
    }
    const { by } = around
    return [isEntry(slot) ? withValue(slot, by, value) : { start: slot.start + by, value }]
  }

  /** The slots of the group's lines, read as a text of their own. */
  private piece(
    node: MapNode | ListNode,
    { first, last }: Group,
    lines: Lines,
    { by, columns, depth }: Around,
    after: number,
  ): readonly Slot[] | null {
    const [start, end] = [lines.startOf(first), lines.startOf(last + 1)]
    const was = scanYaml(this.before.slice(start, end), columns)
    if (was.problem) return null
    const text = this.text.slice(start + by, end + after)
    const isAtEnd = end === this.before.length
    this.entries -= was.entries
    if (text === '' && !isAtEnd) return []
    if (!isAtEnd && !text.endsWith('\n')) return null
    if (/^(?:---|\.\.\.|%)|\uFEFF/m.test(text)) return null
    // A line further left belongs to something around these: the parser would complain about each word of it.
    if (lines.column > 0 && new RegExp(`^ {0,${lines.column - 1}}[^ #\\r\\n]`, 'm').test(text)) return null
    // What comes next in the file would end an open text or bracket at the same place.
    const stop = `${' '.repeat(lines.column)}${node.kind === 'map' ? `${STOP}:` : `- ${STOP}`}\n`
    const opened = parseYaml(isAtEnd ? text : text + stop, { columns, depth })
    const { root, anchors, duplicates } = opened
    if (root?.kind !== node.kind || root.flow || anchors.length + duplicates.length > 0) return null
    const read: readonly Slot[] = root.kind === 'map' ? root.entries : root.items
    const isAligned = ({ start }: Slot) => text.lastIndexOf('\n', start - 1) + 1 + lines.column === start
    const found = isAtEnd ? read : read.slice(0, -1)
    if (found[0]?.start !== lines.column || !found.every((slot) => isAligned(slot) && hasKey(slot)))
      return null
    if (!isAtEnd && read.at(-1)?.start !== text.length + lines.column) return null
    this.entries += opened.entries - (isAtEnd ? 0 : 1)
    return found.map((slot) => moved(slot, start + by))
  }
}

const STOP = '=stop='

interface Lines {
  readonly column: number
  readonly count: number
  /** The start of a slot's line; the end of all lines for the one after the last. */
  readonly startOf: (slot: number) => number
  /** The last slot that starts in front of `offset`, or at it; -1 where the first one is behind it. */
  readonly slotAt: (offset: number) => number
}

/** The lines of the slots; undefined where they do not all start lines of their own. */
function linesOf(text: string, slots: readonly Slot[], end: number): Lines | undefined {
  const first = slots[0]
  if (!first) return undefined
  const head = text.startsWith('\uFEFF') ? 1 : 0
  const column = first.start - Math.max(text.lastIndexOf('\n', first.start - 1) + 1, head)
  const indent = ' '.repeat(column)
  const isClean = (slot: Slot) => {
    const line = slot.start - column
    const isOwn =
      !isEntry(slot) || (slot.origin === 'own' && slot.start === slot.keySpan.start && hasKey(slot))
    return isOwn && (line === head || text[line - 1] === '\n') && text.slice(line, slot.start) === indent
  }
  if (!slots.every(isClean)) return undefined
  const startOf = (slot: number) => (slots[slot]?.start ?? end + column) - column
  const slotAt = (offset: number) => {
    let low = 0
    let high = slots.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (startOf(middle) <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  return { column, count: slots.length, startOf, slotAt }
}

/** Which slots each splice concerns; undefined where one reaches out of them. `isFile`: no line follows them. */
function groupsOf(lines: Lines, splices: readonly Splice[], isFile: boolean): readonly Group[] | undefined {
  const groups: Group[] = []
  for (const splice of splices) {
    const range = rangeOf(lines, splice, isFile)
    if (!range || range.first < 0) return undefined
    let group: Group = { ...range, splices: [splice] }
    for (let last = groups.at(-1); last && last.last >= group.first; last = groups.at(-1)) {
      groups.pop()
      group = {
        first: Math.min(last.first, group.first),
        last: Math.max(last.last, group.last),
        splices: [...last.splices, ...group.splices],
      }
    }
    groups.push(group)
  }
  return groups
}

function rangeOf(
  { column, count, startOf, slotAt }: Lines,
  { start, end, text }: Splice,
  isFile: boolean,
): { readonly first: number; readonly last: number } | undefined {
  const first = slotAt(start)
  const last = start === end ? first : slotAt(end - 1)
  if (first < 0) return undefined
  const isAtStart = start === startOf(first)
  if (isAtStart && text === '' && end === startOf(last + 1) && !(isFile && last === count - 1))
    return { first, last }
  if (isAtStart && start === end) {
    const isSlot = text.search(/[^ ]/) === column && /^ *[^\s#]/.test(text) && text.endsWith('\n')
    return isSlot ? { first, last } : { first: first - 1, last: first - 1 }
  }
  // Where its first line may be another one now, it may belong to what is above it.
  return start <= startOf(first) + column ? { first: first - 1, last } : { first, last }
}

function collection(node: MapNode | ListNode, slots: readonly Slot[]): SourceNode | null {
  const first = slots[0]
  const last = slots.at(-1)
  if (!first || !last) return null
  if (node.kind === 'list') {
    return { kind: 'list', flow: false, items: slots, start: first.start, end: last.value.end }
  }
  const entries = slots.filter(isEntry)
  const byKey = byKeyOf(entries)
  if (!isEntry(last) || byKey.size < entries.length) return null
  const end = blockMapEnd(last)
  return { kind: 'map', flow: false, entries, byKey, start: first.start, end }
}

/** False for a bare ":", which is the value of a "?" above it once there is one. */
function hasKey(slot: Slot): boolean {
  return !isEntry(slot) || slot.keySpan.end > slot.keySpan.start
}

function isEntry(slot: Slot): slot is Entry {
  return 'keySpan' in slot
}

function moved(slot: Slot, by: number): Slot {
  return isEntry(slot) ? movedEntry(slot, by) : movedItem(slot, by)
}
