/**
 * Changes an XML text by splicing it, so that what is not named keeps its bytes: order and quotes of attributes,
 * white space, comments, references. Elements are those that `parseXml` gave for the very same text.
 *
 *     editXml(text, [
 *       { set: cell, attribute: 'value', to: 'Gateway' },   // replaces or adds; undefined removes
 *       { append: root, xml: ['<mxCell id="a"/>'] },        // after its last child, on lines as the others are
 *       { remove: cell },                                   // with the line that it stands on alone
 *       { wrap: cell, before: '<object>', after: '</object>' },
 *       { fill: diagram, with: 'text' },                    // instead of all that is in it
 *     ])
 */
import type { XmlElement } from './xml.ts'

export type XmlEdit =
  | { readonly set: XmlElement; readonly attribute: string; readonly to: string | undefined }
  | { readonly append: XmlElement; readonly xml: readonly string[] }
  | { readonly remove: XmlElement }
  | { readonly wrap: XmlElement; readonly before: string; readonly after: string }
  | { readonly fill: XmlElement; readonly with: string }

interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

const ATTRIBUTE = /(?<=\s)([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')/gu
const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\n': '&#xa;',
  '\r': '&#xd;',
  '\t': '&#x9;',
}
/** What XML can hold in no way, not even as a reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu

/**
 * The text with the edits made; what is inside of a removed element stays unedited. Throws a RangeError where two
 * edits change the same place.
 */
export function editXml(text: string, edits: readonly XmlEdit[]): string {
  const splices = edits.flatMap((edit) => splicesOf(text, edit))
  const removed = splices.filter(({ from, to, text: by }) => by === '' && to > from)
  const order = new Map(splices.map((splice, index) => [splice, index]))
  const sorted = splices.toSorted(
    (a, b) => a.from - b.from || a.to - b.to || (order.get(a) ?? 0) - (order.get(b) ?? 0),
  )
  const parts: string[] = []
  let at = 0
  for (const splice of sorted) {
    const { from, to } = splice
    if (from < at) {
      const isInside =
        to <= at && removed.some((range) => range !== splice && range.from <= from && to <= range.to)
      if (isInside) continue
      throw new RangeError(`two edits of one place: ${from}`)
    }
    parts.push(text.slice(at, from), splice.text)
    at = to
  }
  return parts.join('') + text.slice(at)
}

/** A value as it stands between double quotes. */
export function escapeAttribute(value: string): string {
  return value.replace(FORBIDDEN, '\ufffd').replace(/[&<>"\n\r\t]/gu, (sign) => SIGNS[sign] ?? sign)
}

/** A text as it stands between tags. */
function escapeText(value: string): string {
  return value.replace(FORBIDDEN, '\ufffd').replace(/[&<>]/gu, (sign) => SIGNS[sign] ?? sign)
}

function splicesOf(text: string, edit: XmlEdit): readonly Splice[] {
  if ('set' in edit) return setAttribute(text, edit.set, edit.attribute, edit.to)
  if ('append' in edit) return append(text, edit.append, edit.xml)
  if ('remove' in edit) return [remove(text, edit.remove)]
  if ('wrap' in edit) {
    const { at, end } = edit.wrap
    return [
      { from: at.from, to: at.from, text: edit.before },
      { from: end, to: end, text: edit.after },
    ]
  }
  return fill(text, edit.fill, escapeText(edit.with))
}

function setAttribute(
  text: string,
  { at }: XmlElement,
  name: string,
  value: string | undefined,
): readonly Splice[] {
  const tag = text.slice(at.from, at.to)
  const start = /^<[^\s/>]+/u.exec(tag)?.[0].length ?? 0
  ATTRIBUTE.lastIndex = start
  for (let found = ATTRIBUTE.exec(tag); found; found = ATTRIBUTE.exec(tag)) {
    const [whole, written = '', quoted = ''] = found
    if (written.slice(written.indexOf(':') + 1) !== name) continue
    const to = at.from + found.index + whole.length
    if (value === undefined) {
      const from = at.from + tag.slice(0, found.index).trimEnd().length
      return [{ from, to, text: '' }]
    }
    const isSingle = quoted.startsWith("'")
    const raw = isSingle ? escapeAttribute(value).replace(/'/gu, '&apos;') : escapeAttribute(value)
    return [{ from: to - quoted.length + 1, to: to - 1, text: raw }]
  }
  if (value === undefined) return []
  const end = at.from + tag.slice(0, tag.endsWith('/>') ? -2 : -1).trimEnd().length
  return [{ from: end, to: end, text: ` ${name}="${escapeAttribute(value)}"` }]
}

function append(text: string, parent: XmlElement, xml: readonly string[]): readonly Splice[] {
  if (xml.length === 0) return []
  const last = parent.children.at(-1)
  const gap = last ? gapBefore(text, last) : ''
  const added = xml.map((each) => `${gap}${each}`).join('')
  if (last) return [{ from: last.end, to: last.end, text: added }]
  return isSelfClosing(text, parent)
    ? fill(text, parent, added)
    : [{ from: parent.at.to, to: parent.at.to, text: added }]
}

function fill(text: string, element: XmlElement, content: string): readonly Splice[] {
  const { at, end } = element
  if (!isSelfClosing(text, element)) {
    return [{ from: at.to, to: text.lastIndexOf('</', end - 1), text: content }]
  }
  const tag = text.slice(at.from, at.to)
  const name = /^<([^\s/>]+)/u.exec(tag)?.[1] ?? ''
  return [{ from: at.to - 2, to: at.to, text: `>${content}</${name}>` }]
}

function remove(text: string, element: XmlElement): Splice {
  const gap = gapBefore(text, element)
  return { from: element.at.from - gap.length, to: element.end, text: '' }
}

/** The line end and indentation in front of an element that starts a line; empty for one that does not. */
function gapBefore(text: string, { at }: XmlElement): string {
  let from = at.from
  while (from > 0 && (text[from - 1] === ' ' || text[from - 1] === '\t')) from -= 1
  if (text[from - 1] !== '\n' && text[from - 1] !== '\r') return ''
  from -= text[from - 1] === '\n' && text[from - 2] === '\r' ? 2 : 1
  return text.slice(from, at.from)
}

function isSelfClosing(text: string, { at, end }: XmlElement): boolean {
  return end === at.to && text.startsWith('/>', at.to - 2)
}
