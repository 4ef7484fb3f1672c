/** Where everything is drawn. Sizes follow from titles, and what nobody placed is placed here. */
import type { Box, Layout } from './layout.ts'
import { placeAll } from './placing/place.ts'
import type { Rect } from './placing/rect.ts'
import { indexOf } from './queries.ts'
import type { Model } from './schema.ts'

export { boundsOf, centerOf, contains, type Rect } from './placing/rect.ts'
export { componentSize, GRID, ZONE_PADDING } from './placing/sizes.ts'

const rects = new WeakMap<Model, WeakMap<Layout, ReadonlyMap<string, Rect>>>()

/**
 * Every component's and zone's rectangle on its page, absolute, by id. What the layout does not
 * place is placed here: members in columns inside their zone, so that nothing overlaps. A zone is
 * never smaller than its members need.
 */
export function absoluteRects(model: Model, layout: Layout): ReadonlyMap<string, Rect> {
  const perLayout = rects.get(model) ?? new WeakMap<Layout, ReadonlyMap<string, Rect>>()
  rects.set(model, perLayout)
  const known = perLayout.get(layout)
  if (known) return known
  const placed = placeAll(model, layout)
  perLayout.set(layout, placed)
  return placed
}

/** The page an element is on: its own box's, else its zone's, else the first. Undefined is the only page. */
export function pageOf(model: Model, layout: Layout, id: string): string | undefined {
  const boxes = boxesOf(layout)
  const { components, boundaries } = indexOf(model)
  const first = layout.pages[0]?.id
  let current: string | null = id
  for (let depth = 0; current !== null && depth < 64; depth += 1) {
    const page = boxes.get(current)?.page
    if (page !== undefined && layout.pages.some((known) => known.id === page)) return page
    current = components.get(current)?.zone ?? boundaries.get(current)?.parent ?? null
  }
  return first
}

const boxMaps = new WeakMap<Layout, ReadonlyMap<string, Box>>()

/** The layout's boxes by element id. */
export function boxesOf(layout: Layout): ReadonlyMap<string, Box> {
  const known = boxMaps.get(layout)
  if (known) return known
  const map = new Map(layout.boxes.map((box) => [box.id, box]))
  boxMaps.set(layout, map)
  return map
}
