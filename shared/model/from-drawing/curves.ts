/** Lines as other tools draw them: bent through one handle, or straight through points. */
import type { Point } from '../layout.ts'

/** Control point of the quadratic curve that passes through `handle` half way; without a handle it is straight. */
export interface Curve {
  readonly start: Point
  readonly control: Point
  readonly end: Point
}

/** How far the straight pieces of a curve may lie beside it, in pixels; far off the screen they may more. */
const NEAR = 0.1
const MOST_PIECES = 32
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
  return doPiecesMeet(piecesOf(a), piecesOf(b))
}

/** True where two shapes of straight pieces meet, also at an end. */
export function doPiecesMeet(one: Pieces, other: Pieces): boolean {
  if (!isNear(one.box, other.box)) return false
  const near = other.parts.filter((part) => isNear(part, one.box))
  return one.parts.some((part) => isNear(part, other.box) && near.some((each) => doMeet(part, each)))
}

/** Straight pieces from each point to the next. */
export function piecesThrough(points: readonly Point[]): Pieces {
  const parts = points.slice(1).map((b, index): Part => {
    const a = points[index] ?? b
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
    return { ax: a.x, ay: a.y, bx: b.x, by: b.y, left, right, top, bottom }
  })
  // By turns: a stranger's line may have more points than a call takes arguments.
  const box = parts.reduce<Box>(around, {
    left: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  })
  return { parts, box }
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

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A straight piece, with the box around it. */
interface Part extends Box {
  readonly ax: number
  readonly ay: number
  readonly bx: number
  readonly by: number
}

/** What a drawn shape is compared by. */
export interface Pieces {
  readonly parts: readonly Part[]
  readonly box: Box
}

const pieces = new WeakMap<Curve, Pieces>()

/** Made once for a curve, as each meets many. */
function piecesOf(curve: Curve): Pieces {
  const known = pieces.get(curve)
  if (known) return known
  const { start, control, end } = curve
  const middle = middleOf(start, end)
  // A piece lies beside its part by the whole deviation over the square of their number.
  const off = Math.hypot(control.x - middle.x, control.y - middle.y) / 2
  const count = Math.min(MOST_PIECES, Math.max(1, Math.ceil(Math.sqrt(off / NEAR)) || 1))
  const at = (axis: 'x' | 'y', t: number) =>
    (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * control[axis] + t * t * end[axis]
  const made = piecesThrough(
    Array.from({ length: count + 1 }, (_, step) => ({ x: at('x', step / count), y: at('y', step / count) })),
  )
  pieces.set(curve, made)
  return made
}

function around(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

/** False for what has no number for a place. */
function isNear(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

function doMeet(a: Part, b: Part): boolean {
  if (!isNear(a, b)) return false
  // On which side of the one the ends of the other lie; boxes that meet are enough for what lies on one line.
  return isApart(a, b.ax, b.ay, b.bx, b.by) && isApart(b, a.ax, a.ay, a.bx, a.by)
}

/** True where the line through the part has the two points on different sides, or one on it. */
function isApart({ ax, ay, bx, by }: Part, cx: number, cy: number, dx: number, dy: number): boolean {
  const one = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  const two = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
  return (one <= 0 || two <= 0) && (one >= 0 || two >= 0)
}
