/**
 * Pytm's threats have ids and no category. Those of its own library (ids and titles: OWASP/pytm, MIT) are in a
 * table by what an attacker gets; those of a team's library are read by their words, and that is a guess.
 */
import type { Category } from '../../../model/schema.ts'

const IDS: readonly (readonly [Category, string])[] = [
  ['spoofing', 'CR01 CR03 CR04 AA01 AA02 AA03 AA04 AC05 AC11 AC16 AC17 AC18 AC19 AC20 AC21 AC22 INP20'],
  [
    'tampering',
    'INP03 INP04 INP06 INP09 INP10 INP14 INP15 INP17 INP21 INP23 INP25 INP27 INP28 INP29 INP30 INP32 INP35 INP36 ' +
      'INP37 INP38 INP39 INP40 CR06 CR07 CR08 AC02 AC03 AC04 AC08 AC15 DE02 SC02 SC03 SC04 SC05',
  ],
  ['repudiation', 'DE04'],
  [
    'information-disclosure',
    'CR02 CR05 DE01 DE03 DS01 DS02 DS03 DS04 DS05 DS06 DR01 HA01 HA02 HA03 HA04 SC01 AC10 INP11 INP18',
  ],
  ['denial-of-service', 'DO01 DO02 DO03 DO04 DO05 INP19 INP22'],
  [
    'elevation-of-privilege',
    'INP01 INP02 INP05 INP07 INP08 INP12 INP13 INP16 INP24 INP26 INP31 INP33 INP34 INP41 LB01 API01 API02 AC01 ' +
      'AC06 AC07 AC09 AC12 AC13 AC14',
  ],
]
const BY_ID: ReadonlyMap<string, Category> = new Map(
  IDS.flatMap(([category, ids]) => ids.split(' ').map((id) => [id, category] as const)),
)
/** The first that matches. */
const WORDS: readonly (readonly [RegExp, Category])[] = [
  [/repudiat|audit|\blogs?\b|logging/iu, 'repudiation'],
  [/denial|\bdos\b|flood|exhaust|availab|unbounded|consumption|allocation|bomb/iu, 'denial-of-service'],
  [
    /elevat|privilege|escalat|authoriz|access control|code execution|agency|overflow/iu,
    'elevation-of-privilege',
  ],
  [/spoof|impersonat|identity|authenticat|password|session|phish|forge/iu, 'spoofing'],
  [
    /disclos|leak|sniff|intercept|expos|sensitive|confidential|privacy|traversal|extract|fingerprint|encrypt/iu,
    'information-disclosure',
  ],
  [/tamper|inject|poison|manipulat|integrity|script/iu, 'tampering'],
]

export interface Guess {
  readonly category: Category
  /** By the table of the tool's own threats; else by words, or by nothing. */
  readonly isKnown: boolean
}

export function categoryOf(id: string, words: string): Guess {
  const known = BY_ID.get(id.toUpperCase())
  if (known) return { category: known, isKnown: true }
  const found = WORDS.find(([pattern]) => pattern.test(words))
  return { category: found?.[1] ?? 'tampering', isKnown: false }
}
