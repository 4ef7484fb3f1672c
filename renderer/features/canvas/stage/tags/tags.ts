/**
 * Which marks and label of a flow the page holds. A flow that is only passing through has most of them far from where
 * anybody looks, and together they are many times what is seen.
 */
import type { CrossingSpot } from '../../../../../shared/model/drawing/crossing-spots.ts'
import type { FlowShape } from '../../../../../shared/model/drawing/drawing.ts'
import { labelRect } from '../../../../../shared/model/drawing/labels.ts'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import { grown, meets } from '../spatial-index.ts'

export interface Tags {
  /** Of the flow's spots, in their order. */
  readonly spots: readonly CrossingSpot[]
  /** Its label is held, if it has one. */
  readonly isLabelled: boolean
}

const NONE: Tags = { spots: [], isLabelled: false }
/** How far marks and labels reach from where they stand, enlarged as they are from afar. */
const REACH = 48

/** `place` is where the page holds elements; null while nobody sees any, and what was held then stays. */
export function tagsIn(shape: FlowShape, place: Rect | null, held: Tags = NONE): Tags {
  if (!place) return held
  const around = grown(place, REACH)
  const { label } = shape
  const isLabelled = label !== null && meets(labelRect(label.at, label.width), around)
  const near = shape.spots.filter(({ at }) => meets({ ...at, width: 0, height: 0 }, around))
  return { spots: near.length === shape.spots.length ? shape.spots : sameSpots(held.spots, near), isLabelled }
}

/** All that a flow has: what is selected is held whole, wherever it is. */
export function allTags(shape: FlowShape): Tags {
  return { spots: shape.spots, isLabelled: true }
}

/** The known list while it has the same spots, so that nothing is drawn anew. */
function sameSpots(known: readonly CrossingSpot[], next: readonly CrossingSpot[]): readonly CrossingSpot[] {
  return known.length === next.length && next.every((spot, at) => spot === known[at]) ? known : next
}
