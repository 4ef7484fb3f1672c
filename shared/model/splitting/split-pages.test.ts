import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aRandomModel } from '../../../test/support/models/arbitrary-model.ts'
import { printModel, readModel } from '../../formats/fenceline/index.ts'
import { crossingsOf } from '../crossings.ts'
import { addBoundary, addComponent } from '../edits/components.ts'
import { addFlow } from '../edits/flows.ts'
import { absoluteRects } from '../geometry.ts'
import { flowRef } from '../ids.ts'
import type { Layout } from '../layout.ts'
import { EMPTY_MODEL, type Model, type Risk } from '../schema.ts'
import { splitPages } from './split-pages.ts'

/** Shop and Bank, each with a zone, a flow and a line; `shop>bank` leads from one to the other. */
function aModel(changes: Partial<Model> = {}): Model {
  let model: Model = { ...EMPTY_MODEL, title: 'Everything', notes: ['JWT'] }
  for (const title of ['Shop', 'Bank']) {
    model = addBoundary(model, { kind: 'zone', title: `${title} zone`, parent: null }).model
    model = addComponent(model, { kind: 'process', title, zone: `${title.toLowerCase()}-zone` }).model
    model = addComponent(model, { kind: 'external', title: `${title} user`, zone: null }).model
    model = addFlow(model, { from: `${title.toLowerCase()}-user`, to: title.toLowerCase() }).model
    const line = addBoundary(model, { kind: 'line', title: `${title} line`, parent: null })
    const over = model.flows.filter(({ to }) => to === title.toLowerCase()).map(flowRef)
    model = {
      ...line.model,
      boundaries: line.model.boundaries.map((one) =>
        one.title === `${title} line` ? { ...one, crossedBy: over } : one,
      ),
    }
  }
  return { ...addFlow(model, { from: 'shop', to: 'bank' }).model, ...changes }
}

const LAYOUT: Layout = {
  pages: [
    { id: 'one', title: 'Shop' },
    { id: 'two', title: 'Bank' },
  ],
  boxes: [
    { id: 'shop-zone', x: 100, y: 100, width: 400, height: 300, page: 'one' },
    { id: 'shop', x: 40, y: 60, page: 'one' },
    { id: 'shop-user', x: 0, y: 0 },
    { id: 'bank-zone', x: 100, y: 100, width: 400, height: 300, page: 'two' },
    { id: 'bank', x: 40, y: 60, page: 'two' },
    { id: 'bank-user', x: 0, y: 0, page: 'two' },
  ],
  routes: [{ ref: 'bank-user>bank', points: [{ x: 5, y: 5 }] }],
  notes: [
    { id: 'n1', text: 'first', x: 0, y: 0 },
    { id: 'n2', text: 'second', x: 0, y: 0, page: 'two' },
  ],
}

const risk = (id: string, target: string): Risk => ({
  ...{ id, target, category: 'spoofing', title: id, status: 'unchecked' },
})

test('each page becomes a model with its components, flows, boundaries and places', () => {
  const [shop, bank] = splitPages(aModel(), LAYOUT).parts
  expect(shop?.model.components.map(({ id }) => id)).toEqual(['shop', 'shop-user'])
  expect(shop?.model.boundaries.map(({ id }) => id)).toEqual(['shop-zone', 'shop-line'])
  expect(bank?.model.flows.map(flowRef)).toEqual([expect.stringMatching(/^bank-user>/)])
  expect(bank?.model.boundaries.find(({ kind }) => kind === 'line')?.crossedBy).toHaveLength(1)
  expect(shop?.layout).toMatchObject({ pages: [], notes: [{ id: 'n1' }] })
  expect(bank?.layout).toMatchObject({ pages: [], notes: [{ id: 'n2' }] })
  expect(bank?.layout.boxes.map(({ id }) => id)).toEqual(['bank-zone', 'bank', 'bank-user'])
  expect(JSON.stringify([shop?.layout, bank?.layout])).not.toContain('"page"')
})

test('a part has the name of its page beside that of the model, and what was said of everything', () => {
  const { parts } = splitPages(aModel(), LAYOUT)
  expect(parts.map(({ model }) => model.title)).toEqual(['Everything: Shop', 'Everything: Bank'])
  expect(parts.map(({ model }) => model.notes)).toEqual([['JWT'], ['JWT']])
  const [same] = splitPages(aModel({ title: 'shop' }), LAYOUT).parts
  expect(same?.model.title).toBe('shop')
})

test('a flow between pages is in no part and is named', () => {
  const { parts, between } = splitPages(aModel(), LAYOUT)
  expect(between).toEqual([expect.stringMatching(/^shop>/)])
  expect(parts.flatMap(({ model }) => model.flows)).toHaveLength(2)
})

test('risks go with their targets, and data assets and mitigations with what names them', () => {
  const model = aModel()
  const ref = model.flows.map(flowRef).find((each) => each.startsWith('bank-user>')) ?? ''
  const risks = [
    risk('a', 'shop'),
    { ...risk('b', ref), mitigations: ['m'] },
    risk('c', 'boundary:bank-zone'),
  ]
  const mitigation = { title: 'M', status: 'planned' as const, evidence: [] }
  const flows = model.flows.map((flow) => (flowRef(flow) === ref ? { ...flow, dataSent: ['pii'] } : flow))
  const { parts } = splitPages(
    {
      ...{ ...model, flows, risks },
      mitigations: [
        { ...mitigation, id: 'm' },
        { ...mitigation, id: 'free' },
      ],
      dataAssets: [
        { id: 'pii', title: 'PII', tags: [] },
        { id: 'free', title: 'Free', tags: [] },
      ],
    },
    LAYOUT,
  )
  const ids = (key: 'risks' | 'mitigations' | 'dataAssets') =>
    parts.map((part) => part.model[key].map(({ id }) => id))
  expect(ids('risks')).toEqual([['a'], ['b', 'c']])
  expect(ids('mitigations')).toEqual([['free'], ['m']])
  expect(ids('dataAssets')).toEqual([['free'], ['pii']])
})

test('what lies in a zone of another page is outside on its own, where it was', () => {
  const boxes = LAYOUT.boxes.map((box) => (box.id === 'shop' ? { ...box, page: 'two' } : box))
  const layout = { ...LAYOUT, boxes }
  const [, bank] = splitPages(aModel(), layout).parts
  expect(bank?.model.components.find(({ id }) => id === 'shop')?.zone).toBeNull()
  expect(bank?.layout.boxes.find(({ id }) => id === 'shop')).toMatchObject({ x: 140, y: 160 })
})

test('a layout without pages has no parts', () => {
  expect(splitPages(aModel(), { ...LAYOUT, pages: [] }).parts).toEqual([])
})

test('whatever the model, every element is in exactly one part and every part is valid', () => {
  const anyPage = fc.constantFrom('one', 'two', 'gone', undefined)
  const property = fc.property(aRandomModel(), fc.infiniteStream(anyPage), (model, pages) => {
    const placed = [...model.components, ...model.boundaries.filter(({ kind }) => kind === 'zone')]
    const boxes = placed.map(({ id }, at) => {
      const { value } = pages.next()
      return { id, x: at * 10, y: 0, ...(value === undefined ? {} : { page: value }) }
    })
    const layout: Layout = { ...LAYOUT, boxes, routes: [], notes: [] }
    const { parts, between } = splitPages(model, layout)
    const all = (names: (part: Model) => readonly string[]) =>
      parts.flatMap((part) => names(part.model)).sort()
    const sorted = (names: readonly string[]) => [...names].sort()
    expect(all((part) => part.components.map(({ id }) => id))).toEqual(
      sorted(model.components.map(({ id }) => id)),
    )
    expect(all((part) => part.boundaries.map(({ id }) => id))).toEqual(
      sorted(model.boundaries.map(({ id }) => id)),
    )
    expect([...all((part) => part.flows.map(flowRef)), ...between].sort()).toEqual(
      sorted(model.flows.map(flowRef)),
    )
    for (const part of parts) {
      const read = readModel(printModel(part.model))
      expect(read.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(crossingsOf(part.model).size).toBe(crossingsOf(read.model ?? EMPTY_MODEL).size)
      expect(part.layout.boxes).toHaveLength(
        part.model.components.length + part.model.boundaries.filter(({ kind }) => kind === 'zone').length,
      )
    }
    for (const { model: part, layout: own } of parts)
      for (const { id } of part.components)
        expect(absoluteRects(part, own).get(id)?.width).toBe(absoluteRects(model, layout).get(id)?.width)
  })
  fc.assert(property)
})
