/**
 * The conditions of a knowledge base:
 * `source is 'GE.P' and not (flow.channel is 'Wire' or flow crosses 'GE.TB')`.
 * `not` binds tighter than `and`, `and` tighter than `or`.
 */
export type Subject = 'source' | 'target' | 'flow'

export type Condition =
  | { readonly kind: 'is'; readonly subject: Subject; readonly type: string }
  | { readonly kind: 'has'; readonly subject: Subject; readonly property: string; readonly value: string }
  | { readonly kind: 'crosses'; readonly type: string }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }

const TOKEN = /\s*(?:([()])|'([^']*)'|"([^"]*)"|([^\s()'"]+))/uy
const MAX_LENGTH = 20_000
const MAX_DEPTH = 64

interface Token {
  readonly kind: 'sign' | 'value' | 'word'
  readonly text: string
}

/** Undefined for what is no condition, or one too long or deep to be anybody's. */
export function parseCondition(text: string): Condition | undefined {
  const tokens = text.length > MAX_LENGTH ? undefined : tokensOf(text)
  if (!tokens) return undefined
  const parser = new Parser(tokens)
  const condition = parser.any(0)
  return parser.isDone() ? condition : undefined
}

function tokensOf(text: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  TOKEN.lastIndex = 0
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text)
    if (!match) return undefined
    const [, sign, single, double, word] = match
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else tokens.push({ kind: 'value', text: (single ?? double ?? '').trim() })
  }
  return tokens
}

class Parser {
  private readonly tokens: readonly Token[]
  private at = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  isDone(): boolean {
    return this.at === this.tokens.length
  }

  any(depth: number): Condition | undefined {
    return this.list('or', depth, () => this.list('and', depth, () => this.one(depth)))
  }

  private list(word: 'and' | 'or', depth: number, next: () => Condition | undefined): Condition | undefined {
    if (depth > MAX_DEPTH) return undefined
    const conditions: Condition[] = []
    do {
      const condition = next()
      if (!condition) return undefined
      conditions.push(condition)
    } while (this.take('word', word))
    const [first, ...rest] = conditions
    return rest.length === 0 ? first : { kind: word, conditions }
  }

  private one(depth: number): Condition | undefined {
    if (this.take('word', 'not')) {
      const condition = depth > MAX_DEPTH ? undefined : this.one(depth + 1)
      return condition && { kind: 'not', condition }
    }
    if (this.take('sign', '(')) {
      const condition = this.any(depth + 1)
      return this.take('sign', ')') ? condition : undefined
    }
    return this.comparison()
  }

  private comparison(): Condition | undefined {
    const [what, verb, value] = this.tokens.slice(this.at, this.at + 3)
    if (what?.kind !== 'word' || verb?.kind !== 'word' || value?.kind !== 'value') return undefined
    this.at += 3
    const dot = what.text.indexOf('.')
    const subject = subjectOf(dot < 0 ? what.text : what.text.slice(0, dot))
    const word = verb.text.toLowerCase()
    if (!subject) return undefined
    if (word === 'crosses') return subject === 'flow' ? { kind: 'crosses', type: value.text } : undefined
    if (word !== 'is') return undefined
    if (dot < 0) return { kind: 'is', subject, type: value.text }
    return { kind: 'has', subject, property: what.text.slice(dot + 1), value: value.text }
  }

  private take(kind: Token['kind'], text: string): boolean {
    const token = this.tokens[this.at]
    if (token?.kind !== kind || token.text.toLowerCase() !== text) return false
    this.at += 1
    return true
  }
}

function subjectOf(word: string): Subject | undefined {
  const name = word.toLowerCase()
  return name === 'source' || name === 'target' || name === 'flow' ? name : undefined
}
