/** A free place for what is new beside what has its place: near what it talks to, and nothing moves. */
import type { Point } from '../layout.ts'
import { overlaps, type Rect } from './rect.ts'
import { GRID, type Size } from './sizes.ts'

export interface Room {
  /** What it must not cover, relative to the zone. */
  readonly taken: readonly Rect[]
  /** Nothing lies left of it or above. */
  readonly least: Point
  /** The part of the zone that is there already; absent where there are no borders. */
  readonly inner?: Rect
  /** Whether the zone may become large enough for this. */
  readonly canHold: (rect: Rect) => boolean
}

const CLEARANCES = [32, 8] as const
const NEAR = { step: 16, reach: 24 } as const
const FAR = { step: 80, reach: 32 } as const
/** Making a zone larger is as bad as being this much farther away. */
const GROWTH_COST = 160
const NEAR_STEPS = stepsOf(NEAR)
const FAR_STEPS = stepsOf(FAR)

/** The free place nearest to the wanted corner; below everything when there is none within reach. */
export function placeNear(size: Size, wanted: Point, room: Room): Rect {
  const start = {
    x: onGrid(Math.max(room.least.x, wanted.x)),
    y: onGrid(Math.max(room.least.y, wanted.y)),
  }
  for (const clearance of CLEARANCES) {
    for (const steps of [NEAR_STEPS, FAR_STEPS]) {
      const found = bestOf(steps, start, size, clearance, room)
      if (found) return found
    }
  }
  const bottom = room.taken.reduce(
    (most, rect) => Math.max(most, rect.y + rect.height + CLEARANCES[0]),
    room.least.y,
  )
  return { x: start.x, y: bottom, ...size }
}

function bestOf(
  steps: readonly Step[],
  start: Point,
  size: Size,
  clearance: number,
  room: Room,
): Rect | null {
  const around = grown({ ...start, ...size }, (steps.at(-1)?.cost ?? 0) + clearance)
  const taken = room.taken.filter((rect) => overlaps(rect, around)).map((rect) => grown(rect, clearance))
  let best: { readonly rect: Rect; readonly cost: number } | null = null
  for (const step of steps) {
    // Steps are sorted by their cost.
    if (best && step.cost >= best.cost) break
    const rect = { x: start.x + step.x, y: start.y + step.y, ...size }
    if (rect.x < room.least.x || rect.y < room.least.y) continue
    const grows = room.inner !== undefined && !isInside(room.inner, rect)
    const cost = step.cost + (grows ? GROWTH_COST : 0)
    if (best && cost >= best.cost) continue
    if (taken.some((other) => overlaps(other, rect))) continue
    if (grows && !room.canHold(rect)) continue
    best = { rect, cost }
  }
  return best?.rect ?? null
}

interface Step extends Point {
  readonly cost: number
}

/** Up and down is nearer than left and right: what is reached by the same flows stands in one column. */
function stepsOf({ step, reach }: { readonly step: number; readonly reach: number }): readonly Step[] {
  const steps: Step[] = []
  for (let x = -reach; x <= reach; x += 1) {
    for (let y = -reach; y <= reach; y += 1) {
      const [dx, dy] = [x * step, y * step]
      // Of two as near, the lower and the one further along the flows.
      const cost = Math.hypot(dx * 1.4, dy) + (dy < 0 ? 1 : 0) + (dx < 0 ? 2 : 0)
      if (cost <= reach * step) steps.push({ x: dx, y: dy, cost })
    }
  }
  return steps.sort((a, b) => a.cost - b.cost)
}

function isInside(outer: Rect, inner: Rect): boolean {
  return inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height
}

function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID
}
