import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { documents, editDocument, rawEdits } from '../../diff/arbitrary.test-support.ts'
import { mergeDocuments } from '../../diff/merge.ts'
import { printLayout, printModel, readLayout, readModel } from '../../formats/fenceline/index.ts'
import { EMPTY_DOCUMENT } from '../../model/document.ts'
import { mergeFiles } from './merge-files.ts'

const BASE = `title: Shop
technical_assets:
  web:
    title: Web # the front
    type: process
  db:
    title: Database
    type: datastore
`

test('edits of different elements are both in the text, and nothing else changes', () => {
  const ours = BASE.replace('Web #', 'Site #')
  const theirs = BASE.replace('Database', 'Orders')
  const { text, conflicts } = mergeFiles({ base: BASE, ours, theirs })
  expect(conflicts).toEqual([])
  expect(text).toBe(BASE.replace('Web #', 'Site #').replace('Database', 'Orders'))
})

test('an attribute that both changed stands between marks, and only that', () => {
  const ours = BASE.replace('Web #', 'Site #').replace('Database', 'Store')
  const theirs = BASE.replace('Web #', 'Portal #')
  const { text, conflicts } = mergeFiles({ base: BASE, ours, theirs })
  expect(conflicts).toMatchObject([{ ref: 'web', attribute: 'title', ours: 'Site', theirs: 'Portal' }])
  expect(text).toBe(`title: Shop
technical_assets:
  web:
<<<<<<< ours
    title: Site # the front
=======
    title: Portal # the front
>>>>>>> theirs
    type: process
  db:
    title: Store
    type: datastore
`)
})

test('a risk that went with its zone stays gone when the zone came back and a risk was added beside it', () => {
  const zones = 'trust_boundaries:\n  dmz:\n    title: DMZ\n  lan:\n    title: LAN\n'
  const risk = (at: string) =>
    `  - id: ${at.replace(': ', '-')}\n    category: spoofing\n    ${at}\n    title: Faked\n`
  const base = `${BASE}${zones}identified_risks:\n${risk('boundary: dmz')}`
  const ours = `${base}${risk('asset: web')}`
  const theirs = `${BASE}${zones.replace('  dmz:\n    title: DMZ\n', '')}  dmz:\n    title: DMZ\n`
  const { text } = mergeFiles({ base, ours, theirs })
  expect(readModel(text ?? '').model?.risks.map(({ target }) => target)).toEqual(['web'])
})

test('a file that both sides added merges against nothing', () => {
  const theirs = BASE.replace('web:', 'shop:')
  const { text } = mergeFiles({ base: '', ours: BASE, theirs })
  const { model } = readModel(text ?? '')
  expect(model?.components.map(({ id }) => id).sort()).toEqual(['db', 'shop', 'web'])
})

test('two moved boxes of a layout merge, and one that both moved stays where ours put it', () => {
  const base = 'version: 1\nelements:\n  db: {x: 0, y: 0}\n  web: {x: 10, y: 10}\n'
  const ours = base.replace('x: 0', 'x: 50')
  const { text, settled } = mergeFiles({ base, ours, theirs: base.replace('x: 10', 'x: 90') })
  expect(text).toBe(ours.replace('x: 10', 'x: 90'))
  expect(settled).toEqual([])
  const both = mergeFiles({ base, ours, theirs: base.replace('x: 0', 'x: 70') })
  expect(both.text).toBe(ours)
  expect(both.settled).toMatchObject([{ ref: 'db' }])
})

test('a version that cannot be read is named, and there is no text', () => {
  const theirs = `${BASE}<<<<<<< HEAD\n`
  const { text, unreadable } = mergeFiles({ base: BASE, ours: BASE, theirs })
  expect(text).toBeNull()
  expect(unreadable).toMatchObject({ side: 'theirs', diagnostic: { range: { start: { line: 9 } } } })
})

test('of two switched-off rules each side switches one on again: the section goes', () => {
  const base = 'title: Shop\nrules:\n  "off":\n    a: why\n    b: why\ntechnical_assets: {}\n'
  const { text } = mergeFiles({
    base,
    ours: base.replace('    b: why\n', ''),
    theirs: base.replace('    a: why\n', ''),
  })
  expect(readModel(text ?? '').model).toEqual(readModel('title: Shop\n').model)
})

test('the merged text of any two sides says the merged document', () => {
  fc.assert(
    fc.property(documents, rawEdits(8), rawEdits(8), (start, one, two) => {
      const of = (text: string) => {
        const { model } = readModel(text)
        if (!model) throw new Error('not a model')
        return { ...EMPTY_DOCUMENT, model }
      }
      const [base, ours, theirs] = [start, editDocument(start, one), editDocument(start, two)].map(
        ({ model }) => printModel(model),
      ) as [string, string, string]
      const { text, conflicts } = mergeFiles({ base, ours, theirs })
      const { merged } = mergeDocuments(of(base), of(ours), of(theirs))
      // A file lists flows under their components, whichever of two came first.
      if (conflicts.length === 0) expect(of(text ?? '').model).toEqual(of(printModel(merged.model)).model)
      else expect(text).toContain('<<<<<<< ours\n')
    }),
    // Each run prints, reads and merges three whole models.
    { numRuns: runs(300) },
  )
})

test('the merged layout of any two sides says the merged document', () => {
  fc.assert(
    fc.property(documents, rawEdits(8), rawEdits(8), (start, one, two) => {
      const [base, ours, theirs] = [start, editDocument(start, one), editDocument(start, two)].map(
        ({ layout }) => printLayout(layout),
      ) as [string, string, string]
      const { text, conflicts } = mergeFiles({ base, ours, theirs })
      const of = (one: string) => ({ ...EMPTY_DOCUMENT, layout: readLayout(one).layout })
      const { merged } = mergeDocuments(of(base), of(ours), of(theirs))
      if (conflicts.length > 0) expect(text).toContain('<<<<<<< ours\n')
      else expect(of(text ?? '')).toEqual(of(printLayout(merged.layout)))
    }),
  )
})
