/** Measuring and fitting text in Inter without a browser. Kerning is left out: it is under a percent. */
import { REGULAR, STRONG, type WidthBlock } from './inter-widths.ts'

export interface TextStyle {
  /** Pixels. */
  readonly size: number
  readonly strong?: boolean
}

const ELLIPSIS = '…'
/** Widths, in thousandths, of what Inter lacks and another font draws. */
const WIDE = 1000
const OTHER = 640
/** No line of a diagram has more characters. */
const LONGEST_START = 1024
const NOTHING = /^[\p{M}\p{Cf}]$/u

/** Pixels that a line of text takes. */
export function textWidth(text: string, { size, strong = false }: TextStyle): number {
  let width = 0
  for (const character of text) width += advanceOf(character, strong)
  return (width * size) / 1000
}

/** Whether the width of a text is known and not guessed. */
export function isInInter(text: string): boolean {
  for (const character of text) if (!findWidth(REGULAR, character.codePointAt(0) ?? 0)) return false
  return true
}

function advanceOf(character: string, strong: boolean): number {
  const code = character.codePointAt(0) ?? 0
  const known = findWidth(strong ? STRONG : REGULAR, code)
  if (known) return known
  if (NOTHING.test(character)) return 0
  return code >= 0x1100 ? WIDE : OTHER
}

function findWidth(blocks: readonly WidthBlock[], code: number): number | undefined {
  for (const { start, widths } of blocks) {
    if (code >= start && code < start + widths.length) return widths[code - start]
  }
  return undefined
}

/** The text, or its start with an ellipsis where it is wider than `most` pixels. */
export function fitText(text: string, most: number, style: TextStyle): string {
  if (fits(text, most, style)) return text
  const start = startWithin(text, most - textWidth(ELLIPSIS, style), style)
  return `${start.trimEnd()}${ELLIPSIS}`
}

/**
 * Lines no wider than `width`: broken between words, and inside a word that is wider than a line, there between its
 * parts if it has any. Line breaks of the text stay. More than `most` lines end with an ellipsis.
 */
export function wrapText(
  text: string,
  width: number,
  style: TextStyle,
  most = Number.POSITIVE_INFINITY,
): readonly string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const { part, glue } of partsOfLine(paragraph, width, style)) {
      const joined = line === '' ? part : `${line}${glue}${part}`
      if (fits(joined, width, style)) {
        line = joined
        continue
      }
      if (line !== '') lines.push(line)
      line = part
      while (!fits(line, width, style)) {
        const start = startWithin(line, width, style) || firstOf(line)
        if (start.length === line.length) break
        lines.push(start)
        line = line.slice(start.length)
        if (lines.length > most) break
      }
      if (lines.length > most) break
    }
    lines.push(line)
    if (lines.length > most) break
  }
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  const last = `${kept.at(-1) ?? ''}${ELLIPSIS}`
  return [...kept.slice(0, -1), fitText(last, width, style)]
}

/** Between the parts of a name in one word: `camelCase`, `HTTPServer`, `snake_case`, `a.b/c:d`, `kebab-case`. */
const BETWEEN_PARTS = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=[_./:\\@|-])(?=[\p{L}\p{N}])/gu
/** Characters; a longer word is no name, and its line is cut off anyway. */
const LONGEST_NAME = 256

/**
 * The text in parts between which a line of `most` pixels may be broken where there is no space: for a page, which
 * breaks lines by itself. Only words that are wider than a line come in parts.
 */
export function breakableParts(text: string, most: number, style: TextStyle): readonly string[] {
  if (fits(text, most, style)) return [text]
  const parts: string[] = []
  for (const word of text.split(/(?<=\s)(?=\S)/u)) {
    const own = fits(word.trimEnd(), most, style) ? [word] : partsOfWord(word)
    const last = parts.at(-1)
    // After a space every line may be broken.
    if (last !== undefined && own[0] !== undefined && /\s$/u.test(last))
      parts.splice(-1, 1, last + own[0], ...own.slice(1))
    else parts.push(...own)
  }
  return parts
}

/** The parts between which a word may be broken, the word itself where it has none. */
function partsOfWord(word: string): readonly string[] {
  return word.length > LONGEST_NAME ? [word] : word.split(BETWEEN_PARTS)
}

function* partsOfLine(
  line: string,
  width: number,
  style: TextStyle,
): Generator<{ readonly part: string; readonly glue: '' | ' ' }> {
  for (const word of line.split(' ')) {
    if (fits(word, width, style)) yield { part: word, glue: ' ' }
    else for (const [at, part] of partsOfWord(word).entries()) yield { part, glue: at === 0 ? ' ' : '' }
  }
}

/** Looks no further than it must: a text may be a novel. */
function fits(text: string, most: number, { size, strong = false }: TextStyle): boolean {
  let width = 0
  for (const character of text) {
    width += (advanceOf(character, strong) * size) / 1000
    if (width > most) return false
  }
  return true
}

/** The longest start of the text that is no wider than `most`, whole characters as a reader sees them. */
function startWithin(text: string, most: number, style: TextStyle): string {
  let start = ''
  let width = 0
  for (const { segment } of characters.segment(text.slice(0, LONGEST_START))) {
    width += textWidth(segment, style)
    if (width > most) break
    start += segment
  }
  return start
}

function firstOf(text: string): string {
  for (const { segment } of characters.segment(text.slice(0, LONGEST_START))) return segment
  return ''
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' })
