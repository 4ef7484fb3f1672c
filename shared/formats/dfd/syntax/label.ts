/** Arrows, and the bracket of a flow: protocol words, "its title", {its id} and the lines it crosses. */
import { readBraces, readQuote, shorten, skipSpace } from './braces.ts'
import { collapse } from './spelling.ts'
import { type Label, LineProblem, type Name, type Span } from './statement.ts'

const ARROW = /<?(?:-{1,2}|[–—])>|<-{1,2}|[→←↔]/gu
const LINE = /trust\s+boundary(?=[\s"\],{]|$)/iuy
const PROTOCOL = /protocol\s*(?=")/iuy

/** The next arrow at or after `from`, whatever surrounds it. */
export function findArrow(text: string, from: number): Span | undefined {
  ARROW.lastIndex = from
  const match = ARROW.exec(text)
  return match ? { start: match.index, end: ARROW.lastIndex } : undefined
}

/** The column after the arrow; an arrow that points back is a problem, since a flow is one direction. */
export function passArrow(text: string, arrow: Span): number {
  const drawn = text.slice(arrow.start, arrow.end)
  if (!/^[<←↔]/u.test(drawn)) return arrow.end
  throw new LineProblem(
    'dfd-arrow-direction',
    `"${drawn}" is not an arrow of this text. A flow has one direction: write A -> B, and B -> A on a line of its own for the way back.`,
    arrow,
  )
}

/** What the brackets after an arrow say (several are joined), and the column where the target starts. */
export function readLabels(text: string, from: number): { label: Label; end: number } {
  const words: string[] = []
  const lines: Name[] = []
  const own: { title?: string; id?: string } = {}
  let at = skipSpace(text, from)
  while (text.charAt(at) === '[') {
    const open = at
    at = skipSpace(text, at + 1)
    while (text.charAt(at) !== ']') {
      if (at >= text.length) {
        throw new LineProblem('dfd-unclosed', 'The [ is never closed. Add a ] before the next arrow.', {
          start: open,
          end: text.length,
        })
      }
      at = readItem(text, at, words, lines, own)
      if (text.charAt(at) === ',') at = skipSpace(text, at + 1)
    }
    at = skipSpace(text, at + 1)
    const arrow = findArrow(text, at)
    if (arrow?.start === at) at = skipSpace(text, passArrow(text, arrow))
  }
  const label = { ...own, lines, ...(words.length > 0 ? { protocol: words.join(', ') } : {}) }
  return { label, end: at }
}

function readItem(
  text: string,
  start: number,
  words: string[],
  lines: Name[],
  own: { title?: string; id?: string },
): number {
  if (text.charAt(start) === '"') {
    const quoted = readQuote(text, start)
    if (own.title !== undefined) throw twice('title', start, quoted.end)
    own.title = quoted.text
    return endOfItem(text, quoted.end)
  }
  if (text.charAt(start) === '{') {
    const braces = readBraces(text, start)
    if (own.id !== undefined) throw twice('id', start, braces.end)
    own.id = braces.text
    return endOfItem(text, braces.end)
  }
  LINE.lastIndex = start
  if (LINE.test(text)) return readLine(text, start, LINE.lastIndex, lines)
  PROTOCOL.lastIndex = start
  if (PROTOCOL.test(text)) {
    const quoted = readQuote(text, PROTOCOL.lastIndex)
    words.push(quoted.text)
    return endOfItem(text, quoted.end)
  }
  const end = findEnd(text, start, ',]')
  const word = text.slice(start, end).trim()
  if (word !== '') words.push(word)
  return end
}

/** `trust boundary NAME` is titled with all its words; `trust boundary "NAME"` with what is quoted. */
function readLine(text: string, start: number, from: number, lines: Name[]): number {
  const quoteAt = skipSpace(text, from)
  const quoted = text.charAt(quoteAt) === '"' ? readQuote(text, quoteAt) : undefined
  let end = quoted ? quoted.end : findEnd(text, from, ',]{')
  const title = quoted ? quoted.text : collapse(text.slice(start, end))
  const braceAt = skipSpace(text, end)
  const braces = text.charAt(braceAt) === '{' ? readBraces(text, braceAt) : undefined
  if (braces) end = braces.end
  lines.push({ title, span: { start, end }, ...(braces ? { id: braces.text } : {}) })
  return endOfItem(text, end)
}

function findEnd(text: string, from: number, stops: string): number {
  let end = from
  while (end < text.length && !stops.includes(text.charAt(end))) end += 1
  return end
}

function endOfItem(text: string, from: number): number {
  const end = skipSpace(text, from)
  if (end >= text.length || text.charAt(end) === ',' || text.charAt(end) === ']') return end
  const rest = text.slice(end, findEnd(text, end, ',]'))
  throw new LineProblem(
    'dfd-unexpected-text',
    `"${shorten(rest)}" cannot stand here. Put a comma before it.`,
    {
      start: end,
      end: end + rest.length,
    },
  )
}

function twice(what: string, start: number, end: number): LineProblem {
  return new LineProblem('dfd-twice', `This flow has a second ${what}. Keep one.`, { start, end })
}
