/** Aligning and spreading what is selected; zones grow around members that would leave them. */
import { type Axis, aligned, distributed, type Edge } from '../../../shared/model/arranging/align.ts'
import { holderOf } from '../../../shared/model/arranging/members.ts'
import { pinned, relativeTo } from '../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../shared/model/document.ts'
import { noteRect } from '../../../shared/model/drawing/page.ts'
import { absoluteRects, boundsOf, pageOf, type Rect, ZONE_PADDING } from '../../../shared/model/geometry.ts'
import type { Point } from '../../../shared/model/layout.ts'
import { zoneChain } from '../../../shared/model/queries.ts'
import { moveTo, rootsOf } from './move.ts'

/** Components, zones and notes of a selection that can be aligned: those of one page, without members of selected zones. */
export function alignable(document: Document, selection: readonly string[]): ReadonlyMap<string, Rect> {
  const { model, layout } = document
  const rects = absoluteRects(model, layout)
  const notes = new Map(layout.notes.map((note) => [`note:${note.id}`, note]))
  const found = new Map<string, Rect>()
  let page: string | undefined
  for (const id of rootsOf(model, selection)) {
    const note = notes.get(id)
    const rect = note ? noteRect(note) : rects.get(id)
    if (!rect) continue
    const own = note ? (note.page ?? layout.pages[0]?.id) : pageOf(model, layout, id)
    if (found.size === 0) page = own
    if (own === page) found.set(id, rect)
  }
  return found
}

export function align(document: Document, selection: readonly string[], edge: Edge): Document {
  const rects = alignable(document, selection)
  return put(document, rects, aligned(rects, edge))
}

export function distribute(document: Document, selection: readonly string[], axis: Axis): Document {
  const rects = alignable(document, selection)
  return put(document, rects, distributed(rects, axis))
}

/** The same document when everything is there already. */
function put(
  document: Document,
  rects: ReadonlyMap<string, Rect>,
  places: ReadonlyMap<string, Point>,
): Document {
  const moving = [...places].filter(([id, { x, y }]) => rects.get(id)?.x !== x || rects.get(id)?.y !== y)
  if (moving.length === 0) return document
  const moved = moveTo(document, new Map(moving.map(([id, at]) => [id, { at }])))
  const zones = new Set(moving.flatMap(([id]) => zoneChain(document.model, holderOf(document.model, id))))
  return holding(moved, [...zones])
}

/** Zones as large as their members need to the left and the top as well; what is in them stays on the page. */
function holding(document: Document, zones: readonly string[]): Document {
  const { model } = document
  const layout = pinned(model, document.layout)
  const rects = new Map(absoluteRects(model, layout))
  const inner = [...zones].sort((a, b) => zoneChain(model, b).length - zoneChain(model, a).length)
  const grown = new Set<string>()
  for (const zone of inner) {
    const own = rects.get(zone)
    const members = [...model.components, ...model.boundaries].filter(
      ({ id }) => holderOf(model, id) === zone,
    )
    const bounds = boundsOf(members.flatMap(({ id }) => rects.get(id) ?? []))
    if (!own || !bounds || isAround(own, bounds)) continue
    const around = boundsOf([own, padded(bounds)])
    if (!around) continue
    rects.set(zone, around)
    grown.add(zone)
  }
  if (grown.size === 0) return document
  const boxes = layout.boxes.map((box) => {
    const [rect, holder] = [rects.get(box.id), holderOf(model, box.id)]
    const isGrown = grown.has(box.id)
    if (!rect || (!isGrown && !grown.has(holder ?? ''))) return box
    const size = isGrown ? { width: Math.round(rect.width), height: Math.round(rect.height) } : {}
    return { ...box, ...relativeTo(rects, holder, rect), ...size }
  })
  return { ...document, layout: { ...layout, boxes } }
}

/** A member may stand nearer to the border than there is usually room, but not on it. */
function isAround(zone: Rect, members: Rect): boolean {
  return (
    members.x >= zone.x &&
    members.y >= zone.y &&
    members.x + members.width < zone.x + zone.width &&
    members.y + members.height < zone.y + zone.height
  )
}

function padded({ x, y, width, height }: Rect): Rect {
  const { top, side, bottom } = ZONE_PADDING
  return { x: x - side, y: y - top, width: width + 2 * side, height: height + top + bottom }
}
