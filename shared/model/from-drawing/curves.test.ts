import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Curve,
  curveThrough,
  doCurvesCross,
  doPiecesMeet,
  isBent,
  piecesThrough,
  sidesOf,
  straight,
} from './curves.ts'

const at = (x: number, y: number) => ({ x, y })

test('a curve passes through its handle half way', () => {
  const { start, control, end } = curveThrough(at(0, 0), at(50, 40), at(100, 0))
  expect((start.y + 2 * control.y + end.y) / 4).toBe(40)
  expect((start.x + 2 * control.x + end.x) / 4).toBe(50)
})

test('a curve without a handle, or with one on its way, is straight', () => {
  expect(isBent(curveThrough(at(0, 0), undefined, at(100, 0)))).toBe(false)
  expect(isBent(curveThrough(at(0, 0), at(40, 3), at(100, 0)))).toBe(false)
  expect(isBent(curveThrough(at(0, 0), at(50, 5), at(100, 0)))).toBe(true)
  expect(isBent(curveThrough(at(0, 0), at(0, 30), at(0, 0)))).toBe(true)
})

test('a curve that bends around a line does not cross it, whatever the straight way between its ends does', () => {
  const line = straight(at(50, -10), at(50, 10))
  expect(doCurvesCross(straight(at(0, 0), at(100, 0)), line)).toBe(true)
  expect(doCurvesCross(curveThrough(at(0, 0), at(50, 40), at(100, 0)), line)).toBe(false)
})

test('a curve that bends into a line crosses it, where the straight way does not', () => {
  const line = straight(at(0, 30), at(100, 30))
  expect(doCurvesCross(straight(at(0, 0), at(100, 0)), line)).toBe(false)
  expect(doCurvesCross(curveThrough(at(0, 0), at(50, 40), at(100, 0)), line)).toBe(true)
})

test('overlapping bounding boxes are no crossing', () => {
  expect(doCurvesCross(straight(at(0, 0), at(100, 100)), straight(at(60, 0), at(100, 40)))).toBe(false)
})

test('lines on one line cross where they share a part', () => {
  expect(doCurvesCross(straight(at(0, 0), at(50, 0)), straight(at(40, 0), at(90, 0)))).toBe(true)
  expect(doCurvesCross(straight(at(0, 0), at(50, 0)), straight(at(60, 0), at(90, 0)))).toBe(false)
})

test('a line from inside a rectangle to outside crosses one of its sides', () => {
  const sides = sidesOf({ x: 0, y: 0, width: 100, height: 50 })
  const crossed = (curve: Curve) => sides.filter((side) => doCurvesCross(curve, side)).length
  expect(crossed(straight(at(50, 25), at(200, 25)))).toBe(1)
  expect(crossed(straight(at(-50, 25), at(200, 25)))).toBe(2)
  expect(crossed(straight(at(10, 10), at(90, 40)))).toBe(0)
})

const point = fc.record({ x: fc.integer({ min: -500, max: 500 }), y: fc.integer({ min: -500, max: 500 }) })
const curve = fc.tuple(point, point, point).map(([start, handle, end]) => curveThrough(start, handle, end))

test('crossing does not depend on the order, and agrees with many short straight pieces', () => {
  const piecesOf = ({ start, control, end }: Curve) => {
    const spot = (t: number) => {
      const on = (axis: 'x' | 'y') =>
        (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * control[axis] + t * t * end[axis]
      return at(on('x'), on('y'))
    }
    return Array.from({ length: 40 }, (_, index) => straight(spot(index / 40), spot((index + 1) / 40)))
  }
  let same = 0
  let all = 0
  fc.assert(
    fc.property(curve, curve, (a, b) => {
      const answer = doCurvesCross(a, b)
      expect(doCurvesCross(b, a)).toBe(answer)
      all += 1
      if (answer === piecesOf(a).some((one) => piecesOf(b).some((other) => doCurvesCross(one, other))))
        same += 1
    }),
  )
  // Pieces are only near the curve, so curves that almost touch may differ.
  expect(same / all).toBeGreaterThan(0.96)
})

test('places that are no numbers end the search', () => {
  expect(doCurvesCross(straight(at(Number.NaN, 0), at(1, 1)), straight(at(0, 1), at(1, 0)))).toBe(false)
  const far = curveThrough(at(0, 0), at(1e6, 1e6), at(0, 1))
  expect(doCurvesCross(far, curveThrough(at(1, 0), at(1e6, 1e6 + 2), at(1, 1)))).toBeTypeOf('boolean')
})

test('a line of more points than a call takes arguments is compared as any other', () => {
  const long = piecesThrough(Array.from({ length: 300_000 }, (_, index) => at(index % 500, index % 7)))
  expect(doPiecesMeet(long, piecesThrough([at(250, -10), at(250, 20)]))).toBe(true)
  expect(doPiecesMeet(long, piecesThrough([at(250, 10), at(250, 20)]))).toBe(false)
})
