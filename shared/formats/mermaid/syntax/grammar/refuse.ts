/** Words for what stands where something else had to. */
import type { Token } from '../tokens/token.ts'
import { type Cursor, Refusal } from './cursor.ts'

/** Refuses the text at the next token; `since` is what was opened and waits for its end. */
export function refuse(cursor: Cursor, expected: string, since?: Token): never {
  const { next } = cursor
  const found = describe(cursor, next)
  const opened = since ? ` The "${since.text.trim()}" before it was not closed.` : ''
  throw new Refusal(
    'mermaid-syntax',
    `${found} stands where ${expected} belongs.${opened}`,
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
      return `"${shorten(cursor.text.slice(token.from, token.to).trim() || token.text)}"`
  }
}

function shorten(text: string): string {
  const line = text.split('\n')[0] ?? ''
  return line.length > 40 ? `${line.slice(0, 39)}…` : line
}
