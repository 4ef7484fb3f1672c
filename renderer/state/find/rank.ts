/**
 * How well a name answers a few typed letters: what it begins with comes before initials, these before
 * letters within, and scattered letters come last and only where they lie close together.
 */
import { fold, wordsOf } from './fold.ts'

/** A name made ready for many queries. */
export interface Name {
  readonly folded: string
  /** Where its words begin. */
  readonly starts: readonly number[]
  readonly initials: string
}

export function nameFor(title: string): Name {
  const folded = fold(title)
  const starts = [...folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map(({ index }) => index)
  return { folded, starts, initials: starts.map((at) => folded[at] ?? '').join('') }
}

/** Letters that are scattered wider than this many times their number are chance. */
const SPREAD = 2

/** From 0 (no answer) to 7 (the name itself). */
export function rank(name: Name, query: string): number {
  const words = wordsOf(query)
  const whole = words.join(' ')
  if (whole === '') return 0
  if (name.folded === whole) return 7
  if (name.folded.startsWith(whole)) return 6
  const atStart = (word: string) => name.starts.some((at) => name.folded.startsWith(word, at))
  if (words.every(atStart)) return 5
  if (whole.length > 1 && isShortFor(name.initials, whole)) return 4
  if (words.every((word) => atStart(word) || (word.length > 1 && name.folded.includes(word)))) return 3
  if (whole.length > 1 && words.length === 1 && name.initials.includes(whole)) return 2
  return whole.length > 2 && isScattered(name, words.join('')) ? 1 : 0
}

/** Initials with at most two left out, never the first: "zts" for "Zoom to the selection". */
function isShortFor(initials: string, letters: string): boolean {
  if (initials[0] !== letters[0] || initials.length > letters.length + 2) return false
  let at = -1
  return [...letters].every((letter) => {
    at = initials.indexOf(letter, at + 1)
    return at >= 0
  })
}

/** The letters in their order, from the start of a word on, with few others between. */
function isScattered({ folded, starts }: Name, letters: string): boolean {
  return starts.some((start) => {
    let at = start - 1
    for (const [index, letter] of [...letters].entries()) {
      const next = folded.indexOf(letter, at + 1)
      if (next < 0 || (index === 0 && next !== start)) return false
      at = next
    }
    return at - start < letters.length * SPREAD
  })
}
