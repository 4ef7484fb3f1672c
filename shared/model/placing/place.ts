/** Places what the layout does not place, so that nothing overlaps and zones hold their members. */
import type { Box, Layout } from '../layout.ts'
import type { Model } from '../schema.ts'
import { addMissing } from './add-missing.ts'
import { linksByZone } from './links.ts'
import { nestingOf } from './nesting.ts'
import { Placement } from './placement.ts'
import type { Rect } from './rect.ts'

/** Absolute rectangles by id, a zone before its members. */
export function placeAll(model: Model, layout: Layout): ReadonlyMap<string, Rect> {
  const nesting = nestingOf(model)
  const boxes = new Map<string, Box>(layout.boxes.map((box) => [box.id, box]))
  const placement = new Placement(nesting, boxes)
  let links: ReturnType<typeof linksByZone> | null = null
  // Innermost zones first, because a zone's size follows from its members.
  for (const zone of [...[...nesting.zones].reverse(), null]) {
    if (placement.missingIn(zone).length > 0) {
      links ??= linksByZone(model, nesting)
      addMissing(model, placement, zone, links.get(zone) ?? [])
    }
    placement.resize(zone)
  }
  const absolute = new Map<string, Rect>()
  for (const zone of [null, ...nesting.zones]) {
    const origin = (zone === null ? undefined : absolute.get(zone)) ?? { x: 0, y: 0 }
    for (const { id } of nesting.membersOf(zone)) {
      const rect = placement.rectOf(id)
      if (rect && !absolute.has(id)) {
        absolute.set(id, { ...rect, x: rect.x + origin.x, y: rect.y + origin.y })
      }
    }
  }
  return absolute
}
