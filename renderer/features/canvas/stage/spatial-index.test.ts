import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { type Item, isIn, meets, SpatialIndex } from './spatial-index.ts'

const item = (ref: string, rect: Rect, path?: Item['path']): Item => ({
  ref,
  kind: path ? 'flow' : 'component',
  order: 0,
  rect,
  ...(path ? { path } : {}),
})
const rects = fc.record({
  x: fc.integer({ min: -5000, max: 5000 }),
  y: fc.integer({ min: -5000, max: 5000 }),
  width: fc.integer({ min: 0, max: 4000 }),
  height: fc.integer({ min: 0, max: 4000 }),
})
const refsIn = (index: SpatialIndex, rect: Rect) =>
  index
    .query(rect)
    .map(({ ref }) => ref)
    .sort()

describe('the index by place', () => {
  test('finds exactly what a look at every element finds, each once', () => {
    fc.assert(
      fc.property(fc.array(rects, { maxLength: 40 }), rects, (all, view) => {
        const index = new SpatialIndex()
        for (const [at, rect] of all.entries()) index.set(item(`e${at}`, rect))
        const expected = all.flatMap((rect, at) => (meets(rect, view) ? [`e${at}`] : [])).sort()
        expect(refsIn(index, view)).toEqual(expected)
      }),
    )
  })

  test('finds what moved at its new place only, and what left nowhere', () => {
    const index = new SpatialIndex()
    const here = { x: 0, y: 0, width: 100, height: 100 }
    const there = { x: 9000, y: 9000, width: 100, height: 100 }
    index.set(item('a', here))
    index.set(item('b', here))
    index.set(item('a', there))
    expect(refsIn(index, here)).toEqual(['b'])
    expect(refsIn(index, there)).toEqual(['a'])
    index.delete('b')
    expect(refsIn(index, here)).toEqual([])
    expect(index.size).toBe(1)
  })

  test('keeps what lies where cells cannot be counted', () => {
    const index = new SpatialIndex()
    index.set(item('far', { x: 1e300, y: -1e300, width: 10, height: 10 }))
    expect(refsIn(index, { x: 0, y: 0, width: 100, height: 100 })).toEqual([])
    expect(refsIn(index, { x: -1e301, y: -1e301, width: 2e301, height: 2e301 })).toEqual(['far'])
  })
})

describe('a flow', () => {
  const rect = { x: 0, y: 0, width: 10_000, height: 10_000 }
  const flow = item('a>b', rect, [
    { x: 0, y: 0 },
    { x: 10_000, y: 10_000 },
  ])

  test('that passes through the view with both ends outside is in it', () => {
    expect(isIn(flow, { x: 4800, y: 4800, width: 400, height: 400 })).toBe(true)
  })

  test('whose bounds only surround the view is not', () => {
    expect(isIn(flow, { x: 8000, y: 1000, width: 400, height: 400 })).toBe(false)
  })

  test('with a bend is followed around its corner', () => {
    const bent = item('a>b', rect, [
      { x: 0, y: 0 },
      { x: 10_000, y: 0 },
      { x: 10_000, y: 10_000 },
    ])
    expect(isIn(bent, { x: 9900, y: 5000, width: 50, height: 50 })).toBe(true)
    expect(isIn(bent, { x: 4800, y: 4800, width: 400, height: 400 })).toBe(false)
  })
})
