import { describe, expect, test } from 'vitest'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent, updateComponent } from '../../../shared/model/edits/components.ts'
import { addFlow, updateFlow } from '../../../shared/model/edits/flows.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { excerptOf, piecesOf } from './fold.ts'
import { findIn } from './search.ts'

const refs = (query: string, document = aDocument()) => findIn(document, query).map(({ ref }) => ref)

describe('finding elements', () => {
  test('a title is found whatever its case and accents', () => {
    expect(refs('Général')).toEqual(['general-ledger'])
    expect(refs('general')).toEqual(['general-ledger'])
    expect(refs('STRASSE')).toEqual(['stra-e'])
  })

  test('every word has to be found, in any field and any order', () => {
    expect(refs('ledger cobol')).toEqual(['general-ledger'])
    expect(refs('cobol ledger')).toEqual(['general-ledger'])
    expect(refs('ledger java')).toEqual([])
  })

  test('what begins with the query comes before what holds it, and titles before other fields', () => {
    expect(refs('api')).toEqual(['api', 'api-gateway', 'public-api', 'rapid', 'api-gateway>api'])
  })

  test.each([
    ['cobol', 'Technology', 'cobol'],
    ['pii', 'Data', 'Customer PII'],
    ['pci', 'Tags', 'pci'],
    ['double entry', 'Description', 'Keeps double entry books'],
    ['third party', 'Note', 'third party'],
    ['general-ledger', 'Id', 'general-ledger'],
  ])('%s says that it was found in %s', (query, label, text) => {
    expect(findIn(aDocument(), query)[0]).toMatchObject({ ref: 'general-ledger', where: { label, text } })
  })

  test('a flow is found by its protocol, and by both of its ends together', () => {
    expect(findIn(aDocument(), 'grpc')[0]).toMatchObject({
      ref: 'api-gateway>api',
      title: 'API Gateway → API',
      where: { label: 'Protocol', text: 'grpc' },
    })
    expect(refs('gateway → api')).toEqual(['api-gateway>api'])
  })

  test('a flow that is found by its ends alone says so', () => {
    const byEnds = findIn(aDocument(), 'api').filter(({ isByEnds }) => isByEnds)
    expect(byEnds.map(({ ref }) => ref)).toEqual(['api-gateway>api'])
    expect(findIn(aDocument(), 'grpc')[0]?.isByEnds).toBe(undefined)
  })

  test('zones and notes on the canvas are found', () => {
    expect(refs('vault')).toEqual(['vault'])
    expect(refs('ask ops')).toEqual(['note:1'])
  })

  test('a renamed data asset is found at once where it is used', () => {
    const document = aDocument()
    expect(refs('invoices', document)).toEqual([])
    const dataAssets = document.model.dataAssets.map((asset) => ({ ...asset, title: 'Invoices' }))
    expect(refs('invoices', { ...document, model: { ...document.model, dataAssets } })).toEqual([
      'general-ledger',
    ])
  })

  test('a flow follows the new title of its end', () => {
    const document = aDocument()
    const model = updateComponent(document.model, 'api', { title: 'Basket' })
    expect(refs('gateway basket', { ...document, model })).toEqual(['api-gateway>api'])
  })

  test('signs of regular expressions are plain text, and blanks find nothing', () => {
    expect(refs('(.*')).toEqual([])
    expect(refs('   ')).toEqual([])
  })
})

describe('showing why', () => {
  test('marks the words as they are written', () => {
    expect(piecesOf('Général Ledger', ['gen', 'led'])).toEqual([
      { text: 'Gén', hit: true },
      { text: 'éral ', hit: false },
      { text: 'Led', hit: true },
      { text: 'ger', hit: false },
    ])
  })

  test('keeps characters that fold to several whole', () => {
    expect(piecesOf('Straße', ['stras'])).toEqual([
      { text: 'Straß', hit: true },
      { text: 'e', hit: false },
    ])
  })
})

describe('the excerpt of a long text', () => {
  test('begins shortly before the word that was found', () => {
    const text = 'Keeps the books of every company in the group and closes the quarter'
    expect(excerptOf(text, ['quarter'])).toBe('…closes the quarter')
    expect(excerptOf(text, ['books'])).toBe(text)
  })

  test('is one line', () => {
    expect(excerptOf('a\n  b', ['b'])).toBe('a b')
  })
})

function aDocument(): Document {
  let model = EMPTY_MODEL
  model = addBoundary(model, { kind: 'zone', title: 'Vault' }).model
  for (const title of ['Rapid', 'Public API', 'API Gateway', 'API', 'Général Ledger', 'Straße'])
    model = addComponent(model, { kind: 'process', title }).model
  model = addFlow(model, { from: 'api-gateway', to: 'api' }).model
  model = updateFlow(model, 'api-gateway>api', { protocol: 'grpc' })
  model = updateComponent(model, 'general-ledger', {
    technologies: ['cobol'],
    tags: ['pci'],
    dataStored: ['books', 'pii'],
    description: 'Keeps double entry books',
    note: 'third party',
  })
  model = {
    ...model,
    dataAssets: [
      { id: 'books', title: 'Books', tags: [] },
      { id: 'pii', title: 'Customer PII', tags: [] },
    ],
  }
  const notes = [{ id: '1', text: 'Ask ops\nabout backups', x: 0, y: 0 }]
  return { model, layout: { ...EMPTY_LAYOUT, notes }, drafts: [] }
}
