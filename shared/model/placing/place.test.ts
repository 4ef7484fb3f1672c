import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { aSeededModel } from '../../../test/support/models/seeded-model.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import { pinned } from '../arranging/pinned.ts'
import { addBoundary, addComponent } from '../edits/components.ts'
import { addFlow } from '../edits/flows.ts'
import { absoluteRects, boundsOf, contains, type Rect } from '../geometry.ts'
import { type Box, EMPTY_LAYOUT } from '../layout.ts'
import { EMPTY_MODEL, type Model } from '../schema.ts'
import { overlaps } from './rect.ts'

describe('a model without a layout', () => {
  test('of a thousand components fills the screen, not a tower', () => {
    for (const count of [200, 1000]) {
      const { width, height } = boundsOf(
        absoluteRects(aSeededModel(count, count), EMPTY_LAYOUT).values(),
      ) as Rect
      expect(width / height).toBeGreaterThan(1)
      expect(width / height).toBeLessThan(2.6)
    }
  })

  test('reads from left to right along its flows, circles included', () => {
    let model = withComponents(['A', 'B', 'C'])
    model = withFlows(model, ['a>b', 'b>c', 'c>a'])
    const [a, b, c] = ['a', 'b', 'c'].map((id) => rectIn(model, [], id))
    expect((a?.x ?? 0) < (b?.x ?? 0) && (b?.x ?? 0) < (c?.x ?? 0)).toBe(true)
  })

  test('puts a source that joins late beside what it joins', () => {
    const model = withFlows(withComponents(['A', 'B', 'C', 'Late']), ['a>b', 'b>c', 'late>c'])
    expect(rectIn(model, [], 'late').x).toBe(rectIn(model, [], 'b').x)
  })

  test('breaks a long chain into rows that follow each other', () => {
    const titles = Array.from({ length: 24 }, (_, at) => `n${at}`)
    const model = withFlows(
      withComponents(titles),
      titles.slice(1).map((title, at) => `n${at}>${title}`),
    )
    const { width, height } = boundsOf(absoluteRects(model, EMPTY_LAYOUT).values()) as Rect
    expect(width / height).toBeLessThan(3)
    expect(rectIn(model, [], 'n1').y).toBe(rectIn(model, [], 'n0').y)
    expect(rectIn(model, [], 'n23').y).toBeGreaterThan(rectIn(model, [], 'n0').y)
  })

  test('keeps pairs together that have nothing to do with each other', () => {
    const titles = Array.from({ length: 12 }, (_, at) => `n${at}`)
    const pairs = [0, 2, 4, 6, 8, 10].map((at) => `n${at}>n${at + 1}`)
    const model = withFlows(withComponents(titles), pairs)
    for (const pair of pairs) {
      const [from = '', to = ''] = pair.split('>')
      expect(rectIn(model, [], from).y).toBe(rectIn(model, [], to).y)
    }
  })
})

describe('what is new beside what has its place', () => {
  const titles = ['Browser', 'API', 'DB']
  const zone = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'Core' }).model
  const neighbour = addBoundary(zone, { kind: 'zone', title: 'Beside' }).model
  const boxes: readonly Box[] = [
    { id: 'browser', x: 0, y: 100 },
    { id: 'core', x: 400, y: 0, width: 300, height: 400 },
    { id: 'beside', x: 740, y: 0, width: 300, height: 400 },
    { id: 'api', x: 40, y: 100 },
    { id: 'db', x: 40, y: 260 },
  ]
  const base = ((): Model => {
    const all = titles.reduce(
      (model, title) =>
        addComponent(model, { kind: 'process', title, zone: title === 'Browser' ? null : 'core' }).model,
      neighbour,
    )
    return withFlows(all, ['browser>api', 'api>db'])
  })()

  test('stands right of what sends to it', () => {
    const added = addComponent(base, { kind: 'process', title: 'New', zone: null }).model
    const rect = rectIn(withFlows(added, ['browser>new']), boxes, 'new')
    expect(rect.x).toBeGreaterThan(0)
    expect(rect.x).toBeLessThan(400)
    expect(rect.y).toBeGreaterThan(0)
    expect(rect.y).toBeLessThan(300)
  })

  test('makes its zone larger only where nothing is beside it', () => {
    let model = base
    for (const title of ['New 1', 'New 2', 'New 3', 'New 4']) {
      model = addComponent(model, { kind: 'store', title, zone: 'core' }).model
      model = withFlows(model, [`api>${title.toLowerCase().replace(' ', '-')}`])
    }
    const rects = absoluteRects(model, { ...EMPTY_LAYOUT, boxes })
    const [core, beside] = [rects.get('core'), rects.get('beside')]
    if (!core || !beside) throw new Error('both zones are drawn')
    expect(overlaps(core, beside)).toBe(false)
    expect(beside).toMatchObject({ x: 740, y: 0 })
    for (const id of ['new-1', 'new-2', 'new-3', 'new-4']) {
      expect(contains(core, rects.get(id) as Rect), id).toBe(true)
    }
  })

  test('a zone that was drawn first and filled later grows where it can', () => {
    let model = base
    for (const title of ['X 1', 'X 2', 'X 3', 'X 4', 'X 5', 'X 6', 'X 7', 'X 8']) {
      model = addComponent(model, { kind: 'store', title, zone: 'beside' }).model
    }
    const right: Box = { id: 'far', x: 1080, y: 0, width: 240, height: 160 }
    model = addBoundary(model, { kind: 'zone', title: 'Far' }).model
    const rects = absoluteRects(model, { ...EMPTY_LAYOUT, boxes: [...boxes, right] })
    expect(overlaps(rects.get('beside') as Rect, rects.get('far') as Rect)).toBe(false)
  })

  test('never moves what was placed, whatever arrives', () => {
    fc.assert(
      fc.property(anyModel(8), anyModel(4), (model, more) => {
        const layout = pinned(model, EMPTY_LAYOUT)
        const before = absoluteRects(model, layout)
        const together: Model = {
          ...model,
          boundaries: [
            ...model.boundaries,
            ...more.boundaries.map((one) => ({
              ...one,
              id: `${one.id}+`,
              parent: one.parent && `${one.parent}+`,
            })),
          ],
          components: [
            ...model.components,
            ...more.components.map((one) => ({
              ...one,
              id: `${one.id}+`,
              zone: model.boundaries[0]?.id ?? null,
            })),
          ],
        }
        const after = absoluteRects(together, layout)
        for (const [id, { x, y }] of before) expect(after.get(id)).toMatchObject({ x, y })
        for (const { id } of model.components) expect(after.get(id)).toEqual(before.get(id))
      }),
      // Each run places a whole model twice.
      { numRuns: runs(100) },
    )
  })

  test('a hundred of them are put beside as one block', () => {
    const added = aSeededModel(100, 120)
    const model: Model = {
      ...base,
      components: [...base.components, ...added.components.map((one) => ({ ...one, zone: null }))],
      flows: [...base.flows, ...added.flows],
    }
    const rects = absoluteRects(model, { ...EMPTY_LAYOUT, boxes })
    const block = boundsOf(added.components.map(({ id }) => rects.get(id) as Rect)) as Rect
    for (const { id } of boxes) expect(overlaps(block, rects.get(id) as Rect), id).toBe(false)
  })
})

function withComponents(titles: readonly string[]): Model {
  return titles.reduce(
    (model, title) => addComponent(model, { kind: 'process', title }).model,
    EMPTY_MODEL as Model,
  )
}

function withFlows(model: Model, flows: readonly string[]): Model {
  return flows.reduce((all, flow) => {
    const [from = '', to = ''] = flow.split('>')
    return addFlow(all, { from, to }).model
  }, model)
}

function rectIn(model: Model, boxes: readonly Box[], id: string): Rect {
  const rect = absoluteRects(model, { ...EMPTY_LAYOUT, boxes }).get(id)
  if (!rect) throw new Error(`${id} is not drawn`)
  return rect
}
