/**
 * Labels and ids that every Mermaid from 10.7 to 12 reads as written. Mermaid rewrites entities, Markdown,
 * HTML and directives anywhere in the text before it parses, so more is encoded than its grammar asks for.
 */

import { byText } from '../../core/remembering/by-text.ts'

const ALWAYS = /["#<>&`*_~\\|$[\]{}%@ﬂ°¶ß§]/u
/** Before a colon these look like a statement, an icon or a link to Mermaid. */
const COLON_MATTERS = /style|classDef|\bfa[a-z]?:|:\/\//u
const DIRECTION = /\bd(?=irection\s+(?:LR|TB|BT|RL|TD)\b)/gu
const RESERVED = new Set(
  'end graph subgraph flowchart style class classDef click default linkStyle interpolate call href'.split(
    ' ',
  ),
)

/** Longer ids say nothing to a reader and could alone be too much for a diagram. */
const MAX_ID = 60

/** A quoted label on one line; a new line in the text is drawn as one. No label is empty. */
export const printLabel = byText((text) => {
  const lines = withoutControls(text).split('\n')
  const encoded = lines.map((line) => encodeLine(line, COLON_MATTERS.test(text))).join('<br/>')
  return encoded.trim() === '' ? '"#160;"' : `"${encoded}"`
})

/**
 * What of a label every reader sees: Mermaid shows no control characters and drops white space around and
 * between words, which a person at the text cannot see either. Never more than this differs.
 */
export function shownText(text: string): string {
  return withoutControls(text)
    .replace(/[^\S\n]+/gu, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim()
}

/** Every line end as one new line, tabs as spaces; the other control characters and halves of pairs go. */
function withoutControls(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(/(?!\n)\p{Cc}|\p{Cs}/gu, '')
}

function encodeLine(line: string, encodesColon: boolean): string {
  let encoded = ''
  for (const character of line) {
    const matters = ALWAYS.test(character) || (encodesColon && character === ':')
    encoded += matters ? entity(character) : character
  }
  return encoded
    .replace(/^(\s*)([-+=])/u, (_all, space: string, mark: string) => space + entity(mark))
    .replace(/^(\s*\d+)([.)])/u, (_all, number: string, mark: string) => number + entity(mark))
    .replace(DIRECTION, entity('d'))
}

function entity(character: string): string {
  return `#${character.codePointAt(0)};`
}

/** Names that are safe as Mermaid ids, each given out once; the same call order gives the same names. */
export class SafeIds {
  private readonly taken = new Set<string>()
  private readonly next = new Map<string, number>()
  private readonly known = new Map<string, string>()

  /** The Mermaid id of an element; words that Mermaid looks for inside lines are taken apart. */
  of(key: string): string {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const id = this.take(safe(key))
    this.known.set(key, id)
    return id
  }

  private take(wanted: string): string {
    let id = wanted
    let suffix = this.next.get(wanted) ?? 2
    while (this.taken.has(id)) {
      id = `${wanted}_${suffix}`
      suffix += 1
    }
    this.next.set(wanted, suffix)
    this.taken.add(id)
    return id
  }
}

const safe = byText((key) => {
  const words = key
    .replace(/[^A-Za-z0-9]+/gu, '_')
    .replace(/style|classDef/giu, (word) => `${word.slice(0, 1)}_${word.slice(1)}`)
  const id = (/^[A-Za-z]/u.test(words) ? words : `n${words}`).slice(0, MAX_ID)
  // Mermaid's layouts keep nodes in plain objects, where `constructor` is always found.
  return RESERVED.has(id) || id in Object.prototype ? `${id}_` : id
})

/** JSON for a `%%` comment line: nothing in it can be taken for a directive, a tag or an entity. */
export function printComment(word: string, value: unknown): string {
  const json = JSON.stringify(value).replace(/[^\p{L}\p{N} "\\:,.>(){}[\]_-]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
  return `%% fenceline ${word} ${json}`
}
