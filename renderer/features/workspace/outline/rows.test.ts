import { expect, test } from 'vitest'
import type { Document } from '../../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../../shared/model/edits/components.ts'
import { type CanvasNote, EMPTY_LAYOUT } from '../../../../shared/model/layout.ts'
import { type Draft, EMPTY_MODEL, type Flow, type Model } from '../../../../shared/model/schema.ts'
import { wordsOf } from './row-words.ts'
import { foldersOf, listOutline } from './rows.ts'

const flow = (from: string, to: string): Flow => ({
  id: to,
  from,
  to,
  title: to,
  protocol: 'https',
  dataSent: [],
  dataReceived: [],
  tags: [],
})

/** A browser outside, an API and its database in a zone inside a zone, a line over the first flow. */
function aModel(): Model {
  let model: Model = EMPTY_MODEL
  model = addBoundary(model, { kind: 'zone', id: 'cloud', title: 'Cloud' }).model
  model = addBoundary(model, { kind: 'zone', id: 'vpc', title: 'VPC', parent: 'cloud' }).model
  model = addComponent(model, { kind: 'external', id: 'browser', title: 'Browser' }).model
  model = addComponent(model, { kind: 'process', id: 'api', title: 'API', zone: 'vpc' }).model
  model = addComponent(model, { kind: 'store', id: 'db', title: 'DB', zone: 'vpc' }).model
  model = { ...model, flows: [flow('browser', 'api'), flow('api', 'db')] }
  return addBoundary(model, { kind: 'line', id: 'edge', title: 'Edge', crossedBy: ['browser>api'] }).model
}

const NOTE: CanvasNote = { id: 'note', text: 'Ask ops\nabout backups', x: 0, y: 0 }
const aDocument = (drafts: readonly Draft[] = []): Document => ({
  model: aModel(),
  layout: { ...EMPTY_LAYOUT, notes: [NOTE] },
  drafts,
})
const aDraft = (target: string): Draft => ({
  id: `${target}-draft`,
  key: target,
  target,
  category: 'tampering',
  title: 'Rows are changed',
  description: '',
  assumption: '',
  mitigation: '',
  certainty: 'inferred',
  severity: 'high',
  rules: [],
  facts: [],
  source: { by: 'rules' },
})

const listAll = (folded: readonly string[] = [], query = '') =>
  listOutline(aModel(), [NOTE], new Set(folded), query)
const nameOf = (key: string, folded: readonly string[] = [], drafts: readonly Draft[] = []) => {
  const row = listAll(folded).find((one) => one.key === key)
  return row ? wordsOf(aDocument(drafts), row).name : undefined
}

test('zones come first, then what is outside, then the lines with their flows, then the notes', () => {
  expect(listAll().map(({ key, level }) => `${level} ${key}`)).toEqual([
    '1 cloud',
    '2 vpc',
    '3 api',
    '4 api>db',
    '3 db',
    '1 browser',
    '2 browser>api',
    '1 edge',
    '2 edge/browser>api',
    '1 note:note',
  ])
})

test('a row knows its place among its siblings, and what it selects', () => {
  expect(listAll().find(({ key }) => key === 'db')).toMatchObject({ place: 2, siblings: 2, open: null })
  expect(listAll().find(({ key }) => key === 'edge/browser>api')?.ref).toBe('browser>api')
})

test('a row says its kind, where it is, what it crosses and how far its review is', () => {
  expect(nameOf('db')).toBe('DB, data store, in VPC, not analysed')
  expect(nameOf('cloud')).toBe('Cloud, zone')
  expect(nameOf('edge')).toBe('Edge, boundary line, 1 flow')
  expect(nameOf('browser>api')).toBe(
    'Flow from Browser to API, https, crosses Edge and Cloud and VPC, not analysed',
  )
  expect(nameOf('note:note')).toBe('Note: Ask ops\nabout backups')
})

test('a folded row tells what is inside it', () => {
  const drafts = [aDraft('db'), aDraft('api')]
  expect(nameOf('db', [], drafts)).toBe('DB, data store, in VPC, 1 open draft, not analysed')
  expect(nameOf('cloud', [], drafts)).toBe('Cloud, zone')
  expect(nameOf('cloud', ['cloud'], drafts)).toBe('Cloud, zone, 2 open drafts with what is inside')
})

test('a folded zone hides what it holds', () => {
  const rows = listAll(['cloud', 'edge'])
  expect(rows.map(({ key }) => key)).toEqual(['cloud', 'browser', 'browser>api', 'edge', 'note:note'])
  expect(rows[0]?.open).toBe(false)
})

test('a filter keeps what has the words, what is around it and what is in it, and unfolds all of it', () => {
  expect(listAll(['cloud', 'vpc', 'api'], 'db').map(({ key }) => key)).toEqual([
    'cloud',
    'vpc',
    'api',
    'api>db',
    'db',
  ])
  expect(listAll([], 'VPC ').map(({ key }) => key)).toEqual(['cloud', 'vpc', 'api', 'api>db', 'db'])
  expect(listAll([], 'backups')).toMatchObject([{ key: 'note:note', place: 1, siblings: 1 }])
  expect(listAll([], 'nowhere')).toEqual([])
})

test('everything around an element is known, from the outside in', () => {
  expect(foldersOf(aModel(), 'api>db')).toEqual(['cloud', 'vpc', 'api'])
  expect(foldersOf(aModel(), 'browser')).toEqual([])
})

test('zones that enclose each other do not hang the tree', () => {
  const model = aModel()
  const boundaries = model.boundaries.map((zone) => (zone.id === 'cloud' ? { ...zone, parent: 'vpc' } : zone))
  const broken = { ...model, boundaries }
  const keys = ['browser', 'browser>api', 'edge', 'edge/browser>api']
  expect(listOutline(broken, [], new Set()).map(({ key }) => key)).toEqual(keys)
  expect(listOutline(broken, [], new Set(), 'api').map(({ key }) => key)).toEqual(keys)
  expect(foldersOf(broken, 'api').length).toBeLessThan(200)
})
