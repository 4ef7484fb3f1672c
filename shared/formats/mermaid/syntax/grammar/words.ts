/** What the tokens mean that may stand in ids, labels and titles. */
import type { Token, TokenKind } from '../tokens/token.ts'
import type { Cursor, Piece } from './cursor.ts'

export type LabelType = 'text' | 'string' | 'markdown'

/** A label as written, with the place of what counts of it: without the space around it. */
export interface Label extends Piece {
  readonly text: string
  readonly type: LabelType
}

const NODE_ID: readonly TokenKind[] = [
  'number',
  'word',
  'down',
  'minus',
  'default',
  'comma',
  'colon',
  'ampersand',
  'hash',
  'star',
  'letter',
]
const CALLBACK: readonly TokenKind[] = [
  'number',
  'letter',
  'word',
  'direction',
  'down',
  'minus',
  'comma',
  'colon',
  'ampersand',
  'hash',
  'star',
]
const LABEL: readonly TokenKind[] = ['text', 'less', '>', 'letter']
const EDGE_LABEL: readonly TokenKind[] = ['edge-text', 'letter']
const TITLE: readonly TokenKind[] = [
  'number',
  'word',
  'space',
  'minus',
  'ampersand',
  'letter',
  'colon',
  'star',
  'hash',
  'style',
  'linkStyle',
  'classDef',
  'class',
  'click',
  'graph',
  'direction',
  'subgraph',
  'end',
  'down',
  'up',
  'link-start',
]
const STYLE: readonly TokenKind[] = ['number', 'word', 'colon', 'space', 'hash', 'style']

/** One or more of these as one text; undefined where none stands. */
function join(cursor: Cursor, kinds: readonly TokenKind[]): (Piece & { text: string }) | undefined {
  const { from } = cursor.next
  let { to } = cursor.next
  const parts: string[] = []
  while (kinds.includes(cursor.next.kind)) {
    const token = cursor.take()
    parts.push(token.text)
    to = token.to
  }
  return parts.length === 0 ? undefined : { text: parts.join(''), from, to }
}

export function takeId(cursor: Cursor): (Piece & { text: string }) | undefined {
  return join(cursor, NODE_ID)
}

export function takeCallback(cursor: Cursor): (Piece & { text: string }) | undefined {
  return join(cursor, CALLBACK)
}

export function takeStyle(cursor: Cursor): (Piece & { text: string }) | undefined {
  return join(cursor, STYLE)
}

export function takeLabel(cursor: Cursor): Label | undefined {
  return labelOf(cursor, LABEL, 'string')
}

export function takeEdgeLabel(cursor: Cursor): Label | undefined {
  return labelOf(cursor, EDGE_LABEL, 'string')
}

/** Quotes around a title say no more than the title without them. */
export function takeTitle(cursor: Cursor): Label | undefined {
  return labelOf(cursor, TITLE, 'text')
}

function labelOf(cursor: Cursor, kinds: readonly TokenKind[], quoted: LabelType): Label | undefined {
  const first: Token | undefined = cursor.takeIf('string', 'markdown')
  const rest = join(cursor, kinds)
  if (!first && !rest) return undefined
  const type = !first ? 'text' : first.kind === 'markdown' ? 'markdown' : quoted
  const text = (first?.text ?? '') + (rest?.text ?? '')
  const from = first?.from ?? rest?.from ?? 0
  const to = rest?.to ?? first?.to ?? 0
  const written = cursor.text.slice(from, to)
  const lead = written.length - written.trimStart().length
  return { text, type, from: Math.min(from + lead, to), to: Math.max(from + written.trimEnd().length, from) }
}
