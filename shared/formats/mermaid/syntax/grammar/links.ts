/** The links: `-->`, `-- text -->`, `e1@==>|text|` and what their ends say. */
import type { ArrowEnd, FlowEdge } from '../flowchart.ts'
import type { Cursor, Piece } from './cursor.ts'
import { refuse } from './refuse.ts'
import { type Label, takeEdgeLabel, takeLabel } from './words.ts'

export interface Link {
  readonly id?: string
  readonly start: ArrowEnd
  readonly end: ArrowEnd
  readonly stroke: FlowEdge['stroke']
  readonly label?: Label
  readonly at: Piece
}

export function readLink(cursor: Cursor): Link {
  const linkId = cursor.takeIf('link-id')
  const start = cursor.takeIf('link-start')
  if (start) {
    const label = takeEdgeLabel(cursor)
    if (!label) refuse(cursor, 'a text on the link')
    const end = cursor.takeIf('link')
    if (!end) refuse(cursor, 'the end of the link, such as "-->"', start)
    const from = linkId?.from ?? start.from + leadingSpace(start.text)
    return {
      ...idOf(linkId?.text),
      ...endsOf(end.text.trim(), start.text.trim()),
      label,
      at: { from, to: cursor.end },
    }
  }
  const link = cursor.takeIf('link')
  if (!link) refuse(cursor, 'a link, such as "-->"')
  const from = linkId?.from ?? link.from + leadingSpace(link.text)
  const ends = { ...idOf(linkId?.text), ...endsOf(link.text.trim()) }
  const bar = cursor.takeIf('|')
  if (!bar) return { ...ends, at: { from, to: cursor.end } }
  const label = takeLabel(cursor)
  if (!label) refuse(cursor, 'a text between the bars of the link', bar)
  if (!cursor.takeIf('|')) refuse(cursor, '"|" after the text of the link', bar)
  const to = cursor.end
  cursor.takeIf('space')
  return { ...ends, label, at: { from, to } }
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length
}

function idOf(text: string | undefined): { id?: string } {
  return text === undefined ? {} : { id: text.replace('@', '') }
}

interface Ends {
  readonly start: ArrowEnd
  readonly end: ArrowEnd
  readonly stroke: FlowEdge['stroke']
}

const ENDS: Readonly<Record<string, { end: ArrowEnd; start: string }>> = {
  x: { end: 'cross', start: 'x' },
  '>': { end: 'point', start: '<' },
  o: { end: 'circle', start: 'o' },
}
const STARTS: Readonly<Record<string, ArrowEnd>> = { '<': 'point', x: 'cross', o: 'circle' }

/** Where the two halves of `x-- text -->` disagree, Mermaid draws a plain arrow. */
const DISAGREEING: Ends = { start: 'none', end: 'point', stroke: 'normal' }

function endsOf(text: string, startText?: string): Ends {
  const whole = wholeEnds(text)
  if (startText === undefined) return whole
  const start = STARTS[startText.charAt(0)] ?? 'none'
  if (strokeOfStart(startText) !== whole.stroke) return DISAGREEING
  if (start === 'none') return whole
  // A circle or cross at one end and the same at both are different words to Mermaid, and it compares words.
  if (whole.start !== 'none' || start !== whole.end) return DISAGREEING
  return { start, end: whole.end, stroke: whole.stroke }
}

/** Both ends carry a mark only where they carry the same; the mark of a lone start means nothing. */
function wholeEnds(text: string): Ends {
  const mark = ENDS[text.slice(-1)]
  const isDouble = mark !== undefined && text.startsWith(mark.start)
  const line = text.slice(isDouble ? 1 : 0, -1)
  const stroke = line.includes('.')
    ? 'dotted'
    : line.startsWith('~')
      ? 'invisible'
      : line.startsWith('=')
        ? 'thick'
        : 'normal'
  const end = mark?.end ?? 'none'
  return { start: isDouble ? end : 'none', end, stroke }
}

function strokeOfStart(text: string): FlowEdge['stroke'] {
  if (text.includes('.')) return 'dotted'
  return text.includes('=') ? 'thick' : 'normal'
}
