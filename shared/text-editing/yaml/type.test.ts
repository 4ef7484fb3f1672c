import { describe, expect, test } from 'vitest'
import { readModel } from '../../formats/fenceline/index.ts'
import { type Document, EMPTY_DOCUMENT } from '../../model/document.ts'
import { updateComponent } from '../../model/edits/components.ts'
import { flowRef } from '../../model/ids.ts'
import { type Shown, showText, typeText } from '../editing.ts'
import { elementAt, placeOf } from '../places.ts'

const TEXT = `# the shop
title: Shop
technical_assets:
  web: # in front
    type: process
    communication_links:
      query:
        target: db
  db:
    type: datastore
  log:
    type: datastore
trust_boundaries:
  core:
    technical_assets_inside: [db]
identified_risks:
  - id: R1
    category: spoofing
    asset: web
`

function shownText(text = TEXT): Shown {
  const { model } = readModel(text)
  if (!model) throw new Error('the text must read')
  const document: Document = {
    ...EMPTY_DOCUMENT,
    model,
    layout: {
      ...EMPTY_DOCUMENT.layout,
      boxes: [...model.components, ...model.boundaries].map(({ id }, at) => ({ id, x: at * 10, y: 5 })),
      routes: model.flows.map((flow) => ({ ref: flowRef(flow), points: [{ x: 1, y: 2 }] })),
    },
  }
  return showText('yaml', document, text)
}

const type = (shown: Shown, from: string, to: string) =>
  typeText('yaml', shown, shown.text.replaceAll(from, to), TEXT)

describe('typing in the model file', () => {
  test('the file is shown as it is, and a comment changes no model', () => {
    const shown = shownText()
    expect(shown.text).toBe(TEXT)
    const { document } = type(shown, '# the shop', '# our shop')
    expect(document?.model).toBe(shown.document.model)
    expect(document?.source).toBe(TEXT.replace('# the shop', '# our shop'))
    expect(typeText('yaml', { ...shown, text: '' }, TEXT, TEXT).document).toBe(shown.document)
  })

  test('a key that is edited in place is the same element under another id', () => {
    const shown = shownText()
    const { document } = type(shown, '  log:', '  audit-log:')
    expect(document?.layout.boxes.map(({ id }) => id)).toEqual(['web', 'db', 'audit-log', 'core'])
    const zone = type(shown, '  core:', '  inner:').document
    expect(zone?.layout.boxes.map(({ id }) => id)).toEqual(['web', 'db', 'log', 'inner'])
    expect(zone?.model.components[1]?.zone).toBe('inner')
    const link = type(shown, '      query:', '      read:').document
    expect(link?.layout.routes.map(({ ref }) => ref)).toEqual(['web>read'])
  })

  test('an id that is still named elsewhere is refused until it is changed there too', () => {
    const shown = shownText()
    const refused = type(shown, '  web:', '  shop:')
    expect(refused.document).toBeNull()
    expect(refused.shown.document).toBe(shown.document)
    expect(refused.diagnostics.map(({ code }) => code)).toEqual(['unknown-risk-target'])
    const { document } = type(refused.shown, 'asset: web', 'asset: shop')
    expect(document?.layout.boxes[0]).toMatchObject({ id: 'shop', x: 0 })
    expect(document?.layout.routes[0]?.ref).toBe('shop>query')
    expect(document?.model.risks[0]?.target).toBe('shop')
  })

  test('an error that the file had when it was opened does not stop typing, a new one does', () => {
    const shown = shownText(TEXT.replace('[db]', '[db, ghost]'))
    expect(shown.diagnostics.map(({ code }) => code)).toEqual(['unknown-component'])
    expect(type(shown, 'title: Shop', 'title: Store').document?.model.title).toBe('Store')
    expect(type(shown, 'type: process', 'type: proces').document).toBeNull()
    const { document, shown: mended } = type(shown, '[db, ghost]', '[db]')
    expect(document?.model).toBe(shown.document.model)
    expect(type(mended, '[db]', '[db, ghost]').document).toBeNull()
  })

  test('an edit on the canvas changes its lines and leaves half a word where it is typed', () => {
    const shown = shownText()
    const half = type(shown, 'type: process', 'type: proc').shown
    const { model } = shown.document
    const next = { ...shown.document, model: updateComponent(model, 'log', { title: 'Log book' }) }
    const after = showText('yaml', next, TEXT, half)
    expect(after.text).toBe(half.text.replace('  log:\n', '  log:\n    title: Log book\n'))
    expect(type(after, 'type: proc', 'type: process').document?.model).toEqual(next.model)
  })

  test('text and selection are in step', () => {
    const shown = shownText()
    const at = (word: string) => elementAt('yaml', shown, TEXT.indexOf(word))
    expect([
      at('title: Shop'),
      at('web: #'),
      at('query:'),
      at('target: db'),
      at('core:'),
      at('category'),
    ]).toEqual([undefined, 'web', 'web>query', 'web>query', 'core', 'web'])
    const place = placeOf('yaml', shown, 'web>query')
    expect(TEXT.slice(place?.from, place?.to)).toBe('query:\n        target: db')
    const broken = type(shown, 'type: process', 'type: proc').shown
    expect(elementAt('yaml', broken, broken.text.indexOf('query:'))).toBe('web>query')
    expect(elementAt('yaml', broken, broken.text.indexOf('type: proc'))).toBeUndefined()
  })
})
