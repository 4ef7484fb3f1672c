/** How a JSON text is laid out, so that what is added to it looks as if it had always been there. */

import type { Span } from '../places.ts'
import { tailStart } from '../tail.ts'
import type { Json } from './look.ts'
import type { JsonValue } from './parse.ts'

/** How a value is written: over lines, the first of which is indented by `indent`, or in one line. */
export interface Around {
  readonly indent: string
  readonly isMultiline: boolean
}

/** Lines longer than this are taken as one-line texts; so looking for the start of a line costs no more. */
const LONGEST_LINE = 2000
/** Before a value that has its line to itself. */
const OWN_LINE = /^[ \t]*(?:"(?:[^"\\]|\\.)*"[ \t]*:[ \t]*)?$/u

export class Style {
  readonly colon: string
  private readonly text: string
  private readonly unit: string
  private readonly comma: string
  private readonly lineEnd: string
  private readonly hasLines: boolean

  constructor(text: string, root: JsonValue) {
    this.text = text
    this.lineEnd = /\r?\n/u.exec(text)?.[0] ?? '\n'
    this.hasLines = text.trimEnd().includes('\n')
    const found = this.search(root)
    this.colon = found.colon ?? ': '
    this.comma = found.comma ?? (found.colon === ':' ? ',' : ', ')
    this.unit = found.unit ?? '  '
  }

  /** How a value that starts at `from` is written. */
  around(from: number): Around {
    const line = this.lineBefore(from)
    return { indent: indentOf(line ?? ''), isMultiline: line !== undefined && OWN_LINE.test(line) }
  }

  /** How members or items of a container are written and kept apart. */
  inside(container: JsonValue, parts: readonly { readonly at: Span }[]) {
    const { text } = this
    const [first, last] = [parts[0], parts.at(-1)]
    if (!first || !last) return this.insideEmpty(container.at.from)
    const lead = text.slice(container.at.from + 1, first.at.from)
    const tail = text.slice(last.at.to, container.at.to - 1)
    const isOnLines = lead.includes('\n')
    const previous = parts.at(-2)
    const single = isOnLines ? `,${this.lineEnd}${afterLine(lead)}` : this.comma
    const between = previous ? text.slice(previous.at.to, last.at.from) : single
    const base = this.around(container.at.from).indent
    const indent = between.includes('\n') ? afterLine(between) : base
    const isMultiline = isOnLines || text.slice(first.at.from, first.at.to).includes('\n')
    return { lead, between, tail, around: { indent, isMultiline } }
  }

  /** The text of a value, without what stands before its first line. */
  print(value: Json, around: Around): string {
    const isList = Array.isArray(value)
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
    const inner = { indent: around.indent + this.unit, isMultiline: around.isMultiline }
    const parts = isList
      ? (value as readonly Json[]).map((item) => this.print(item, inner))
      : Object.entries(value as { readonly [key: string]: Json | undefined }).flatMap(([key, member]) =>
          member === undefined ? [] : [JSON.stringify(key) + this.colon + this.print(member, inner)],
        )
    const [open, close] = isList ? ['[', ']'] : ['{', '}']
    if (parts.length === 0) return open + close
    if (!around.isMultiline) return open + parts.join(this.comma) + close
    const line = this.lineEnd + inner.indent
    return `${open}${line}${parts.join(`,${line}`)}${this.lineEnd}${around.indent}${close}`
  }

  private insideEmpty(from: number) {
    const { indent, isMultiline } = this.around(from)
    if (!isMultiline) return { lead: '', between: this.comma, tail: '', around: { indent, isMultiline } }
    const line = this.lineEnd + indent + this.unit
    return {
      lead: line,
      between: `,${line}`,
      tail: this.lineEnd + indent,
      around: { indent: indent + this.unit, isMultiline },
    }
  }

  /** What stands before an offset in its line; undefined where that is too much, or the text has one line only. */
  private lineBefore(from: number): string | undefined {
    const start = Math.max(0, from - LONGEST_LINE)
    const line = this.text.slice(start, from)
    const end = line.lastIndexOf('\n')
    if (end >= 0) return line.slice(end + 1)
    return start === 0 && this.hasLines ? line : undefined
  }

  /** The first colon, comma inside of a line, and step of indentation that the text has. */
  private search(root: JsonValue): { colon?: string; comma?: string; unit?: string } {
    const { text } = this
    const found: { colon?: string; comma?: string; unit?: string } = {}
    const rest: JsonValue[] = [root]
    for (let at = 0; at < rest.length && !(found.colon && found.comma && found.unit); at += 1) {
      const value = rest[at]
      if (value?.kind !== 'object' && value?.kind !== 'array') continue
      const members = value.kind === 'object' ? [...value.members.values()] : []
      const parts: readonly { readonly at: Span }[] = value.kind === 'object' ? members : value.items
      const [first, second] = parts
      const [member] = members
      if (member && !found.colon) {
        const colon = text.slice(member.keyAt.to, member.value.at.from)
        if (!colon.includes('\n')) found.colon = colon
      }
      if (first) {
        const lead = text.slice(value.at.from + 1, first.at.from)
        const comma = second ? text.slice(first.at.to, second.at.from) : ''
        if (lead.includes('\n')) found.unit ??= stepFrom(this.around(value.at.from).indent, afterLine(lead))
        else if (second && !comma.includes('\n') && !text.slice(first.at.from, first.at.to).includes('\n'))
          found.comma ??= comma
      }
      // One by one: a list of a stranger may be longer than a call takes arguments.
      const inner = value.kind === 'object' ? members.map((one) => one.value) : value.items
      for (const each of inner) rest.push(each)
    }
    return found
  }
}

function stepFrom(outer: string, inner: string): string | undefined {
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : undefined
}

function indentOf(line: string): string {
  return /^[ \t]*/u.exec(line)?.[0] ?? ''
}

/** The indentation after the last line end, and after the comma where those start lines. */
function afterLine(space: string): string {
  return space.slice(tailStart(space, ' \t'))
}
