/**
 * Helper lines: what is moved or resized snaps to the edges and middles of its neighbours, and to
 * places where the gaps between them are equal. Pure; asked with every move of the pointer about all
 * that is in view, so what it needs of a neighbour is made once, and going through them makes nothing.
 */
import { contains, type Rect } from '../../../../../shared/model/geometry.ts'
import type { Point } from '../../../../../shared/model/layout.ts'

export interface Guide {
  /** A line along which things lie, or a gap as wide as another one. */
  readonly kind: 'line' | 'gap'
  readonly from: Point
  readonly to: Point
}

export interface Snapped {
  /** How far to move further; null where nothing is near on this axis. */
  readonly x: number | null
  readonly y: number | null
}

/** A rectangle as its extents on both axes. */
export interface Neighbour {
  readonly rect: Rect
  readonly x: Span
  readonly y: Span
}

type Axis = 'x' | 'y'
interface Span {
  readonly low: number
  readonly high: number
}

/** Pixels within which two places are the same. */
const SAME = 0.5

export function neighbourAt(rect: Rect): Neighbour {
  const { x, y, width, height } = rect
  return { rect, x: { low: x, high: x + width }, y: { low: y, high: y + height } }
}

function middleOf({ low, high }: Span): number {
  return (low + high) / 2
}

/** How far `rect` is from standing in line with its neighbours; places farther than `reach` do not pull. */
export function snapMoved(rect: Rect, others: readonly Neighbour[], reach: number): Snapped {
  const moving = neighbourAt(rect)
  const near = (axis: Axis) => {
    const best = new Nearest(reach)
    const own = moving[axis]
    const middle = middleOf(own)
    for (const other of others) {
      const its = other[axis]
      best.offer(middleOf(its) - middle)
      const isNear =
        best.isNear(its.low - own.low) ||
        best.isNear(its.low - own.high) ||
        best.isNear(its.high - own.low) ||
        best.isNear(its.high - own.high)
      // The edge of what it lies in is no place to go to.
      if (!isNear || contains(other.rect, rect)) continue
      best.offer(its.low - own.low)
      best.offer(its.low - own.high)
      best.offer(its.high - own.low)
      best.offer(its.high - own.high)
    }
    for (const by of evenPlaces(moving, others, axis)) best.offer(by)
    return best.by
  }
  return { x: near('x'), y: near('y') }
}

/** As `snapMoved`, for the edges of `rect` that a grip moves. */
export function snapEdges(rect: Rect, grip: string, others: readonly Neighbour[], reach: number): Snapped {
  const moving = neighbourAt(rect)
  const near = (axis: Axis, low: string, high: string) => {
    const own = moving[axis]
    const edge = grip.includes(low) ? own.low : grip.includes(high) ? own.high : null
    if (edge === null) return null
    const best = new Nearest(reach)
    for (const other of others) {
      const its = other[axis]
      const isNear = best.isNear(its.low - edge) || best.isNear(its.high - edge)
      if (!isNear || contains(other.rect, rect)) continue
      best.offer(its.low - edge)
      best.offer(its.high - edge)
    }
    return best.by
  }
  return { x: near('x', 'w', 'e'), y: near('y', 'n', 's') }
}

/** The nearest of what it is offered; the first of equals. */
class Nearest {
  by: number | null = null
  readonly #reach: number

  constructor(reach: number) {
    this.#reach = reach
  }

  isNear(by: number): boolean {
    return Math.abs(by) <= this.#reach
  }

  offer(by: number): void {
    if (this.isNear(by) && (this.by === null || Math.abs(by) < Math.abs(this.by))) this.by = by
  }
}

/** The lines and gaps to show for where `rect` is; of a resized one only those at its moving edges. */
export function guidesOf(rect: Rect, others: readonly Neighbour[], grip?: string): readonly Guide[] {
  const moving = neighbourAt(rect)
  const lines = (['x', 'y'] as const).flatMap((axis) => linesOf(moving, others, axis, grip))
  const gaps = grip === undefined ? (['x', 'y'] as const).flatMap((axis) => gapsOf(moving, others, axis)) : []
  return [...lines, ...gaps]
}

/** One line for each place where an edge or the middle is in line with others, over all of them. */
function linesOf(
  moving: Neighbour,
  others: readonly Neighbour[],
  axis: Axis,
  grip: string | undefined,
): Guide[] {
  const across: Axis = axis === 'x' ? 'y' : 'x'
  const own = moving[axis]
  const places =
    grip === undefined
      ? [own.low, middleOf(own), own.high]
      : [
          ...(grip.includes(axis === 'x' ? 'w' : 'n') ? [own.low] : []),
          ...(grip.includes(axis === 'x' ? 'e' : 's') ? [own.high] : []),
        ]
  return places.flatMap((place) => {
    const isMiddle = grip === undefined && place === middleOf(own)
    let { low, high } = moving[across]
    let isFound = false
    for (const other of others) {
      const its = other[axis]
      const isHere = isMiddle
        ? Math.abs(middleOf(its) - place) <= SAME
        : Math.abs(its.low - place) <= SAME || Math.abs(its.high - place) <= SAME
      if (!isHere) continue
      const isAround = contains(other.rect, moving.rect)
      if (isAround && !isMiddle) continue
      isFound = true
      if (isAround) continue
      low = Math.min(low, other[across].low)
      high = Math.max(high, other[across].high)
    }
    return isFound ? [{ kind: 'line' as const, ...segment(axis, place, low, high) }] : []
  })
}

/** A stretch at a place of one axis, from `low` to `high` on the other. */
function segment(axis: Axis, place: number, low: number, high: number): { from: Point; to: Point } {
  return axis === 'x'
    ? { from: { x: place, y: low }, to: { x: place, y: high } }
    : { from: { x: low, y: place }, to: { x: high, y: place } }
}

interface Row {
  readonly before: Neighbour | undefined
  readonly after: Neighbour | undefined
  readonly farBefore: Neighbour | undefined
  readonly farAfter: Neighbour | undefined
}

/** The next two on either side of those that lie in the same row (or column). */
function rowOf(moving: Neighbour, others: readonly Neighbour[], axis: Axis): Row {
  const across: Axis = axis === 'x' ? 'y' : 'x'
  const band = moving[across]
  const row = others.filter((other) => other[across].low < band.high && band.low < other[across].high)
  const nextBefore = (low: number) => pick(row, (other) => low - other[axis].high)
  const nextAfter = (high: number) => pick(row, (other) => other[axis].low - high)
  const own = moving[axis]
  const [before, after] = [nextBefore(own.low), nextAfter(own.high)]
  return {
    before,
    after,
    farBefore: before && nextBefore(before[axis].low),
    farAfter: after && nextAfter(after[axis].high),
  }
}

/** The one at the least distance that is not negative. */
function pick(row: readonly Neighbour[], distanceTo: (other: Neighbour) => number): Neighbour | undefined {
  let best: Neighbour | undefined
  let least = Infinity
  for (const other of row) {
    const distance = distanceTo(other)
    if (distance >= 0 && distance < least) [best, least] = [other, distance]
  }
  return best
}

/** How far it is to where the gaps to its neighbours are equal. */
function evenPlaces(moving: Neighbour, others: readonly Neighbour[], axis: Axis): readonly number[] {
  const { before, after, farBefore, farAfter } = rowOf(moving, others, axis)
  const own = moving[axis]
  const [left, right] = [before?.[axis], after?.[axis]]
  const places: number[] = []
  if (left && right) places.push((left.high + right.low) / 2 - middleOf(own))
  if (left && farBefore) places.push(left.high + (left.low - farBefore[axis].high) - own.low)
  if (right && farAfter) places.push(right.low - (farAfter[axis].low - right.high) - own.high)
  return places
}

/** The gaps beside `rect` that are equal to the one next to them. */
function gapsOf(moving: Neighbour, others: readonly Neighbour[], axis: Axis): readonly Guide[] {
  const { before, after, farBefore, farAfter } = rowOf(moving, others, axis)
  const pairs = [
    [before, moving, after],
    [farBefore, before, moving],
    [moving, after, farAfter],
  ] as const
  return pairs.flatMap(([a, b, c]) => {
    if (!a || !b || !c) return []
    const [first, second] = [gapBetween(a, b, axis), gapBetween(b, c, axis)]
    const isEven = Math.abs(first.size - second.size) <= SAME && first.size > SAME
    return isEven ? [first.guide, second.guide] : []
  })
}

function gapBetween(a: Neighbour, b: Neighbour, axis: Axis): { size: number; guide: Guide } {
  const across: Axis = axis === 'x' ? 'y' : 'x'
  const [first, second, band, other] = [a[axis], b[axis], a[across], b[across]]
  const middle = (Math.max(band.low, other.low) + Math.min(band.high, other.high)) / 2
  const size = second.low - first.high
  return { size, guide: { kind: 'gap', ...segment(across, middle, first.high, second.low) } }
}
