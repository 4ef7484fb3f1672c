/** Statements that say how things look or what a click does; the model keeps the classes of them. */
import type { Builder } from '../graph/builder.ts'
import { type Cursor, Refusal } from './cursor.ts'
import { refuse } from './refuse.ts'
import { takeCallback, takeId, takeStyle } from './words.ts'

export function readStyle(cursor: Cursor, build: Builder): void {
  cursor.take()
  space(cursor)
  const id = takeId(cursor)
  if (!id) refuse(cursor, 'the id of a node')
  space(cursor)
  readStyles(cursor)
  build.addVertex({ id: id.text, at: { from: id.from, to: id.to } })
}

export function readClassDef(cursor: Cursor): void {
  cursor.take()
  space(cursor)
  if (!takeId(cursor)) refuse(cursor, 'the name of a class')
  space(cursor)
  readStyles(cursor)
}

export function readClass(cursor: Cursor, build: Builder): void {
  cursor.take()
  space(cursor)
  const ids = takeId(cursor)
  if (!ids) refuse(cursor, 'ids of nodes with commas between')
  space(cursor)
  const name = takeId(cursor)
  if (!name) refuse(cursor, 'the name of a class')
  let from = ids.from
  for (const id of ids.text.split(',')) {
    build.mention(id, { from, to: from + id.length })
    from += id.length + 1
  }
  build.setClass(ids.text.split(','), name.text)
}

export function readLinkStyle(cursor: Cursor, build: Builder): void {
  cursor.take()
  space(cursor)
  const numbers = []
  if (!cursor.takeIf('default')) {
    do {
      const number = cursor.takeIf('number')
      if (!number) refuse(cursor, 'the numbers of links, or "default"')
      numbers.push(number)
    } while (cursor.takeIf('comma'))
  }
  space(cursor)
  let hasStyles = true
  if (cursor.takeIf('interpolate')) {
    space(cursor)
    if (!takeCallback(cursor)) refuse(cursor, 'the name of a curve')
    hasStyles = cursor.takeIf('space') !== undefined
  }
  if (hasStyles) readStyles(cursor)
  for (const { text, from, to } of numbers) {
    if (String(Number(text)) === text && Number(text) < build.edgeCount) continue
    const links = build.edgeCount === 1 ? 'is 1 link' : `are ${build.edgeCount} links`
    throw new Refusal(
      'mermaid-no-such-link',
      `linkStyle names link ${text}, but there ${links} before it, counted from 0. Correct the number.`,
      from,
      to,
    )
  }
}

const TARGET = 'the target of the link: _self, _blank, _parent or _top'

export function readClick(cursor: Cursor, build: Builder): void {
  const id = cursor.take()
  if (cursor.takeIf('callback-name')) {
    cursor.takeIf('callback-args')
    readTooltip(cursor)
  } else if (cursor.is('href', 'string')) {
    if (cursor.takeIf('href') && !cursor.is('string')) refuse(cursor, 'an address in double quotes')
    cursor.take()
    if (cursor.takeIf('space') && !cursor.takeIf('link-target')) {
      if (!cursor.takeIf('string')) refuse(cursor, `a tooltip in double quotes or ${TARGET}`)
      if (cursor.takeIf('space') && !cursor.takeIf('link-target')) refuse(cursor, TARGET)
    }
  } else {
    if (!takeCallback(cursor)) refuse(cursor, '"href" with an address, or "call" with a function')
    readTooltip(cursor)
  }
  let from = id.from
  for (const part of id.text.split(',')) {
    build.mention(part, { from, to: from + part.length })
    from += part.length + 1
  }
}

function readTooltip(cursor: Cursor): void {
  if (cursor.takeIf('space') && !cursor.takeIf('string')) refuse(cursor, 'a tooltip in double quotes')
}

function readStyles(cursor: Cursor): void {
  do {
    if (!takeStyle(cursor)) refuse(cursor, 'styles, such as "fill:#eee,stroke:#333"')
  } while (cursor.takeIf('comma'))
}

function space(cursor: Cursor): void {
  if (!cursor.takeIf('space')) refuse(cursor, 'a space')
}
