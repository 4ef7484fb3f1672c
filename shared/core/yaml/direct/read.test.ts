import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../test/support/properties/runs.ts'
import { anyEdit, MODEL, ODD } from '../../../../test/support/yaml-texts/edited-texts.ts'
import { parseTokens, parseYaml } from '../parse.ts'
import { readDirectly } from './read.ts'

const PLAIN = [
  MODEL,
  'title: x # why\nn: -1\nf: .5\nnothing:\nurl: https://a.example/b#c\nlist: [a, "b", \'c\', {x: 1, y: [2, -3]}]\nnone: []\n',
  "text: |\n  x\n   \n\n  y\n    \nquoted: \"q\\\"u\\n\" # c\nsingle: 'it''s'\nfolded: >-\n   a\n   b\n\n   c\n",
  'k:\n# c\n  s: 1\n # d\n  t:\n    # e\n    - 1\n    #f\n    - 2\n\nz:\n',
  '- a: 1\n  b:\n  - c\n  - d: 2\n    e: |+\n     t\n\n- - x\n  - y\n-\n- "q": r\n- \n  s: t',
  'a: 1\r\nb: # c\r\n  - x\r\n  - |\r\n    l\r\n\r\nc: [d]\r\n',
]

const DOUBTS: readonly (readonly [what: string, text: string])[] = [
  ['an anchor', 'a: &x 1\nb: 2\n'],
  ['an alias', 'a: 1\nb: *x\n'],
  ['a merge key', 'a:\n  <<: {b: 1}\n'],
  ['a tag', 'a: !!str 1\n'],
  ['a directive', '%YAML 1.1\n---\na: no\n'],
  ['a document marker', '---\na: 1\n'],
  ['a second document', 'a: 1\n--- b: 2\n'],
  ['a key that stands twice', 'a: 1\na: 2\n'],
  ['a key that stands twice in brackets', 'a: {b: 1, b: 2}\n'],
  ['a question mark', '? a\n: 1\n'],
  ['a value that goes on', 'a: b\n  c\n'],
  ['a quote that goes on', 'a: "b\n  c"\n'],
  ['a quote that stays open', 'a: "b\n'],
  ['brackets that go on', 'a: [b,\n  c]\n'],
  ['a bracket too many', 'a: [b]]\n'],
  ['a colon too many', 'a: b: c\n'],
  ['an item behind a key', 'a: - b\n'],
  ['an indicator in front', 'a: @b\n'],
  ['a line too far left', 'a:\n    b: 1\n  c: 2\n'],
  ['a line too far right', 'a: 1\n  b: 2\n'],
  ['a tab', 'a:\tb\n'],
  ['a byte order mark', '\uFEFFa: 1\n'],
  ['a control character', 'a: \u0007\n'],
  ['a lone carriage return', 'a: b\rc: d\n'],
  ['a conflict', '<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n'],
  ['a comment without a space', 'a: "b"#c\n'],
  ['a block scalar without a line', 'a: |\nb: 1\n'],
  ['a block scalar with its own column', 'a: |2\n   b\n'],
  ['nothing but comments', '# a\n'],
  ['one word', 'a\n'],
  ['a key of two thousand letters', `${'k'.repeat(2000)}: 1\n`],
  ['nesting of a hundred levels', Array.from({ length: 100 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')],
  ['a hundred brackets', `a: ${'['.repeat(100)}${']'.repeat(100)}\n`],
]

/** What the parser makes of the text, without what is only said where something is amiss. */
const parsed = (text: string) => {
  const { root, entries } = parseTokens(text)
  return { root, entries }
}

describe('reading without the parser', () => {
  test.each(PLAIN.map((text) => [text]))('%j gives what the parser gives', (text) => {
    expect(readDirectly(text, 0)).toEqual(parsed(text))
  })

  test.each(DOUBTS)('%s is left to the parser', (_, text) => {
    expect(readDirectly(text, 0)).toBeNull()
    expect(parseYaml(text)).toEqual(parseTokens(text))
  })

  test('whatever is written, it gives what the parser gives, or leaves it to the parser', () => {
    let direct = 0
    const check = fc.property(fc.constantFrom(...PLAIN, ...ODD).chain(anyEdit), ({ next }) => {
      const read = readDirectly(next, 0)
      if (read === null) return
      direct += 1
      expect(parseTokens(next)).toEqual({ text: next, ...read, problems: [], anchors: [], duplicates: [] })
    })
    fc.assert(check, { numRuns: runs(2000) })
    expect(direct).toBeGreaterThan(50)
  })

  test('more levels around a piece than it may tell apart leave it to the parser', () => {
    expect(readDirectly('a:\n  b: 1\n', 30)).not.toBeNull()
    expect(readDirectly('a:\n  b: 1\n', 31)).toBeNull()
  })
})

const FOLDER = process.env.FENCELINE_CORPUS ?? '/work/shared/corpus/threagile'
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')) : []
if (files.length === 0) console.info(`no Threagile corpus in ${FOLDER}: only our own texts are read`)

test.skipIf(files.length === 0)(
  'an entry of a real file is read as the parser reads it, and a file without anchors as a whole',
  () => {
    let direct = 0
    for (const [at, name] of files.entries()) {
      const text = readFileSync(join(FOLDER, name), 'utf8')
      const { root } = parseTokens(text)
      const entry = root?.kind === 'map' ? root.entries[(at * 7) % root.entries.length] : undefined
      for (const piece of [text, text.slice(entry?.start, entry?.value.end)]) {
        const read = readDirectly(piece, 0)
        if (read === null) continue
        direct += 1
        expect([name, isDeepStrictEqual(read, parsed(piece))]).toEqual([name, true])
      }
    }
    expect(direct).toBeGreaterThan(files.length / 2)
  },
  60_000,
)
