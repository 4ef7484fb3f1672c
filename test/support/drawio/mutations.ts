// Files broken on purpose, the same in every run.

export interface Breaker {
  /** Below the bound, from 0. */
  readonly below: (bound: number) => number
  /** The text cut off, with a piece missing, doubled, or replaced by something of another type. */
  readonly broken: (text: string) => string
}

const PIECES = [
  '"',
  '<',
  '>',
  '&',
  '/>',
  '0',
  '-1',
  'NaN',
  '1e9',
  '',
  '\u0000',
  'null',
  '&#0;',
  ']]>',
  '<!--',
  'é',
]

export function seeded(seed: number): Breaker {
  let state = seed
  const below = (bound: number): number => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return Math.floor((state / 4294967296) * bound)
  }
  const broken = (text: string): string => {
    const [at, length] = [below(text.length), below(40)]
    const [before, piece, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)]
    const way = below(5)
    if (way === 0) return before
    if (way === 1) return before + after
    if (way === 2) return before + piece + piece + after
    if (way === 3) return before + (PIECES[below(PIECES.length)] ?? '') + after
    // Another value for one attribute.
    const quote = text.indexOf('="', at)
    const end = quote < 0 ? -1 : text.indexOf('"', quote + 2)
    return end < 0 ? before : `${text.slice(0, quote + 2)}${PIECES[4 + below(8)] ?? ''}${text.slice(end)}`
  }
  return { below, broken }
}
