/** The tokens one by one with one of lookahead, and the refusal of a text. */
import { Lexer } from '../tokens/lexer.ts'
import type { Mode, Token, TokenKind } from '../tokens/token.ts'

/** Thrown inside the parser only: a text is refused as a whole. */
export class Refusal extends Error {
  readonly code: string
  /** Offsets in the clean text. */
  readonly from: number
  readonly to: number

  constructor(code: string, message: string, from: number, to: number) {
    super(message)
    this.code = code
    this.from = from
    this.to = to
  }
}

/** A piece of the clean text. */
export interface Piece {
  readonly from: number
  readonly to: number
}

/** Marks that the lexer reads without a token, after the last token of what they close. */
const CLOSING: Partial<Record<TokenKind, string>> = {
  string: '"',
  markdown: '`"',
  'callback-args': ')',
  'acc-descr-block': '}',
  data: '}',
}

/** The lexer gives them the space that follows. */
const ENDS_WITH_SPACE: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'end',
  'link',
  'acc-title-value',
  'acc-descr-value',
  'inner-direction',
])

export class Cursor {
  readonly text: string
  private readonly lexer: Lexer
  private token: Token
  private lastEnd = 0

  constructor(text: string) {
    this.text = text
    this.lexer = new Lexer(text)
    this.token = this.lexer.next()
  }

  get next(): Token {
    return this.token
  }

  get mode(): Mode {
    return this.lexer.mode
  }

  /** Where the last token that is no space ended, quotes included. */
  get end(): number {
    return this.lastEnd
  }

  is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.token.kind)
  }

  take(): Token {
    const { token } = this
    if (token.kind !== 'space' && token.kind !== 'newline') this.lastEnd = this.endOf(token)
    this.token = this.lexer.next()
    return token
  }

  /** The next token where it is one of these. */
  takeIf(...kinds: readonly TokenKind[]): Token | undefined {
    return kinds.includes(this.token.kind) ? this.take() : undefined
  }

  takeAll(kind: TokenKind): number {
    let count = 0
    while (this.token.kind === kind) {
      this.take()
      count += 1
    }
    return count
  }

  private endOf(token: Token): number {
    const closing = CLOSING[token.kind]
    if (closing !== undefined) {
      return this.text.startsWith(closing, token.to) ? token.to + closing.length : token.to
    }
    if (!ENDS_WITH_SPACE.has(token.kind)) return token.to
    return token.from + this.text.slice(token.from, token.to).trimEnd().length
  }
}
