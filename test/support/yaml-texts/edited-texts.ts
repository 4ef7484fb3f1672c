// YAML texts, and whatever may become of one when somebody types into it.
import fc from 'fast-check'
import type { Splice } from '../../../shared/core/yaml/splices.ts'

/** A model with comments, block scalars and a list at the column of its key. */
export const MODEL = `# Asked in March.
title: Shop
technical_assets:
  web: # in front
    title: Web
    description: |
      Shows the shop.

      Keeps nothing.
    communication_links:
      db: {target: db, tags: [a, "b: c"]}
  # the only store
  db:
    type: datastore
trust_boundaries:
  dmz:
    technical_assets_inside:
    - web
    - db
identified_risks:
  - id: R1
    title: >-
      Too
      long
  - id: R2
    status: mitigated
# end
`
/** What a YAML text may be beside that. */
export const ODD = [
  'title: x\na:\n  b:\n    c: |\n      text\n      more\n\n    d: >-\n     folded\n  e: {x: 1, y: [a, b]}\n  # c\n  f:\n  - 1\n  - k: v\n    l: w\n  - |+\n    keep\n\n  g: "quo\n    ted"\n',
  'z:\n- a\n- - b\n  - c\n-\n  m: n\nlast:\n  - x\n  -\n  - y: |1\n     z\n',
  'a: |\n  x\nb:\n  c: 1\n  e: |+\n    k\n\n  f: plain\n    cont\n',
  'a: |\n  x\nb:\n  c: 1\n  ? d\n  : 2\nc:\n  <<: {g: 1}\n  h: >\n   x\ni: j\n',
  'k:\r\n  a: 1\r\n  b: |\r\n    l\r\n  c:\r\n    - x\r\n    - y\r\nm: 2',
  '\uFEFFa: 1\nb:\n  c: 1\n  d: 2\n',
]
const WORDS =
  '\n|  | |#|# c\n|- |: |:|>-\n|"|\'|{|}|[|]|,|x|key: v\n|  key: v\n|    key: v\n|  - i\n|- i\n|---\n|...\n|&a |*a|? |\t|\r\n|!t |\n\n|      deep\n|    # c\n|<<: {q: 1}\n|<<<<<<< a\n|=stop=:|\uFEFF|title'
const BITS = [...WORDS.split('|'), '|', '|+\n', '|2\n']

/** Where the line around an offset starts. */
export const lineAt = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
/** Where the line behind an offset starts. */
export const nextLine = (text: string, at: number) => text.indexOf('\n', at) + 1 || text.length

/** A splice that cuts some characters or lines out of a text, and puts bits or a piece of the text there. */
const anySplice = (text: string): fc.Arbitrary<Splice> =>
  fc
    .record({
      at: fc.nat({ max: text.length }),
      length: fc.constantFrom(0, 0, 1, 5, 40),
      ofLines: fc.boolean(),
      bits: fc.array(fc.constantFrom(...BITS), { maxLength: 3 }),
      from: fc.option(fc.nat({ max: text.length })),
    })
    .map(({ at, length, ofLines, bits, from }) => {
      const start = ofLines ? lineAt(text, at) : at
      const to = Math.min(start + length, text.length)
      const end = ofLines && length > 0 ? nextLine(text, to) : to
      const copied = from === null ? '' : text.slice(lineAt(text, from), nextLine(text, from))
      return { start, end, text: bits.join('') + copied }
    })

/** The text with a few splices, and what they make of it. */
export const anyEdit = (text: string) =>
  fc.array(anySplice(text), { minLength: 1, maxLength: 3 }).map((splices) => {
    const ordered = splices
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .filter(({ start }, at, all) => at === 0 || (all[at - 1]?.end ?? 0) <= start)
    return { text, splices: ordered, next: apply(text, ordered) }
  })

/** The text that splices make, given in the order of the text and apart from each other. */
export function apply(text: string, splices: readonly Splice[]): string {
  const parts = splices.map((splice, at) => text.slice(splices[at - 1]?.end ?? 0, splice.start) + splice.text)
  return parts.join('') + text.slice(splices.at(-1)?.end ?? 0)
}
