/**
 * Letters that are drawn like others. A word that mixes alphabets so that it reads as a Latin one is a disguise
 * or a slip of the keyboard, and either way two names that look the same are two things.
 * Pairs are from Unicode's confusables (https://www.unicode.org/reports/tr39/), letters only.
 */
const LOOKS_LIKE: Readonly<Record<string, string>> = pairs(
  // Cyrillic
  'аa еe оo рp сc уy хx ѕs іi јj ԁd һh ӏl ԛq ԝw АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ЅS ІI ЈJ ԌG ԚQ ԜW ӀI',
  // Greek
  'οo αa νv ρp υu ιi κk ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX',
  // Armenian, Latin extensions
  'օo սu հh ցg զq աw ıi ɡg ɑa ℓl',
)

/** Nearly every title and id has none, and need not be looked at letter by letter. */
const FOREIGN = /[^ -~]/

function pairs(...tables: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(tables.flatMap((table) => table.split(' ')).map((pair) => [...pair]))
}

/** What the text reads as: lookalikes replaced, composed and in lower case; two texts with one skeleton look the same. */
export function skeletonOf(text: string): string {
  if (!FOREIGN.test(text)) return text.toLowerCase()
  return [...text.normalize('NFKC')]
    .map((letter) => LOOKS_LIKE[letter] ?? letter)
    .join('')
    .toLowerCase()
}

const WORD = /[\p{L}\p{M}\p{N}_]+/gu
const LATIN = /[A-Za-z]/

/** The first word that reads as Latin and is not all Latin; undefined where there is none. */
export function findDisguised(text: string): { readonly word: string; readonly letter: string } | undefined {
  if (!FOREIGN.test(text)) return undefined
  for (const [word] of text.matchAll(WORD)) {
    const foreign = [...word].filter((letter) => letter > '\u007f')
    const [letter] = foreign
    if (letter === undefined || !LATIN.test(word)) continue
    if (foreign.every((each) => Object.hasOwn(LOOKS_LIKE, each))) return { word, letter }
  }
  return undefined
}
