/**
 * Where elements are put. Boxes are relative to their zone, so everything here works on absolute
 * places and writes relative ones. The first placement pins whatever was placed automatically: an
 * element must never jump because another one was moved.
 */
import { holderOf, withMembers } from '../../../shared/model/arranging/members.ts'
import { pinned, relativeTo } from '../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../shared/model/document.ts'
import { moveIntoZone } from '../../../shared/model/edits/components.ts'
import { absoluteRects, centerOf, contains, pageOf, type Rect } from '../../../shared/model/geometry.ts'
import type { Box, Layout, Point } from '../../../shared/model/layout.ts'
import { indexOf, zoneChain } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'

export interface Place {
  /** Absolute top left corner. */
  readonly at: Point
  /** Absent: it stays in its zone. */
  readonly zone?: string | null
}

/** Those that are not inside another one of the list: moving them moves the rest. */
export function rootsOf(model: Model, ids: readonly string[]): readonly string[] {
  const chosen = new Set(ids)
  return ids.filter((id) => !zoneChain(model, holderOf(model, id)).some((zone) => chosen.has(zone)))
}

/** The innermost zone at a place, leaving out some; null is outside. */
export function zoneAt(
  model: Model,
  rects: ReadonlyMap<string, Rect>,
  at: Point,
  without: ReadonlySet<string> = new Set(),
): string | null {
  let found: { id: string; depth: number; area: number } | null = null
  for (const zone of model.boundaries) {
    const rect = rects.get(zone.id)
    if (zone.kind !== 'zone' || !rect || without.has(zone.id)) continue
    if (!contains(rect, { ...at, width: 0, height: 0 })) continue
    const here = { id: zone.id, depth: zoneChain(model, zone.id).length, area: rect.width * rect.height }
    const isInner =
      !found || here.depth > found.depth || (here.depth === found.depth && here.area < found.area)
    if (isInner) found = here
  }
  return found?.id ?? null
}

/** Puts components, zones and notes (`note:<id>`) somewhere, into another zone where `zone` says so. */
export function moveTo(document: Document, places: ReadonlyMap<string, Place>): Document {
  const before = absoluteRects(document.model, document.layout)
  const layout = pinned(document.model, document.layout)
  let { model } = document
  for (const [id, { zone }] of places) if (zone !== undefined) model = moveIntoZone(model, [id], zone)
  const after = new Map(before)
  for (const [id, { at }] of places) {
    const rect = before.get(id)
    if (!rect) continue
    const delta = { x: Math.round(at.x) - rect.x, y: Math.round(at.y) - rect.y }
    for (const member of withMembers(document.model, [id])) {
      const old = before.get(member)
      if (old && (member === id || !places.has(member)))
        after.set(member, { ...old, x: old.x + delta.x, y: old.y + delta.y })
    }
  }
  const boxes = layout.boxes.map((box) => {
    const rect = after.get(box.id)
    if (!rect || !places.has(box.id)) return box
    const holder = holderOf(model, box.id)
    const next = { ...box, ...relativeTo(after, holder, rect) }
    const page = pageOf(document.model, document.layout, box.id)
    const { page: _, ...rest } = next
    const placed: Box =
      holder === null && page !== undefined && page !== layout.pages[0]?.id ? { ...next, page } : rest
    return placed.x === box.x && placed.y === box.y && placed.page === box.page ? box : placed
  })
  const notes = layout.notes.map((note) => {
    const place = places.get(`note:${note.id}`)
    return place ? { ...note, x: Math.round(place.at.x), y: Math.round(place.at.y) } : note
  })
  return {
    ...document,
    model,
    layout: { ...layout, boxes, notes, routes: movedRoutes(model, layout, before, after) },
  }
}

/** Waypoints go along when both ends of a flow moved alike. */
function movedRoutes(
  model: Model,
  layout: Layout,
  before: ReadonlyMap<string, Rect>,
  after: ReadonlyMap<string, Rect>,
): Layout['routes'] {
  const { flows } = indexOf(model)
  const shiftOf = (id: string | undefined): Point => {
    const [from, to] = [before.get(id ?? ''), after.get(id ?? '')]
    return from && to ? { x: to.x - from.x, y: to.y - from.y } : { x: 0, y: 0 }
  }
  let isSame = true
  const routes = layout.routes.map((route) => {
    const flow = flows.get(route.ref)
    const [a, b] = [shiftOf(flow?.from), shiftOf(flow?.to)]
    if (a.x !== b.x || a.y !== b.y || (a.x === 0 && a.y === 0)) return route
    isSame = false
    return { ...route, points: route.points.map((point) => ({ x: point.x + a.x, y: point.y + a.y })) }
  })
  // The same list tells the drawing that no flow is to be looked at for its waypoints.
  return isSame ? layout.routes : routes
}

/** The size below which an element is not made smaller by hand. */
export function leastSize(model: Model, id: string): { readonly width: number; readonly height: number } {
  return indexOf(model).boundaries.has(id) ? { width: 96, height: 64 } : { width: 80, height: 40 }
}

/**
 * Gives an element another rectangle. Members of a zone stay where they are on the page; what now
 * lies wholly inside joins it, and members whose middle is now outside leave it.
 */
export function resizeTo(document: Document, id: string, rect: Rect): Document {
  const before = absoluteRects(document.model, document.layout)
  const layout = pinned(document.model, document.layout)
  const after = new Map(before).set(id, rect)
  const model = adopt(document.model, id, after)
  const boxes = layout.boxes.map((box) => {
    const holder = holderOf(model, box.id)
    const here = after.get(box.id)
    if (!here) return box
    if (box.id === id) {
      return {
        ...box,
        ...relativeTo(after, holder, here),
        width: Math.round(rect.width),
        height: Math.round(rect.height),
      }
    }
    const isTouched = holder === id || holder !== holderOf(document.model, box.id)
    return isTouched ? { ...box, ...relativeTo(after, holder, here) } : box
  })
  return { ...document, model, layout: { ...layout, boxes } }
}

/** The model with a zone's members as its rectangle shows them. */
export function adopt(model: Model, zone: string, rects: ReadonlyMap<string, Rect>): Model {
  const rect = rects.get(zone)
  const boundary = indexOf(model).boundaries.get(zone)
  if (!rect || boundary?.kind !== 'zone') return model
  const { componentsIn, zonesIn } = indexOf(model)
  const heldBy = (holder: string | null) => [
    ...(componentsIn.get(holder) ?? []),
    ...(zonesIn.get(holder) ?? []),
  ]
  const entering = heldBy(boundary.parent).filter((element) => {
    const inner = rects.get(element.id)
    return element.id !== zone && inner !== undefined && contains(rect, inner)
  })
  const leaving = heldBy(zone).filter((element) => {
    const inner = rects.get(element.id)
    return inner !== undefined && !contains(rect, { ...centerOf(inner), width: 0, height: 0 })
  })
  const joined = moveIntoZone(
    model,
    entering.map(({ id }) => id),
    zone,
  )
  return moveIntoZone(
    joined,
    leaving.map(({ id }) => id),
    boundary.parent,
  )
}

/** The waypoints of a flow; none gives it back its straight line. */
export function setRoute(document: Document, ref: string, points: readonly Point[]): Document {
  const { layout } = document
  const route = { ref, points: points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })) }
  const isKnown = layout.routes.some((known) => known.ref === ref)
  const routes =
    points.length === 0
      ? layout.routes.filter((known) => known.ref !== ref)
      : isKnown
        ? layout.routes.map((known) => (known.ref === ref ? route : known))
        : [...layout.routes, route]
  if (points.length === 0 && !isKnown) return document
  return { ...document, layout: { ...pinned(document.model, layout), routes } }
}
