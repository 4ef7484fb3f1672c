/**
 * JSON of strangers, as a tree in which every value knows its place.
 *
 *     const { root, fault } = parseJson(text)
 *     if (fault) return reporting.error('otm-malformed', `${fault.message} Correct it.`, fault.at)
 *     for (const zone of itemsOf(root, 'trustZones')) reporting.warning(…, textOf(zone, 'name') …, zone.at)
 *
 * `fieldOf`, `textOf`, `numberOf`, `flagOf`, `itemsOf` and `plainOf` of `look.ts` look into the tree and are never
 * surprised; `editJson` of `edit.ts` changes the text. It reads what JSON.parse reads, and a byte order mark before
 * it, except: a key may not stand twice in an object, and depth, values and length are limited. Members are held in
 * a Map, so `__proto__` is a key as any other.
 */
import type { Span } from '../places.ts'
import { findFault, type JsonFault, JsonFaultError } from './fault.ts'

export interface JsonMember {
  readonly key: string
  /** With its quotes. */
  readonly keyAt: Span
  readonly value: JsonValue
  /** From the key to the end of the value. */
  readonly at: Span
}

export interface JsonObject {
  readonly kind: 'object'
  /** In the order of the text. */
  readonly members: ReadonlyMap<string, JsonMember>
  readonly at: Span
}

export interface JsonArray {
  readonly kind: 'array'
  readonly items: readonly JsonValue[]
  readonly at: Span
}

type JsonScalar =
  | { readonly kind: 'string'; readonly value: string; readonly at: Span }
  /** As JSON.parse reads it, so large ones lose digits or are infinite; the digits stand at `at`. */
  | { readonly kind: 'number'; readonly value: number; readonly at: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly at: Span }
  | { readonly kind: 'null'; readonly value: null; readonly at: Span }

export type JsonValue = JsonObject | JsonArray | JsonScalar

export type ParsedJson =
  | { readonly root: JsonValue; readonly fault?: undefined }
  | { readonly root?: undefined; readonly fault: JsonFault }

/** `length` in UTF-16 units. */
export const JSON_LIMITS = { depth: 64, values: 1_000_000, length: 8 * 1024 * 1024 } as const

const SPACE = /[ \t\r\n]*/y
/** What a string holds up to its end, an escape or what may not stand in it. */
const PLAIN = /[^"\\\p{Cc}]+|[\u007f-\u009f]+/uy
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y
const WORD = /(?:true|false|null)(?![\w$])/y
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

/** Never throws. */
export function parseJson(text: string): ParsedJson {
  try {
    return { root: new Parser(text).parse() }
  } catch (error) {
    if (error instanceof JsonFaultError) return { fault: error.fault }
    throw error
  }
}

class Parser {
  private readonly text: string
  private at: number
  private count = 0

  constructor(text: string) {
    this.text = text
    this.at = text.startsWith('\ufeff') ? 1 : 0
  }

  parse(): JsonValue {
    const { text } = this
    if (text.length > JSON_LIMITS.length) {
      this.fail('too-large', 'The text is longer than 8 MB.', JSON_LIMITS.length, text.length)
    }
    this.space()
    const root = this.value(0, undefined)
    this.space()
    if (this.at < text.length) throw findFault(text, this.at, 'after the end')
    return root
  }

  /** The depth is limited, so the recursion is. `opened` is where what it stands in starts. */
  private value(depth: number, opened: number | undefined): JsonValue {
    const { text, at: from } = this
    this.count += 1
    if (this.count > JSON_LIMITS.values) {
      this.fail('too-large', `There are more than ${JSON_LIMITS.values} values.`, from)
    }
    const sign = text[from]
    if (sign === '{' || sign === '[') {
      if (depth >= JSON_LIMITS.depth) {
        this.fail('too-deep', `Values are nested more than ${JSON_LIMITS.depth} deep.`, from)
      }
      return sign === '{' ? this.object(depth + 1) : this.array(depth + 1)
    }
    if (sign === '"') return { kind: 'string', value: this.string(), at: { from, to: this.at } }
    const word = this.match(WORD)
    const value = WORDS.get(word)
    if (value === null) return { kind: 'null', value, at: { from, to: this.at } }
    if (value !== undefined) return { kind: 'boolean', value, at: { from, to: this.at } }
    const digits = this.match(NUMBER)
    if (digits === '') throw findFault(text, from, 'value', opened)
    return { kind: 'number', value: Number(digits), at: { from, to: this.at } }
  }

  private object(depth: number): JsonObject {
    const { text, at: from } = this
    const members = new Map<string, JsonMember>()
    for (this.open(); text[this.at] !== '}'; this.next('}', from)) {
      const start = this.at
      if (text[start] !== '"') throw findFault(text, start, 'key', from)
      const key = this.string()
      const keyAt = { from: start, to: this.at }
      if (members.has(key)) {
        this.fail('duplicate-key', `The key ${text.slice(start, this.at)} stands twice.`, start, this.at)
      }
      this.space()
      if (text[this.at] !== ':') throw findFault(text, this.at, 'colon', from)
      this.at += 1
      this.space()
      const value = this.value(depth, from)
      members.set(key, { key, keyAt, value, at: { from: start, to: this.at } })
    }
    this.at += 1
    return { kind: 'object', members, at: { from, to: this.at } }
  }

  private array(depth: number): JsonArray {
    const { text, at: from } = this
    const items: JsonValue[] = []
    for (this.open(); text[this.at] !== ']'; this.next(']', from)) items.push(this.value(depth, from))
    this.at += 1
    return { kind: 'array', items, at: { from, to: this.at } }
  }

  private open(): void {
    this.at += 1
    this.space()
  }

  /** After a member or item: over the comma to the next one, or to the end of what `from` opened. */
  private next(close: string, from: number): void {
    const { text } = this
    this.space()
    if (text[this.at] === close) return
    if (text[this.at] !== ',') throw findFault(text, this.at, 'comma', from)
    const comma = this.at
    this.at += 1
    this.space()
    if (text[this.at] === close) {
      this.fail('malformed', `A comma stands before "${close}".`, comma)
    }
  }

  private string(): string {
    const { text, at: from } = this
    this.at += 1
    let hasEscapes = false
    for (;;) {
      if (this.match(PLAIN) !== '') continue
      if (text[this.at] === '"') break
      if (this.match(ESCAPE) === '') throw findFault(text, this.at, 'string', from)
      hasEscapes = true
    }
    this.at += 1
    const inside = text.slice(from + 1, this.at - 1)
    return hasEscapes ? (JSON.parse(`"${inside}"`) as string) : inside
  }

  private space(): void {
    SPACE.lastIndex = this.at
    SPACE.test(this.text)
    this.at = SPACE.lastIndex
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private fail(kind: JsonFault['kind'], message: string, from: number, to = from + 1): never {
    throw new JsonFaultError(kind, message, from, to)
  }
}
