/** Boxes are relative to their zone, and every placement is made of places that are absolute. */
import { absoluteRects, boxesOf, type Rect } from '../geometry.ts'
import type { Box, Layout, Point } from '../layout.ts'
import type { Model } from '../schema.ts'
import { holderOf } from './members.ts'

/** A layout in which every element has a box and every zone a size, as they are drawn now. */
export function pinned(model: Model, layout: Layout): Layout {
  const rects = absoluteRects(model, layout)
  const boxes = boxesOf(layout)
  const changed = new Map<string, Box>()
  const added: Box[] = []
  for (const element of [...model.boundaries, ...model.components]) {
    const rect = rects.get(element.id)
    if (!rect) continue
    const box = boxes.get(element.id)
    const isZone = 'crossedBy' in element
    const size = isZone ? { width: rect.width, height: rect.height } : {}
    if (!box) added.push({ id: element.id, ...relativeTo(rects, holderOf(model, element.id), rect), ...size })
    else if (isZone && (box.width === undefined || box.height === undefined))
      changed.set(box.id, { ...box, ...size })
  }
  if (added.length + changed.size === 0) return layout
  return { ...layout, boxes: [...layout.boxes.map((box) => changed.get(box.id) ?? box), ...added] }
}

/** The corner of a rectangle as a box of its zone says it. */
export function relativeTo(rects: ReadonlyMap<string, Rect>, holder: string | null, rect: Rect): Point {
  const origin = (holder === null ? undefined : rects.get(holder)) ?? { x: 0, y: 0 }
  return { x: Math.round(rect.x - origin.x), y: Math.round(rect.y - origin.y) }
}
