import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withAnother } from '../../../test/support/exchange/diagram-edits.ts'
import { SHOP, threat, version1, version2 } from '../../../test/support/exchange/threat-dragon-file.ts'
import { hasSchema, schemaErrors } from '../../../test/support/exchange/threat-dragon-schema.ts'
import { aRandomModel } from '../../../test/support/models/arbitrary-model.ts'
import { lineThroughFlows, nestedZones, orders } from '../../../test/support/models/diagrams.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { addBoundary, updateComponent } from '../../model/edits/components.ts'
import { addFlow } from '../../model/edits/flows.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { EMPTY_LAYOUT, type Layout } from '../../model/layout.ts'
import type { Model } from '../../model/schema.ts'
import { readThreatDragon } from './read.ts'
import { writeThreatDragon } from './write.ts'

const read = (text: string) => {
  const { model, layout, diagnostics } = readThreatDragon(text)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return { model, layout }
}
const said = ({ diagnostics }: ReturnType<typeof writeThreatDragon>) =>
  diagnostics.map(({ message }) => message)

interface Written {
  readonly summary: Record<string, unknown>
  readonly detail: {
    readonly diagrams: { readonly title: string; readonly cells: readonly Cell[] }[]
  } & Record<string, unknown>
}
interface Cell extends Readonly<Record<string, unknown>> {
  readonly id: string
  readonly shape: string
  readonly data: Readonly<Record<string, unknown>> & { readonly threats?: readonly Record<string, unknown>[] }
}
const cellsOf = (text: string) => (JSON.parse(text) as Written).detail.diagrams.flatMap(({ cells }) => cells)
const cellOf = (text: string, id: string) => cellsOf(text).find((cell) => cell.id === id)

/** What a diagram shows, by titles. */
const shown = (model: Model) => {
  const title = (id: string | null) =>
    [...model.components, ...model.boundaries].find((each) => each.id === id)?.title ?? null
  const crossed = model.boundaries.map(({ title: name, kind, parent, crossedBy }) => [
    ...[name, kind, title(parent)],
    crossedBy.map((ref) => ref.split('>').map(title).join('>')).sort(),
  ])
  return {
    components: model.components.map(({ title: name, kind, zone }) => [name, kind, title(zone)]).sort(),
    flows: model.flows
      .map(({ title: name, from, to, protocol }) => [name, title(from), title(to), protocol])
      .sort(),
    boundaries: crossed.sort(),
  }
}

describe('a new file', () => {
  test('is of version 2, with threats in the attributes of cells, as the tool has them', () => {
    const { model, layout } = read(version2(SHOP))
    const { text, diagnostics } = writeThreatDragon(model, layout)
    expect(diagnostics).toEqual([])
    expect(JSON.parse(text)).toMatchObject({
      summary: { title: 'Shop', owner: 'Ann', description: 'Sells things' },
      detail: {
        reviewer: 'Zed',
        contributors: [{ name: 'Bob' }, { name: 'Eve' }],
        diagramTop: 1,
        threatTop: 1,
      },
    })
    const app = cellsOf(text).find(({ data }) => data.name === 'Shop')
    expect(app?.shape).toBe('process')
    expect(app?.data.hasOpenThreats).toBe(true)
    expect(app?.data.threats).toEqual([threat('t-1', { new: false, number: 1 })])
    expect(read(text).model).toEqual(model)
    if (hasSchema) expect(schemaErrors(JSON.parse(text))).toEqual([])
  })

  test('of the same model is the same text, and reads back where everything stands', () => {
    const { model, layout } = read(version2(SHOP, SHOP))
    const { text } = writeThreatDragon(model, layout)
    expect(writeThreatDragon(model, layout).text).toBe(text)
    expect(read(text).layout).toEqual(layout)
  })

  test.each([
    ['Orders', orders],
    ['nested zones', nestedZones],
    ['a line through flows', lineThroughFlows],
  ])('of %s shows the same components, zones, flows and crossings', (_, drawn) => {
    const { model, layout } = drawn()
    const { text } = writeThreatDragon(model, layout)
    expect(shown(read(text).model)).toEqual(shown(model))
    if (hasSchema) expect(schemaErrors(JSON.parse(text))).toEqual([])
  })

  test('of a model that nobody laid out is laid out', () => {
    const { model } = orders()
    const { text } = writeThreatDragon(model, EMPTY_LAYOUT)
    expect(shown(read(text).model)).toEqual(shown(model))
  })

  test('names what the tool has no place for', () => {
    const { model, layout } = read(version2(SHOP))
    const changed: Model = {
      ...updateComponent(model, 'shop', { technologies: ['kubernetes'], machine: 'container' }),
      dataAssets: [{ id: 'pii', title: 'PII', tags: [] }],
      notes: [...model.notes, 'Ask Kim'],
      risks: model.risks.map((risk) => ({ ...risk, ticket: 'SEC-1' })),
    }
    expect(said(writeThreatDragon(changed, layout))).toEqual([
      'Threat Dragon has no place for 1 data asset.',
      'Threat Dragon has no place for 1 note.',
      'Threat Dragon cannot hold the technologies of 1 component.',
      'Threat Dragon cannot hold the machine of 1 component.',
      'Threat Dragon cannot hold the ticket of 1 risk.',
    ])
  })

  test('has every component, flow, zone and risk of any model, or says what it has not', () => {
    fc.assert(
      fc.property(aRandomModel(4), (model) => {
        const written = writeThreatDragon(model, EMPTY_LAYOUT)
        const again = read(written.text).model
        expect(again.components).toHaveLength(model.components.length)
        expect(again.flows).toHaveLength(model.flows.length)
        expect(again.boundaries).toHaveLength(model.boundaries.length)
        expect(again.risks).toHaveLength(model.risks.length)
        if (hasSchema) expect(schemaErrors(JSON.parse(written.text))).toEqual([])
        const isSame = JSON.stringify(again.boundaries.map(({ crossedBy }) => crossedBy.length).sort())
        const was = JSON.stringify(model.boundaries.map(({ crossedBy }) => crossedBy.length).sort())
        if (isSame !== was) expect(said(written).join()).toContain('crossed by')
        expect(writeThreatDragon(model, EMPTY_LAYOUT, written.text).text).toBe(written.text)
      }),
      { numRuns: runs(60) },
    )
  })
})

describe.each([
  ['version 1', version1],
  ['version 2', version2],
])('an edit of a file of %s', (name, print) => {
  test('changes only its lines, and fields that nobody knows survive', () => {
    const text = print(SHOP).replace('"summary": {', '"x-ours": [1.50, 1e2],\n  "summary": {\n    "y": null,')
    const { model, layout } = read(text)
    const next = updateComponent(model, 'customer', { title: 'Buyer', outOfScope: 'Not ours' })
    const written = writeThreatDragon(next, layout, text)
    expect(written.diagnostics).toEqual([])
    const [before, after] = [text.split('\n'), written.text.split('\n')]
    expect(before.filter((line) => !after.includes(line)).join('\n')).toMatch(/^(?:.*"Customer".*\n?)+$/)
    expect(after).toContain('  "x-ours": [1.50, 1e2],')
    expect(read(written.text).model.components[0]).toMatchObject({ title: 'Buyer', outOfScope: 'Not ours' })
  })

  test('of a status keeps the words of the tool for what is still so', () => {
    const threats = [threat('a', { status: 'Transferred' }), threat('b', { status: 'NA', severity: 'TBD' })]
    const text = print([{ id: '1', type: 'Store', rect: [0, 0, 100, 50], data: { name: 'Log', threats } }])
    const { model, layout } = read(text)
    const change = (status: Model['risks'][number]['status']) =>
      writeThreatDragon({ ...model, risks: model.risks.map((risk) => ({ ...risk, status })) }, layout, text)
        .text
    expect(change('accepted').match(/"status": "\w+"/g)).toEqual([
      '"status": "Transferred"',
      '"status": "Accepted"',
    ])
    expect(change('mitigated').match(/"status": "\w+"/g)).toEqual([
      '"status": "Mitigated"',
      '"status": "Mitigated"',
    ])
    expect(change('mitigated')).toContain('"severity": "TBD"')
  })

  test('takes what hangs on a removed component with it', () => {
    const text = print([...SHOP, { id: 'loose', type: 'Flow', from: 'db', to: [900, 900] }])
    const { model, layout } = read(text)
    const written = writeThreatDragon(removeElements(model, ['orders']).model, layout, text)
    expect(written.text).not.toContain('"db"')
    expect(written.text).not.toContain('"query"')
    expect(read(written.text).model.components.map(({ id }) => id)).toEqual(['customer', 'shop'])
  })

  test('that renames the first of many nameless boundaries renames no other', () => {
    const curves = [50, 150, 250].map((x) => ({
      ...{ id: `c-${x}`, type: 'Boundary' as const, from: [x, -90] as const, to: [x, 600] as const },
      ...{ data: { description: `at ${x}` } },
    }))
    const text = print([...SHOP, ...curves])
    const { model, layout } = read(text)
    const boundaries = model.boundaries.map((each) =>
      each.id === 'trust-boundary' ? { ...each, title: 'First' } : each,
    )
    const written = writeThreatDragon({ ...model, boundaries }, layout, text)
    expect(written.diagnostics).toEqual([])
    expect(read(written.text).model.boundaries.map(({ title, description }) => [title, description])).toEqual(
      [
        ...[
          ['Data centre', undefined],
          ['Internet', undefined],
        ],
        ...[
          ['First', 'at 50'],
          ['Trust boundary', 'at 150'],
          ['Trust boundary', 'at 250'],
        ],
      ],
    )
  })

  test('adds a component, and a zone where the version has boxes', () => {
    const text = print(SHOP)
    const { model, layout } = withAnother(read(text))
    const written = writeThreatDragon(model, layout, text)
    const fresh = read(written.text).model.components.at(-1)
    const isOld = name === 'version 1'
    expect([fresh?.title, fresh?.zone]).toEqual(['Fresh process', isOld ? null : 'fresh-zone'])
    expect(said(written)).toEqual(
      isOld
        ? [
            'The boundary "Fresh zone" cannot be written to this file.',
            'Threat Dragon cannot hold the zone of 1 component.',
          ]
        : [],
    )
    // What was added is found again by the id it was given, whatever it is called by then.
    const renamed = updateComponent(model, 'fresh-process', { title: 'Other' })
    const again = writeThreatDragon(renamed, layout, written.text).text
    expect(read(again).model.components.map(({ title }) => title)).toEqual([
      'Customer',
      'Shop',
      'Orders',
      'Other',
    ])
  })

  test('draws a new line boundary across the flows it names, and no others', () => {
    const text = print(SHOP)
    const { model, layout } = read(text)
    const line = addBoundary(model, { kind: 'line', title: 'VPN', crossedBy: ['shop>orders'] })
    const written = writeThreatDragon(line.model, layout, text)
    expect(written.diagnostics).toEqual([])
    expect(read(written.text).model.boundaries.at(-1)?.crossedBy).toEqual(['shop>orders'])
  })
})

describe('version 2', () => {
  const both = SHOP.map((cell) =>
    cell.id === 'flow' ? { ...cell, data: { ...cell.data, isBidirectional: true } } : cell,
  )

  test.each([
    ['shop>customer', 'user', 'app'],
    ['customer>shop', 'app', 'user'],
  ])('a flow both ways without %s goes one way', (removed, source, target) => {
    const text = version2(both)
    const { model, layout } = read(text)
    const written = writeThreatDragon(removeElements(model, [removed]).model, layout, text).text
    expect(cellOf(written, 'flow')).toMatchObject({ source: { cell: source }, target: { cell: target } })
    expect(cellOf(written, 'flow')?.data.isBidirectional).toBe(false)
    expect(read(written).model.flows).toHaveLength(2)
  })

  test('a flow that is attached elsewhere keeps its cell', () => {
    const text = version2(SHOP)
    const { model, layout } = read(text)
    const flows = model.flows.map((flow) =>
      flow.id === 'shop' ? { ...flow, id: 'orders', to: 'orders' } : flow,
    )
    const written = writeThreatDragon({ ...model, flows, boundaries: [] }, layout, text).text
    expect(cellOf(written, 'flow')).toMatchObject({ source: { cell: 'user' }, target: { cell: 'db' } })
  })

  test('a component that goes to another page goes to its diagram with all it has', () => {
    const text = version2(SHOP, [{ id: 'x', type: 'Store', rect: [0, 0, 100, 50], data: { name: 'X' } }])
    const { model, layout } = read(text)
    const pages = [...layout.pages, { id: 'new', title: 'New page' }]
    const move = (page: string): Layout => ({
      ...{ ...layout, pages, boxes: layout.boxes.map((box) => (box.id === 'x' ? { ...box, page } : box)) },
    })
    for (const [page, index] of [
      ['part-1', 0],
      ['new', 2],
    ] as const) {
      const { diagrams } = (JSON.parse(writeThreatDragon(model, move(page), text).text) as Written).detail
      expect(diagrams.map(({ title }) => title)).toEqual(['Part 1', 'Part 2', 'New page'])
      expect(diagrams.map(({ cells }) => cells.some(({ id }) => id === 'x'))).toEqual(
        [0, 1, 2].map((at) => at === index),
      )
    }
  })

  test('a base that cannot be read is not used, and told', () => {
    const { model, layout } = read(version2(SHOP))
    const written = writeThreatDragon(model, layout, '{')
    expect(written.text).toBe(writeThreatDragon(model, layout).text)
    expect(said(written)[0]).toMatch(/^The file that was there is no Threat Dragon file/)
  })

  test('a new flow ends at cells that the file gave no id', () => {
    const text =
      '{"summary": {"title": "T"}, "detail": {"diagrams": [{"cells": [{"shape": "store", "x": 0, "y": 0}, {"shape": "actor", "x": 300, "y": 0}]}]}}'
    const { model, layout } = read(text)
    const written = writeThreatDragon(
      addFlow(model, { from: 'store', to: 'actor', title: 'F' }).model,
      layout,
      text,
    )
    expect(read(written.text).model.flows.map(({ from, to }) => [from, to])).toEqual([['store', 'actor']])
  })
})
