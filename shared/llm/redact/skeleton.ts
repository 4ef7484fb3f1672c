/**
 * A text as its reader sees it. A token with a zero-width space inside, or one in full-width letters, passes
 * every pattern and is still the token to whoever copies it, so patterns look at the skeleton and what they
 * find is cut out of the original.
 */

/** Format characters, variation selectors and fillers: what takes no room on the screen. */
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
const ASCII = /^[\u0000-\u007f]*$/

export interface Skeleton {
  readonly text: string
  /** Where in the original the stretch from `start` to `end` (exclusive) of the skeleton is. */
  rangeOf(start: number, end: number): readonly [number, number]
}

export function skeletonOf(original: string): Skeleton {
  if (ASCII.test(original)) return { text: original, rangeOf: (start, end) => [start, end] }
  const starts: number[] = []
  const ends: number[] = []
  const parts: string[] = []
  let at = 0
  for (const character of original) {
    const plain = plainOf(character)
    for (let unit = 0; unit < plain.length; unit++) {
      starts.push(at)
      ends.push(at + character.length)
    }
    parts.push(plain)
    at += character.length
  }
  return {
    text: parts.join(''),
    rangeOf: (start, end) => [starts[start] ?? original.length, ends[end - 1] ?? original.length],
  }
}

function plainOf(character: string): string {
  if (character <= '\u007f') return character
  return INVISIBLE.test(character) ? '' : character.normalize('NFKC')
}
