/** Flows between the same two components lie side by side along one middle line, and never on one another. */
import type { Point } from '../../layout.ts'
import { type End, endOn } from '../outline.ts'
import type { Path } from '../paths.ts'

/** Pixels between the middles of two lanes where there is room: a label's height and some air. */
const LANE = 26
/** Kept free at either end of a side. */
const EDGES = 20
/** Below this the two sides of a bend are nearly parallel: their lanes would meet far away. */
const SHARP = 0.3

/** Pixels between lanes that the smaller of two sides has room for. */
export function laneStep(lanes: number, room: number): number {
  return lanes < 2 ? 0 : Math.min(LANE, Math.max(0, room - EDGES) / (lanes - 1))
}

/** The middle line moved to its right by `offset` pixels, with its ends on the outlines again. */
export function lanePath(middle: Path, offset: number, from: End, to: End): Path {
  if (offset === 0) return middle
  const moved = middle.map((point, at) => {
    const [before, after] = [normal(middle[at - 1], point), normal(point, middle[at + 1])]
    const one = before ?? after ?? { x: 0, y: 0 }
    const other = after ?? one
    const spread = 1 + one.x * other.x + one.y * other.y
    const by = offset / Math.max(spread, SHARP)
    return { x: point.x + (one.x + other.x) * by, y: point.y + (one.y + other.y) * by }
  })
  const [first, second, last, beforeLast] = [moved[0], moved[1], moved.at(-1), moved.at(-2)]
  if (!first || !second || !last || !beforeLast) return moved
  return [endOn(from, first, second), ...moved.slice(1, -1), endOn(to, last, beforeLast)]
}

/** Unit vector to the right of the way from `a` to `b`. */
function normal(a: Point | undefined, b: Point | undefined): Point | null {
  if (!a || !b) return null
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  return length > 0 ? { x: -(b.y - a.y) / length, y: (b.x - a.x) / length } : null
}
