/** Where the flows of a component meet its sides, once all of them are known. */
import type { Rect } from '../../../geometry.ts'
import type { Point } from '../../../layout.ts'
import { cornerOf, type End, facing, MARGIN, pathThrough } from '../../outline.ts'
import { type Path, segmentsOf } from '../../paths.ts'
import { type Arrival, fanOut, type Side, sideOf } from '../../routing/fan.ts'
import type { Obstacles } from '../../routing/obstacles.ts'
import type { Groups } from '../groups.ts'
import type { Parts } from '../parts.ts'
import { betweenOf } from './bundles.ts'
import { outwards } from './corners.ts'
import { type Bundle, isLoop } from './strands.ts'

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom']
const CLEAR = 3

/** Moves the ends of flows at a component apart; gives the bundles of which an end lies elsewhere than before. */
export function fanAt(id: string, parts: Parts, groups: Groups): readonly Bundle[] {
  const end = parts.find(id)
  if (!end) return []
  const arrivals = new Map<Side, Arrival[]>(SIDES.map((side) => [side, []]))
  const bundles: Bundle[] = []
  for (const bundle of groups.bundlesAt(id)) {
    if (isLoop(bundle)) continue
    bundles.push(bundle)
    const [point, next] = seenFrom(bundle, id)
    if (!point || !next) continue
    const side = sideOf(end.rect, point)
    const axis = isUpright(side) ? 'y' : 'x'
    const half = betweenOf(bundle, parts)?.half ?? 0
    arrivals.get(side)?.push({ at: point[axis], toward: next[axis], half, key: bundle.key })
  }
  const shifts = new Map<string, number>()
  for (const [side, here] of arrivals) {
    const { low, high } = rangeOf(end, side)
    for (const [key, shift] of fanOut(here, low, high)) shifts.set(key, shift)
  }
  return bundles.filter((bundle) => {
    const shift = shifts.get(bundle.key) ?? 0
    const isFirst = bundle.ends[0] === id
    const [first, last] = bundle.shifts
    if ((isFirst ? first : last) === shift) return false
    bundle.shifts = isFirst ? [shift, last] : [first, shift]
    return true
  })
}

/** The middle line of a bundle with its bends and ends where they have been moved to, as far as they can be. */
export function middleOf(bundle: Bundle, parts: Parts, obstacles: Obstacles): Path {
  const { natural, shifts, ends, way, outward } = bundle
  const between = betweenOf(bundle, parts)
  if (!between || natural.length < 2) return natural
  const { from, to, half } = between
  const isShifted = shifts[0] !== 0 || shifts[1] !== 0
  const sight = { margin: CLEAR + half, titles: false, from: ends[0], to: ends[1] }
  const isClear = (path: Path) =>
    segmentsOf(path).every(([a, b], at) => {
      bundle.checked.push(a.x, a.y, b.x, b.y)
      return !obstacles.firstOn(a, b, sight, at === 0, at === path.length - 2)
    })
  if (outward.some((by) => by > 0)) {
    const wide = pathThrough(from, to, outwards(way.bends, outward))
    for (const path of isShifted ? [shifted(wide, shifts, from, to), wide] : [wide])
      if (isClear(path)) return path
  }
  if (!isShifted) return natural
  const moved = shifted(natural, shifts, from, to)
  return ends.some((id) => parts.isMoving(id)) || isClear(moved) ? moved : natural
}

/** A level line moves as a whole as long as it meets both sides: it stays level. */
function shifted(natural: Path, [first, last]: readonly [number, number], from: End, to: End): Path {
  const [start, end] = [natural[0], natural.at(-1)]
  if (!start || !end) return natural
  const sides = natural.length === 2 ? facing(from.rect, to.rect) : null
  if (sides) {
    const by = Math.abs(first) >= Math.abs(last) ? first : last
    const at = start[sides.along] + by
    const isOnBoth = at >= sides.low + MARGIN && at <= sides.high - MARGIN
    if (isOnBoth) return [moveAlong(from, start, by), moveAlong(to, end, by)]
  }
  return [moveAlong(from, start, first), ...natural.slice(1, -1), moveAlong(to, end, last)]
}

function moveAlong(end: End, point: Point, by: number): Point {
  if (by === 0) return point
  const side = sideOf(end.rect, point)
  const { low, high } = rangeOf(end, side)
  const { x, y, width, height } = end.rect
  const clamp = (value: number) => Math.min(Math.max(value, low), high)
  if (side === 'left') return { x, y: clamp(point.y + by) }
  if (side === 'right') return { x: x + width, y: clamp(point.y + by) }
  return { x: clamp(point.x + by), y: side === 'top' ? y : y + height }
}

/** The part of a side that flows may meet: not its rounded corners. */
function rangeOf(end: End, side: Side): { low: number; high: number } {
  const { x, y, width, height }: Rect = end.rect
  const [start, size] = isUpright(side) ? [y, height] : [x, width]
  const margin = Math.min(Math.max(cornerOf(end), MARGIN), size / 2)
  return { low: start + margin, high: start + size - margin }
}

function isUpright(side: Side): boolean {
  return side === 'left' || side === 'right'
}

/** A bundle's end here, and the point before it. */
function seenFrom({ natural, ends }: Bundle, id: string): readonly (Point | undefined)[] {
  return ends[0] === id ? [natural[0], natural[1]] : [natural.at(-1), natural.at(-2)]
}
