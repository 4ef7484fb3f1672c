/** Block scalars whose header says nothing of a column. Where one ends is as the parser's lexer finds it. */
import type { ScalarNode } from '../source-node.ts'
import { type Cursor, GREATER, PIPE, SPACE } from './cursor.ts'
import { blockEnd } from './scalar-text.ts'
import { resolved } from './scalars.ts'

export function isBlockScalar(code: number): boolean {
  return code === PIPE || code === GREATER
}

/** Moves to the next line that says something. `column`: of the key or dash in front. Null for all but plain ones. */
export function blockScalar(cursor: Cursor, column: number): ScalarNode | null {
  const { text, at: start } = cursor
  const isKept = text[start + 1] === '+'
  const headerEnd = start + (isKept || text[start + 1] === '-' ? 2 : 1)
  const body = cursor.isLineEnd(headerEnd) ? text.indexOf('\n', headerEnd) + 1 : 0
  const indent = body > 0 ? indentOf(cursor, body) : -1
  if (indent <= column) return null
  const stop = bodyEnd(cursor, body, indent)
  if (stop < 0) return null
  const end = isKept ? stop : withoutBlankLines(text, body, stop, indent)
  const value = resolved({
    type: 'block-scalar',
    offset: start,
    indent: 0,
    props: [
      { type: 'block-scalar-header', offset: start, indent: 0, source: text.slice(start, headerEnd) },
      { type: 'newline', offset: headerEnd, indent: 0, source: text.slice(headerEnd, body) },
    ],
    source: text.slice(body, end),
  })
  if (value === null) return null
  cursor.at = end
  cursor.startLine()
  const style = text[start] === '|' ? 'literal' : 'folded'
  return { kind: 'scalar', style, type: 'text', text: value, start, end: blockEnd(text, start, end) }
}

/** Of the first line with words; -1 where none has any. */
function indentOf(cursor: Cursor, body: number): number {
  const { text } = cursor
  for (let start = body; start < text.length; ) {
    const at = wordAt(cursor, start)
    if (at < text.length && !cursor.isLineEnd(at)) return at - start
    const end = text.indexOf('\n', at)
    if (end < 0) return -1
    start = end + 1
  }
  return -1
}

/** Behind the last line that is blank or indented far enough; -1 where the text ends in spaces. */
function bodyEnd(cursor: Cursor, body: number, indent: number): number {
  const { text } = cursor
  for (let start = body; start < text.length; ) {
    const at = wordAt(cursor, start)
    if (at === text.length) return -1
    if (!cursor.isLineEnd(at) && at - start < indent) return start
    const end = text.indexOf('\n', at)
    if (end < 0) return text.length
    start = end + 1
  }
  return text.length
}

function withoutBlankLines(text: string, body: number, stop: number, indent: number): number {
  let lineEnd = text[stop - 1] === '\n' ? stop - 1 : stop
  for (;;) {
    let at = lineEnd - 1
    if (text[at] === '\r') at -= 1
    const last = at
    while (text[at] === ' ') at -= 1
    // A line with more spaces than the first one has is content.
    if (text[at] !== '\n' || at < body || at + 1 + indent <= last) break
    lineEnd = at
  }
  return Math.min(lineEnd + 1, text.length)
}

function wordAt(cursor: Cursor, start: number): number {
  let at = start
  while (at < cursor.text.length && cursor.code(at) === SPACE) at += 1
  return at
}
