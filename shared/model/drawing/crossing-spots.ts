/** Where on a flow its crossings are marked, and where its label has room between them. */
import type { Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'
import { borderOf, crossings, lengthOf, type Path, type Spot, spotAt } from './paths.ts'

export interface CrossedBoundary {
  readonly id: string
  /** The zone's rectangle; null for a line, which is drawn where the flow has room for it. */
  readonly rect: Rect | null
  /** The flow starts or ends at this zone's own line, because it is collapsed. */
  readonly end?: 'from' | 'to' | undefined
}

export interface CrossingSpot {
  readonly boundary: string
  readonly at: Point
  readonly angle: number
  readonly distance: number
}

/** Length of an arrowhead and half of a mark. */
const ARROW_ROOM = 22
/** Where between two other marks a line may cross, the best first. */
const PARTS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78] as const

/**
 * One spot for each boundary, in the order given; a zone that the drawing does not cut is treated as
 * a line. `hasRoom` says whether the stroke of a line fits at a spot.
 */
export function crossingSpots(
  path: Path,
  boundaries: readonly CrossedBoundary[],
  hasRoom: (boundary: string, spot: Spot) => boolean = () => true,
): readonly CrossingSpot[] {
  const length = lengthOf(path)
  const distances = new Map<string, number>()
  for (const { id, rect, end } of boundaries) {
    const cut = end ? atEnd(length, end) : rect ? crossings(path, borderOf(rect))[0] : undefined
    if (cut !== undefined) distances.set(id, cut)
  }
  const loose = boundaries.filter(({ id }) => !distances.has(id))
  const gap = widestGap(length, [...distances.values()])
  loose.forEach(({ id }, at) => {
    const share = (gap.end - gap.start) / loose.length
    const distanceOf = (part: number) => gap.start + share * (at + part)
    const part = PARTS.find((candidate) => hasRoom(id, spotAt(path, distanceOf(candidate)))) ?? 0.5
    distances.set(id, distanceOf(part))
  })
  return boundaries.map(({ id }) => {
    const distance = distances.get(id) ?? length / 2
    return { boundary: id, distance, ...spotAt(path, distance) }
  })
}

/** On the line, but for the room that the arrowhead needs. */
function atEnd(length: number, end: 'from' | 'to'): number {
  return end === 'from' ? 0 : Math.max(length / 2, length - ARROW_ROOM)
}

/** The longest stretch of a path of this length without a mark; the first of equals. */
export function widestGap(length: number, marks: readonly number[]): { start: number; end: number } {
  const stops = [0, ...[...marks].sort((a, b) => a - b), length]
  let best = { start: 0, end: 0 }
  for (let at = 1; at < stops.length; at += 1) {
    const [start, end] = [stops[at - 1] ?? 0, stops[at] ?? 0]
    if (end - start > best.end - best.start + 0.5) best = { start, end }
  }
  return best
}
