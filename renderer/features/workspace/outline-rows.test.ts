import { expect, test } from 'vitest'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { EMPTY_MODEL, type Flow, type Model } from '../../../shared/model/schema.ts'
import { foldersOf, listOutline } from './outline-rows.ts'

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

test('zones come first, then what is outside, then the lines, each with what it holds', () => {
  const rows = listOutline(aModel(), new Set())
  expect(rows.map(({ ref, level }) => `${level} ${ref}`)).toEqual([
    '1 cloud',
    '2 vpc',
    '3 api',
    '4 api>db',
    '3 db',
    '1 browser',
    '2 browser>api',
    '1 edge',
  ])
})

test('a row says its kind, where it is and its place among its siblings', () => {
  const row = listOutline(aModel(), new Set()).find(({ ref }) => ref === 'db')
  expect(row).toMatchObject({ name: 'DB, data store, in VPC', place: 2, siblings: 2, open: null })
})

test('only a flow that crosses a boundary is marked', () => {
  const crossing = listOutline(aModel(), new Set()).filter(({ crosses }) => crosses)
  expect(crossing.map(({ ref }) => ref)).toEqual(['browser>api'])
})

test('a folded zone hides what it holds', () => {
  const rows = listOutline(aModel(), new Set(['cloud']))
  expect(rows.map(({ ref }) => ref)).toEqual(['cloud', 'browser', 'browser>api', 'edge'])
  expect(rows[0]?.open).toBe(false)
})

test('everything around an element is known, from the outside in', () => {
  expect(foldersOf(aModel(), 'api>db')).toEqual(['cloud', 'vpc', 'api'])
  expect(foldersOf(aModel(), 'browser')).toEqual([])
})

test('zones that enclose each other do not hang the tree', () => {
  const model = aModel()
  const boundaries = model.boundaries.map((zone) => (zone.id === 'cloud' ? { ...zone, parent: 'vpc' } : zone))
  expect(listOutline({ ...model, boundaries }, new Set()).map(({ ref }) => ref)).toEqual([
    'browser',
    'browser>api',
    'edge',
  ])
  expect(foldersOf({ ...model, boundaries }, 'api').length).toBeLessThan(200)
})
