/** Words for the categories of STRIDE, as people and tools write them, and the CWEs that are plainly of one. */
import type { Category } from '../../../../model/schema.ts'

const WORDS: readonly (readonly [RegExp, Category])[] = [
  [/spoof|impersonat|\bauthenticat/iu, 'spoofing'],
  [/tamper|integrity|injection/iu, 'tampering'],
  [/repudiat|\baudit|accountab/iu, 'repudiation'],
  [/disclos|confidential|privacy|leak|exposure/iu, 'information-disclosure'],
  [/denial|availab|\bdos\b/iu, 'denial-of-service'],
  [/elevat|privilege|\bauthori[sz]/iu, 'elevation-of-privilege'],
]
const LETTERS: Readonly<Record<string, Category>> = {
  S: 'spoofing',
  T: 'tampering',
  R: 'repudiation',
  I: 'information-disclosure',
  D: 'denial-of-service',
  E: 'elevation-of-privilege',
}
const CWES: Readonly<Record<Category, readonly number[]>> = {
  spoofing: [287, 290, 294, 295, 306, 307, 346, 352, 384, 521, 798],
  tampering: [20, 22, 74, 77, 78, 79, 89, 91, 94, 345, 353, 434, 494, 502, 787, 915],
  repudiation: [117, 223, 778],
  'information-disclosure': [200, 201, 203, 209, 311, 312, 319, 326, 327, 359, 522, 532, 538, 611, 918],
  'denial-of-service': [399, 400, 404, 409, 674, 770, 799, 834],
  'elevation-of-privilege': [250, 266, 269, 284, 285, 639, 732, 862, 863],
}

/** Of the first words that are one of the six. */
export function firstCategory(words: readonly string[]): Category | undefined {
  for (const word of words) {
    const category = findCategory(word)
    if (category) return category
  }
  return undefined
}

function findCategory(word: string): Category | undefined {
  const cwe = /\bCWE-?(\d+)\b/iu.exec(word)
  if (cwe) {
    const number = Number(cwe[1])
    return (Object.keys(CWES) as Category[]).find((category) => CWES[category].includes(number))
  }
  return LETTERS[word.trim()] ?? WORDS.find(([pattern]) => pattern.test(word))?.[1]
}
