import { describe, expect, test } from 'vitest'
import { withArranged } from '../../../shared/model/arranging/finish.ts'
import { Arranged, tasksFor } from '../../../shared/model/arranging/plan.ts'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { rekey } from '../../../shared/model/edits/rename.ts'
import { absoluteRects } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import { copyOf, parseCopy, pasteCopy, printCopy } from '../clipboard/copy.ts'
import { moveTo, resizeTo, zoneAt } from './move.ts'
import { freeMiddle, placeComponent, placeZone } from './place.ts'
import { describeElement, walkFrom } from './walk.ts'

const rectsOf = (document: Document) => absoluteRects(document.model, document.layout)
const zoneOf = (document: Document, id: string) => indexOf(document.model).components.get(id)?.zone

describe('moving', () => {
  test('a drop into a zone joins it and stays where it was dropped', () => {
    const moved = moveTo(aDocument(), new Map([['browser', { at: { x: 420, y: 40 }, zone: 'core' }]]))
    expect(zoneOf(moved, 'browser')).toBe('core')
    expect(rectsOf(moved).get('browser')).toMatchObject({ x: 420, y: 40 })
    expect(moved.layout.boxes.find((box) => box.id === 'browser')).toMatchObject({ x: 20, y: -60 })
  })

  test('waypoints of flows that do not go along stay the same list, so that none is looked at again', () => {
    const start = aDocument()
    const routes = [{ ref: 'api>db', points: [{ x: 600, y: 120 }] }]
    const routed = { ...start, layout: { ...start.layout, routes } }
    const moved = moveTo(routed, new Map([['browser', { at: { x: 420, y: 40 } }]]))
    expect(moved.layout.routes).toBe(routes)
  })

  test('a zone takes its members and the waypoints between them along', () => {
    const start = aDocument()
    const routed = {
      ...start,
      layout: { ...start.layout, routes: [{ ref: 'api>db', points: [{ x: 600, y: 120 }] }] },
    }
    const moved = moveTo(routed, new Map([['core', { at: { x: 500, y: 100 } }]]))
    expect(rectsOf(moved).get('api')).toMatchObject({ x: 564, y: 164 })
    expect(moved.layout.routes[0]?.points).toEqual([{ x: 700, y: 120 }])
    expect(moved.layout.boxes.filter((box) => !start.layout.boxes.includes(box)).map(({ id }) => id)).toEqual(
      ['core'],
    )
  })

  test('a free place lies wholly inside or outside a zone, not across its border', () => {
    const document = aDocument()
    const core = rectsOf(document).get('core')
    const onBorder = { x: core?.x ?? 0, y: (core?.y ?? 0) + (core?.height ?? 0) - 40 }
    const middle = freeMiddle(document, null, onBorder)
    const placed = placeComponent(document, 'store', middle)
    const own = rectsOf(placed.document).get(placed.ref)
    expect(zoneOf(placed.document, placed.ref)).toBe(null)
    expect(own?.y).toBeGreaterThanOrEqual((core?.y ?? 0) + (core?.height ?? 0))
  })

  test('moving one element moves no other, even when none had a place before', () => {
    const start = { ...aDocument(), layout: EMPTY_LAYOUT }
    const before = rectsOf(start)
    const after = rectsOf(moveTo(start, new Map([['browser', { at: { x: 0, y: 900 } }]])))
    for (const id of ['api', 'core', 'db', 'vault']) expect(after.get(id)).toEqual(before.get(id))
  })

  test('the zone at a place is the innermost one, without those that are being dragged', () => {
    const document = aDocument()
    const at = { x: 900, y: 300 }
    expect(zoneAt(document.model, rectsOf(document), at)).toBe('vault')
    expect(zoneAt(document.model, rectsOf(document), at, new Set(['vault']))).toBe('core')
    expect(zoneAt(document.model, rectsOf(document), { x: 0, y: 900 })).toBe(null)
  })

  test('a zone that grows at its left keeps its members in place and takes in what it now holds', () => {
    const resized = resizeTo(aDocument(), 'core', { x: -40, y: 40, width: 1200, height: 460 })
    expect(zoneOf(resized, 'browser')).toBe('core')
    expect(rectsOf(resized).get('api')).toMatchObject({ x: 464, y: 164 })
    expect(rectsOf(resized).get('browser')).toMatchObject({ x: 0, y: 100 })
  })
})

describe('placing', () => {
  test('a component joins the zone that it is placed in', () => {
    const { document, ref } = placeComponent(aDocument(), 'process', { x: 900, y: 300 })
    expect(zoneOf(document, ref)).toBe('vault')
  })

  test('a zone drawn around components encloses them', () => {
    const { document, ref } = placeZone(aDocument(), { x: -40, y: 40, width: 260, height: 180 })
    expect(zoneOf(document, 'browser')).toBe(ref)
    expect(rectsOf(document).get('browser')).toMatchObject({ x: 0, y: 100 })
  })

  test('the first title of a placed element becomes its id everywhere', () => {
    const { document, id } = rekey(aDocument(), 'api', 'Order API')
    expect(id).toBe('order-api')
    expect(document.model.flows.map(({ from, id: link, to }) => `${from}>${link} ${to}`)).toEqual([
      'browser>order-api order-api',
      'order-api>db db',
    ])
    expect(document.model.boundaries.find(({ kind }) => kind === 'line')?.crossedBy).toEqual([
      'browser>order-api',
    ])
    expect(document.layout.boxes.some((box) => box.id === 'order-api')).toBe(true)
  })
})

describe('copy and paste', () => {
  test('a paste gives new ids and wires flows, zones and lines to them', () => {
    const document = aDocument()
    const text = printCopy(copyOf(document, ['browser', 'core']) ?? fail())
    const { document: pasted, refs } = pasteCopy(document, parseCopy(text) ?? fail(), {
      middle: { x: 0, y: 2000 },
    })
    expect(refs).toEqual(['browser-2', 'core-2'])
    expect(zoneOf(pasted, 'api-2')).toBe('core-2')
    expect(indexOf(pasted.model).boundaries.get('vault-2')?.parent).toBe('core-2')
    expect(pasted.model.flows.map(({ from, id }) => `${from}>${id}`)).toContain('browser-2>api-2')
    expect(indexOf(pasted.model).boundaries.get('edge-2')?.crossedBy).toEqual(['browser-2>api-2'])
    const [before, after] = [rectsOf(document), rectsOf(pasted)]
    expect(after.get('api')).toEqual(before.get('api'))
    expect((after.get('api-2')?.x ?? 0) - (after.get('core-2')?.x ?? 0)).toBe(64)
  })

  test('into an empty model a paste keeps the ids', () => {
    const copy = copyOf(aDocument(), ['core']) ?? fail()
    const empty: Document = { model: EMPTY_MODEL, layout: EMPTY_LAYOUT, drafts: [] }
    const { document } = pasteCopy(empty, copy, { middle: { x: 0, y: 0 } })
    expect(document.model.components.map(({ id }) => id)).toEqual(['api', 'db'])
  })

  test('a copied component pasted onto a zone joins it', () => {
    const copy = copyOf(aDocument(), ['browser']) ?? fail()
    const { document } = pasteCopy(aDocument(), copy, { middle: { x: 900, y: 300 } })
    expect(zoneOf(document, 'browser-2')).toBe('vault')
  })

  test('any other text is no copy', () => {
    expect(parseCopy('Process: API')).toBe(null)
    expect(parseCopy('{"fenceline":1}')).toBe(null)
    expect(parseCopy('{"fenceline":')).toBe(null)
  })
})

describe('walking', () => {
  test('goes along flows and to their ends', () => {
    const document = aDocument()
    expect(walkFrom(document, 'browser', 'right')).toBe('api')
    expect(walkFrom(document, 'api>db', 'left')).toBe('api')
    expect(walkFrom(document, 'browser', 'left')).toBe(undefined)
  })

  test('says what an element is and where', () => {
    expect(describeElement(aDocument(), 'db')).toBe('DB, data store, in Core, 2 of 2')
  })
})

describe('arranging', () => {
  test('a zone is one compound node with its members and a selection keeps its corner', () => {
    const document = aDocument()
    const [task] = tasksFor(document.model, ['api', 'db'], false)
    expect(task?.holder).toBe('core')
    const children = [
      { id: 'api', x: 12, y: 12 },
      { id: 'db', x: 12, y: 112 },
    ]
    const arranged = new Arranged(document)
    if (task) arranged.add(task, { id: '', children, edges: [] })
    const layout = withArranged(arranged, false)
    expect(layout?.boxes.find((box) => box.id === 'api')).toMatchObject({ x: 64, y: 64 })
    expect(layout?.boxes.find((box) => box.id === 'db')).toMatchObject({ x: 64, y: 168 })
  })
})

function fail(): never {
  throw new Error('there should have been a copy')
}

function aDocument(): Document {
  let model: Model = EMPTY_MODEL
  model = addBoundary(model, { kind: 'zone', title: 'Core' }).model
  model = addBoundary(model, { kind: 'zone', title: 'Vault', parent: 'core' }).model
  model = addComponent(model, { kind: 'external', title: 'Browser' }).model
  model = addComponent(model, { kind: 'process', title: 'API', zone: 'core' }).model
  model = addComponent(model, { kind: 'store', title: 'DB', zone: 'core' }).model
  model = addFlow(model, { from: 'browser', to: 'api' }).model
  model = addFlow(model, { from: 'api', to: 'db' }).model
  model = addBoundary(model, { kind: 'line', title: 'Edge', crossedBy: ['browser>api'] }).model
  const layout = {
    ...EMPTY_LAYOUT,
    boxes: [
      { id: 'browser', x: 0, y: 100 },
      { id: 'core', x: 400, y: 100, width: 700, height: 400 },
      { id: 'vault', x: 400, y: 100, width: 200, height: 200 },
      { id: 'api', x: 64, y: 64 },
      { id: 'db', x: 64, y: 264 },
    ],
  }
  return { model, layout, drafts: [] }
}
