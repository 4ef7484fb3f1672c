/**
 * What is gone, drawn into the picture of what is there now: beside the neighbours that it had. A zone that
 * was moved takes the ghosts of what it held along, so places are kept relative to the zone.
 */
import { drawModel } from '../../model/drawing/drawing.ts'
import type { LineShape } from '../../model/drawing/lines.ts'
import type { FlowShape } from '../../model/drawing/shapes.ts'
import { boxesOf, type Rect } from '../../model/geometry.ts'
import { flowRef } from '../../model/ids.ts'
import type { Layout } from '../../model/layout.ts'
import { indexOf } from '../../model/queries.ts'
import type { Boundary, Component, Model } from '../../model/schema.ts'
import { type Collapsed, shownIn } from '../../model/shown.ts'
import type { DiffMarks } from './marks.ts'

export interface Drawn {
  readonly model: Model
  readonly layout: Layout
}

/** What is drawn now: the rectangles of one page, without what collapsed zones hide. */
export interface Ground extends Drawn {
  readonly rects: ReadonlyMap<string, Rect>
  readonly collapsed: Collapsed
  readonly density: 'compact' | 'detailed'
}

export interface Ghosts {
  /** Gone. */
  readonly components: readonly { readonly component: Component; readonly rect: Rect }[]
  readonly zones: readonly { readonly zone: Boundary; readonly rect: Rect }[]
  readonly flows: readonly FlowShape[]
  readonly lines: readonly { readonly line: Boundary; readonly shape: LineShape }[]
  /** Where re-zoned components and zones were; those whose old zone is not drawn are left out. */
  readonly moved: ReadonlyMap<string, Rect>
}

/** Searches for ways around components: ghosts are many only where a diagram was replaced as a whole. */
const SEARCHES = 40

export function ghostsOf(before: Drawn, ground: Ground, marks: DiffMarks): Ghosts {
  const old = shownIn(before.model, before.layout).rects
  const index = indexOf(before.model)
  const places = new Map<string, Rect | null>()
  /** The old rectangle of a component or zone in the picture of now. */
  const placeOf = (id: string): Rect | null => {
    const known = places.get(id)
    if (known !== undefined) return known
    // A cycle in the file ends here.
    places.set(id, null)
    const rect = old.get(id)
    const holder = index.components.get(id)?.zone ?? index.boundaries.get(id)?.parent ?? null
    const place = rect ? beside(rect, holder) : null
    places.set(id, place)
    return place
  }
  const beside = (rect: Rect, holder: string | null): Rect | null => {
    if (holder === null) return rect
    const was = old.get(holder)
    const is = isGone(holder) ? placeOf(holder) : visible(ground, holder)
    return was && is ? { ...rect, x: rect.x - was.x + is.x, y: rect.y - was.y + is.y } : null
  }
  const isGone = (id: string) => marks.removed.has(id)
  const components = before.model.components.flatMap((component) => {
    const rect = isGone(component.id) ? placeOf(component.id) : null
    return rect ? [{ component, rect }] : []
  })
  const zones = before.model.boundaries.flatMap((zone) => {
    const rect = zone.kind === 'zone' && isGone(zone.id) ? placeOf(zone.id) : null
    return rect ? [{ zone, rect }] : []
  })
  const moved = new Map<string, Rect>()
  for (const { ref, change } of marks.present.values()) {
    const rect = change === 'rezoned' ? placeOf(ref) : null
    if (rect) moved.set(ref, rect)
  }
  return { components, zones, moved, ...goneInk(before.model, ground, marks, components) }
}

/** Flows and lines are drawn between what is there now and the ghosts of what is not. */
function goneInk(
  before: Model,
  { model, layout, rects, collapsed, density }: Ground,
  marks: DiffMarks,
  gone: Ghosts['components'],
): Pick<Ghosts, 'flows' | 'lines'> {
  const lines = before.boundaries.filter(({ id, kind }) => kind === 'line' && marks.removed.has(id))
  const named = new Set(lines.flatMap(({ crossedBy }) => crossedBy))
  const isGone = (ref: string) => marks.removed.has(ref)
  const flows = before.flows.filter((flow) => isGone(flowRef(flow)) || named.has(flowRef(flow)))
  if (flows.length + lines.length === 0) return { flows: [], lines: [] }
  const ghosts = new Map([...rects, ...gone.map(({ component, rect }) => [component.id, rect] as const)])
  const union: Model = {
    ...model,
    components: [...model.components, ...gone.map(({ component }) => component)],
    boundaries: [...model.boundaries.filter(({ kind }) => kind === 'zone'), ...lines],
    flows,
  }
  const ink = { model: union, layout, rects: ghosts, collapsed, density, searches: SEARCHES }
  const drawing = drawModel(ink)
  return {
    flows: [...drawing.flows.values()].filter(({ ref }) => isGone(ref)),
    lines: lines.flatMap((line) => {
      const shape = drawing.lines.get(line.id)
      return shape ? [{ line, shape }] : []
    }),
  }
}

function visible({ rects, collapsed }: Ground, zone: string): Rect | undefined {
  return collapsed.zones.has(zone) ? undefined : rects.get(zone)
}

/**
 * The layout with the places of another one for what it does not place itself, so that a revision without
 * a layout is not drawn apart from the one beside it. Only what is in the same zone in both takes them.
 */
export function withPlacesOf({ model, layout }: Drawn, other: Drawn): Layout {
  const own = boxesOf(layout)
  const theirs = indexOf(other.model)
  const boxes = boxesOf(other.layout)
  const borrowed = [
    ...model.components.filter(({ id, zone }) => theirs.components.get(id)?.zone === zone),
    ...model.boundaries.filter(({ id, parent }) => theirs.boundaries.get(id)?.parent === parent),
  ].flatMap(({ id }) => (own.has(id) ? [] : (boxes.get(id) ?? [])))
  return borrowed.length === 0 ? layout : { ...layout, boxes: [...layout.boxes, ...borrowed] }
}
