/** The statements of a flowchart. */
import type { FlowExtra } from '../flowchart.ts'
import type { Builder } from '../graph/builder.ts'
import { MAX_DEPTH, refuseDepth } from '../graph/subgraphs.ts'
import type { Cursor } from './cursor.ts'
import { readNodes } from './nodes.ts'
import { refuse } from './refuse.ts'
import { readClass, readClassDef, readClick, readLinkStyle, readStyle } from './styling.ts'
import { type Label, takeLabel, takeTitle } from './words.ts'

export function readDocument(cursor: Cursor, build: Builder): void {
  readHead(cursor, build)
  readStatements(cursor, build, 0)
  if (!cursor.is('over')) refuse(cursor, 'a statement')
}

function readHead(cursor: Cursor, build: Builder): void {
  while (cursor.is('space', 'newline')) cursor.take()
  if (!cursor.takeIf('graph')) refuse(cursor, '"flowchart" with a direction, such as "flowchart LR"')
  if (cursor.takeIf('no-direction')) {
    build.setDirection('TB')
    return
  }
  const direction = cursor.takeIf('direction')
  if (!direction) refuse(cursor, 'a direction (TB, TD, BT, LR or RL) or a new line')
  build.setDirection(direction.text.trim())
  if (cursor.takeIf('semicolon', 'newline')) return
  if (cursor.takeAll('space') > 0 && cursor.takeIf('newline')) return
  refuse(cursor, 'a new line or ";" after the direction')
}

/**
 * Returns what they name, for the subgraph that holds them. To Mermaid the words of a title for screen readers
 * are a name too: where a node is called so, the subgraph holds it.
 */
function readStatements(cursor: Cursor, build: Builder, depth: number): string[] {
  const members: string[] = []
  for (;;) {
    const { kind } = cursor.next
    if (kind === 'over' || kind === 'end') return members
    if (kind === 'space' || kind === 'newline' || kind === 'last' || kind === 'semicolon') cursor.take()
    else readStatement(cursor, build, depth, members)
  }
}

function readStatement(cursor: Cursor, build: Builder, depth: number, members: string[]): void {
  const { kind, lead, to } = cursor.next
  const first = cursor.text.slice(lead, to)
  const from = lead + first.length - first.trimStart().length
  const extra = (what: FlowExtra['what']) => build.addExtra(what, { from, to: cursor.end })
  switch (kind) {
    case 'subgraph':
      members.push(readSubgraph(cursor, build, depth))
      return
    case 'inner-direction':
      cursor.take()
      extra('direction')
      return
    case 'acc-title':
    case 'acc-descr':
      cursor.take()
      members.push(cursor.take().text.trim())
      extra('accessibility')
      return
    case 'acc-descr-block':
      members.push(cursor.take().text.trim())
      extra('accessibility')
      return
    case 'style':
      readStyle(cursor, build)
      extra('style')
      break
    case 'linkStyle':
      readLinkStyle(cursor, build)
      extra('linkStyle')
      break
    case 'classDef':
      readClassDef(cursor)
      extra('classDef')
      break
    case 'class':
      readClass(cursor, build)
      extra('classDef')
      break
    case 'click':
      readClick(cursor, build)
      extra('click')
      break
    default:
      for (const id of readNodes(cursor, build)) members.push(id)
  }
  if (!cursor.takeIf('newline', 'semicolon', 'last')) refuse(cursor, 'a link, a new line or ";"')
}

function readSubgraph(cursor: Cursor, build: Builder, depth: number): string {
  const keyword = cursor.take()
  if (depth >= MAX_DEPTH) refuseDepth(keyword)
  if (!cursor.takeIf('space')) refuse(cursor, 'the id or title of the subgraph on the same line')
  const name = takeTitle(cursor)
  if (!name) refuse(cursor, 'the id or title of the subgraph')
  let title: Label | undefined
  if (cursor.takeIf('[')) {
    title = takeLabel(cursor)
    if (!title) refuse(cursor, 'the title of the subgraph')
    if (!cursor.takeIf(']')) refuse(cursor, '"]" after the title')
  }
  const head = { from: keyword.from, to: cursor.end }
  if (!cursor.takeIf('newline', 'semicolon', 'last'))
    refuse(cursor, 'a new line after the head of the subgraph')
  const opened = build.openSubgraph()
  const members = readStatements(cursor, build, depth + 1)
  if (!cursor.takeIf('end')) refuse(cursor, '"end" for the subgraph', keyword)
  return build.closeSubgraph({
    opened,
    name,
    ...(title ? { title } : {}),
    members,
    head,
    at: { from: keyword.from, to: cursor.end },
  })
}
