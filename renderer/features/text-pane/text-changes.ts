/** What to change in a text so that it becomes another, touching no more than differs: cursors elsewhere stay. */
import { alignLines, splitLines } from '../../../shared/core/lines.ts'

/** Replaces `from` to `to` (UTF-16 offsets into the text before) by `insert`. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** Comparing more lines than this costs more than a less exact change is worth. */
const MOST_LINES = 1500

/** In order and apart from each other; none where the texts are the same. */
export function changesBetween(before: string, after: string): readonly TextChange[] {
  const whole = trim({ from: 0, to: before.length, insert: after }, before)
  if (!whole) return []
  // Whole lines around what differs.
  const from = before.slice(0, whole.from).lastIndexOf('\n') + 1
  const tail = before.length - endOfLine(before, whole.to)
  const [old, next] = [
    splitLines(before.slice(from, before.length - tail)),
    splitLines(after.slice(from, after.length - tail)),
  ]
  if (old.length > MOST_LINES || next.length > MOST_LINES) return [whole]
  return blocksOf(old, next).flatMap((block) => trimLines(block, old, next, from, before))
}

interface Block {
  readonly old: readonly [from: number, to: number]
  readonly next: readonly [from: number, to: number]
}

/** The runs of lines that are not shared. */
function blocksOf(old: readonly string[], next: readonly string[]): readonly Block[] {
  const same = alignLines(old, next)
  const blocks: Block[] = []
  let [oldAt, nextAt] = [0, 0]
  const close = (oldTo: number, nextTo: number) => {
    if (oldTo > oldAt || nextTo > nextAt) blocks.push({ old: [oldAt, oldTo], next: [nextAt, nextTo] })
  }
  same.forEach((line, at) => {
    if (line === null) return
    close(line, at)
    oldAt = line + 1
    nextAt = at + 1
  })
  close(old.length, next.length)
  return blocks
}

/** A block as changes: line by line where the lines pair up, else as one. */
function trimLines(
  block: Block,
  old: readonly string[],
  next: readonly string[],
  start: number,
  before: string,
): readonly TextChange[] {
  const [from, to] = block.old
  const inserted = next.slice(...block.next)
  const offset = start + lengthOf(old.slice(0, from))
  const removed = old.slice(from, to)
  if (removed.length === inserted.length) {
    let at = offset
    return removed.flatMap((line, index) => {
      const change = trim({ from: at, to: at + line.length, insert: inserted[index] ?? '' }, before)
      at += line.length + 1
      return change ?? []
    })
  }
  const change = asLines(offset, removed, inserted, to === old.length)
  const trimmed = trim(change, before)
  return trimmed ? [trimmed] : []
}

/** Whole lines with their ends; at the end of the text, where the last line has none, with the end before them. */
function asLines(
  offset: number,
  removed: readonly string[],
  inserted: readonly string[],
  isLast: boolean,
): TextChange {
  if (!isLast) {
    const insert = inserted.map((line) => `${line}\n`).join('')
    return { from: offset, to: offset + lengthOf(removed), insert }
  }
  if (removed.length > 0 && inserted.length > 0) {
    return { from: offset, to: offset + lengthOf(removed) - 1, insert: inserted.join('\n') }
  }
  const insert = inserted.map((line) => `\n${line}`).join('')
  const from = offset - 1
  return { from, to: from + lengthOf(removed), insert }
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Without what both sides begin and end with; undefined when nothing is left. */
function trim({ from, to, insert }: TextChange, before: string): TextChange | undefined {
  const most = Math.min(to - from, insert.length)
  let start = 0
  while (start < most && before.charCodeAt(from + start) === insert.charCodeAt(start)) start += 1
  let end = 0
  while (end < most - start && before.charCodeAt(to - 1 - end) === insert.charCodeAt(insert.length - 1 - end))
    end += 1
  const change = { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) }
  return change.from === change.to && change.insert === '' ? undefined : change
}
