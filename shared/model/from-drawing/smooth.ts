/**
 * The smooth edges of JointJS and AntV X6, which diagram tools draw flows with: without points on the way an S of
 * one cubic piece, else the cubic spline through all points whose curvature is continuous and none at its ends.
 */
import type { Point } from '../layout.ts'

/** Straight pieces for one cubic piece: they lie less than a pixel beside it at the sizes of diagrams. */
const PIECES = 16
/** More points on the way than anybody sets by hand; they are far enough from each other to be joined straight. */
const MOST_POINTS = 200

/** The drawn edge as a line through many points. `points` are its start, the points on the way and its end. */
export function smoothThrough(points: readonly Point[]): readonly Point[] {
  const [start, end] = [points[0], points.at(-1)]
  if (!start || !end || points.length < 2 || points.length > MOST_POINTS) return points
  const controls = points.length === 2 ? [bend(start, end)] : spline(points)
  return [
    start,
    ...controls.flatMap(([first, second], index) => {
      const [from, to] = [points[index] ?? start, points[index + 1] ?? end]
      return Array.from({ length: PIECES }, (_, step) => cubic(from, first, second, to, (step + 1) / PIECES))
    }),
  ]
}

type Controls = readonly [first: Point, second: Point]

/** Leaves and arrives along the longer way. */
function bend(start: Point, end: Point): Controls {
  const isFlat = Math.abs(start.x - end.x) >= Math.abs(start.y - end.y)
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
  return isFlat
    ? [
        { x: middle.x, y: start.y },
        { x: middle.x, y: end.y },
      ]
    : [
        { x: start.x, y: middle.y },
        { x: end.x, y: middle.y },
      ]
}

/** Control points of each piece, by the equations that make first and second derivatives meet. */
function spline(points: readonly Point[]): readonly Controls[] {
  const [xs, ys] = [firstControls(points.map(({ x }) => x)), firstControls(points.map(({ y }) => y))]
  const last = points.length - 2
  return xs.map((x, index): Controls => {
    const y = ys[index] ?? 0
    const to = points[index + 1] ?? { x, y }
    const next = { x: xs[index + 1] ?? x, y: ys[index + 1] ?? y }
    const second =
      index < last ? { x: 2 * to.x - next.x, y: 2 * to.y - next.y } : { x: (to.x + x) / 2, y: (to.y + y) / 2 }
    return [{ x, y }, second]
  })
}

/** Solves the tridiagonal system for one coordinate. */
function firstControls(knots: readonly number[]): readonly number[] {
  const count = knots.length - 1
  const at = (index: number) => knots[index] ?? 0
  const wanted = (index: number) => {
    if (index === 0) return at(0) + 2 * at(1)
    return index < count - 1 ? 4 * at(index) + 2 * at(index + 1) : (8 * at(index) + at(count)) / 2
  }
  const solved: number[] = [wanted(0) / 2]
  const carried: number[] = [0]
  let divisor = 2
  for (let index = 1; index < count; index += 1) {
    const carry = 1 / divisor
    carried.push(carry)
    divisor = (index < count - 1 ? 4 : 3.5) - carry
    solved.push((wanted(index) - (solved[index - 1] ?? 0)) / divisor)
  }
  for (let index = count - 2; index >= 0; index -= 1) {
    solved[index] = (solved[index] ?? 0) - (carried[index + 1] ?? 0) * (solved[index + 1] ?? 0)
  }
  return solved
}

function cubic(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t
  const [wa, wb, wc, wd] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y }
}
