/** Boxes of elements that typing put into another zone: a box is relative to its zone. */
import type { Document } from '../model/document.ts'
import { absoluteRects } from '../model/geometry.ts'
import type { Box } from '../model/layout.ts'
import { indexOf, zoneChain } from '../model/queries.ts'
import type { Model } from '../model/schema.ts'

/**
 * What left its zone for one around it stays where it is on the page; what came into another one is
 * placed there anew. `before` is the document whose layout `after` still has; ids are the same in both.
 */
export function keepPlaces(before: Document, after: Document): Document {
  const moved = (box: Box) => holderIn(before.model, box.id) !== holderIn(after.model, box.id)
  if (!after.layout.boxes.some(moved)) return after
  const rects = absoluteRects(before.model, before.layout)
  const boxes = after.layout.boxes.flatMap((box): readonly Box[] => {
    if (!moved(box)) return [box]
    const [from, to] = [holderIn(before.model, box.id), holderIn(after.model, box.id)]
    const [own, zone] = [rects.get(box.id), to === null ? { x: 0, y: 0 } : rects.get(to)]
    const isOut = to === null || zoneChain(before.model, from).includes(to)
    return isOut && own && zone ? [{ ...box, x: own.x - zone.x, y: own.y - zone.y }] : []
  })
  return { ...after, layout: { ...after.layout, boxes } }
}

function holderIn(model: Model, id: string): string | null {
  const { components, boundaries } = indexOf(model)
  return components.get(id)?.zone ?? boundaries.get(id)?.parent ?? null
}
