/**
 * What is refused before the YAML parser sees it. Deep nesting aborts the process inside the parser,
 * `? ? ?` takes it minutes, tags and directives change what words mean; tokens are cheap to look at.
 */
import { Lexer } from 'yaml'
import type { Problem } from './problem.ts'
import type { Span } from './source-node.ts'

export const MAX_BYTES = 8 * 1024 * 1024
export const MAX_DEPTH = 64
/** Keys and items: more than 8 MB hold of what people write, and less than a machine chokes on. */
export const MAX_ENTRIES = 400_000
const MAX_ALIASES = 1000

export interface Scanned {
  /** The first reason not to parse the text. */
  readonly problem: Problem | null
  /** For the parser; only some of them where there is a problem. */
  readonly tokens: readonly string[]
  /** What `MAX_ENTRIES` limits. */
  readonly entries: number
}

/**
 * Linear in the text and without recursion. `outer`: the columns of the block collections around the text, where
 * it is a piece of another.
 */
export function scanYaml(text: string, outer: readonly number[] = []): Scanned {
  const problem = refuseText(text) ?? findConflict(text)
  return problem ? { problem, tokens: [], entries: 0 } : scanTokens(text, outer)
}

function refuse(code: string, message: string, at: Span): Problem {
  return { code, severity: 'error', message, at }
}

function refuseText(text: string): Problem | null {
  const start = { start: 0, end: 0 }
  if (text.length > MAX_BYTES || (text.length > MAX_BYTES / 3 && byteLength(text) > MAX_BYTES)) {
    return refuse('too-large', 'The file is larger than 8 MB. Split the model into several.', start)
  }
  if (/^[\s\0\uFEFF]*$/.test(text)) {
    const what = text.includes('\0') ? 'The file holds only zero bytes' : 'The file is empty'
    return refuse(
      'empty-file',
      `${what}. Restore it from git or a backup; a new model starts with a title.`,
      start,
    )
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  const control = /[\0-\x08\x0b\x0c\x0e-\x1f]/.exec(text)
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).padStart(2, '0')
    const at = { start: control.index, end: control.index + 1 }
    return refuse(
      'control-character',
      `The control character 0x${code} cannot stand in a YAML file. Remove it.`,
      at,
    )
  }
  return null
}

function byteLength(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    // Each half of a surrogate pair is two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3
  }
  return bytes
}

function findConflict(text: string): Problem | null {
  if (!/^(<{7}|>{7})( |\r?$)/m.test(text)) return null
  const lines: number[] = []
  let at: Span | undefined
  let offset = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (/^([<>|]{7})( |\r?$)|^={7}\r?$/.test(line)) {
      lines.push(index + 1)
      at ??= { start: offset, end: offset + line.length }
    }
    offset += line.length + 1
  }
  if (!at) return null
  const named = lines.length > 12 ? `${lines.slice(0, 12).join(', ')} and more` : lines.join(', ')
  const message = `Git conflict markers stand in lines ${named}. Resolve the conflict, then open the file again.`
  return refuse('conflict-marker', message, at)
}

function scanTokens(text: string, outer: readonly number[]): Scanned {
  const scan = new TokenScan(outer)
  const tokens: string[] = []
  for (const token of new Lexer().lex(text)) {
    const problem = scan.add(token)
    if (problem) return { problem, tokens, entries: scan.entries }
    tokens.push(token)
  }
  return { problem: null, tokens, entries: scan.entries }
}

const ZERO_WIDTH = new Set(['\u{2}', '\u{18}', '\u{1f}'])

class TokenScan {
  entries = 0
  private offset = 0
  private lineStart = 0
  private isScalar = false
  private aliases = 0
  private seenContent = false
  private ended = false
  private readonly brackets: string[] = []
  /** Columns of the block collections that are open. */
  private readonly columns: number[]
  /** Column of what may turn out to be a key. */
  private keyColumn: number | null = null

  constructor(outer: readonly number[]) {
    this.columns = [...outer]
  }

  add(token: string): Problem | null {
    if (!this.isScalar && ZERO_WIDTH.has(token)) {
      this.isScalar = token === '\u{1f}'
      return null
    }
    const at = { start: this.offset, end: this.offset + token.length }
    const column = this.offset - this.lineStart
    const problem = this.isScalar ? this.content(column, at) : this.token(token, column, at)
    this.isScalar = false
    this.offset = at.end
    const lastBreak = token.lastIndexOf('\n')
    if (lastBreak >= 0) {
      this.lineStart = at.start + lastBreak + 1
      if (this.brackets.length === 0 && token.trim() === '') this.keyColumn = null
    }
    return problem
  }

  private token(token: string, column: number, at: Span): Problem | null {
    switch (token[0]) {
      case '\uFEFF':
      case ' ':
      case '\t':
      case '\n':
      case '\r':
      case '#':
        return null
      case '%':
        return refuse(
          'directive',
          `The directive ${shown(token)} changes how YAML is read. Remove the line.`,
          at,
        )
      case '!':
        return refuse(
          'tag',
          `The tag ${shown(token)} is not supported. Remove it; put a text in quotes instead.`,
          at,
        )
      case '*':
        this.aliases += 1
        if (this.aliases > MAX_ALIASES) return refuse('too-many-aliases', 'More than 1,000 aliases.', at)
        return this.content(column, at)
      case '[':
      case '{':
        this.brackets.push(token)
        if (token === '[') this.entries += 1
        return this.content(column, at) ?? this.depth(at)
      case ']':
      case '}':
        this.brackets.pop()
        return null
      case ',':
        return this.brackets.at(-1) === '[' ? this.entry(at) : null
    }
    if (token === '---') {
      if (this.seenContent) return severalDocuments(at)
      this.seenContent = true
      return null
    }
    if (token === '...') {
      this.ended = true
      return null
    }
    if (token === '-' || token === '?') return this.open(column) ?? this.depth(at) ?? this.entry(at)
    if (token === ':') {
      if (this.brackets.length > 0) return this.entry(at)
      const key = this.keyColumn ?? column
      this.open(key)
      return this.depth(at) ?? this.entry(at)
    }
    return this.content(column, at)
  }

  private content(column: number, at: Span): Problem | null {
    if (this.ended) return severalDocuments(at)
    this.seenContent = true
    if (this.brackets.length === 0) this.keyColumn ??= column
    return null
  }

  private open(column: number): null {
    if (this.brackets.length === 0) {
      while ((this.columns.at(-1) ?? -1) > column) this.columns.pop()
      if (this.columns.at(-1) !== column) this.columns.push(column)
      this.keyColumn = null
    }
    return null
  }

  private depth(at: Span): Problem | null {
    if (this.brackets.length + this.columns.length <= MAX_DEPTH) return null
    return refuse('too-deep', `More than ${MAX_DEPTH} levels of nesting. Flatten the file here.`, at)
  }

  private entry(at: Span): Problem | null {
    if (this.ended) return severalDocuments(at)
    this.seenContent = true
    this.entries += 1
    if (this.entries <= MAX_ENTRIES) return null
    return refuse('too-many-entries', 'More than 400,000 keys and items. Split the model into several.', at)
  }
}

function severalDocuments(at: Span): Problem {
  return refuse('several-documents', 'A second YAML document starts here. Keep one model in a file.', at)
}

function shown(token: string): string {
  return token.length > 40 ? `${token.slice(0, 40)}…` : token
}
