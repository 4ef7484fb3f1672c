import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OverlayItem } from '../../../../shared/diff/marks/overlay/overlay.ts'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { meets } from '../stage/spatial-index.ts'
import { itemsIn } from './overlay-index.ts'

const item = (key: string, rect: Rect, path?: OverlayItem['path']): OverlayItem => ({
  key,
  ref: key,
  isGone: true,
  mark: { ref: key, change: 'removed', changes: [], gained: [], lost: [], stale: false },
  rect,
  strokes: [],
  words: [],
  signs: ['removed'],
  corner: { x: rect.x, y: rect.y },
  spots: [],
  ...(path ? { path } : {}),
})
const rects = fc.record({
  x: fc.integer({ min: -3000, max: 3000 }),
  y: fc.integer({ min: -3000, max: 3000 }),
  width: fc.integer({ min: 1, max: 2000 }),
  height: fc.integer({ min: 1, max: 2000 }),
})
const VIEW = { x: 0, y: 0, width: 800, height: 600 }

describe('the overlay in a view', () => {
  test('has every item that reaches into the view, in the order of the overlay', () => {
    fc.assert(
      fc.property(fc.array(rects, { maxLength: 40 }), rects, (all, view) => {
        const items = all.map((rect, at) => item(`e${at}`, rect))
        const found = itemsIn(items, view)
        expect(found).toEqual(items.filter((each) => found.includes(each)))
        for (const each of items) if (meets(each.rect, view)) expect(found).toContain(each)
      }),
    )
  })

  test('has no ghost of a flow that passes it by at a distance', () => {
    const box = { x: -2000, y: 0, width: 4000, height: 3000 }
    const passing = item('passing', box, [
      { x: -2000, y: 3000 },
      { x: 2000, y: 3000 },
      { x: 2000, y: 0 },
    ])
    const through = item('through', box, [
      { x: -2000, y: 300 },
      { x: 2000, y: 300 },
    ])
    expect(itemsIn([passing, through], VIEW)).toEqual([through])
  })
})
