import { readQuoted } from './spelling.ts'
import { LineProblem } from './statement.ts'

/** The text inside a pair of brackets or quotes, and the column after it. */
export interface Enclosed {
  readonly text: string
  readonly end: number
}

/** Reads `{id}` or `{"id"}` that opens at `at`. */
export function readBraces(text: string, at: number): Enclosed {
  const quoted = text.charAt(at + 1) === '"' ? readQuoted(text, at + 1) : undefined
  const close = quoted ? quoted.end : text.indexOf('}', at)
  if (close < 0 || text.charAt(close) !== '}') {
    throw new LineProblem('dfd-unclosed', 'The { is never closed. Add a } after the id.', {
      start: at,
      end: text.length,
    })
  }
  const id = quoted ? quoted.text : text.slice(at + 1, close).trim()
  if (id === '' || /[>:]/.test(id)) {
    throw new LineProblem(
      'dfd-bad-id',
      `{${shorten(id)}} is not an id: it must not be empty or contain > or :.`,
      {
        start: at,
        end: close + 1,
      },
    )
  }
  return { text: id, end: close + 1 }
}

/** Reads `(remark)`, which may hold balanced parentheses, or `("remark")`. */
export function readRemark(text: string, at: number): Enclosed {
  const quoted = text.charAt(at + 1) === '"' ? readQuoted(text, at + 1) : undefined
  if (quoted && text.charAt(quoted.end) === ')') return { text: quoted.text, end: quoted.end + 1 }
  let depth = 0
  for (let i = at; i < text.length; i += 1) {
    if (text.charAt(i) === '(') depth += 1
    else if (text.charAt(i) === ')') depth -= 1
    if (depth === 0) return { text: text.slice(at + 1, i).trim(), end: i + 1 }
  }
  throw new LineProblem('dfd-unclosed', 'The ( is never closed. Add a ) after the remark.', {
    start: at,
    end: text.length,
  })
}

/** Reads `"text"` that opens at `at`. */
export function readQuote(text: string, at: number): Enclosed {
  const quoted = readQuoted(text, at)
  if (quoted) return quoted
  throw new LineProblem('dfd-unclosed', 'The quote is never closed. Add a " at its end.', {
    start: at,
    end: text.length,
  })
}

export function skipSpace(text: string, at: number): number {
  let next = at
  while (next < text.length && /\s/u.test(text.charAt(next))) next += 1
  return next
}

/** At most 40 characters, for messages. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
