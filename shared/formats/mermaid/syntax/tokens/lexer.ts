/** Reads one token at a time; what the characters mean depends on what they are inside of. */
import { isIdLetter } from './letters.ts'
import { AFTER_LINK_ID, BEFORE_DIRECTION, RULES, type Rule } from './rules.ts'
import { Scan } from './scan.ts'
import type { Mode, Token, TokenKind } from './token.ts'

const ASCII = 128

/** For each ASCII character the rules that can begin with it; last those for all other characters and the end. */
type Table = readonly (readonly Rule[])[]

function tableOf(rules: readonly Rule[]): Table {
  const table: Rule[][] = []
  for (let unit = 0; unit <= ASCII; unit += 1) {
    const character = String.fromCharCode(unit)
    table.push(
      rules.filter(
        ({ starts, afterSpace }) =>
          starts === undefined ||
          (unit < ASCII && starts.includes(character)) ||
          (afterSpace === true && (unit === ASCII || /\s/.test(character))),
      ),
    )
  }
  return table
}

const before = tableOf(BEFORE_DIRECTION)
const after = tableOf(AFTER_LINK_ID)
const tables = new Map<Mode, Table>(
  Object.entries(RULES).map(([mode, rules]) => [mode as Mode, tableOf(rules)]),
)

export class Lexer {
  private readonly scan: Scan
  private readonly modes: Mode[] = ['statement']
  private at = 0
  private hasGraph = false
  private isDone = false
  private lead = 0

  constructor(text: string) {
    this.scan = new Scan(text)
  }

  next(): Token {
    this.lead = this.at
    for (;;) {
      if (this.isDone) return this.token('over', this.at)
      this.isDone = this.at >= this.scan.text.length
      const token = this.step()
      if (token) return token
    }
  }

  /** The mode that the lexer is in, for messages: an open bracket or quote explains most surprises. */
  get mode(): Mode {
    return this.modes.at(-1) ?? 'statement'
  }

  private step(): Token | undefined {
    const { mode } = this
    if (mode === 'statement') return this.statementToken()
    if (mode === 'direction') {
      const noDirection = this.noDirection()
      if (noDirection) return noDirection
    }
    const matched = this.match(tables.get(mode) ?? [])
    if (matched !== undefined) return matched ?? undefined
    return this.token(this.isDone ? 'over' : 'unknown', this.isDone ? this.at : this.at + 1)
  }

  private statementToken(): Token | undefined {
    const early = this.match(before)
    if (early !== undefined) return early ?? undefined
    const direction = this.scan.directionAt(this.at)
    if (direction) return this.token('inner-direction', direction.end, direction.value)
    const linkId = this.scan.linkIdAt(this.at)
    if (linkId !== undefined) return this.token('link-id', linkId)
    const late = this.match(after)
    if (late !== undefined) return late ?? undefined
    if (this.isDone) return this.token('last', this.at)
    const isLetter = isIdLetter(this.scan.text.charCodeAt(this.at))
    return this.token(isLetter ? 'letter' : 'unknown', this.at + 1)
  }

  /** A token, null for what leaves none, undefined where no rule fits. */
  private match(table: Table): Token | null | undefined {
    const { text } = this.scan
    const unit = this.at < text.length ? text.charCodeAt(this.at) : ASCII
    for (const rule of table[Math.min(unit, ASCII)] ?? []) {
      let from = this.at
      if (rule.afterSpace === true) {
        from = this.scan.afterSpace(this.at)
        if (from > this.at && rule.starts?.includes(text.charAt(from)) !== true) continue
      }
      rule.pattern.lastIndex = from
      if (!rule.pattern.test(text)) continue
      const to = rule.pattern.lastIndex
      if (rule.pop === true && this.modes.length > 1) this.modes.pop()
      if (rule.push !== undefined) this.modes.push(rule.push)
      if (rule.kind === null) {
        this.at = to
        return null
      }
      return this.make(rule.kind, to, rule.text)
    }
    return undefined
  }

  private make(kind: TokenKind, to: number, text: string | undefined): Token {
    if (kind === 'graph' && !this.hasGraph) {
      this.hasGraph = true
      this.modes.push('direction')
    }
    if (kind !== 'data' || this.mode !== 'data-string') return this.token(kind, to, text)
    return this.token(kind, to, this.scan.text.slice(this.at, to).replace(/\n\s*/g, '<br/>'))
  }

  /** After `graph`, the space up to the last new line before something else. */
  private noDirection(): Token | undefined {
    const end = this.scan.afterSpace(this.at)
    if (end === this.at) return undefined
    const newLine = this.at + this.scan.text.slice(this.at, end).lastIndexOf('\n')
    if (newLine < this.at) return undefined
    this.modes.pop()
    return this.token('no-direction', newLine + 1)
  }

  private token(kind: TokenKind, to: number, text = this.scan.text.slice(this.at, to)): Token {
    const token = { kind, lead: this.lead, from: this.at, to, text }
    this.at = to
    return token
  }
}
