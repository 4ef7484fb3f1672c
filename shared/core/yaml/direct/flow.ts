/** Lists and maps in brackets that are closed on their line. */
import type { Entry, Item, MapNode, SourceNode } from '../source-node.ts'
import { CLOSE_LIST, CLOSE_MAP, COLON, COMMA, type Cursor, OPEN_LIST, OPEN_MAP, SPACE } from './cursor.ts'
import { flowEnd, isQuote, isValueStart, isWordStart, plainScalar, quotedScalar } from './scalars.ts'

export function isFlow(code: number): boolean {
  return code === OPEN_LIST || code === OPEN_MAP
}

/** Moves behind the closing bracket. Null for what only the parser can tell. */
export function flowNode(cursor: Cursor, levels: number): SourceNode | null {
  if (levels <= 0) return null
  return cursor.code(cursor.at) === OPEN_LIST ? flowList(cursor, levels) : flowMap(cursor, levels)
}

function flowList(cursor: Cursor, levels: number): SourceNode | null {
  const start = cursor.at
  const items: Item[] = []
  cursor.entries += 1
  for (let isMore = open(cursor, CLOSE_LIST); isMore; ) {
    const value = flowValue(cursor, levels)
    if (!value) return null
    items.push({ start: value.start, value })
    const next = close(cursor, CLOSE_LIST)
    if (next === undefined) return null
    if (next) cursor.entries += 1
    isMore = next
  }
  return { kind: 'list', flow: true, items, start, end: cursor.at }
}

function flowMap(cursor: Cursor, levels: number): SourceNode | null {
  const start = cursor.at
  const entries: Entry[] = []
  const byKey = new Map<string, Entry>()
  for (let isMore = open(cursor, CLOSE_MAP); isMore; ) {
    const entry = flowEntry(cursor, levels)
    if (!entry || byKey.has(entry.key)) return null
    entries.push(entry)
    byKey.set(entry.key, entry)
    const next = close(cursor, CLOSE_MAP)
    if (next === undefined) return null
    isMore = next
  }
  const map: MapNode = { kind: 'map', flow: true, entries, byKey, start, end: cursor.at }
  return map
}

function flowEntry(cursor: Cursor, levels: number): Entry | null {
  const start = cursor.at
  const isQuoted = isQuote(cursor.code(start))
  if (!isQuoted && !isWordStart(cursor.code(start))) return null
  const key = isQuoted ? quotedScalar(cursor) : flowPlain(cursor)
  if (!key || cursor.code(cursor.at) !== COLON || cursor.at !== key.end) return null
  cursor.at += 1
  const afterColon = cursor.at
  if (cursor.code(afterColon) !== SPACE) return null
  cursor.entries += 1
  cursor.skipSpaces()
  const value = flowValue(cursor, levels)
  const keySpan = { start, end: key.end }
  return value && { key: key.text, keySpan, start, afterColon, value, origin: 'own' }
}

function flowValue(cursor: Cursor, levels: number): SourceNode | null {
  const code = cursor.code(cursor.at)
  if (isFlow(code)) return flowNode(cursor, levels - 1)
  if (isQuote(code)) return quotedScalar(cursor)
  return isValueStart(cursor, cursor.at) ? flowPlain(cursor) : null
}

function flowPlain(cursor: Cursor) {
  const start = cursor.at
  const end = flowEnd(cursor)
  return end < 0 ? null : plainScalar(cursor, start, end)
}

/** Moves behind the bracket that opens; false where the other one follows. */
function open(cursor: Cursor, closing: number): boolean {
  cursor.at += 1
  cursor.skipSpaces()
  if (cursor.code(cursor.at) !== closing) return true
  cursor.at += 1
  return false
}

/** After a value: true where another follows its comma, false behind the closing bracket, undefined for all else. */
function close(cursor: Cursor, closing: number): boolean | undefined {
  cursor.skipSpaces()
  const code = cursor.code(cursor.at)
  if (code !== closing && code !== COMMA) return undefined
  cursor.at += 1
  if (code === closing) return false
  cursor.skipSpaces()
  return true
}
