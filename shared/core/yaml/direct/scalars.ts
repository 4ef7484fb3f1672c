/** Scalars that end on their line; -1 and null for all others. */
import { CST } from 'yaml'
import type { ScalarNode } from '../source-node.ts'
import {
  APOSTROPHE,
  BACKSLASH,
  CLOSE_LIST,
  CLOSE_MAP,
  COLON,
  COMMA,
  type Cursor,
  DASH,
  DOT,
  HASH,
  LINE_FEED,
  OPEN_LIST,
  OPEN_MAP,
  QUOTE,
  RETURN,
  SPACE,
} from './cursor.ts'
import { scalarType } from './scalar-text.ts'

/** What has a meaning of its own in front of a plain scalar is not among these. */
export function isWordStart(code: number): boolean {
  if (code >= 97) return code <= 122 || code >= 161
  return code >= 65 ? code <= 90 || code === 95 : code >= 48 && code <= 57
}

/** As `isWordStart`, with what may begin a value but is left to the parser in front of a key. */
export function isValueStart(cursor: Cursor, at: number): boolean {
  const code = cursor.code(at)
  if (isWordStart(code)) return true
  if (code === DASH || code === DOT || code === 43) return isWordStart(cursor.code(at + 1))
  return code === 47 || code === 40 || code === 126 || code === 36
}

/**
 * Moves to what ends the plain scalar here: the colon of a key, the line's end or a comment. Gives where its text
 * ends.
 */
export function plainEnd(cursor: Cursor): number {
  let { at } = cursor
  let end = at
  for (; ; at += 1) {
    const code = cursor.code(at)
    // Most characters are letters.
    if (code <= COLON) {
      if (code === SPACE) continue
      if (code === LINE_FEED) break
      if (code === RETURN) {
        if (cursor.isLineEnd(at)) break
        return -1
      }
      if (code === COLON && cursor.isGap(at + 1)) break
      if (code === HASH && cursor.code(at - 1) === SPACE) break
    }
    end = at + 1
  }
  cursor.at = at
  return end
}

/** As `plainEnd` inside brackets. */
export function flowEnd(cursor: Cursor): number {
  let { at } = cursor
  let end = at
  for (; ; at += 1) {
    const code = cursor.code(at)
    if (isFlowIndicator(code)) break
    if (code === SPACE) continue
    if (code === LINE_FEED || code === RETURN || code === HASH) return -1
    if (code === COLON && (cursor.isGap(at + 1) || isFlowIndicator(cursor.code(at + 1)))) break
    end = at + 1
  }
  cursor.at = at
  return end
}

function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP || code === OPEN_LIST || code === OPEN_MAP
  )
}

export function plainScalar(cursor: Cursor, start: number, end: number): ScalarNode {
  const text = cursor.text.slice(start, end)
  return { kind: 'scalar', style: 'plain', type: scalarType(text), text, start, end }
}

export function isQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE
}

/** Moves behind the closing quote. */
export function quotedScalar(cursor: Cursor): ScalarNode | null {
  const { text, at: start } = cursor
  const end = cursor.code(start) === QUOTE ? doubleEnd(cursor, start) : singleEnd(cursor, start)
  if (end < 0) return null
  const source = text.slice(start, end)
  if (source.includes('\n')) return null
  cursor.at = end
  const inner = source.slice(1, -1)
  if (cursor.code(start) === APOSTROPHE) {
    return { kind: 'scalar', style: 'single', type: 'text', text: inner.replaceAll("''", "'"), start, end }
  }
  const value = inner.includes('\\')
    ? resolved({ type: 'double-quoted-scalar', offset: start, indent: 0, source })
    : inner
  return value === null ? null : { kind: 'scalar', style: 'double', type: 'text', text: value, start, end }
}

function singleEnd({ text }: Cursor, start: number): number {
  let at = text.indexOf("'", start + 1)
  while (at >= 0 && text[at + 1] === "'") at = text.indexOf("'", at + 2)
  return at < 0 ? -1 : at + 1
}

function doubleEnd(cursor: Cursor, start: number): number {
  for (let at = cursor.text.indexOf('"', start + 1); at >= 0; at = cursor.text.indexOf('"', at + 1)) {
    let first = at
    while (cursor.code(first - 1) === BACKSLASH) first -= 1
    if ((at - first) % 2 === 0) return at + 1
  }
  return -1
}

/** The parser's own word for what a scalar says; null where it has something to complain about. */
export function resolved(token: CST.FlowScalar | CST.BlockScalar): string | null {
  let isSound = true
  const scalar = CST.resolveAsScalar(token as CST.FlowScalar, true, () => {
    isSound = false
  })
  return isSound ? scalar.value : null
}
