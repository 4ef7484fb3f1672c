import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smoothThrough } from './smooth.ts'

const near = (a: { x: number; y: number } | undefined, b: { x: number; y: number }) =>
  a !== undefined && Math.hypot(a.x - b.x, a.y - b.y) < 0.001

test('two points are joined by an S that leaves along the longer way', () => {
  const drawn = smoothThrough([
    { x: 0, y: 0 },
    { x: 100, y: 40 },
  ])
  expect(drawn.some((point) => near(point, { x: 50, y: 20 }))).toBe(true)
  // A quarter of the way it is still nearly as high as where it left.
  const early = drawn.find(({ x }) => x >= 15)
  expect(early?.y).toBeLessThan(4)
})

test('a spline passes through every point on the way, and bends beyond its chords', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 100, y: 100 },
    { x: 200, y: 0 },
  ]
  const drawn = smoothThrough(points)
  for (const point of points) expect(drawn.some((each) => near(each, point))).toBe(true)
  // As X6 gives it: the first piece has its controls at (33.3, 50) and (66.7, 100).
  const middle = drawn[8]
  expect(middle?.x).toBeCloseTo(50, 5)
  expect(middle?.y).toBeCloseTo((0 + 3 * 50 + 3 * 100 + 100) / 8, 5)
})

test('points on a straight line give that line', () => {
  const point = fc.integer({ min: -500, max: 500 })
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 8 }), (xs) => {
      for (const { x, y } of smoothThrough(xs.map((x) => ({ x, y: 2 * x })))) {
        // Two points with the same steepness bend within their box, so only longer ones are straight.
        if (xs.length > 2) expect(y).toBeCloseTo(2 * x, 6)
      }
    }),
  )
})
