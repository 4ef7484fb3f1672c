/** Words for what stands where something else had to, and for what could be meant. */
import type { Token } from '../tokens/token.ts'
import { type Cursor, Refusal } from './cursor.ts'

/** Refuses the text at the next token; `since` is what was opened and waits for its end. */
export function refuse(cursor: Cursor, expected: string, since?: Token): never {
  const { next } = cursor
  const opened = since ? ` It would close the "${since.text.trim()}" before it.` : ''
  const hint = hintFor(cursor, next, since)
  throw new Refusal(
    'mermaid-syntax',
    `${describe(cursor, next)} stands where ${expected} belongs.${opened}${hint === '' ? '' : ` ${hint}`}`,
    next.from,
    next.to,
  )
}

function describe(cursor: Cursor, token: Token): string {
  switch (token.kind) {
    case 'over':
    case 'last':
      return 'The end of the text'
    case 'newline':
    case 'no-direction':
      return 'The end of the line'
    case 'space':
      return 'A space'
    default:
      return `"${shorten(wordAt(cursor.text, token))}"`
  }
}

/** Whole characters, of which a token can be the first half. */
function wordAt(text: string, { from, to, text: word }: Token): string {
  const last = text.charCodeAt(to - 1)
  const end = last >= 0xd800 && last <= 0xdbff ? to + 1 : to
  return text.slice(from, end).trim() || word
}

function hintFor(cursor: Cursor, token: Token, since: Token | undefined): string {
  const written = cursor.text.slice(token.from, token.from + 2)
  if (written === '%%') return 'Give the comment a line of its own.'
  if (token.kind === 'end') return 'No subgraph is open. A node may not be called "end": write "End".'
  if (token.kind === 'unknown' && token.to > token.from) {
    return 'Ids have no such characters, labels in double quotes do.'
  }
  const isBracket = /^[[\](){}|<>"]/.test(written)
  if (since && isBracket && !/^subgraph/.test(since.text)) return 'Put the whole label in double quotes.'
  return ''
}

function shorten(text: string): string {
  const line = text.split('\n')[0] ?? ''
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}
