/**
 * Helper lines: what is moved or resized snaps to the edges and middles of its neighbours, and to
 * places where the gaps between them are equal. Pure; asked with every move of the pointer, so it
 * goes once through the rectangles it is given, which are those in view.
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

type Axis = 'x' | 'y'
interface Span {
  readonly low: number
  readonly high: number
}

/** Pixels within which two places are the same. */
const SAME = 0.5

function along({ x, y, width, height }: Rect, axis: Axis): Span {
  return axis === 'x' ? { low: x, high: x + width } : { low: y, high: y + height }
}

function middleOf({ low, high }: Span): number {
  return (low + high) / 2
}

/** How far `rect` is from standing in line with its neighbours; places farther than `reach` do not pull. */
export function snapMoved(rect: Rect, others: readonly Rect[], reach: number): Snapped {
  const near = (axis: Axis) => {
    const best = new Nearest(reach)
    const own = along(rect, axis)
    for (const other of others) {
      const its = along(other, axis)
      best.offer(middleOf(its) - middleOf(own))
      // The edge of what it lies in is no place to go to.
      if (contains(other, rect)) continue
      for (const to of [its.low, its.high]) {
        best.offer(to - own.low)
        best.offer(to - own.high)
      }
    }
    for (const by of evenPlaces(rect, others, axis)) best.offer(by)
    return best.by
  }
  return { x: near('x'), y: near('y') }
}

/** As `snapMoved`, for the edges of `rect` that a grip moves. */
export function snapEdges(rect: Rect, grip: string, others: readonly Rect[], reach: number): Snapped {
  const near = (axis: Axis, low: string, high: string) => {
    const own = along(rect, axis)
    const edge = grip.includes(low) ? own.low : grip.includes(high) ? own.high : null
    if (edge === null) return null
    const best = new Nearest(reach)
    for (const other of others) {
      if (contains(other, rect)) continue
      const its = along(other, axis)
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

  offer(by: number): void {
    if (Math.abs(by) <= this.#reach && (this.by === null || Math.abs(by) < Math.abs(this.by))) this.by = by
  }
}

/** The lines and gaps to show for where `rect` is; of a resized one only those at its moving edges. */
export function guidesOf(rect: Rect, others: readonly Rect[], grip?: string): readonly Guide[] {
  const lines = (['x', 'y'] as const).flatMap((axis) => linesOf(rect, others, axis, grip))
  const gaps = grip === undefined ? (['x', 'y'] as const).flatMap((axis) => gapsOf(rect, others, axis)) : []
  return [...lines, ...gaps]
}

/** One line for each place where an edge or the middle is in line with others, over all of them. */
function linesOf(rect: Rect, others: readonly Rect[], axis: Axis, grip: string | undefined): Guide[] {
  const across: Axis = axis === 'x' ? 'y' : 'x'
  const own = along(rect, axis)
  const places =
    grip === undefined
      ? [own.low, middleOf(own), own.high]
      : [
          ...(grip.includes(axis === 'x' ? 'w' : 'n') ? [own.low] : []),
          ...(grip.includes(axis === 'x' ? 'e' : 's') ? [own.high] : []),
        ]
  return places.flatMap((place) => {
    const isMiddle = grip === undefined && place === middleOf(own)
    let { low, high } = along(rect, across)
    let isFound = false
    for (const other of others) {
      const its = along(other, axis)
      const stops = isMiddle ? [middleOf(its)] : contains(other, rect) ? [] : [its.low, its.high]
      if (!stops.some((stop) => Math.abs(stop - place) <= SAME)) continue
      isFound = true
      const reach = along(other, across)
      if (isMiddle && contains(other, rect)) continue
      low = Math.min(low, reach.low)
      high = Math.max(high, reach.high)
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
  readonly before: Rect | undefined
  readonly after: Rect | undefined
  readonly farBefore: Rect | undefined
  readonly farAfter: Rect | undefined
}

/** The next two on either side of those that lie in the same row (or column). */
function rowOf(rect: Rect, others: readonly Rect[], axis: Axis): Row {
  const across: Axis = axis === 'x' ? 'y' : 'x'
  const band = along(rect, across)
  const row = others.filter((other) => {
    const its = along(other, across)
    return its.low < band.high && band.low < its.high
  })
  const nextBefore = (low: number) => pick(row, (other) => low - along(other, axis).high)
  const nextAfter = (high: number) => pick(row, (other) => along(other, axis).low - high)
  const own = along(rect, axis)
  const [before, after] = [nextBefore(own.low), nextAfter(own.high)]
  return {
    before,
    after,
    farBefore: before && nextBefore(along(before, axis).low),
    farAfter: after && nextAfter(along(after, axis).high),
  }
}

/** The one at the least distance that is not negative. */
function pick(row: readonly Rect[], distanceTo: (other: Rect) => number): Rect | undefined {
  let best: Rect | undefined
  let least = Infinity
  for (const other of row) {
    const distance = distanceTo(other)
    if (distance >= 0 && distance < least) [best, least] = [other, distance]
  }
  return best
}

/** How far it is to where the gaps to its neighbours are equal. */
function evenPlaces(rect: Rect, others: readonly Rect[], axis: Axis): readonly number[] {
  const { before, after, farBefore, farAfter } = rowOf(rect, others, axis)
  const own = along(rect, axis)
  const [left, right] = [before && along(before, axis), after && along(after, axis)]
  const places: number[] = []
  if (left && right) places.push((left.high + right.low) / 2 - middleOf(own))
  if (left && farBefore) places.push(left.high + (left.low - along(farBefore, axis).high) - own.low)
  if (right && farAfter) places.push(right.low - (along(farAfter, axis).low - right.high) - own.high)
  return places
}

/** The gaps beside `rect` that are equal to the one next to them. */
function gapsOf(rect: Rect, others: readonly Rect[], axis: Axis): readonly Guide[] {
  const { before, after, farBefore, farAfter } = rowOf(rect, others, axis)
  const pairs: (readonly [Rect | undefined, Rect | undefined, Rect | undefined])[] = [
    [before, rect, after],
    [farBefore, before, rect],
    [rect, after, farAfter],
  ]
  return pairs.flatMap(([a, b, c]) => {
    if (!a || !b || !c) return []
    const [first, second] = [gapBetween(a, b, axis), gapBetween(b, c, axis)]
    const isEven = Math.abs(first.size - second.size) <= SAME && first.size > SAME
    return isEven ? [first.guide, second.guide] : []
  })
}

function gapBetween(a: Rect, b: Rect, axis: Axis): { size: number; guide: Guide } {
  const across: Axis = axis === 'x' ? 'y' : 'x'
  const [first, second, band, other] = [along(a, axis), along(b, axis), along(a, across), along(b, across)]
  const middle = (Math.max(band.low, other.low) + Math.min(band.high, other.high)) / 2
  const size = second.low - first.high
  return { size, guide: { kind: 'gap', ...segment(across, middle, first.high, second.low) } }
}
