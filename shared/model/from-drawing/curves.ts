/** Lines as other tools draw them: bent through one handle, or straight through points. */
import type { Point } from '../layout.ts'

/** Control point of the quadratic curve that passes through `handle` half way; without a handle it is straight. */
export interface Curve {
  readonly start: Point
  readonly control: Point
  readonly end: Point
}

/** How near two curves come to be the same place, in pixels. */
const NEAR = 0.25
/** Least bend that a person sees, in pixels. */
const BENT = 4

/** The curve from `start` to `end` that passes through `handle`. */
export function curveThrough(start: Point, handle: Point | undefined, end: Point): Curve {
  const middle = middleOf(start, end)
  if (!handle) return { start, control: middle, end }
  return { start, control: { x: 2 * handle.x - middle.x, y: 2 * handle.y - middle.y }, end }
}

/** True where the handle lies beside the straight line between the ends. */
export function isBent({ start, control, end }: Curve): boolean {
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  const [dx, dy] = [control.x - start.x, control.y - start.y]
  // The curve is half as far from the straight line as its control point.
  const off =
    length === 0
      ? Math.hypot(dx, dy) / 2
      : Math.abs((end.x - start.x) * dy - (end.y - start.y) * dx) / length / 2
  return off >= BENT
}

/** True where the drawn shapes meet, also at an end. */
export function doCurvesCross(a: Curve, b: Curve): boolean {
  const pairs: (readonly [Curve, Curve])[] = [[a, b]]
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [one, other] = pair
    if (!doOverlap(one, other)) continue
    const [first, second] = [isFlat(one), isFlat(other)]
    if (first && second) {
      if (doSegmentsMeet(one, other)) return true
      continue
    }
    const halves = first ? [one] : halve(one)
    for (const half of halves) for (const part of second ? [other] : halve(other)) pairs.push([half, part])
  }
  return false
}

/** A straight line as a curve. */
export function straight(start: Point, end: Point): Curve {
  return { start, control: middleOf(start, end), end }
}

/** The four sides of a rectangle. */
export function sidesOf(rect: {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}): readonly Curve[] {
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height]
  const corners = [
    { x: rect.x, y: rect.y },
    { x: right, y: rect.y },
    { x: right, y: bottom },
    { x: rect.x, y: bottom },
  ] as const
  const [a, b, c, d] = corners
  return [straight(a, b), straight(b, c), straight(c, d), straight(d, a)]
}

function middleOf(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}

/** A curve lies within the triangle of its three points. */
function doOverlap(a: Curve, b: Curve): boolean {
  return doRangesMeet(a, b, 'x') && doRangesMeet(a, b, 'y')
}

function doRangesMeet(a: Curve, b: Curve, axis: 'x' | 'y'): boolean {
  const least = (curve: Curve) => Math.min(curve.start[axis], curve.control[axis], curve.end[axis])
  const most = (curve: Curve) => Math.max(curve.start[axis], curve.control[axis], curve.end[axis])
  return least(a) <= most(b) && least(b) <= most(a)
}

/** Never true of a curve that is not finite, whose parts would be halved for ever; such ones overlap nothing. */
function isFlat({ start, control, end }: Curve): boolean {
  const middle = middleOf(start, end)
  return Math.abs(control.x - middle.x) <= NEAR && Math.abs(control.y - middle.y) <= NEAR
}

function halve({ start, control, end }: Curve): readonly [Curve, Curve] {
  const [before, after] = [middleOf(start, control), middleOf(control, end)]
  const middle = middleOf(before, after)
  return [
    { start, control: before, end: middle },
    { start: middle, control: after, end },
  ]
}

function doSegmentsMeet(a: Curve, b: Curve): boolean {
  const sides = [side(a, b.start), side(a, b.end), side(b, a.start), side(b, a.end)] as const
  const [one, two, three, four] = sides
  if (one === 0 && two === 0) return doOverlap(straight(a.start, a.end), straight(b.start, b.end))
  return one * two <= 0 && three * four <= 0
}

/** On which side of the line a point lies; 0 is on it. */
function side({ start, end }: Curve, point: Point): number {
  return Math.sign((end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x))
}
