/** The items of an overlay by place, as the stage has its elements: what is out of view costs nothing. */
import type { OverlayItem } from '../../../../shared/diff/marks/overlay/overlay.ts'
import type { Rect } from '../../../../shared/model/geometry.ts'
import { type Placed, SpatialIndex } from '../stage/spatial-index.ts'

interface Entry extends Placed {
  /** Place in the overlay: what comes later lies on top. */
  readonly order: number
  readonly item: OverlayItem
}

const known = new WeakMap<readonly OverlayItem[], SpatialIndex<Entry>>()

/** What of an overlay is in the rectangle, in its order. */
export function itemsIn(items: readonly OverlayItem[], rect: Rect): readonly OverlayItem[] {
  const index = known.get(items) ?? indexed(items)
  known.set(items, index)
  return index
    .query(rect)
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

function indexed(items: readonly OverlayItem[]): SpatialIndex<Entry> {
  const index = new SpatialIndex<Entry>()
  for (const [order, item] of items.entries()) {
    const { key, rect, path } = item
    index.set({ ref: key, rect, order, item, ...(path ? { path } : {}) })
  }
  return index
}
