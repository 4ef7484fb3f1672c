/** A text of XML with one element of another name, or one value that says something else. */
import { parseXml, type XmlElement } from '../../../shared/core/xml/xml.ts'

export interface XmlRetyping {
  /** Names from the root, and what of the last was changed. */
  readonly path: string
  readonly text: string
}

const WORDS = ['x', '7', '']
const ATTRIBUTE = /\s([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/gu

export function* xmlRetypingsOf(text: string): Generator<XmlRetyping> {
  const { root } = parseXml(text)
  if (root) yield* inElement(text, root, '')
}

function* inElement(text: string, element: XmlElement, above: string): Generator<XmlRetyping> {
  const path = `${above}/${element.name}`
  const tag = text.slice(element.at.from, element.at.to)
  const rest = text.slice(element.at.to, element.end)
  const around = (now: string) => text.slice(0, element.at.from) + now + text.slice(element.end)
  const named = (part: string) => part.replace(/^<(\/?)[^\s/>]+/u, '<$1x')
  const closing = rest.lastIndexOf('</')
  const renamed = named(tag) + (closing < 0 ? rest : rest.slice(0, closing) + named(rest.slice(closing)))
  yield { path: `${path} is <x>`, text: around(renamed) }
  for (const [whole, key] of tag.matchAll(ATTRIBUTE)) {
    // Of a style any text is one, and says only how the same thing is drawn.
    if (key === 'style') continue
    for (const word of WORDS) {
      yield { path: `${path} ${key}="${word}"`, text: around(tag.replace(whole, ` ${key}="${word}"`) + rest) }
    }
  }
  if (element.children.length === 0 && element.text.trim() !== '') {
    for (const word of WORDS.filter((each) => each !== '')) {
      yield { path: `${path} says "${word}"`, text: around(tag + word + rest.slice(closing)) }
    }
  }
  for (const child of element.children) yield* inElement(text, child, path)
}
