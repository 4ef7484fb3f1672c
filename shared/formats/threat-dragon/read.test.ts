import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SHOP, threat, version1, version2 } from '../../../test/support/exchange/threat-dragon-file.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { absoluteRects } from '../../model/geometry.ts'
import { modelSchema } from '../../model/schema.ts'
import { isThreatDragon, readThreatDragon } from './read.ts'

const read = (text: string) => {
  const { model, ...rest } = readThreatDragon(text, 'shop.json')
  if (!model) throw new Error(JSON.stringify(rest.diagnostics))
  return { model, ...rest }
}
const told = (text: string, code = 'threat-dragon-not-carried') =>
  readThreatDragon(text)
    .diagnostics.filter((diagnostic) => diagnostic.code === code)
    .map(({ message }) => message)

describe.each([
  ['version 1', version1],
  ['version 2', version2],
])('a file of %s', (_, print) => {
  test('gives components in their zones, flows, and the line that a flow crosses', () => {
    const { model, layout } = read(print(SHOP))
    expect(model.title).toBe('Shop')
    expect(model.description).toBe('Sells things')
    expect(model.notes).toEqual(['Owner: Ann', 'Reviewer: Zed', 'Contributors: Bob, Eve'])
    expect(model.components.map(({ id, kind, zone }) => [id, kind, zone])).toEqual([
      ['customer', 'external', null],
      ['shop', 'process', 'data-centre'],
      ['orders', 'store', 'data-centre'],
    ])
    expect(model.flows.map(({ from, id, title, protocol }) => [from, id, title, protocol])).toEqual([
      ['customer', 'shop', 'Order', 'HTTPS'],
      ['shop', 'orders', 'Query', undefined],
    ])
    expect(model.boundaries.map(({ id, kind, crossedBy }) => [id, kind, crossedBy])).toEqual([
      ['data-centre', 'zone', []],
      ['internet', 'line', ['customer>shop']],
    ])
    expect(absoluteRects(model, layout).get('orders')).toEqual({ x: 350, y: 220, width: 150, height: 60 })
    expect(modelSchema.safeParse(model).success).toBe(true)
  })

  test('keeps what the tool says of a threat, and maps status, severity and reason', () => {
    const threats = [
      threat('a', { status: 'NotApplicable', severity: 'Critical', mitigation: 'Nobody can' }),
      threat('b', { status: 'Mitigated', severity: 'TBD', type: 'Elevation of privilege', score: '7.5' }),
      threat('c', { status: 'Transferred', title: '', severity: 'Low' }),
      threat('d', { description: 'Provide a description for this threat', type: 'Spoofing' }),
    ]
    const { model } = read(
      print([{ id: 'a', type: 'Store', rect: [0, 0, 100, 50], data: { name: 'Log', threats } }]),
    )
    const source = { by: 'person', format: 'threat-dragon' }
    expect(model.risks).toEqual([
      {
        ...{ id: 'log-tampering-threat-a', target: 'log', category: 'tampering', title: 'Threat a' },
        ...{ description: 'What happens', status: 'false-positive', justification: 'Nobody can' },
        ...{
          impact: 'very-high',
          source: { ...source, id: 'a', status: 'NotApplicable', severity: 'Critical' },
        },
      },
      {
        ...{ id: 'log-elevation-of-privilege-threat-b', target: 'log', category: 'elevation-of-privilege' },
        ...{ title: 'Threat b', description: 'What happens\nScore: 7.5', status: 'mitigated' },
        ...{ mitigation: 'What helps', source: { ...source, id: 'b', status: 'Mitigated', severity: 'TBD' } },
      },
      {
        ...{ id: 'log-tampering-tampering', target: 'log', category: 'tampering', title: 'Tampering' },
        ...{ description: 'What happens', status: 'accepted', justification: 'What helps', impact: 'low' },
        source: { ...source, id: 'c', status: 'Transferred', severity: 'Low' },
      },
      {
        ...{ id: 'log-spoofing-threat-d', target: 'log', category: 'spoofing', title: 'Threat d' },
        ...{ status: 'unchecked', mitigation: 'What helps', impact: 'medium' },
        source: { ...source, id: 'd', status: 'Open', severity: 'Medium' },
      },
    ])
  })

  test('gives attributes as technologies, tags, encryption, scope and lines of the description', () => {
    const yes = {
      isALog: true,
      storesCredentials: true,
      isEncrypted: true,
      isSigned: true,
      storesInventory: true,
    }
    const { model } = read(
      print([
        { id: '1', type: 'Store', rect: [0, 0, 100, 50], data: { name: 'Log', ...yes } },
        {
          ...{ id: '2', type: 'Process', rect: [200, 0, 100, 100] },
          data: {
            ...{ name: 'App', description: 'Sells', isWebApplication: true, handlesCardPayment: true },
            ...{
              handlesGoodsOrServices: true,
              privilegeLevel: 'root',
              outOfScope: true,
              reasonOutOfScope: 'Bought',
            },
          },
        },
        {
          id: '3',
          type: 'Actor',
          rect: [400, 0, 100, 50],
          data: { name: 'IdP', providesAuthentication: true },
        },
        {
          ...{ id: '4', type: 'Flow', from: '2', to: '1' },
          data: {
            name: '',
            isEncrypted: true,
            isPublicNetwork: true,
            outOfScope: true,
            reasonOutOfScope: '',
          },
        },
      ]),
    )
    const [store, app, idp] = model.components
    expect(store).toMatchObject({ technologies: ['log-store'], encryption: 'transparent' })
    expect(store?.tags).toEqual(['signed', 'credentials', 'inventory'])
    expect(app).toMatchObject({
      ...{ technologies: ['web-application'], tags: ['card-payment', 'goods-or-services'] },
      ...{ description: 'Sells\nPrivilege level: root', outOfScope: 'Bought' },
    })
    expect(idp?.technologies).toEqual(['identity-provider'])
    expect(model.flows[0]?.tags).toEqual(['encrypted', 'public-network'])
    expect(model.analyses).toEqual([
      { target: 'app>log', notApplicable: {}, rejected: [], outOfScope: 'No reason was given.' },
    ])
  })

  test('of several diagrams has a page for each, and its names are told apart', () => {
    const { model, layout } = read(print(SHOP, SHOP))
    expect(layout.pages).toEqual([
      { id: 'part-1', title: 'Part 1' },
      { id: 'part-2', title: 'Part 2' },
    ])
    expect(layout.boxes.filter(({ page }) => page === 'part-2').map(({ id }) => id)).toEqual([
      ...['data-centre-2', 'customer-2', 'shop-2', 'orders-2'],
    ])
    expect(model.boundaries.at(-1)?.crossedBy).toEqual(['customer-2>shop-2'])
    expect(model.risks.map(({ target }) => target)).toEqual(['shop', 'shop-2'])
  })

  test('a flow without an end is told with its place, and left out', () => {
    const loose = { id: 'x', type: 'Flow', from: 'user', to: [900, 900], data: { name: 'Nowhere' } } as const
    const text = print([...SHOP, loose])
    expect(read(text).model.flows).toHaveLength(2)
    expect(told(text)).toEqual([
      'The flow "Nowhere" has no target among the components and is left out. Attach it in the tool, or draw the flow anew.',
    ])
    const { range } = readThreatDragon(text).diagnostics.find(({ about }) => about === 'lost') ?? {}
    const line = text.split('\n').findIndex((each) => each.includes('"id": "x"'))
    expect([range?.start.line, range?.start.line]).toEqual([line, line])
  })
})

describe('version 2', () => {
  test('draws a flow through its points, so a curve that only the detour meets is crossed', () => {
    const straight = { id: 'f', type: 'Flow', from: 'a', to: 'b', data: { name: 'F' } } as const
    const cells = [
      { id: 'a', type: 'Actor', rect: [0, 0, 100, 50] },
      { id: 'b', type: 'Process', rect: [400, 0, 100, 100] },
      { id: 'c', type: 'Boundary', from: [100, 200], to: [400, 200] },
    ] as const
    expect(read(version2([...cells, straight])).model.boundaries[0]?.crossedBy).toEqual([])
    const bent = { ...straight, through: [[250, 260]] } as const
    const { model, layout } = read(version2([...cells, bent]))
    expect(model.boundaries[0]?.crossedBy).toEqual(['actor>process'])
    expect(layout.routes).toEqual([{ ref: 'actor>process', points: [{ x: 250, y: 260 }] }])
  })

  test('finds every crossing that is drawn, also of a flow whose end lies just beside its component', () => {
    const flow = (id: string, from: string | [number, number], to: string, ...through: [number, number][]) =>
      ({ id, type: 'Flow', from, to, through, data: { name: id } }) as const
    const curve = (
      id: string,
      from: [number, number],
      to: [number, number],
      ...through: [number, number][]
    ) => ({ id, type: 'Boundary', from, to, through, data: { name: id } }) as const
    const text = version2([
      { id: 'browser', type: 'Actor', rect: [10, 30, 160, 80], data: { name: 'Browser' } },
      { id: 'web', type: 'Process', rect: [220, 180, 100, 100], data: { name: 'Web' } },
      { id: 'queue', type: 'Store', rect: [600, 13, 160, 80], data: { name: 'Queue' } },
      { id: 'worker', type: 'Process', rect: [685, 180, 100, 100], data: { name: 'Worker' } },
      { id: 'db', type: 'Store', rect: [290, 420, 160, 80], data: { name: 'DB' } },
      flow('ask', [180, 70], 'web', [190, 80], [190, 110], [210, 130]),
      flow('answer', 'web', 'browser', [90, 170]),
      flow('put', 'web', 'queue', [351, 120]),
      flow('take', 'queue', 'worker', [630, 130]),
      flow('query', 'web', 'db', [311, 324]),
      flow('rows', 'db', 'web', [377, 280]),
      flow('job', 'worker', 'db', [560, 400]),
      flow('result', 'db', 'worker', [466, 347]),
      curve('net', [40, 240], [290, 10], [276, 149]),
      curve('bus', [350, 10], [810, 150], [333, 117], [432, 180]),
      curve('data', [230, 520], [660, 510], [320, 280], [590, 250], [660, 350]),
    ])
    const crossed = read(text).model.boundaries.map(({ id, crossedBy }) => [id, [...crossedBy].sort()])
    expect(crossed).toEqual([
      ['net', ['browser>web', 'web>browser']],
      ['bus', ['queue>worker', 'web>queue']],
      ['data', ['db>web', 'db>worker', 'web>db', 'worker>db']],
    ])
    expect(told(text, 'threat-dragon-end-guessed')).toEqual([
      'The flow "ask" has an end that lies beside a component and is attached to none; it is read as attached.',
    ])
  })

  test('gives two flows for one that goes both ways, and both cross what it crosses', () => {
    const cells = SHOP.map((cell) =>
      cell.id === 'flow' ? { ...cell, data: { ...cell.data, isBidirectional: true } } : cell,
    )
    const { model } = read(version2(cells))
    expect(model.flows.map(({ from, id }) => `${from}>${id}`)).toEqual([
      ...['customer>shop', 'shop>customer', 'shop>orders'],
    ])
    expect(model.boundaries[1]?.crossedBy).toEqual(['customer>shop', 'shop>customer'])
  })

  test('has texts as canvas notes, and one that a flow ends at as an external entity', () => {
    const text = { id: 't', type: 'Text', rect: [0, 400, 150, 80], data: { name: 'See the wiki' } } as const
    expect(read(version2([...SHOP, text])).layout.notes).toEqual([
      { id: 'note-1', text: 'See the wiki', x: 0, y: 400, width: 150, height: 80 },
    ])
    const flow = { id: 'u', type: 'Flow', from: 'app', to: 't', data: { name: 'Reads' } } as const
    const { model } = read(version2([...SHOP, text, flow]))
    expect(model.components.at(-1)).toMatchObject({ id: 'see-the-wiki', kind: 'external' })
    expect(told(version2([...SHOP, text, flow]), 'threat-dragon-kind-guessed')).toHaveLength(1)
  })

  test.each([
    ['LINDDUN', 'Linkability', 'information-disclosure'],
    ['LINDDUN', 'Non-repudiation', 'repudiation'],
    ['CIA', 'Integrity', 'tampering'],
    ['CIADIE', 'Availability', 'denial-of-service'],
    ['PLOT4ai', 'Accessibility', 'denial-of-service'],
    ['Generic', '', 'tampering'],
  ])('a threat of %s "%s" is guessed, told and kept', (modelType, type, category) => {
    const threats = [threat('a', { modelType, type })]
    const text = version2([{ id: 'a', type: 'Process', rect: [0, 0, 9, 9], data: { threats } }])
    const [risk] = read(text).model.risks
    expect(risk?.category).toBe(category)
    expect(risk?.source?.rule).toBe(type === '' ? undefined : `${modelType}/${type}`)
    expect(told(text, 'threat-dragon-category-guessed')).toHaveLength(1)
  })

  test.each([
    ['Divulgación de información', 'information-disclosure'],
    ['Denial Of Service', 'denial-of-service'],
    ['ElevationOfPrivilege', 'elevation-of-privilege'],
    ['拒绝服务', 'denial-of-service'],
    ['Repudiation', 'repudiation'],
  ])('%s is one of STRIDE, however it is written', (type, category) => {
    const threats = [threat('a', { type })]
    const text = version2([{ id: 'a', type: 'Process', rect: [0, 0, 9, 9], data: { threats } }])
    expect(read(text).model.risks[0]?.category).toBe(category)
    expect(told(text, 'threat-dragon-category-guessed')).toEqual([])
  })

  test('has threats in the cell as its schema says, in the attributes as the tool does, or in both', () => {
    const file = JSON.parse(version2(SHOP)) as {
      detail: { diagrams: { cells: Record<string, unknown>[] }[] }
    }
    const app = file.detail.diagrams[0]?.cells.find(({ id }) => id === 'app')
    if (app) app.threats = [threat('t-1'), threat('t-2')]
    expect(read(JSON.stringify(file)).model.risks.map(({ source }) => source?.id)).toEqual(['t-1', 't-2'])
  })

  test('may leave out what the tool has defaults for, and write numbers as texts', () => {
    const cells = [
      { id: 'a', shape: 'store', position: { x: '10', y: '20' }, data: { name: 'A' } },
      { shape: 'process', x: 300, y: 0, width: 80, height: 80, label: 'B' },
      { id: 'c', shape: 'trust-broundary-curve', source: { x: 250, y: -50 }, target: { x: 250, y: 200 } },
      { id: 'd', shape: 'unheard-of', data: { type: 'tm.New', name: 'D' } },
    ]
    const text = JSON.stringify({ summary: {}, detail: { diagrams: [{ title: 'Only', cells }] } })
    const { model, layout } = read(`\ufeff${text.replaceAll('},', '},\r\n')}`)
    expect(model.title).toBe('Only')
    expect(absoluteRects(model, layout).get('a')).toEqual({ x: 10, y: 20, width: 160, height: 80 })
    expect(model.components.map(({ title }) => title)).toEqual(['A', 'B'])
    expect(model.boundaries.map(({ kind }) => kind)).toEqual(['line'])
    expect(told(text)).toEqual(['"D" is of the unknown type "tm.New" and is left out.'])
  })
})

describe('what is no whole file is refused with its place', () => {
  test.each<[string, string, number]>([
    ['a comma too many', version2(SHOP).replace('"summary": {', '"summary": {,'), 3],
    ['a cut file', version2(SHOP).slice(0, -4), 9],
    ['no diagrams', '{"summary": {},\n"detail": {}}', 2],
    ['cells that are no list', '{"summary":{},"detail":{"diagrams":[\n{"cells": 3}]}}', 2],
    ['a cell that is no object', '{"summary":{},"detail":{"diagrams":[{"cells":\n[3]}]}}', 2],
    ['a key twice', version2(SHOP).replace('"summary"', '"version": 1,\n"summary"'), 3],
  ])('%s', (_, text, line) => {
    const { model, diagnostics } = readThreatDragon(text)
    expect(model).toBeNull()
    const error = diagnostics.find(({ severity }) => severity === 'error')
    expect(error?.range?.start.line).toBe(line)
    expect(error?.message).toMatch(/\.$/)
  })

  test('more cells than anybody draws', () => {
    const cells = Array.from({ length: 50_001 }, (_, at) => `{"id":"${at}","shape":"store"}`)
    const text = `{"summary":{"title":"x"},"detail":{"diagrams":[{"cells":[${cells.join(',')}]}]}}`
    expect(readThreatDragon(text).diagnostics.map(({ code }) => code)).toContain('threat-dragon-too-large')
  })

  test('any value in any place gives a model or a located error', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom({ x: 1 }, [{}], 'tm.Flow', 'flow', -1),
    )
    const cell = fc.record(
      {
        id: value,
        shape: fc.constantFrom('flow', 'store', 'trust-boundary-box', 'trust-boundary-curve', 'x'),
        ...{
          type: value,
          data: value,
          source: value,
          target: value,
          position: value,
          size: value,
          attrs: value,
        },
        ...{ vertices: value, labels: value, threats: value, ports: value, connector: value },
      },
      { requiredKeys: [] },
    )
    const diagram = fc.oneof(
      value,
      fc.record({ title: value, cells: fc.array(fc.oneof(cell, cell, value)) }, { requiredKeys: ['cells'] }),
      fc.record({ diagramJson: fc.record({ cells: fc.array(cell) }) }),
    )
    const file = fc.record({
      summary: value,
      detail: fc.record({ diagrams: fc.array(diagram), contributors: value }),
    })
    fc.assert(
      fc.property(file, (any) => {
        const { model, diagnostics } = readThreatDragon(JSON.stringify(any))
        if (model) expect(modelSchema.safeParse(model).success).toBe(true)
        else expect(diagnostics.some(({ range }) => range !== undefined)).toBe(true)
      }),
      { numRuns: runs(500) },
    )
  })
})

test('a file is known by its members, also when it is broken', () => {
  expect(isThreatDragon(version1(SHOP))).toBe(true)
  expect(isThreatDragon(`\ufeff${version2(SHOP).slice(0, -9)}`)).toBe(true)
  expect(isThreatDragon('{"otmVersion": "0.1.0", "project": {}}')).toBe(false)
  expect(isThreatDragon('summary: x')).toBe(false)
})
