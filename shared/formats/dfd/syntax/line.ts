/** Reads one line of the text. */
import { shorten, skipSpace } from './braces.ts'
import { findArrow, passArrow, readLabels } from './label.ts'
import { readKeyword, readMention, readName, refuseNearMiss } from './mention.ts'
import { collapse, readQuoted } from './spelling.ts'
import { type Line, LineProblem, type Mention, type Span, type Statement, type Step } from './statement.ts'

const BULLET = /[-*+•](?=[ \t])/uy
const TAB = 4

/** Throws a `LineProblem`. `isFirst` says that only blank lines and comments came before. */
export function readLine(text: string, isFirst: boolean): Line {
  const lead = skipIndent(text)
  BULLET.lastIndex = lead.at
  const start = BULLET.test(text) ? skipSpace(text, lead.at + 1) : lead.at
  const span = { start, end: Math.max(start, text.trimEnd().length) }
  if (start >= span.end) return { indent: lead.indent, span, statement: { type: 'blank' } }
  const statement: Statement =
    text.charAt(start) === '#' ? { type: 'comment' } : readStatement(text.slice(0, span.end), span, isFirst)
  return { indent: lead.indent, span, statement }
}

function skipIndent(text: string): { at: number; indent: number } {
  let at = 0
  let indent = 0
  for (; /\s/u.test(text.charAt(at)); at += 1) {
    indent += text.charAt(at) === '\t' ? TAB - (indent % TAB) : 1
  }
  return { at, indent }
}

function readStatement(text: string, span: Span, isFirst: boolean): Statement {
  const at = span.start
  const arrow = findArrow(text, at)
  if (arrow?.start === at || text.charAt(at) === '"') return readChain(text, at)
  const keyword = readKeyword(text, at)
  if (keyword?.word === 'zone' || keyword?.word === 'line')
    return readBoundary(text, at, keyword.end, keyword.word)
  if (keyword) return readChain(text, at)
  const colon = text.indexOf(':', at)
  if (arrow && (colon < 0 || arrow.start < colon)) return readChain(text, at)
  if (colon > at) return readNote(text, span, colon, isFirst)
  const what = shorten(text.slice(at))
  throw new LineProblem(
    'dfd-unknown-line',
    `"${what}" is not a component, a flow or a note. Start it with External:, Process:, Data store:, Zone: or ->, or make it a note: Note: ${what}`,
    span,
  )
}

function readNote(text: string, span: Span, colon: number, isFirst: boolean): Statement {
  const word = collapse(text.slice(span.start, colon))
  refuseNearMiss(word, { start: span.start, end: colon + 1 })
  const isTitle = isFirst && word.toLowerCase() === 'title'
  const rest = skipSpace(text, colon + 1)
  if (isTitle || word.toLowerCase() === 'note') {
    const quoted = text.charAt(rest) === '"' ? readQuoted(text, rest) : undefined
    if (quoted?.end === span.end) return { type: isTitle ? 'title' : 'note', text: quoted.text }
  }
  if (isTitle) return { type: 'title', text: collapse(text.slice(rest)) }
  return { type: 'note', text: text.slice(span.start, span.end) }
}

function readBoundary(text: string, start: number, from: number, type: 'zone' | 'line'): Statement {
  const { note, ...name } = readName(text, from, start)
  const rest = skipSpace(text, name.span.end)
  if (note === undefined && rest >= text.length) return { type, name }
  throw new LineProblem(
    'dfd-unexpected-text',
    `After the title of a ${type} comes only {id}. Put the title in double quotes if the rest is part of it, or write a note on its own line.`,
    { start, end: text.length },
  )
}

function readChain(text: string, start: number): Statement {
  const steps: Step[] = []
  let first: Mention | undefined
  let at = start
  if (findArrow(text, at)?.start !== at) {
    first = readMention(text, at)
    at = skipSpace(text, first.span.end)
  }
  while (at < text.length) {
    const arrow = findArrow(text, at)
    if (arrow?.start !== at) throw unexpected(text, at)
    const { label, end } = readLabels(text, passArrow(text, arrow))
    const to = readMention(text, end)
    steps.push({ label, to, span: { start: at, end: to.span.end } })
    at = skipSpace(text, to.span.end)
  }
  return { type: 'chain', ...(first ? { first } : {}), steps }
}

function unexpected(text: string, at: number): LineProblem {
  const what = shorten(text.slice(at))
  return new LineProblem(
    'dfd-unexpected-text',
    `"${what}" cannot stand here. After a title come only {id}, (a remark) and ->; put a title with brackets in double quotes.`,
    { start: at, end: text.length },
  )
}
