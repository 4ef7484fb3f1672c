/** Nodes and the links between them. */
import type { Builder } from '../graph/builder.ts'
import type { TokenKind } from '../tokens/token.ts'
import type { Cursor } from './cursor.ts'
import { readLink } from './links.ts'
import { refuse } from './refuse.ts'
import { takeId, takeLabel } from './words.ts'

interface Brackets {
  readonly shape: string
  readonly open: TokenKind
  readonly close: readonly (readonly [TokenKind, string])[]
  /** The same bracket once more makes another shape. */
  readonly twice?: string
}

const BRACKETS: readonly Brackets[] = [
  { shape: 'square', open: '[', close: [[']', 'square']] },
  { shape: 'doublecircle', open: '(((', close: [[')))', 'doublecircle']] },
  { shape: 'ellipse', open: '(-', close: [['-)', 'ellipse']] },
  { shape: 'stadium', open: '([', close: [['])', 'stadium']] },
  { shape: 'subroutine', open: '[[', close: [[']]', 'subroutine']] },
  { shape: 'cylinder', open: '[(', close: [[')]', 'cylinder']] },
  { shape: 'round', open: '(', close: [[')', 'round']], twice: 'circle' },
  { shape: 'diamond', open: '{', close: [['}', 'diamond']], twice: 'hexagon' },
  { shape: 'odd', open: '>', close: [[']', 'odd']] },
  {
    shape: 'trapezoid',
    open: '[/',
    close: [
      ['\\]', 'trapezoid'],
      ['/]', 'lean_right'],
    ],
  },
  {
    shape: 'inv_trapezoid',
    open: '[\\',
    close: [
      ['/]', 'inv_trapezoid'],
      ['\\]', 'lean_left'],
    ],
  },
]
const BY_OPENING = new Map(BRACKETS.map((brackets) => [brackets.open, brackets]))

/** `A & B --> C --> D`: returns every id of it. */
export function readNodes(cursor: Cursor, build: Builder): string[] {
  const from = cursor.next.from
  let left = readGroup(cursor, build)
  const all = [left]
  const edges = build.edgeCount
  while (cursor.is('link', 'link-start', 'link-id')) {
    const link = readLink(cursor)
    const right = readGroup(cursor, build)
    all.push(right)
    build.addEdges(left, right, link)
    left = right
  }
  build.endStatement(edges, { from, to: cursor.end })
  return all.flat()
}

/** `A & B@{ shape: x } & C`, and the space after it. */
function readGroup(cursor: Cursor, build: Builder): string[] {
  const ids = [readNode(cursor, build)]
  for (;;) {
    const data = takeData(cursor)
    const hasSpace = cursor.takeAll('space') > 0
    if (!hasSpace || !cursor.is('ampersand')) {
      if (data) build.addData(ids.at(-1) ?? '', data)
      return ids
    }
    cursor.take()
    if (cursor.takeAll('space') === 0) refuse(cursor, 'a space after "&"')
    const id = readNode(cursor, build)
    if (data) build.addData(ids.at(-1) ?? '', data)
    ids.push(id)
  }
}

function takeData(cursor: Cursor): { text: string; from: number; to: number } | undefined {
  if (!cursor.is('data')) return undefined
  const { from } = cursor.next
  const parts: string[] = []
  let to = from
  while (cursor.is('data')) {
    const token = cursor.take()
    parts.push(token.text)
    to = token.to
  }
  return { text: parts.join(''), from, to }
}

function readNode(cursor: Cursor, build: Builder): string {
  const id = takeId(cursor)
  if (!id) refuse(cursor, 'the id of a node')
  readVertex(cursor, build, id)
  if (cursor.takeIf(':::')) {
    const name = takeId(cursor)
    if (!name) refuse(cursor, 'the name of a class after ":::"')
    build.setClass(id.text.split(','), name.text)
  }
  return id.text
}

function readVertex(
  cursor: Cursor,
  build: Builder,
  id: { readonly text: string; readonly from: number; readonly to: number },
): void {
  const brackets = BY_OPENING.get(cursor.next.kind)
  if (!brackets) {
    build.addVertex({ id: id.text, at: { from: id.from, to: id.to } })
    return
  }
  const opening = cursor.take()
  const isTwice = brackets.twice !== undefined && cursor.takeIf(brackets.open) !== undefined
  const label = takeLabel(cursor)
  if (!label) refuse(cursor, `a label after "${opening.text}"`, opening)
  const close = brackets.close.find(([kind]) => cursor.is(kind))
  if (!close) refuse(cursor, closingWords(brackets, isTwice), opening)
  cursor.take()
  if (isTwice && !cursor.takeIf(close[0])) refuse(cursor, closingWords(brackets, true), opening)
  const shape = isTwice ? (brackets.twice ?? close[1]) : close[1]
  build.addVertex({ id: id.text, at: { from: id.from, to: cursor.end }, label, shape })
}

function closingWords({ close }: Brackets, isTwice: boolean): string {
  return close.map(([kind]) => `"${isTwice ? kind.repeat(2) : kind}"`).join(' or ')
}
