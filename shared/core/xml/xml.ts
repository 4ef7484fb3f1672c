/**
 * XML as a tree with the place of every element. Made for documents of strangers: one pass, no recursion, no
 * document type (so no entities but XML's own five), limits on depth and count, and a fault with its place for
 * anything that is not well-formed. Namespaces are not resolved; an element is known by its local name.
 */
import type { Span } from '../places.ts'
import { decodeReferences } from './references.ts'

export interface XmlElement {
  /** Without the prefix. */
  readonly name: string
  /** By name without the prefix; declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** All character data that stands directly in it, references decoded. */
  readonly text: string
  /** The whole start tag. */
  readonly at: Span
  /** Offset of the first character after the element. */
  readonly end: number
}

export interface XmlFault {
  readonly kind: 'malformed' | 'doctype' | 'too-large'
  /** What is wrong; a sentence without what to do. */
  readonly message: string
  readonly at: Span
}

export type ParsedXml =
  | { readonly root: XmlElement; readonly fault?: undefined }
  | { readonly root?: undefined; readonly fault: XmlFault }

export const XML_LIMITS = { depth: 64, elements: 250_000 } as const

interface Open {
  readonly qualified: string
  readonly element: { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: XmlElement[] }
  readonly parts: string[]
}

class Fault extends Error {
  readonly fault: XmlFault
  constructor(kind: XmlFault['kind'], message: string, from: number, to = from + 1) {
    super(message)
    this.fault = { kind, message, at: { from, to } }
  }
}

const NAME = /[\p{L}_:][\p{L}\p{N}\p{M}_:.\u00b7-]*/uy
const SPACE = /[ \t\r\n]*/y
const BLANK = /^[ \t\r\n]*$/
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

/** Never throws. */
export function parseXml(text: string): ParsedXml {
  try {
    return { root: new Parser(text).parse() }
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault }
    throw error
  }
}

class Parser {
  private readonly text: string
  private readonly stack: Open[] = []
  private root: XmlElement | undefined
  private count = 0
  private at: number

  constructor(text: string) {
    this.text = text
    this.at = text.startsWith('\ufeff') ? 1 : 0
  }

  parse(): XmlElement {
    const { text } = this
    while (this.at < text.length) {
      const next = text.indexOf('<', this.at)
      const end = next < 0 ? text.length : next
      if (end > this.at) this.characters(this.at, end)
      this.at = end
      if (next >= 0) this.markup()
    }
    const open = this.stack.at(-1)
    if (open) {
      const { from, to } = open.element.at
      throw new Fault('malformed', `<${open.qualified}> is never closed.`, from, to)
    }
    if (!this.root) throw new Fault('malformed', 'There is no element.', 0)
    return this.root
  }

  private markup(): void {
    const { text, at } = this
    if (text.startsWith('<!--', at)) this.at = this.endOf('-->', at, 4, 'A comment')
    else if (text.startsWith('<![CDATA[', at)) {
      const end = this.endOf(']]>', at, 9, 'A CDATA section')
      const open = this.stack.at(-1)
      if (!open) throw new Fault('malformed', 'A CDATA section stands outside of every element.', at, at + 9)
      open.parts.push(text.slice(at + 9, end - 3))
      this.at = end
    } else if (text.startsWith('<?', at)) this.at = this.endOf('?>', at, 2, 'A processing instruction')
    else if (/^<!DOCTYPE/iu.test(text.slice(at, at + 9))) {
      throw new Fault('doctype', 'A document type (DOCTYPE) is not read.', at, at + 9)
    } else if (text.startsWith('</', at)) this.close()
    else this.open()
  }

  private endOf(mark: string, at: number, skip: number, what: string): number {
    const end = this.text.indexOf(mark, at + skip)
    if (end < 0) throw new Fault('malformed', `${what} is never closed.`, at, at + skip)
    return end + mark.length
  }

  private characters(from: number, to: number): void {
    const raw = this.text.slice(from, to)
    const open = this.stack.at(-1)
    if (open) open.parts.push(this.decoded(raw, from))
    else if (!BLANK.test(raw)) {
      const start = from + raw.search(/[^ \t\r\n]/)
      throw new Fault('malformed', `Text stands ${this.root ? 'after' : 'before'} the root element.`, start)
    }
  }

  private decoded(raw: string, from: number): string {
    return decodeReferences(raw, (at, reference) => {
      const what = reference === '&' ? 'An "&" stands alone' : `"${reference}" is no known reference`
      throw new Fault('malformed', `${what}.`, from + at, from + at + reference.length)
    })
  }

  private open(): void {
    const { text, at: from } = this
    this.at += 1
    const qualified = this.name()
    if (qualified === '') throw new Fault('malformed', 'A "<" starts no tag.', from)
    if (this.stack.length === 0 && this.root) {
      throw new Fault('malformed', `<${qualified}> is a second root element.`, from, this.at)
    }
    if (this.stack.length >= XML_LIMITS.depth) {
      throw new Fault('too-large', `Elements are nested more than ${XML_LIMITS.depth} deep.`, from, this.at)
    }
    this.count += 1
    if (this.count > XML_LIMITS.elements) {
      throw new Fault('too-large', `There are more than ${XML_LIMITS.elements} elements.`, from, this.at)
    }
    const attributes = this.attributes(qualified, from)
    const isEmpty = text.startsWith('/>', this.at)
    if (!isEmpty && text[this.at] !== '>') {
      throw new Fault('malformed', `The tag <${qualified}> is not closed by ">".`, from, this.at)
    }
    this.at += isEmpty ? 2 : 1
    const children: XmlElement[] = []
    const at = { from, to: this.at }
    const element = { name: local(qualified), attributes, children, text: '', at, end: this.at }
    const parent = this.stack.at(-1)
    if (parent) parent.element.children.push(element)
    else this.root = element
    if (!isEmpty) this.stack.push({ qualified, element, parts: [] })
  }

  private attributes(tag: string, from: number): ReadonlyMap<string, string> {
    const { text } = this
    if (text[from + 1 + tag.length] === '>' || text.startsWith('/>', this.at)) return NO_ATTRIBUTES
    const found = new Map<string, string>()
    // Names as they are written: by what is found as long as no two can have the same local name.
    let seen: Set<string> | undefined
    for (;;) {
      const before = this.at
      this.space()
      const start = this.at
      const name = this.name()
      if (name === '') return found
      if (start === before) {
        throw new Fault('malformed', `Space is missing before "${name}" in <${tag}>.`, start, this.at)
      }
      this.space()
      const equals = text[this.at]
      if (equals === '=') this.at += 1
      this.space()
      const quote = text[this.at]
      if (equals !== '=' || (quote !== '"' && quote !== "'")) {
        throw new Fault(
          'malformed',
          `The attribute "${name}" of <${tag}> has no quoted value.`,
          start,
          this.at,
        )
      }
      const end = text.indexOf(quote, this.at + 1)
      if (end < 0) {
        throw new Fault(
          'malformed',
          `The value of "${name}" in <${tag}> is never closed.`,
          start,
          this.at + 1,
        )
      }
      const raw = text.slice(this.at + 1, end)
      const tagStart = raw.indexOf('<')
      if (tagStart >= 0) {
        throw new Fault('malformed', `A "<" stands in the value of "${name}".`, this.at + 1 + tagStart)
      }
      const isPlain = name !== 'xmlns' && !name.includes(':')
      if (!isPlain) seen ??= new Set(found.keys())
      if (seen ? seen.has(name) : found.has(name)) {
        throw new Fault('malformed', `<${tag}> has the attribute "${name}" twice.`, start, end + 1)
      }
      seen?.add(name)
      const value = this.decoded(raw, this.at + 1)
      if (isPlain) found.set(name, value)
      else if (name !== 'xmlns' && !name.startsWith('xmlns:')) found.set(local(name), value)
      this.at = end + 1
      if ((seen ?? found).size > 1000)
        throw new Fault('too-large', `<${tag}> has more than 1000 attributes.`, from, start)
    }
  }

  private close(): void {
    const { text, at: from } = this
    this.at += 2
    const qualified = this.name()
    this.space()
    const open = this.stack.pop()
    const to = Math.min(text.length, this.at + 1)
    if (text[this.at] !== '>')
      throw new Fault('malformed', `The tag </${qualified}> is not closed.`, from, to)
    if (open?.qualified !== qualified) {
      const what = open ? `closes <${open.qualified}>` : 'closes nothing'
      throw new Fault('malformed', `</${qualified}> ${what}.`, from, to)
    }
    this.at += 1
    open.element.text = open.parts.join('')
    open.element.end = this.at
  }

  private name(): string {
    NAME.lastIndex = this.at
    if (!NAME.test(this.text)) return ''
    const name = this.text.slice(this.at, NAME.lastIndex)
    this.at = NAME.lastIndex
    return name
  }

  private space(): void {
    SPACE.lastIndex = this.at
    SPACE.test(this.text)
    this.at = SPACE.lastIndex
  }
}

function local(qualified: string): string {
  return qualified.slice(qualified.lastIndexOf(':') + 1)
}

/** The first child of this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name)
}

/** Trimmed text of the first child of this name; empty where there is none. */
export function textOf(element: XmlElement | undefined, name: string): string {
  return childOf(element, name)?.text.trim() ?? ''
}
