/**
 * Reading what nearly every file is made of, keys and dashes on lines of their own, without tokens and a document in
 * between: a tenth of the time. What it gives is what the parser would give; in any doubt it gives null and the
 * parser is asked. Anchors, tags, several documents, values over many lines and all mistakes are such doubts.
 */
import { blockMapEnd } from '../build.ts'
import { MAX_BYTES, MAX_ENTRIES } from '../scan.ts'
import type { Entry, Item, ListNode, MapNode, ScalarNode, SourceNode } from '../source-node.ts'
import { blockScalar, isBlockScalar } from './block-scalar.ts'
import { COLON, Cursor } from './cursor.ts'
import { flowNode, isFlow } from './flow.ts'
import { isQuote, isValueStart, isWordStart, plainEnd, plainScalar, quotedScalar } from './scalars.ts'

export interface ReadDirectly {
  readonly root: SourceNode
  /** As the token scan counts them. */
  readonly entries: number
}

/** Far fewer than the parser allows, so that nobody has to count as it does. */
const MAX_LEVELS = 32
/** The parser takes 1,024 from the start of the key to its colon. */
const MAX_KEY = 1000
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are refused, and tabs have rules of their own
const UNUSUAL = /[\0-\x09\x0b\x0c\x0e-\x1f\uFEFF]/

/** `levels`: how many are around the text, where it is a piece of another. Null for what only the parser can tell. */
export function readDirectly(text: string, levels: number): ReadDirectly | null {
  // Whether a text is too large is a question of its bytes, which are not counted here.
  if (text.length > MAX_BYTES / 3 || UNUSUAL.test(text)) return null
  const reader = new DirectReader(text)
  const root = reader.root(MAX_LEVELS - levels)
  const { entries } = reader.cursor
  return root && entries <= MAX_ENTRIES ? { root, entries } : null
}

class DirectReader {
  readonly cursor: Cursor

  constructor(text: string) {
    this.cursor = new Cursor(text)
  }

  root(levels: number): SourceNode | null {
    const { cursor } = this
    cursor.startLine()
    if (cursor.column < 0) return null
    const root = this.block(levels)
    return cursor.column < 0 ? root : null
  }

  /** The collection whose first line the cursor stands in, up to the first line that is not in it. */
  private block(levels: number): MapNode | ListNode | null {
    if (levels <= 0) return null
    return this.cursor.isItem() ? this.list(levels) : this.map(levels)
  }

  private map(levels: number): MapNode | null {
    const { cursor } = this
    const { column, at: start } = cursor
    const entries: Entry[] = []
    const byKey = new Map<string, Entry>()
    let last: Entry
    do {
      const entry = this.entry(column, levels)
      // Where a key stands twice is told with its path.
      if (!entry || byKey.has(entry.key)) return null
      byKey.set(entry.key, entry)
      entries.push(entry)
      last = entry
    } while (cursor.column === column)
    if (cursor.column > column) return null
    return { kind: 'map', flow: false, entries, byKey, start, end: blockMapEnd(last) }
  }

  private entry(column: number, levels: number): Entry | null {
    const key = this.key()
    if (!key) return null
    const { cursor } = this
    cursor.at += 1
    cursor.entries += 1
    const afterColon = cursor.at
    cursor.skipSpaces()
    const value = this.value(column, afterColon, levels)
    const keySpan = { start: key.start, end: key.end }
    return value && { key: key.text, keySpan, start: key.start, afterColon, value, origin: 'own' }
  }

  /** Moves to the colon. */
  private key(): ScalarNode | null {
    const { cursor } = this
    const { at: start } = cursor
    const code = cursor.code(start)
    let key: ScalarNode | null
    if (isQuote(code)) key = quotedScalar(cursor)
    else {
      const end = isWordStart(code) ? plainEnd(cursor) : -1
      key = end < 0 ? null : plainScalar(cursor, start, end)
    }
    if (!key || cursor.at !== key.end || key.end - start > MAX_KEY) return null
    return cursor.code(key.end) === COLON && cursor.isGap(key.end + 1) ? key : null
  }

  /** What is behind a colon, or on the lines below it. */
  private value(column: number, afterColon: number, levels: number): SourceNode | null {
    const { cursor } = this
    const { at: start } = cursor
    if (cursor.isGap(start) || this.isComment()) {
      if (!cursor.endLine()) return null
      if (cursor.column > column || (cursor.column === column && cursor.isItem()))
        return this.block(levels - 1)
      return emptyAt(afterColon)
    }
    const code = cursor.code(start)
    if (isBlockScalar(code)) return blockScalar(cursor, column)
    const value = this.inline(code, levels)
    return value && cursor.endLine() ? value : null
  }

  private inline(code: number, levels: number): SourceNode | null {
    const { cursor } = this
    if (isFlow(code)) return flowNode(cursor, levels - 1)
    if (isQuote(code)) return quotedScalar(cursor)
    if (!isValueStart(cursor, cursor.at)) return null
    const { at: start } = cursor
    const end = plainEnd(cursor)
    return end < 0 ? null : plainScalar(cursor, start, end)
  }

  private isComment(): boolean {
    return this.cursor.text[this.cursor.at] === '#' && this.cursor.text[this.cursor.at - 1] === ' '
  }

  private list(levels: number): ListNode | null {
    const { cursor } = this
    const { column, at: start } = cursor
    const items: Item[] = []
    let end = start
    do {
      const itemStart = cursor.at
      cursor.at += 1
      cursor.entries += 1
      cursor.skipSpaces()
      const value = this.item(column, itemStart, levels)
      if (!value) return null
      items.push({ start: itemStart, value })
      end = value.end
    } while (cursor.column === column && cursor.isItem())
    if (cursor.column > column) return null
    return { kind: 'list', flow: false, items, start, end }
  }

  /** What is behind a dash, or on the lines below it. */
  private item(column: number, start: number, levels: number): SourceNode | null {
    const { cursor } = this
    const { at } = cursor
    if (cursor.isGap(at) || this.isComment()) {
      if (!cursor.endLine()) return null
      return cursor.column > column ? this.block(levels - 1) : emptyAt(start + 1)
    }
    const code = cursor.code(at)
    if (isBlockScalar(code)) return blockScalar(cursor, column)
    if (cursor.isItem() || this.isKey(code)) {
      // Its own column is that of its first word, whatever is in front of it.
      cursor.at = at
      cursor.column = column + at - start
      return this.block(levels - 1)
    }
    cursor.at = at
    const value = this.inline(code, levels)
    return value && cursor.endLine() ? value : null
  }

  private isKey(code: number): boolean {
    return (isQuote(code) || isWordStart(code)) && this.key() !== null
  }
}

function emptyAt(offset: number): ScalarNode {
  return { kind: 'scalar', style: 'plain', type: 'null', text: '', start: offset, end: offset }
}
