/**
 * Whether two threats of one target and category are the same in other words. A threat is read as the
 * concepts that it names (how the attack works weighs most) and its remaining words.
 *
 * The trade: a threat that is wrongly taken for a rejected one is not seen, one that is wrongly taken for new
 * costs a second rejection. So titles that name different attacks count half, and wrong merges are kept rare at
 * the cost of rewordings that the table of synonyms does not know (`similar.test.ts` prints both rates).
 */
import { stem, stems } from './stem.ts'
import { CONCEPTS, STOP_WORDS } from './synonyms.ts'

/** What is compared; where only a title is known, as of a rejected draft, the title stands for all. */
export interface ThreatWords {
  readonly title: string
  readonly description?: string | undefined
}

/** At and above this two threats are the same. */
export const SAME = 0.34

/** 0 (nothing in common) to 1 (the same words). `about`: titles of the target, which say nothing of the threat. */
export function similarityOf(a: ThreatWords, b: ThreatWords, about: readonly string[] = []): number {
  return similarityOfRead(readThreat(a, about), readThreat(b, about))
}

/** True when they are one threat in other words. */
export function isSame(a: ThreatWords, b: ThreatWords, about: readonly string[] = []): boolean {
  return similarityOf(a, b, about) >= SAME
}

/** A threat's words, read once to be compared with many. */
export interface ReadThreat {
  readonly title: Weights
  readonly all: Weights
}

export function readThreat(words: ThreatWords, about: readonly string[] = []): ReadThreat {
  const ignored = new Set(about.flatMap(stems))
  const title = new Map<string, number>()
  collect(words.title, ignored, title)
  const all = new Map(title)
  collect(words.description ?? '', ignored, all)
  return title.size === 0 ? { title: all, all } : { title, all }
}

/** As `similarityOf`, of threats that were read without the names of their own targets. */
export function similarityOfRead(a: ReadThreat, b: ReadThreat): number {
  const titles = overlap(a.title, b.title)
  const whole = (covered(a.title, b.all) + covered(b.title, a.all)) / 2
  const score = Math.max(titles, whole)
  return agreeOnAttack(a, b) ? score : score * DISAGREEING
}

type Weights = ReadonlyMap<string, number>

const WEIGHTS = { attack: 3, thing: 1.2, vague: 0.3 } as const
const PLAIN = 0.7
const DISAGREEING = 0.5

interface Phrase {
  readonly stems: readonly string[]
  readonly id: string
  readonly weight: number
}

/** By first stem, the longest first. */
const PHRASES = new Map<string, Phrase[]>()
for (const { id, kind, phrases } of CONCEPTS) {
  for (const text of phrases) {
    const words = stems(text)
    const [first] = words
    if (first === undefined) continue
    const phrase = { stems: words, id: `#${id}`, weight: WEIGHTS[kind] }
    PHRASES.set(first, [...(PHRASES.get(first) ?? []), phrase])
  }
}
for (const list of PHRASES.values()) list.sort((a, b) => b.stems.length - a.stems.length)

const STOPS = new Set([...STOP_WORDS].map(stem))

function collect(text: string, ignored: ReadonlySet<string>, into: Map<string, number>): void {
  const words = stems(text)
  for (let at = 0; at < words.length; ) {
    const phrase = PHRASES.get(words[at] ?? '')?.find(
      ({ stems: wanted }) =>
        wanted.every((word, offset) => words[at + offset] === word) &&
        !wanted.every((word) => ignored.has(word)),
    )
    if (phrase) into.set(phrase.id, phrase.weight)
    else {
      const word = words[at] ?? ''
      if (!STOPS.has(word) && !ignored.has(word)) into.set(word, PLAIN)
    }
    at += phrase?.stems.length ?? 1
  }
}

/** Weight of what both have, of what either has on average. */
function overlap(a: Weights, b: Weights): number {
  const both = total(a) + total(b)
  return both === 0 ? 0 : (2 * shared(a, b)) / both
}

/** How much of `part` is in `whole`. */
function covered(part: Weights, whole: Weights): number {
  const all = total(part)
  return all === 0 ? 0 : shared(part, whole) / all
}

function agreeOnAttack(a: ReadThreat, b: ReadThreat): boolean {
  const [first, second] = [attacksOf(a), attacksOf(b)]
  if (first.length === 0 || second.length === 0) return true
  return first.some((id) => b.all.has(id)) && second.some((id) => a.all.has(id))
}

/** Attacks that the title names; where it names none, those of the text. */
function attacksOf(words: ReadThreat): readonly string[] {
  const named = [...words.title].filter(([, weight]) => weight === WEIGHTS.attack)
  const found = named.length > 0 ? named : [...words.all].filter(([, weight]) => weight === WEIGHTS.attack)
  return found.map(([id]) => id)
}

function shared(a: Weights, b: Weights): number {
  let sum = 0
  for (const [word, weight] of a) if (b.has(word)) sum += weight
  return sum
}

function total(weights: Weights): number {
  let sum = 0
  for (const weight of weights.values()) sum += weight
  return sum
}
