/**
 * Nouns of a threat that look like components and that the diagram does not have. A reading of prose, not a
 * proof: what it finds is shown beside the draft and removes nothing.
 *
 * In a mitigation only names that are spoken of as there count; a product or "a rate limit service" is a
 * proposal.
 */
import { stem, stems } from '../merge/stem.ts'
import {
  DESCRIBING,
  FIELD_WORDS,
  HEAD_GROUPS,
  ID_HEADS,
  LONE_HEADS,
  OPENING,
  PLAIN_HEADS,
  PROPOSING,
  SECURITY_WORDS,
  STARTING,
} from './component-words.ts'
import { PRODUCTS, type Product } from './products.ts'
import { isOneElement, type Vocabulary } from './vocabulary.ts'

/** The nouns as the text writes them, each once, in its order; `proposes`: the text is a mitigation. */
export function inventedNouns(vocabulary: Vocabulary, text: string, proposes: boolean): readonly string[] {
  const found: { readonly noun: string; readonly at: number }[] = []
  for (const [find, isProposal] of FINDERS) {
    if (proposes && isProposal === 'always') continue
    for (const { noun, at } of find(vocabulary, text)) {
      if (proposes && PROPOSING.test(text.slice(Math.max(0, at - NEAR), at).replace(/[`"'“‘]$/, ''))) continue
      const overlaps = found.some((other) => at < other.at + other.noun.length && other.at < at + noun.length)
      if (!overlaps) found.push({ noun, at })
    }
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ noun }) => noun))]
}

interface Found {
  readonly noun: string
  readonly at: number
}
type Find = (vocabulary: Vocabulary, text: string) => readonly Found[]

/** How many characters around a noun say what it is. */
const NEAR = 60

const HEADS: ReadonlySet<string> = new Set(
  HEAD_GROUPS.flat()
    .filter((head) => head !== 'sql')
    .map(lastStem),
)
/** As written: "contain" has the stem of "container". */
const HEAD_WORDS: ReadonlySet<string> = new Set(
  HEAD_GROUPS.flat().map((head) => head.split(' ').at(-1) ?? head),
)
const PLAIN: ReadonlySet<string> = new Set([...PLAIN_HEADS].map(stem))
const SECURITY: ReadonlySet<string> = new Set([...SECURITY_WORDS].flatMap(stems))
const DESCRIBES: ReadonlySet<string> = new Set([...DESCRIBING].flatMap(stems))

/** Names first: what they cover is not looked at again. */
const FINDERS: readonly (readonly [find: Find, proposal: 'always' | 'sometimes'])[] = [
  [quoted, 'sometimes'],
  [ids, 'sometimes'],
  [capitalised, 'sometimes'],
  [products, 'always'],
  [plainNames, 'always'],
  [loneHeads, 'always'],
]

const QUOTED =
  /`([^`\n]{2,60})`|"([^"\n]{2,60})"|“([^”\n]{2,60})”|(?<!\p{L})['‘]([^'’\n]{2,60})['’](?!\p{L})/gu

function quoted(vocabulary: Vocabulary, text: string): readonly Found[] {
  return [...text.matchAll(QUOTED)].flatMap((match) => {
    const noun = match[1] ?? match[2] ?? match[3] ?? match[4] ?? ''
    const before = text.slice(Math.max(0, match.index - NEAR), match.index)
    const end = match.index + match[0].length
    const after = text.slice(end, end + NEAR)
    return isQuotedName(noun, before, after) && !isKnown(vocabulary, stems(noun))
      ? [{ noun, at: match.index + 1 }]
      : []
  })
}

/** A name of two or more capitalised words, an id with a head, or a word beside a head; no code, no field. */
function isQuotedName(noun: string, before: string, after: string): boolean {
  if (!/^[\p{L}\p{N}]+(?:[ -][\p{L}\p{N}]+){0,3}$/u.test(noun)) return false
  const [previous = '', next = ''] = [/(\p{L}+)\W*$/u.exec(before)?.[1], /^\W*(\p{L}+)/u.exec(after)?.[1]]
  if (FIELD_WORDS.has(next.toLowerCase()) || FIELD_WORDS.has(previous.toLowerCase())) return false
  const words = stems(noun)
  if (words.every((word) => SECURITY.has(word))) return false
  if (HEADS.has(words.at(-1) ?? '') && words.length > 1) return true
  if (/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)+$/u.test(noun)) return true
  return /^\p{Ll}+(-\p{Ll}+)*$|^\p{Lu}\p{Ll}+$/u.test(noun) && HEADS.has(stem(next.toLowerCase()))
}

const ID = /(?<![\p{L}\p{N}./_-])[a-z][a-z0-9]*(?:-[a-z0-9]+)+(?![\p{L}\p{N}_-])/gu

function ids(vocabulary: Vocabulary, text: string): readonly Found[] {
  return [...text.matchAll(ID)].flatMap(({ 0: noun, index: at }) => {
    const parts = noun.split('-')
    const isName =
      ID_HEADS.has(parts.at(-1) ?? '') && !parts.slice(0, -1).every((part) => DESCRIBES.has(stem(part)))
    return isName && !isKnown(vocabulary, stems(noun)) ? [{ noun, at }] : []
  })
}

const CAPITALISED = /(?<![\p{L}\p{N}-])\p{Lu}[\p{L}\p{N}]*(?:[ -]\p{Lu}[\p{L}\p{N}]*)*(?: \p{Ll}+)?/gu

function capitalised(vocabulary: Vocabulary, text: string): readonly Found[] {
  if (isTitleCase(text)) return []
  return [...text.matchAll(CAPITALISED)].flatMap(({ 0: match, index }) => {
    const words = match.split(' ')
    let at = index
    // A sentence begins with any word in a capital; "the Ledger service" ends in a small head.
    const last = words.at(-1) ?? ''
    if (/^\p{Ll}/u.test(last) && !HEAD_WORDS.has(last.replace(/s$/, ''))) words.pop()
    while (words.length > 0 && isOpening(words[0] ?? '', startsSentence(text, at))) {
      at += (words.shift()?.length ?? 0) + 1
    }
    if (words.length < 2) return []
    const noun = words.join(' ')
    const names = stems(noun)
    const end = names.at(-1) ?? ''
    if (!HEADS.has(end)) {
      // Without a head only a name inside a sentence is one, and no name of an attack.
      if (/(?:ing|tion|ity|ance|ence|attack)s?$/i.test(noun)) return []
      if (startsSentence(text, at) || SECURITY.has(end) || names.every((word) => SECURITY.has(word)))
        return []
    }
    return isKnown(vocabulary, names) ? [] : [{ noun, at }]
  })
}

/** No part of a name, though in a capital: "The", and first in a sentence "Validate" or "Leaked". */
function isOpening(word: string, isFirst: boolean): boolean {
  const plain = word.toLowerCase()
  return STARTING.has(plain) || (isFirst && (OPENING.has(plain) || /^\p{Lu}\p{Ll}{2,}ed$/u.test(word)))
}

function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.!?:;]\s+)$/.test(text.slice(Math.max(0, at - 8), at))
}

const WORDS = /[\p{L}\p{N}]+/gu

/** By the first word of a spelling, in lower case. */
const PRODUCTS_BY_WORD = new Map<string, Product[]>()
for (const product of PRODUCTS) {
  for (const first of new Set(product.spellings.map((spelling) => spelling.match(WORDS)?.[0] ?? spelling)))
    PRODUCTS_BY_WORD.set(first, [...(PRODUCTS_BY_WORD.get(first) ?? []), product])
}

function products(vocabulary: Vocabulary, text: string): readonly Found[] {
  // Most are not there, and a pattern takes long to say so.
  const words = text.toLowerCase().match(WORDS) ?? []
  const named = new Set(words.flatMap((word) => PRODUCTS_BY_WORD.get(word) ?? []))
  if (named.size === 0) return []
  return PRODUCTS.flatMap((product) => {
    if (!named.has(product) || vocabulary.products.has(product)) return []
    const match = product.pattern.exec(text)
    return match ? [{ noun: match[0], at: match.index }] : []
  })
}

/** "the billing service", "the shipping queue": up to three words between an article and a head. */
function plainNames(vocabulary: Vocabulary, text: string): readonly Found[] {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)]
  return words.flatMap(({ 0: head, index }, place) => {
    if (head.toLowerCase() !== head || !PLAIN.has(stem(head))) return []
    let first = place
    while (first > 0 && place - first < 3) {
      const word = words[first - 1]?.[0] ?? ''
      const end = (words[first - 1]?.index ?? 0) + word.length
      if (text.slice(end, words[first]?.index) !== ' ') break
      if (stems(word).every((part) => DESCRIBES.has(part)) || word !== word.toLowerCase()) break
      first -= 1
    }
    const article = words[first - 1]?.[0].toLowerCase()
    if (first === place || article !== 'the') return []
    const at = words[first]?.index ?? index
    const noun = text.slice(at, index + head.length)
    return isKnown(vocabulary, stems(noun)) ? [] : [{ noun, at }]
  })
}

const LONE = LONE_HEADS.map(
  (head) =>
    [head, new RegExp(`(?<=\\b[Tt]he )${head}\\b(?! (?:line|side|key|poison|miss|hit))`, 'gi')] as const,
)

const ANY_LONE = new RegExp(`\\bthe (?:${LONE_HEADS.join('|')})\\b`, 'i')

function loneHeads(vocabulary: Vocabulary, text: string): readonly Found[] {
  if (!ANY_LONE.test(text)) return []
  return LONE.flatMap(([head, pattern]) => {
    const found = [...text.matchAll(pattern)].map(({ 0: noun, index: at }) => ({ noun, at }))
    return found.length === 0 || isOneElement(vocabulary, stems(head)) ? [] : found
  })
}

/** Every word that says something is of one element; partial names count. */
function isKnown(vocabulary: Vocabulary, names: readonly string[]): boolean {
  const telling = names.filter((word) => !DESCRIBES.has(word))
  return isOneElement(vocabulary, telling.length > 0 ? telling : names)
}

function isTitleCase(text: string): boolean {
  const words = text.match(/\p{L}{4,}/gu) ?? []
  return words.length > 3 && words.every((word) => /^\p{Lu}/u.test(word))
}

function lastStem(text: string): string {
  return stems(text).at(-1) ?? text
}
