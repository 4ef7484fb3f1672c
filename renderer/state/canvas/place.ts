/** New elements, each with its place. */

import { holderOf } from '../../../shared/model/arranging/members.ts'
import { pinned } from '../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { absoluteRects, componentSize, contains, GRID, type Rect } from '../../../shared/model/geometry.ts'
import { uniqueId } from '../../../shared/model/ids.ts'
import type { Box, Layout, Point } from '../../../shared/model/layout.ts'
import { shownIn } from '../../../shared/model/names/shown.ts'
import { overlaps } from '../../../shared/model/placing/rect.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Flow, Kind } from '../../../shared/model/schema.ts'
import { adopt, zoneAt } from './move.ts'

export interface Placed {
  readonly document: Document
  /** Component or boundary id, flow ref or `note:<id>`. */
  readonly ref: string
}

const KIND_TITLES: Record<Kind, string> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}
const GAP = 96

/** A component with its middle here, in the zone that is drawn here. `page` is absent on the first page. */
export function placeComponent(document: Document, kind: Kind, middle: Point, page?: string): Placed {
  const { model } = document
  const layout = pinned(model, document.layout)
  const { rects } = shownIn(model, layout)
  const zone = zoneAt(model, rects, middle)
  const added = addComponent(model, { kind, title: freshTitle(document, KIND_TITLES[kind]), zone })
  const component = indexOf(added.model).components.get(added.id)
  const size = component ? componentSize(component) : { width: 144, height: 64 }
  const at = { x: snap(middle.x - size.width / 2), y: snap(middle.y - size.height / 2) }
  const box = boxAt(added.id, at, rects, zone, page)
  return { ref: added.id, document: withBox({ ...document, model: added.model, layout }, box) }
}

/** A zone with this rectangle around what lies wholly inside it. */
export function placeZone(document: Document, rect: Rect, page?: string): Placed {
  const { model } = document
  const layout = pinned(model, document.layout)
  const rects = absoluteRects(model, layout)
  const corner = { x: rect.x, y: rect.y }
  const around = zoneAt(model, rects, corner)
  const opposite = zoneAt(model, rects, { x: rect.x + rect.width, y: rect.y + rect.height })
  const parent = around === opposite ? around : null
  const added = addBoundary(model, { kind: 'zone', title: freshTitle(document, 'Zone'), parent })
  const box = { ...boxAt(added.id, corner, rects, parent, page), width: rect.width, height: rect.height }
  const withRect = new Map(rects).set(added.id, rect)
  const adopted = adopt(added.model, added.id, withRect)
  const boxes = layout.boxes.map((known) => {
    const own = rects.get(known.id)
    if (holderOf(adopted, known.id) !== added.id || !own) return known
    return { ...known, x: own.x - rect.x, y: own.y - rect.y }
  })
  return {
    ref: added.id,
    document: withBox({ ...document, model: adopted, layout: { ...layout, boxes } }, box),
  }
}

/** A line boundary across these flows. */
export function placeLine(document: Document, refs: readonly string[]): Placed {
  const title = freshTitle(document, 'Trust boundary')
  const added = addBoundary(document.model, { kind: 'line', title, crossedBy: refs })
  return { ref: added.id, document: { ...document, model: added.model } }
}

/** A canvas note with its top left corner here. */
export function placeNote(document: Document, at: Point, page?: string, text = ''): Placed {
  const layout = pinned(document.model, document.layout)
  const id = uniqueId('note', (taken) => layout.notes.some((note) => note.id === taken))
  const note = { id, text, x: snap(at.x), y: snap(at.y), ...(page === undefined ? {} : { page }) }
  return {
    ref: `note:${id}`,
    document: { ...document, layout: { ...layout, notes: [...layout.notes, note] } },
  }
}

/** A flow between two components; `given` are attributes other than its ends. */
export function placeFlow(document: Document, from: string, to: string, given: Partial<Flow> = {}): Placed {
  const added = addFlow(document.model, { ...given, from, to })
  return { ref: added.ref, document: { ...document, model: added.model } }
}

/**
 * The nearest free middle for a component: right of `beside`, then further down. It is not across the border
 * of a zone, where it would seem to be inside and outside; `grows`: the zone it is for grows around it.
 */
export function freeMiddle(document: Document, beside: Rect | null, fallback: Point, grows = false): Point {
  const { model, layout } = document
  const { rects } = shownIn(model, layout)
  const size = { width: 144, height: 64 }
  const start = beside
    ? { x: beside.x + beside.width + GAP, y: beside.y }
    : { x: fallback.x - size.width / 2, y: fallback.y - size.height / 2 }
  const isAcross = (at: Point) =>
    model.boundaries.some(({ id, kind }) => {
      const rect = kind === 'zone' ? rects.get(id) : undefined
      const own = { ...at, ...size }
      return rect !== undefined && overlaps(rect, own) && !contains(rect, own)
    })
  const isTaken = (at: Point) =>
    (!grows && isAcross(at)) ||
    model.components.some(({ id }) => {
      const rect = rects.get(id)
      if (!rect) return false
      const isBeside = at.x + size.width + 16 <= rect.x || rect.x + rect.width + 16 <= at.x
      return !isBeside && at.y < rect.y + rect.height + 16 && rect.y < at.y + size.height + 16
    })
  let at = start
  for (let step = 0; step < 200 && isTaken(at); step += 1) at = { x: at.x, y: at.y + size.height + 32 }
  return { x: at.x + size.width / 2, y: at.y + size.height / 2 }
}

export function snap(value: number): number {
  return Math.round(value / GRID) * GRID
}

/** Adds or replaces an element's box. */
function withBox(document: Document, box: Box): Document {
  const layout: Layout = {
    ...document.layout,
    boxes: [...document.layout.boxes.filter((known) => known.id !== box.id), box],
  }
  return { ...document, layout }
}

function boxAt(
  id: string,
  at: Point,
  rects: ReadonlyMap<string, Rect>,
  zone: string | null,
  page: string | undefined,
): Box {
  const origin = (zone === null ? undefined : rects.get(zone)) ?? { x: 0, y: 0 }
  const box = { id, x: Math.round(at.x - origin.x), y: Math.round(at.y - origin.y) }
  return zone === null && page !== undefined ? { ...box, page } : box
}

/** "Process", then "Process 2": two elements called alike cannot be told apart in a list. */
function freshTitle(document: Document, title: string): string {
  const { components, boundaries } = document.model
  const taken = new Set([...components, ...boundaries].map((element) => element.title))
  if (!taken.has(title)) return title
  let count = 2
  while (taken.has(`${title} ${count}`)) count += 1
  return `${title} ${count}`
}
