import { describe, expect, test } from 'vitest'
import { type DrawnSpec, GENERIC_TYPES } from '../../../../test/support/models/tm7-file.ts'
import {
  client,
  modelOf,
  pay,
  read,
  readTab,
  SHOP,
  server,
} from '../../../../test/support/models/tm7-shop.ts'
import { absoluteRects, pageOf } from '../../../model/geometry.ts'

describe('a tab', () => {
  test('gives components of three kinds, flows and their places', () => {
    const { model, layout, diagnostics, locate } = readTab(...SHOP)
    expect(model?.components.map(({ id, title, kind, zone }) => [id, title, kind, zone])).toEqual([
      ['shopper', 'Shopper', 'external', null],
      ['till', 'Till', 'process', null],
      ['ledger', 'Ledger', 'store', null],
    ])
    expect(model?.flows.map(({ id, from, to, title }) => [id, from, to, title])).toEqual([
      ['till', 'shopper', 'till', 'pays'],
      ['ledger', 'till', 'ledger', 'writes'],
    ])
    expect(layout.boxes).toContainEqual({ id: 'till', x: 300, y: 0, width: 90, height: 80 })
    expect(layout.routes).toEqual([{ ref: 'till>ledger', points: [{ x: 500, y: 120 }] }])
    expect(layout.pages).toEqual([])
    expect(diagnostics).toEqual([])
    expect(locate('till')?.start.line).toBe(2)
    expect(locate('till>ledger')).toBeDefined()
    expect(locate('nothing')).toBeUndefined()
  })

  test('names what has no name by its type, and keeps ids apart', () => {
    const types = [...GENERIC_TYPES, ['SE.P.Api', 'GE.P', 'Web API']] as const
    const api: DrawnSpec = { ...server, name: '', type: 'SE.P.Api' }
    const drawn = [api, { ...api, guid: 's2' }, { ...server, guid: 's3', name: 'Web API' }]
    const { components } = modelOf({ tabs: [{ drawn }], knowledgeBase: { types } })
    expect(components.map(({ id, title, note }) => [id, title, note])).toEqual([
      ['web-api', 'Web API', undefined],
      ['web-api-2', 'Web API', undefined],
      ['web-api-3', 'Web API', undefined],
    ])
  })

  test('takes the kind from what a type descends from, else from the shape', () => {
    const types = [
      ...GENERIC_TYPES,
      ['own', 'GE.DS', 'Postgres archive'],
      ['other', 'ROOT', 'Thing'],
    ] as const
    const drawn: readonly DrawnSpec[] = [
      { ...server, type: 'own' },
      { ...client, type: 'other', generic: 'other' },
    ]
    const { components } = modelOf({ tabs: [{ drawn }], knowledgeBase: { types } })
    expect(components.map(({ kind, technologies }) => [kind, technologies])).toEqual([
      ['store', ['database', 'sql']],
      ['external', []],
    ])
    expect(components[0]?.description).toBe('Type: Postgres archive')
  })

  test('of several becomes a page each, and the same name on two tabs two components', () => {
    const { model, layout } = read({
      tabs: [
        { name: 'Front', drawn: SHOP },
        { name: 'Back', drawn: [{ ...server, guid: 'x' }] },
      ],
    })
    expect(layout.pages).toEqual([
      { id: 'front', title: 'Front' },
      { id: 'back', title: 'Back' },
    ])
    expect(model?.components.map(({ id }) => id)).toEqual(['shopper', 'till', 'ledger', 'till-2'])
    expect(model && [pageOf(model, layout, 'till'), pageOf(model, layout, 'till-2')]).toEqual([
      'front',
      'back',
    ])
  })

  test('that was copied with its guids keeps its own flows and threats', () => {
    const tabs = [
      { name: 'Day', guid: 'day', drawn: SHOP },
      { name: 'Night', guid: 'night', drawn: SHOP },
    ]
    const threats = [
      { type: 'S1', surface: 'night', flow: 'p' },
      { type: 'S2', surface: 'day', target: 's' },
    ]
    const { flows, risks } = modelOf({ tabs, threats })
    expect(flows.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'shopper till',
      'till ledger',
      'shopper-2 till-2',
      'till-2 ledger-2',
    ])
    expect(risks.map(({ target }) => target)).toEqual(['shopper-2>till-2', 'till'])
  })

  test('has titles on one line', () => {
    const till = { ...server, name: 'Till\r\n  at the door' }
    expect(modelOf({ tabs: [{ drawn: [till] }] }).components[0]).toMatchObject({
      id: 'till-at-the-door',
      title: 'Till at the door',
    })
  })

  test('draws no flow from a flow', () => {
    const odd: DrawnSpec = { ...pay, guid: 'odd', source: 'p' }
    const { model } = readTab(...SHOP, odd)
    expect(model?.flows).toHaveLength(2)
  })

  test('keeps a text as a note, and as a component where a flow ends at it', () => {
    const note: DrawnSpec = {
      shape: 'StencilRectangle',
      guid: 'n',
      generic: 'GE.A',
      name: 'Draft,\nnot final',
      rect: [0, 300, 90, 40],
    }
    const used: DrawnSpec = { ...note, guid: 'u', name: 'Courier' }
    const way: DrawnSpec = { ...pay, guid: 'q', source: 's', target: 'u' }
    const { model, layout, diagnostics } = readTab(server, note, used, way)
    expect(layout.notes).toEqual([
      { id: 'note-1', text: 'Draft,\nnot final', x: 0, y: 300, width: 90, height: 40 },
    ])
    expect(model?.components.map(({ title, kind }) => [title, kind])).toEqual([
      ['Till', 'process'],
      ['Courier', 'external'],
    ])
    expect(diagnostics.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['tm7-kind-guessed', 'courier'],
    ])
  })

  test('tells which connectors and drawings are left out', () => {
    const loose: DrawnSpec = { ...pay, guid: 'x', name: 'lost', target: '00000000' }
    const { model, diagnostics } = readTab(client, server, loose, { shape: 'StencilStar', guid: 'y' })
    expect(model?.flows).toEqual([])
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['tm7-not-carried', 'warning'],
      ['tm7-not-carried', 'warning'],
    ])
    expect(diagnostics[0]?.message).toContain('"StencilStar"')
    expect(diagnostics[1]?.message).toContain('"lost" has no target')
  })
})

describe('boundaries', () => {
  const zone = (guid: string, name: string, rect: DrawnSpec['rect']): DrawnSpec => ({
    shape: 'BorderBoundary',
    guid,
    name,
    ...(rect ? { rect } : {}),
  })

  test('as boxes enclose what their middle lies in, and nest', () => {
    const outer = zone('o', 'Shop', [250, -50, 600, 400])
    const inner = zone('i', 'Safe', [580, -20, 150, 120])
    const { model, layout } = readTab(...SHOP, inner, outer)
    expect(model?.boundaries.map(({ id, kind, parent }) => [id, kind, parent])).toEqual([
      ['safe', 'zone', 'shop'],
      ['shop', 'zone', null],
    ])
    expect(model?.components.map(({ zone: inside }) => inside)).toEqual([null, 'shop', 'safe'])
    const placed = model && absoluteRects(model, layout)
    expect(placed?.get('ledger')).toEqual({ x: 600, y: 0, width: 100, height: 60 })
    expect(placed?.get('safe')).toEqual({ x: 580, y: -20, width: 150, height: 120 })
  })

  test('that a component only overlaps are told, and its middle decides', () => {
    const { model, diagnostics } = readTab(server, zone('z', 'Yard', [0, 0, 350, 100]))
    expect(model?.components[0]?.zone).toBe('yard')
    expect(diagnostics.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['tm7-partial-overlap', 'till'],
    ])
  })

  test('as lines are crossed by the flows whose curves really cross theirs', () => {
    const line = (guid: string, through: DrawnSpec['through']): DrawnSpec => ({
      shape: 'LineBoundary',
      guid,
      name: guid,
      ...(through ? { through } : {}),
    })
    const crossing = line('street', [
      [200, 0],
      [200, 100],
    ])
    const beside = line('fence', [
      [200, 0],
      [380, 50],
      [200, 100],
    ])
    // The straight way from the till to the ledger passes above it, the drawn curve does not.
    const below = line('drain', [
      [450, 100],
      [550, 100],
    ])
    const { model } = readTab(...SHOP, crossing, beside, below)
    expect(model?.boundaries.map(({ id, crossedBy }) => [id, crossedBy])).toEqual([
      ['street', ['shopper>till']],
      ['fence', []],
      ['drain', ['till>ledger']],
    ])
  })

  test('without a place enclose and cross nothing', () => {
    const { model, layout } = readTab(...SHOP, zone('z', 'Lost', undefined), {
      shape: 'LineBoundary',
      guid: 'b',
      name: 'Nowhere',
    })
    expect(model?.boundaries.map(({ id, crossedBy }) => [id, crossedBy])).toEqual([
      ['lost', []],
      ['nowhere', []],
    ])
    expect(layout.boxes.some(({ id }) => id === 'lost')).toBe(false)
  })
})
