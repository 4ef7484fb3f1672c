import { describe, expect, test } from 'vitest'
import { crossingsOf } from '../../model/crossings.ts'
import { type Document, EMPTY_DOCUMENT, tidy } from '../../model/document.ts'
import {
  addBoundary,
  addComponent,
  moveIntoZone,
  updateBoundary,
  updateComponent,
} from '../../model/edits/components.ts'
import { addFlow, setCrossedBy } from '../../model/edits/flows.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { indexOf } from '../../model/queries.ts'
import { type Analysis, EMPTY_MODEL, type Model, type Risk } from '../../model/schema.ts'
import { mergeDocuments, resolveConflict } from '../merge.ts'

const FLOW = 'browser>gateway'
const LINE_CROSSED = 'gateway>orders'

/** Browser → [edge: Gateway] → [inner: Orders], the second flow over a line. */
function aDocument(): Document {
  let model = addComponent(EMPTY_MODEL, { kind: 'external', title: 'Browser' }).model
  model = addBoundary(model, { kind: 'zone', title: 'Edge' }).model
  model = addBoundary(model, { kind: 'zone', title: 'Inner' }).model
  model = addComponent(model, { kind: 'process', title: 'Gateway', zone: 'edge', tags: ['a', 'b'] }).model
  model = addComponent(model, { kind: 'process', title: 'Orders', zone: 'inner' }).model
  model = addFlow(model, { from: 'browser', to: 'gateway' }).model
  model = addFlow(model, { from: 'gateway', to: 'orders' }).model
  model = addBoundary(model, { kind: 'line', title: 'Wire' }).model
  model = setCrossedBy(model, 'wire', [LINE_CROSSED])
  const boxes = [{ id: 'gateway', x: 10, y: 10 }]
  return { ...EMPTY_DOCUMENT, model, layout: { ...EMPTY_DOCUMENT.layout, boxes } }
}

function edited(edit: (model: Model) => Model): Document {
  return tidy({ ...aDocument(), model: edit(aDocument().model) })
}

const removed = (...refs: string[]) => edited((model) => removeElements(model, refs).model)
const reviewed = (analysis: Partial<Analysis>) =>
  edited((model) => ({
    ...model,
    analyses: [{ target: FLOW, notApplicable: {}, rejected: [], ...analysis }],
  }))
const aRisk: Risk = { id: 'r', target: 'gateway', category: 'spoofing', title: 'Forged', status: 'unchecked' }
const moved = (x: number, y: number) => ({
  ...aDocument(),
  layout: { ...aDocument().layout, boxes: [{ id: 'gateway', x, y }] },
})
const merge = (ours: Document, theirs: Document) => mergeDocuments(aDocument(), ours, theirs)

describe('two changes of one element', () => {
  test('different attributes are both kept', () => {
    const ours = edited((model) => updateComponent(model, 'gateway', { title: 'API' }))
    const theirs = edited((model) => updateComponent(model, 'gateway', { owner: 'team-a' }))
    const { merged, conflicts } = merge(ours, theirs)
    expect(indexOf(merged.model).components.get('gateway')).toMatchObject({ title: 'API', owner: 'team-a' })
    expect(conflicts).toEqual([])
  })

  test('one attribute keeps ours and offers theirs', () => {
    const ours = edited((model) => updateComponent(model, 'gateway', { zone: null }))
    const theirs = edited((model) => updateComponent(model, 'gateway', { zone: 'inner' }))
    const { merged, conflicts } = merge(ours, theirs)
    expect(conflicts).toMatchObject([
      {
        ref: 'gateway',
        element: 'component “Gateway”',
        attribute: 'zone',
        base: 'edge',
        ours: 'outside',
        theirs: 'inner',
      },
    ])
    expect(indexOf(merged.model).components.get('gateway')?.zone).toBe(null)
    const [conflict] = conflicts
    if (!conflict) throw new Error('no conflict')
    expect(resolveConflict(merged, conflict, 'theirs')).toEqual(theirs)
    expect(resolveConflict(merged, conflict, 'ours')).toBe(merged)
  })

  test('tags are merged one by one', () => {
    const ours = edited((model) => updateComponent(model, 'gateway', { tags: ['b', 'ours'] }))
    const theirs = edited((model) => updateComponent(model, 'gateway', { tags: ['a', 'theirs', 'b'] }))
    const { merged, conflicts } = merge(ours, theirs)
    expect(indexOf(merged.model).components.get('gateway')?.tags).toEqual(['theirs', 'b', 'ours'])
    expect(conflicts).toEqual([])
  })

  test('reasons are merged by category and rejections by draft', () => {
    const rejected = (key: string, reason: string) => ({
      category: 'spoofing' as const,
      title: 'T',
      reason,
      key,
    })
    const ours = reviewed({
      notApplicable: { spoofing: 'mTLS' },
      rejected: [rejected('1', 'no'), rejected('2', 'x')],
    })
    const theirs = reviewed({
      ...{
        notApplicable: { spoofing: 'VPN', tampering: 'signed' },
        rejected: [rejected('1', 'no'), rejected('3', 'y')],
      },
    })
    const { merged, conflicts } = merge(ours, theirs)
    expect(merged.model.analyses[0]?.notApplicable).toEqual({ spoofing: 'mTLS', tampering: 'signed' })
    expect(merged.model.analyses[0]?.rejected.map((one) => one.key)).toEqual(['1', '2', '3'])
    expect(conflicts).toMatchObject([
      { attribute: 'notApplicable.spoofing', ours: 'mTLS', theirs: 'VPN', soft: false },
    ])
    const resolved = conflicts.reduce((document, one) => resolveConflict(document, one, 'theirs'), merged)
    expect(resolved.model.analyses[0]?.notApplicable).toEqual({ spoofing: 'VPN', tampering: 'signed' })
  })

  test('the same id added on both sides is one element, with a conflict for what differs', () => {
    const add = (title: string) =>
      edited((model) => addComponent(model, { kind: 'store', id: 'db', title }).model)
    const { merged, conflicts } = merge(add('Orders DB'), add('Database'))
    expect(merged.model.components.filter((component) => component.id === 'db')).toHaveLength(1)
    expect(conflicts).toMatchObject([
      { attribute: 'title', base: 'not set', ours: 'Orders DB', theirs: 'Database' },
    ])
  })
})

describe('a removal on one side', () => {
  test('is carried out when the other side did not touch the element', () => {
    const theirs = edited((model) => updateComponent(model, 'orders', { owner: 'team-a' }))
    const { merged, conflicts } = merge(removed('browser'), theirs)
    expect(merged.model.components.map((component) => component.id)).toEqual(['gateway', 'orders'])
    expect(conflicts).toEqual([])
  })

  test('waits for a choice when the other side added a flow to the component', () => {
    const theirs = edited((model) => addFlow(model, { from: 'browser', to: 'orders' }).model)
    const { merged, conflicts } = merge(removed('orders'), theirs)
    expect(merged).toEqual(theirs)
    expect(conflicts).toMatchObject([
      { ref: 'orders', attribute: 'element', ours: 'removed', theirs: 'used by flow “browser>orders”' },
    ])
    const [conflict] = conflicts
    if (!conflict) throw new Error('no conflict')
    expect(resolveConflict(merged, conflict, 'theirs')).toBe(merged)
    expect(resolveConflict(merged, conflict, 'ours')).toEqual(removed('orders'))
  })

  test('brings back flows, crossings and places with the component', () => {
    const theirs = edited((model) => ({ ...model, risks: [aRisk] }))
    const { merged, conflicts } = merge(removed('gateway'), theirs)
    expect(merged).toEqual(theirs)
    expect(crossingsOf(merged.model).get(LINE_CROSSED)?.boundaries).toContain('wire')
    expect(conflicts).toMatchObject([{ ref: 'gateway', theirs: 'used by risk “Forged”' }])
  })

  test('does not bring back a neighbour that was removed with it', () => {
    const theirs = edited((model) => updateComponent(model, 'gateway', { owner: 'team-a' }))
    const { merged, conflicts } = merge(removed('gateway', 'orders'), theirs)
    expect(merged.model.components.map((component) => component.id)).toEqual(['browser', 'gateway'])
    expect(conflicts).toMatchObject([{ ref: 'gateway', theirs: 'changed: owner' }])
  })

  test('takes a moved box along and says so softly', () => {
    const { merged, conflicts } = merge(removed('gateway'), moved(50, 50))
    expect(merged.layout.boxes).toEqual([])
    expect(conflicts).toMatchObject([{ collection: 'boxes', key: 'gateway', soft: true }])
  })
})

describe('changes that are valid alone and not together', () => {
  test('two zones moved into each other: ours stands and theirs can be chosen', () => {
    const ours = edited((model) => moveIntoZone(model, ['edge'], 'inner'))
    const theirs = edited((model) => moveIntoZone(model, ['inner'], 'edge'))
    const { merged, conflicts } = merge(ours, theirs)
    expect(merged).toEqual(ours)
    expect(conflicts).toMatchObject([
      { ref: 'boundary:inner', attribute: 'parent', ours: 'outside', theirs: 'edge' },
    ])
    const resolved = conflicts.reduce((document, one) => resolveConflict(document, one, 'theirs'), merged)
    expect(resolved).toEqual(theirs)
  })

  test('one id for a component and a zone: theirs gets another id wherever it is named', () => {
    const ours = edited((model) => addComponent(model, { kind: 'store', id: 'vault' }).model)
    const theirs = edited((model) =>
      moveIntoZone(addBoundary(model, { kind: 'zone', id: 'vault' }).model, ['orders'], 'vault'),
    )
    const { merged, conflicts } = merge(ours, theirs)
    expect(indexOf(merged.model).components.has('vault')).toBe(true)
    expect(indexOf(merged.model).components.get('orders')?.zone).toBe('vault-2')
    expect(conflicts).toMatchObject([
      { ref: 'vault', attribute: 'id', theirs: 'zone “Zone”, called vault-2 here' },
    ])
    const [conflict] = conflicts
    if (!conflict) throw new Error('no conflict')
    expect(indexOf(resolveConflict(merged, conflict, 'ours').model).boundaries.has('vault-2')).toBe(false)
    expect(indexOf(resolveConflict(merged, conflict, 'theirs').model).components.has('vault')).toBe(false)
  })

  test('a choice that names what has gone since changes nothing', () => {
    const ours = edited((model) => updateComponent(model, 'gateway', { zone: null }))
    const theirs = edited((model) => updateComponent(model, 'gateway', { zone: 'inner' }))
    const { merged, conflicts } = merge(ours, theirs)
    const without = { ...merged, model: removeElements(merged.model, ['inner']).model }
    expect(conflicts.map((one) => resolveConflict(without, one, 'theirs'))).toEqual([without])
  })
})

describe('layout', () => {
  test('a box that both moved stands where ours put it, with a soft conflict', () => {
    const { merged, conflicts } = merge(moved(20, 20), moved(30, 30))
    expect(merged.layout.boxes).toEqual([{ id: 'gateway', x: 20, y: 20 }])
    expect(conflicts).toMatchObject([
      { attribute: 'position', ours: 'x 20, y 20', theirs: 'x 30, y 30', soft: true },
    ])
  })

  test('a box stands where the side put it that moved the component into another zone', () => {
    const theirs = {
      ...moved(30, 30),
      model: edited((model) => moveIntoZone(model, ['gateway'], 'inner')).model,
    }
    expect(merge(moved(20, 20), theirs).merged.layout.boxes).toEqual([{ id: 'gateway', x: 30, y: 30 }])
  })
})

test('a collection that came out as ours is the same object', () => {
  const theirs = edited((model) => updateBoundary(model, 'edge', { title: 'DMZ' }))
  const ours = aDocument()
  const { merged } = merge(ours, theirs)
  expect(merged.model.components).toBe(ours.model.components)
  expect(merged.layout).toBe(ours.layout)
})
