/**
 * What is gone, drawn into the picture of what is there now: beside the neighbours that it had. A zone that
 * was moved takes the ghosts of what it held along, so places are kept relative to the zone.
 */
import { drawModel } from '../../model/drawing/drawing.ts'
import type { LineShape } from '../../model/drawing/lines.ts'
import type { FlowShape } from '../../model/drawing/shapes.ts'
import { boxesOf, contains, pageOf, type Rect } from '../../model/geometry.ts'
import { flowRef } from '../../model/ids.ts'
import type { Layout } from '../../model/layout.ts'
import { type Collapsed, shownIn } from '../../model/names/shown.ts'
import { overlaps } from '../../model/placing/rect.ts'
import { indexOf } from '../../model/queries.ts'
import type { Boundary, Component, Model } from '../../model/schema.ts'
import type { DiffMarks } from './marks.ts'

export interface Drawn {
  readonly model: Model
  readonly layout: Layout
}

/** What is drawn now: the rectangles of one page, without what collapsed zones hide. */
export interface Ground extends Drawn {
  /** Undefined where the layout has no pages. */
  readonly page: string | undefined
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
    const place = rect && (holder !== null || isOnPage(id)) ? beside(rect, holder) : null
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
  const isOnPage = (id: string) =>
    ground.page === undefined || pageOf(before.model, before.layout, id) === ground.page
  const free = freePlaces(ground)
  const components = before.model.components.flatMap((component) => {
    const place = isGone(component.id) ? placeOf(component.id) : null
    if (!place) return []
    const { zone } = component
    const around =
      zone === null ? null : isGone(zone) ? (placeOf(zone) ?? null) : (ground.rects.get(zone) ?? null)
    return [{ component, rect: free(place, around) }]
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
  return { components, zones, moved, ...goneInk(before, ground, marks, components) }
}

const STEPS = [-3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3]
/** By how many of its own sizes a ghost makes way for what stands in its place; the nearest first, down before up. */
const ASIDE = STEPS.flatMap((x) => STEPS.map((y) => ({ x, y }))).sort(
  (a, b) => Math.abs(a.x) * 2 + Math.abs(a.y) - Math.abs(b.x) * 2 - Math.abs(b.y) || b.y - a.y,
)
/** Pixels between a ghost and what stands beside it, and by which one looks out from under what hides it. */
const CLEARANCE = 14
const PEEK = 18

/** Gives each ghost a place of its own near where it was, inside its zone; none is free: it looks out from under. */
function freePlaces({ model, rects }: Ground): (place: Rect, zone: Rect | null) => Rect {
  const taken = model.components.flatMap(({ id }) => rects.get(id) ?? [])
  return (place, zone) => {
    const at = (step: { readonly x: number; readonly y: number }): Rect => ({
      ...place,
      x: place.x + step.x * (place.width + CLEARANCE),
      y: place.y + step.y * (place.height + CLEARANCE),
    })
    const reach = { x: 3 * (place.width + CLEARANCE), y: 3 * (place.height + CLEARANCE) }
    const around = {
      ...{ x: place.x - reach.x, y: place.y - reach.y },
      ...{ width: place.width + 2 * reach.x, height: place.height + 2 * reach.y },
    }
    const near = taken.filter((other) => overlaps(other, around))
    const isFree = (rect: Rect) =>
      (zone === null || contains(zone, rect)) && !near.some((other) => overlaps(other, rect))
    const step = ASIDE.find((candidate) => isFree(at(candidate)))
    const isHidden = near.some((other) => overlaps(other, place))
    const rect = step ? at(step) : isHidden ? { ...place, x: place.x + PEEK, y: place.y + PEEK } : place
    taken.push(rect)
    return rect
  }
}

/** Flows and lines are drawn between what is there now and the ghosts of what is not. */
function goneInk(
  { model: before, layout: old }: Drawn,
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
  // Points that somebody led a flow through are places on the page: they hold while its ends are where they were.
  const were = shownIn(before, old).rects
  const isStill = (id: string) => {
    const [was, is] = [were.get(id), ghosts.get(id)]
    return was !== undefined && was.x === is?.x && was.y === is.y
  }
  const still = new Set(flows.filter(({ from, to }) => isStill(from) && isStill(to)).map(flowRef))
  const routes = [...layout.routes, ...old.routes.filter(({ ref }) => isGone(ref) && still.has(ref))]
  const drawing = drawModel({
    ...{ model: union, layout: { ...layout, routes }, rects: ghosts, collapsed, density, searches: SEARCHES },
  })
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
