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
/** A flow keeps this far off the corners of what it joins. */
export const MARGIN = 10
/** How far into a component the lines of its flows are thought on. */
const DEEP = 24
/** How far off its corner the first flow of a component to itself runs. */
export const LOOP = 36

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

/** The points of a flow from outline to outline, through points that somebody or the router chose. */
export function pathThrough(from: End, to: End, through: readonly Point[]): readonly Point[] {
  const [first, last] = [through[0], through.at(-1)]
  return first && last ? [leave(from, first), ...through, leave(to, last)] : straightPath(from, to, 0)
}

/** Two components whose sides face each other: the range in which a flow between them is level, or upright. */
export interface Facing {
  readonly along: 'x' | 'y'
  readonly low: number
  readonly high: number
}

/** Null where they lie askew. */
export function facing(from: Rect, to: Rect): Facing | null {
  const rows = overlap(from.y, from.height, to.y, to.height)
  const columns = overlap(from.x, from.width, to.x, to.width)
  if (rows.high - rows.low >= SIDE && columns.high <= columns.low) return { along: 'y', ...rows }
  if (columns.high - columns.low >= SIDE && rows.high <= rows.low) return { along: 'x', ...columns }
  return null
}

/** Level or upright where the sides face each other, `slide` pixels off their middle; else from centre to centre. */
export function straightPath(from: End, to: End, slide: number): readonly [Point, Point] {
  const [a, b] = [centerOf(from.rect), centerOf(to.rect)]
  const sides = facing(from.rect, to.rect)
  const middle = sides && (sides.low + sides.high) / 2 + slide
  const at = (end: Rect, center: Point): Point =>
    !sides || middle === null
      ? center
      : inside(end, sides.along === 'y' ? { x: center.x, y: middle } : { x: middle, y: center.y })
  const [one, other] = [at(from.rect, a), at(to.rect, b)]
  return [exit(from, one, other), exit(to, other, one)]
}

/**
 * The end of a line that comes in at `outer`, moved to the outline: the lines of a bundle do not meet the outline
 * square to each other.
 */
export function endOn(end: End, point: Point, outer: Point): Point {
  const length = Math.hypot(point.x - outer.x, point.y - outer.y) || 1
  const deep = {
    x: point.x + ((point.x - outer.x) / length) * DEEP,
    y: point.y + ((point.y - outer.y) / length) * DEEP,
  }
  return exit(end, inside(end.rect, deep), outer)
}

export function cornerOf({ kind, rect }: End): number {
  return Math.min(CORNER[kind], rect.width / 2, rect.height / 2)
}

function exit(end: End, within: Point, toward: Point): Point {
  return exitPoint(end.rect, CORNER[end.kind], within, toward)
}

/** Straight out of a side when the next point lies in front of it. */
export function leave(end: End, next: Point): Point {
  const center = centerOf(end.rect)
  const { x, y, width, height } = end.rect
  const anchor =
    next.y > y + MARGIN && next.y < y + height - MARGIN
      ? { x: center.x, y: next.y }
      : next.x > x + MARGIN && next.x < x + width - MARGIN
        ? { x: next.x, y: center.y }
        : center
  return exit(end, anchor, next)
}

/** The points of a flow to itself around a corner, `out` pixels off it; the signs say which corner. */
export function loopAround(end: End, corner: Point, out: number): readonly Point[] {
  const { x, y, width, height } = end.rect
  const side = corner.x > 0 ? x + width : x
  const edge = corner.y > 0 ? y + height : y
  // The wider loop of two starts further in and ends further down, so that they do not cross.
  const inward = Math.min(28 + (out - LOOP) / 2, width / 2)
  const down = Math.min(20 + (out - LOOP) / 2, height / 2)
  return pathThrough(end, end, [
    { x: side - corner.x * inward, y: edge + corner.y * out },
    { x: side + corner.x * out, y: edge + corner.y * out },
    { x: side + corner.x * out, y: edge - corner.y * down },
  ])
}

function overlap(a: number, aSize: number, b: number, bSize: number): { low: number; high: number } {
  return { low: Math.max(a, b), high: Math.min(a + aSize, b + bSize) }
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
