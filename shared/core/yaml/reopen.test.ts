import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { openYaml } from './open.ts'
import { parseYaml } from './parse.ts'
import { reopenYaml } from './reopen.ts'
import { findSplice, type Splice } from './splices.ts'

const MODEL = `# Asked in March.
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
const ODD = [
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

const lineAt = (text: string, at: number) => text.lastIndexOf('\n', at - 1) + 1
const nextLine = (text: string, at: number) => text.indexOf('\n', at) + 1 || text.length

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

const anyEdit = (text: string) =>
  fc.array(anySplice(text), { minLength: 1, maxLength: 3 }).map((splices) => {
    const ordered = splices
      .sort((a, b) => a.start - b.start || a.end - b.end)
      .filter(({ start }, at, all) => at === 0 || (all[at - 1]?.end ?? 0) <= start)
    return { text, splices: ordered, next: apply(text, ordered) }
  })

function apply(text: string, splices: readonly Splice[]): string {
  const parts = splices.map((splice, at) => text.slice(splices[at - 1]?.end ?? 0, splice.start) + splice.text)
  return parts.join('') + text.slice(splices.at(-1)?.end ?? 0)
}

const replaced = (from: string, to: string) => {
  const start = MODEL.indexOf(from)
  return reopenYaml(parseYaml(MODEL), MODEL.replace(from, to), [
    { start, end: start + from.length, text: to },
  ])
}

describe('reading a changed text anew', () => {
  test.each([
    ['a title', 'title: Web', 'title: Web shop'],
    ['a line of a text', 'Keeps nothing.', 'Keeps carts.\n      And no cards.'],
    ['an attribute', 'status: mitigated\n', 'status: accepted\n    owner: me\n'],
    ['an element that comes', '  # the only store\n', '  queue:\n    type: process\n  # the only store\n'],
    ['an element behind the last', 'trust_boundaries:\n', '  api: {type: process}\ntrust_boundaries:\n'],
    ['an element that goes', '  # the only store\n  db:\n    type: datastore\n', ''],
    ['a section that goes', 'trust_boundaries:\n  dmz:\n', 'notes:\n  dmz:\n'],
    ['an item of a list', '    - db\n', ''],
    ['the end of the file', '# end\n', '  - {id: R3}\n'],
  ])('%s gives what reading all of it gives', (_, from, to) => {
    expect(replaced(from, to)).toEqual(parseYaml(MODEL.replace(from, to)))
  })

  test.each([
    ['an anchor', 'title: Web', 'title: &web Web'],
    ['a key that is there already', '  db:\n    type', '  web:\n    type'],
    ['an open quote', 'title: Web', 'title: "Web'],
    ['a second document', '  - id: R2', '---\n  - id: R2'],
    ['a comment under a text that goes on', '  # the only store\n  db:', '       # the only store'],
    ['a line that ends the list', '    - db\n', '  db:\n'],
    ['an entry that is no map any more', '  dmz:\n', 'dmz:\n'],
  ])('%s is left to the parser or read as it reads it', (_, from, to) => {
    const whole = parseYaml(MODEL.replace(from, to))
    expect([null, whole]).toContainEqual(replaced(from, to))
  })

  test('a value without a key is left to the parser: it may belong to a question mark that comes above it', () => {
    const before = 'a: |\n  x\nb:\n   : 2\n  : 2\nc: 1\n'
    const after = before.replace(' : 2\n', 'c: 1\n  ? d\n')
    const reopened = reopenYaml(parseYaml(before), after, [findSplice(before, after)])
    expect([null, parseYaml(after)]).toContainEqual(reopened)
  })

  test('whatever is changed, it gives what the parser gives, or leaves it to the parser', () => {
    let reopened = 0
    const check = fc.property(fc.constantFrom(MODEL, ...ODD).chain(anyEdit), ({ text, splices, next }) => {
      const result = reopenYaml(parseYaml(text), next, splices)
      if (result === null) return
      reopened += 1
      expect(result).toEqual(parseYaml(next))
    })
    fc.assert(check, { numRuns: runs(2000) })
    expect(reopened).toBeGreaterThan(100)
  })

  test('texts that are opened one after the other read as each does alone', () => {
    const texts = fc.constantFrom(MODEL, ...ODD).chain((text) => fc.array(anyEdit(text), { maxLength: 6 }))
    const check = fc.property(texts, (edits) => {
      for (const { next } of edits) expect(openYaml(next)).toEqual(parseYaml(next))
    })
    fc.assert(check)
  })

  test('a large part of a file that nobody touched is not even copied', () => {
    const opened = parseYaml(MODEL)
    const reopened = replaced('status: mitigated', 'status: accepted')
    const entryOf = (of: typeof opened | null, key: string) =>
      of?.root?.kind === 'map' ? of.root.byKey.get(key) : undefined
    expect(entryOf(reopened, 'technical_assets')).toEqual(entryOf(opened, 'technical_assets'))
    const again = reopened && reopenYaml(reopened, MODEL, [findSplice(reopened.text, MODEL)])
    expect(entryOf(again, 'technical_assets')).toBe(entryOf(reopened, 'technical_assets'))
  })
})

const FOLDER = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus/threagile'
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')) : []
if (files.length === 0) console.info(`no Threagile corpus in ${FOLDER}: only our own texts are edited`)

test.skipIf(files.length === 0)(
  'so does any line of a real file that goes, or comes again',
  () => {
    for (const [at, name] of files.entries()) {
      const text = readFileSync(join(FOLDER, name), 'utf8')
      const opened = parseYaml(text)
      const middle = Math.floor(text.length * ((at % 7) / 7))
      const [start, end] = [lineAt(text, middle), nextLine(text, middle)]
      for (const splice of [
        { start, end, text: '' },
        { start: end, end, text: text.slice(start, end) },
      ]) {
        const next = apply(text, [splice])
        const reopened = reopenYaml(opened, next, [splice])
        if (reopened) expect([name, reopened]).toEqual([name, parseYaml(next)])
      }
    }
  },
  60_000,
)
