/** Flows end on the outline of what they join, so that an arrow touches the ink whatever the angle. */
import { centerOf, type Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'
import type { Kind } from '../schema.ts'

export interface End {
  readonly rect: Rect
  /** A zone is one that is collapsed. */
  readonly kind: Kind | 'zone'
}

/** Corner radius of an outline in pixels, by kind. */
const CORNER: Readonly<Record<End['kind'], number>> = { external: 0, process: 14, store: 0, zone: 6 }
/** Least overlap of two sides, in pixels, that a flow may run straight through. */
const SIDE = 24
const MARGIN = 10

/** Where the ray from `inside` through `toward` leaves a rectangle with rounded corners. */
export function exitPoint(rect: Rect, radius: number, inside: Point, toward: Point): Point {
  const dx = toward.x - inside.x
  const dy = toward.y - inside.y
  if (dx === 0 && dy === 0) return inside
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height]
  const alongX = dx > 0 ? (right - inside.x) / dx : dx < 0 ? (rect.x - inside.x) / dx : Infinity
  const alongY = dy > 0 ? (bottom - inside.y) / dy : dy < 0 ? (rect.y - inside.y) / dy : Infinity
  const along = Math.min(alongX, alongY)
  const hit = { x: inside.x + dx * along, y: inside.y + dy * along }
  const round = Math.min(radius, rect.width / 2, rect.height / 2)
  const corner = {
    x: clamp(hit.x, rect.x + round, right - round),
    y: clamp(hit.y, rect.y + round, bottom - round),
  }
  if (hit.x === corner.x || hit.y === corner.y) return hit
  const [ox, oy] = [inside.x - corner.x, inside.y - corner.y]
  const [a, b, c] = [dx * dx + dy * dy, ox * dx + oy * dy, ox * ox + oy * oy - round * round]
  const root = b * b - a * c
  if (root < 0) return hit
  const onArc = (Math.sqrt(root) - b) / a
  return { x: inside.x + dx * onArc, y: inside.y + dy * onArc }
}

/**
 * The points of a flow from outline to outline. `offset` moves a flow without waypoints to its own
 * right, in pixels: parallel flows lie side by side.
 */
export function flowPoints(
  from: End,
  to: End,
  waypoints: readonly Point[],
  offset: number,
  isLoop: boolean,
): readonly Point[] {
  const through = isLoop && waypoints.length === 0 ? loopAround(from.rect, offset) : waypoints
  const [first, last] = [through[0], through.at(-1)]
  if (first && last) {
    return [leave(from, first), ...through, leave(to, last)]
  }
  const [a, b] = straight(from.rect, to.rect, offset)
  return [exitPoint(from.rect, CORNER[from.kind], a, b), exitPoint(to.rect, CORNER[to.kind], b, a)]
}

/** Level or upright where the sides face each other, else from centre to centre. */
function straight(from: Rect, to: Rect, offset: number): readonly [Point, Point] {
  const [a, b] = [centerOf(from), centerOf(to)]
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const [nx, ny] = [(-(b.y - a.y) / length) * offset, ((b.x - a.x) / length) * offset]
  const rows = overlap(from.y, from.height, to.y, to.height)
  const columns = overlap(from.x, from.width, to.x, to.width)
  if (rows.size >= SIDE && columns.size <= 0) {
    const y = rows.middle + Math.sign(ny) * Math.abs(offset)
    return [inside(from, { x: a.x, y }), inside(to, { x: b.x, y })]
  }
  if (columns.size >= SIDE && rows.size <= 0) {
    const x = columns.middle + Math.sign(nx) * Math.abs(offset)
    return [inside(from, { x, y: a.y }), inside(to, { x, y: b.y })]
  }
  return [inside(from, { x: a.x + nx, y: a.y + ny }), inside(to, { x: b.x + nx, y: b.y + ny })]
}

/** Straight out of a side when the next point lies in front of it. */
function leave(end: End, next: Point): Point {
  const center = centerOf(end.rect)
  const { x, y, width, height } = end.rect
  const anchor =
    next.y > y + MARGIN && next.y < y + height - MARGIN
      ? { x: center.x, y: next.y }
      : next.x > x + MARGIN && next.x < x + width - MARGIN
        ? { x: next.x, y: center.y }
        : center
  return exitPoint(end.rect, CORNER[end.kind], anchor, next)
}

function loopAround(rect: Rect, offset: number): readonly Point[] {
  const out = 36 + Math.abs(offset)
  const [right, top] = [rect.x + rect.width, rect.y]
  return [
    { x: right - 28, y: top - out },
    { x: right + out, y: top - out },
    { x: right + out, y: top + 20 },
  ]
}

function overlap(a: number, aSize: number, b: number, bSize: number): { size: number; middle: number } {
  const [start, end] = [Math.max(a, b), Math.min(a + aSize, b + bSize)]
  return { size: end - start, middle: (start + end) / 2 }
}

function inside(rect: Rect, point: Point): Point {
  return {
    x: clamp(point.x, rect.x + MARGIN, rect.x + rect.width - MARGIN),
    y: clamp(point.y, rect.y + MARGIN, rect.y + rect.height - MARGIN),
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
