import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../test/support/models/random-model.ts'
import { absoluteRects, boundsOf, contains, type Rect, ZONE_PADDING } from './geometry.ts'
import { type Box, EMPTY_LAYOUT, type Layout } from './layout.ts'
import type { Model } from './schema.ts'
import { EMPTY_MODEL } from './schema.ts'

function parentsOf(model: Model): ReadonlyMap<string, string | null> {
  return new Map([
    ...model.components.map(({ id, zone }) => [id, zone] as const),
    ...model.boundaries.filter(({ kind }) => kind === 'zone').map(({ id, parent }) => [id, parent] as const),
  ])
}

const overlaps = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

const number = fc.integer({ min: 0, max: 2000 })
/** A layout that places some of the model's elements. */
const placedModel = anyModel(8).chain((model) =>
  fc
    .tuple(
      ...[...parentsOf(model).keys()].map((id) =>
        fc.option(
          fc.record({
            id: fc.constant(id),
            x: number,
            y: number,
            width: fc.option(fc.integer({ min: 16, max: 400 }), { nil: undefined }),
            height: fc.option(fc.integer({ min: 16, max: 400 }), { nil: undefined }),
          }),
          { nil: undefined },
        ),
      ),
    )
    .map((boxes) => ({
      model,
      boxes: boxes.filter((box): box is NonNullable<typeof box> => box !== undefined),
    })),
)

describe('absolute positions', () => {
  test('everything that is drawn has one, zones hold their members, and members keep their distance', () => {
    fc.assert(
      fc.property(placedModel, ({ model, boxes }) => {
        const layout: Layout = { ...EMPTY_LAYOUT, boxes }
        const rects = absoluteRects(model, layout)
        const parents = parentsOf(model)
        expect([...rects.keys()].sort()).toEqual([...parents.keys()].sort())
        for (const [id, parent] of parents) {
          const [rect, outer] = [rects.get(id), rects.get(parent ?? '')]
          if (rect && outer) expect(contains(outer, rect), `${id} in ${parent}`).toBe(true)
          const box = boxes.find((placed) => placed.id === id)
          if (rect && box)
            expect([rect.x, rect.y]).toEqual([box.x + (outer?.x ?? 0), box.y + (outer?.y ?? 0)])
        }
      }),
    )
  })

  test('what nobody placed overlaps nothing beside it', () => {
    fc.assert(
      fc.property(placedModel, ({ model, boxes }) => {
        const rects = absoluteRects(model, { ...EMPTY_LAYOUT, boxes })
        const parents = parentsOf(model)
        const placed = new Set(boxes.map((box: Box) => box.id))
        const ids = [...parents.keys()]
        for (const a of ids) {
          for (const b of ids) {
            if (a === b || parents.get(a) !== parents.get(b) || placed.has(a)) continue
            const [first, second] = [rects.get(a), rects.get(b)]
            if (first && second) expect(overlaps(first, second), `${a} over ${b}`).toBe(false)
          }
        }
      }),
    )
  })

  test('a component without zone stands at the origin, one in a zone below its title', () => {
    const component = { title: 'A', kind: 'process', technologies: [], tags: [], dataProcessed: [] } as const
    const model: Model = {
      ...EMPTY_MODEL,
      components: [{ ...component, id: 'a', zone: 'z', dataStored: [], formatsAccepted: [] }],
      boundaries: [{ id: 'z', title: 'Z', kind: 'zone', parent: null, crossedBy: [], tags: [] }],
    }
    const rects = absoluteRects(model, { ...EMPTY_LAYOUT, boxes: [{ id: 'z', x: 100, y: 50 }] })
    expect(rects.get('a')).toMatchObject({ x: 100 + ZONE_PADDING.side, y: 50 + ZONE_PADDING.top })
  })

  test('a zone that a person sized keeps its size while its members fit', () => {
    const zone = { id: 'z', title: 'Z', kind: 'zone', parent: null, crossedBy: [], tags: [] } as const
    const layout = { ...EMPTY_LAYOUT, boxes: [{ id: 'z', x: 0, y: 0, width: 96, height: 80 }] }
    expect(absoluteRects({ ...EMPTY_MODEL, boundaries: [zone] }, layout).get('z')).toMatchObject({
      width: 96,
      height: 80,
    })
  })

  test('what is in an unknown zone, or in zones that hold each other, is drawn all the same', () => {
    const component = { title: 'A', kind: 'process', technologies: [], tags: [], dataProcessed: [] } as const
    const zone = { title: 'Z', kind: 'zone', crossedBy: [], tags: [] } as const
    const model: Model = {
      ...EMPTY_MODEL,
      components: [
        { ...component, id: 'lost', zone: 'ghost', dataStored: [], formatsAccepted: [] },
        { ...component, id: 'held', zone: 'x', dataStored: [], formatsAccepted: [] },
      ],
      boundaries: [
        { ...zone, id: 'x', parent: 'y' },
        { ...zone, id: 'y', parent: 'x' },
      ],
    }
    expect([...absoluteRects(model, EMPTY_LAYOUT).keys()].sort()).toEqual(['held', 'lost', 'x', 'y'])
  })

  test('deep nesting, long chains and wide zones are placed in linear time', () => {
    const start = performance.now()
    const zone = { title: 'Z', kind: 'zone', crossedBy: [], tags: [] } as const
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    const count = 20_000
    const model: Model = {
      ...EMPTY_MODEL,
      boundaries: Array.from({ length: count }, (_, at) => {
        return { ...zone, id: `z${at}`, parent: at === 0 ? null : `z${at - 1}` }
      }),
      components: Array.from({ length: count }, (_, at) => {
        return { id: `c${at}`, title: 'C', kind: 'process' as const, zone: at % 2 ? 'z0' : null, ...lists }
      }),
      flows: Array.from({ length: count - 1 }, (_, at) => {
        return {
          id: `c${at + 1}`,
          from: `c${at}`,
          to: `c${at + 1}`,
          title: '',
          dataSent: [],
          dataReceived: [],
          tags: [],
        }
      }),
    }
    expect(absoluteRects(model, EMPTY_LAYOUT).size).toBe(2 * count)
    expect(performance.now() - start).toBeLessThan(10_000)
  }, 20_000)
})

test('the bounds of nothing are null', () => {
  expect(boundsOf([])).toBeNull()
})
