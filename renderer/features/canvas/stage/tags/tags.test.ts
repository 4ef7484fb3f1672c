import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FlowShape } from '../../../../../shared/model/drawing/drawing.ts'
import { allTags, tagsIn } from './tags.ts'

const at = (x: number, y = 0) => ({ x, y })
const spot = (x: number) => ({ boundary: `zone-${x}`, at: at(x), angle: 0, distance: x })

/** A level flow of 10,000 px that crosses a zone at each of these places, with its label there. */
function aLongFlow(spots: readonly number[], label: number | null = null): FlowShape {
  return {
    ref: 'a>b',
    ends: { from: 'a', to: 'b' },
    path: [at(0), at(10_000)],
    waypoints: [],
    spots: spots.map(spot),
    label: label === null ? null : { text: 'https', lock: null, width: 48, at: at(label) },
  }
}

const PLACE = { x: 4000, y: -400, width: 1000, height: 800 }

describe('the marks and the label of a flow', () => {
  test('that stand far from what is seen are not held', () => {
    const tags = tagsIn(aLongFlow([100, 4500, 9000], 9500), PLACE)
    expect(tags.spots.map(({ boundary }) => boundary)).toEqual(['zone-4500'])
    expect(tags.isLabelled).toBe(false)
    expect(tagsIn(aLongFlow([], 4100), PLACE).isLabelled).toBe(true)
  })

  test('that reach into what is held are held, enlarged as they are from afar', () => {
    const shape = aLongFlow([4000 - 23, 5000 + 23], 4000 - 33)
    expect(tagsIn(shape, PLACE)).toEqual({ spots: shape.spots, isLabelled: true })
  })

  test('stay as they were while nobody sees any', () => {
    const shape = aLongFlow([4500, 9000], 4600)
    const held = tagsIn(shape, PLACE)
    expect(tagsIn(shape, null, held)).toBe(held)
  })

  test('are all held of a flow that is selected', () => {
    const shape = aLongFlow([100, 9000], 9500)
    expect(allTags(shape)).toEqual({ spots: shape.spots, isLabelled: true })
  })

  test('are the same list while the view moves past none of them, so that no flow is drawn anew', () => {
    const places = fc.record({
      x: fc.integer({ min: 0, max: 9000 }),
      by: fc.integer({ min: -600, max: 600 }),
    })
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 })), places, (spots, { x, by }) => {
        const shape = aLongFlow([...new Set(spots)])
        const before = tagsIn(shape, { ...PLACE, x })
        const after = tagsIn(shape, { ...PLACE, x: x + by }, before)
        const isSame =
          before.spots.map((each) => each.boundary).join() === after.spots.map((each) => each.boundary).join()
        expect(after.spots === before.spots).toBe(isSame)
      }),
    )
  })
})
