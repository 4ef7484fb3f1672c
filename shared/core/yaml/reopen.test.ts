import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import {
  anyEdit,
  apply,
  lineAt,
  MODEL,
  nextLine,
  ODD,
} from '../../../test/support/yaml-texts/edited-texts.ts'
import { openYaml } from './open.ts'
import { parseTokens, parseYaml } from './parse.ts'
import { reopenYaml } from './reopen.ts'
import { findSplice } from './splices.ts'

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
    expect(replaced(from, to)).toEqual(parseTokens(MODEL.replace(from, to)))
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
    const whole = parseTokens(MODEL.replace(from, to))
    expect([null, whole]).toContainEqual(replaced(from, to))
  })

  test('a value without a key is left to the parser: it may belong to a question mark that comes above it', () => {
    const before = 'a: |\n  x\nb:\n   : 2\n  : 2\nc: 1\n'
    const after = before.replace(' : 2\n', 'c: 1\n  ? d\n')
    const reopened = reopenYaml(parseYaml(before), after, [findSplice(before, after)])
    expect([null, parseTokens(after)]).toContainEqual(reopened)
  })

  test('whatever is changed, it gives what the parser gives, or leaves it to the parser', () => {
    let reopened = 0
    const check = fc.property(fc.constantFrom(MODEL, ...ODD).chain(anyEdit), ({ text, splices, next }) => {
      const result = reopenYaml(parseYaml(text), next, splices)
      if (result === null) return
      reopened += 1
      expect(result).toEqual(parseTokens(next))
    })
    fc.assert(check, { numRuns: runs(2000) })
    expect(reopened).toBeGreaterThan(100)
  })

  test('texts that are opened one after the other read as each does alone', () => {
    const texts = fc.constantFrom(MODEL, ...ODD).chain((text) => fc.array(anyEdit(text), { maxLength: 6 }))
    const check = fc.property(texts, (edits) => {
      for (const { next } of edits) expect(openYaml(next)).toEqual(parseTokens(next))
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
        if (reopened) expect([name, reopened]).toEqual([name, parseTokens(next)])
      }
    }
  },
  60_000,
)
