/** Where the selected part of a diagram is drawn: as it lies, in zones no larger than it needs. */
import { holderOf, withMembers } from '../../../shared/model/arranging/members.ts'
import { pinned, relativeTo } from '../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../shared/model/document.ts'
import { absoluteRects, boundsOf, type Rect, ZONE_PADDING } from '../../../shared/model/geometry.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import { zoneChain } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'

/** `part` is the selected model of this document. Selected zones keep their size, zones around shrink. */
export function selectedLayout(document: Document, part: Model, selection: readonly string[]): Layout {
  const layout = pinned(document.model, document.layout)
  const rects = new Map(absoluteRects(document.model, layout))
  const chosen = withMembers(document.model, selection)
  const around = part.boundaries
    .filter(({ id, kind }) => kind === 'zone' && !chosen.has(id))
    .map(({ id }) => id)
    .sort((a, b) => zoneChain(part, b).length - zoneChain(part, a).length)
  for (const zone of around) {
    const members = [...part.components, ...part.boundaries].filter(({ id }) => holderOf(part, id) === zone)
    const bounds = boundsOf(members.flatMap(({ id }) => rects.get(id) ?? []))
    if (bounds) rects.set(zone, padded(bounds))
  }
  const shrunk = new Set(around)
  const boxes = layout.boxes.map((box) => {
    const rect = rects.get(box.id)
    const holder = holderOf(part, box.id)
    if (!rect || (!shrunk.has(box.id) && !shrunk.has(holder ?? ''))) return box
    const size = shrunk.has(box.id) ? { width: rect.width, height: rect.height } : {}
    return { ...box, ...relativeTo(rects, holder, rect), ...size }
  })
  return { ...layout, boxes, notes: layout.notes.filter(({ id }) => selection.includes(`note:${id}`)) }
}

function padded({ x, y, width, height }: Rect): Rect {
  const { top, side, bottom } = ZONE_PADDING
  return { x: x - side, y: y - top, width: width + 2 * side, height: height + top + bottom }
}
