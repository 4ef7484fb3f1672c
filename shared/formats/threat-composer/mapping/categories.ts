/** STRIDE of a threat: one of its letters, else what its impacted goals and its words say. */
import type { Category } from '../../../model/schema.ts'

const LETTERS: ReadonlyMap<string, Category> = new Map([
  ['S', 'spoofing'],
  ['T', 'tampering'],
  ['R', 'repudiation'],
  ['I', 'information-disclosure'],
  ['D', 'denial-of-service'],
  ['E', 'elevation-of-privilege'],
])
/** What is harmed, by the words that the tool offers and those that people write; the first that matches. */
const GOALS: readonly (readonly [RegExp, Category])[] = [
  [/repudiat|accountab|audit/iu, 'repudiation'],
  [/authoriz|privilege|least/iu, 'elevation-of-privilege'],
  [/authentic|identity/iu, 'spoofing'],
  [/confidential|privacy|secrecy/iu, 'information-disclosure'],
  [/integrity/iu, 'tampering'],
  [/availab/iu, 'denial-of-service'],
]
const WORDS: readonly (readonly [RegExp, Category])[] = [
  [/repudiat|deny having|audit|\blogs?\b/iu, 'repudiation'],
  [/denial|\bdos\b|flood|exhaust|availab|outage|unbounded|overload/iu, 'denial-of-service'],
  [/privilege|escalat|authoriz|bypass|execute|execution|vulnerabilit/iu, 'elevation-of-privilege'],
  [/spoof|impersonat|identity|credential|phish|forge/iu, 'spoofing'],
  [/disclos|leak|expos|read|steal|access|extract|exfiltrat|sensitive|infer/iu, 'information-disclosure'],
]

export interface Guess {
  readonly category: Category
  /** Why it is no more than a guess, as the end of "…, and": empty where the file says it. */
  readonly because: string
}

/** `letters` as the file has them, whole words too. */
export function categoryOf(letters: readonly string[], goals: readonly string[], words: string): Guess {
  const stated = [...new Set(letters.flatMap((word) => LETTERS.get(letterOf(word)) ?? []))]
  const [first] = stated
  if (first) {
    return {
      category: first,
      because: stated.length === 1 ? '' : `has several STRIDE letters (${letters.join(', ')})`,
    }
  }
  const goal = goals.map((word) => categoryIn(word, GOALS)).find((found) => found !== undefined)
  return { category: goal ?? categoryIn(words, WORDS) ?? 'tampering', because: 'has no STRIDE letter' }
}

function categoryIn(words: string, table: typeof WORDS): Category | undefined {
  return table.find(([pattern]) => pattern.test(words))?.[1]
}

function letterOf(word: string): string {
  const whole = /^(?:spoofing|tampering|repudiation|information|denial|elevation)/iu.test(word)
  return whole || word.length === 1 ? word.slice(0, 1).toUpperCase() : ''
}
