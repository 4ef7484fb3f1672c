/** Places the members of one zone that have no place: alone as a grid, beside others near what they talk to. */
import type { Point } from '../layout.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'
import { placeNear, type Room } from './beside.ts'
import { gridOf } from './grid.ts'
import type { Link } from './links.ts'
import { insetOf, type Placement } from './placement.ts'
import { boundsOf, type Rect } from './rect.ts'
import { EMPTY_ZONE, type Item, type Size, ZONE_PADDING } from './sizes.ts'

/** More than these are a diagram of their own, which is put beside the other as a whole. */
const FEW = 24
const GAP = { x: 112, y: 48 } as const
/** Width to height of grids for zones with room on one side only. */
const OTHER_RATIOS = [0.3, 8] as const

export function addMissing(
  model: Model,
  placement: Placement,
  zone: string | null,
  links: readonly Link[],
): void {
  const missing = placement
    .missingIn(zone)
    .map((member): Item => ({ id: member.id, size: placement.sizeOf(member) }))
  const isAlone = placement.takenIn(zone).length === 0
  if (isAlone || missing.length > FEW) addBlock(placement, zone, missing, links, isAlone)
  else addEach(model, placement, zone, missing, links)
}

function addBlock(
  placement: Placement,
  zone: string | null,
  missing: readonly Item[],
  links: readonly Link[],
  isAlone: boolean,
): void {
  const grid = gridFor(placement, zone, missing, links)
  const bounds = boundsOf(grid.values())
  if (!bounds) return
  const corner = isAlone
    ? cornerIn(placement, zone, bounds)
    : placeNear(
        { width: bounds.width, height: bounds.height },
        startOf(placement, zone),
        roomOf(placement, zone),
      )
  for (const [id, rect] of grid) placement.add(zone, id, moved(rect, corner))
}

/** A zone that has its place may have room on one side only. */
function gridFor(
  placement: Placement,
  zone: string | null,
  missing: readonly Item[],
  links: readonly Link[],
): ReadonlyMap<string, Rect> {
  const usual = gridOf(missing, links)
  if (!placement.hasBox(zone)) return usual
  const fits = (grid: ReadonlyMap<string, Rect>) => {
    const bounds = boundsOf(grid.values())
    return bounds === null || placement.canHold(zone, moved(bounds, insetOf(zone)))
  }
  if (fits(usual)) return usual
  return OTHER_RATIOS.map((ratio) => gridOf(missing, links, ratio)).find(fits) ?? usual
}

/** One by one, first those whose neighbours have their place already. */
function addEach(
  model: Model,
  placement: Placement,
  zone: string | null,
  missing: readonly Item[],
  links: readonly Link[],
): void {
  const left = new Set(missing)
  while (left.size > 0) {
    let next: { readonly item: Item; readonly wanted: readonly Point[] } | undefined
    for (const item of left) {
      const wanted = wishesOf(model, placement, zone, item, links)
      if (!next || wanted.length > next.wanted.length) next = { item, wanted }
    }
    if (!next) return
    const { item, wanted } = next
    left.delete(item)
    const room = roomOf(placement, zone)
    const start = wanted.length > 0 ? meanOf(wanted) : startOf(placement, zone)
    placement.add(zone, item.id, placeNear(item.size, inside(start, item.size, room), room))
  }
}

/** A corner for each neighbour that has a place: right of what sends to it, left of what it sends to. */
function wishesOf(
  model: Model,
  placement: Placement,
  zone: string | null,
  { id, size }: Item,
  links: readonly Link[],
): readonly Point[] {
  const after = (rect: Rect) => ({ x: rect.x + rect.width + GAP.x, y: middleOf(rect) - size.height / 2 })
  const before = (rect: Rect) => ({ x: rect.x - GAP.x - size.width, y: middleOf(rect) - size.height / 2 })
  const own = links.flatMap(({ from, to }) => {
    const [source, target] = [placement.rectOf(from), placement.rectOf(to)]
    if (to === id && source) return [after(source)]
    return from === id && target ? [before(target)] : []
  })
  if (own.length > 0) return own
  const origin = zone === null ? { x: 0, y: 0 } : placement.placeOf(zone)
  if (!origin) return []
  const { incoming, outgoing } = indexOf(model)
  const back = { x: -origin.x, y: -origin.y }
  const placed = (other: string) => {
    const rect = placement.placeOf(other)
    return rect ? [moved(rect, back)] : []
  }
  return [
    ...(incoming.get(id) ?? []).flatMap(({ from }) => placed(from)).map(after),
    ...(outgoing.get(id) ?? []).flatMap(({ to }) => placed(to)).map(before),
  ]
}

function roomOf(placement: Placement, zone: string | null): Room {
  const taken = placement.takenIn(zone)
  const none = { taken, canHold: (rect: Rect) => placement.canHold(zone, rect) }
  if (zone === null) return { ...none, least: { x: -Infinity, y: -Infinity } }
  const rect = placement.hasBox(zone) ? placement.rectOf(zone) : undefined
  const least = insetOf(zone)
  if (!rect) return { ...none, least }
  const inner = {
    x: 0,
    y: 0,
    width: rect.width - ZONE_PADDING.side,
    height: rect.height - ZONE_PADDING.bottom,
  }
  return { ...none, least, inner }
}

/** Where a block begins that is all a zone holds: in the middle of a zone that is larger than it needs. */
function cornerIn(placement: Placement, zone: string | null, { width, height }: Size): Point {
  const inset = insetOf(zone)
  if (zone === null || placement.hasBox(zone)) return inset
  const { top, side, bottom } = ZONE_PADDING
  const spare = { x: EMPTY_ZONE.width - width - 2 * side, y: EMPTY_ZONE.height - height - top - bottom }
  return { x: inset.x + Math.max(0, spare.x / 2), y: inset.y + Math.max(0, spare.y / 2) }
}

/** Where something goes that talks to nothing: first in a zone, last outside. */
function startOf(placement: Placement, zone: string | null): Point {
  if (zone !== null) return insetOf(zone)
  const taken = boundsOf(placement.takenIn(zone))
  return taken ? { x: taken.x, y: taken.y + taken.height + GAP.y } : insetOf(zone)
}

/** The nearest corner at which it is inside of the zone as it is. */
function inside(corner: Point, size: Size, { inner }: Room): Point {
  if (!inner) return corner
  return {
    x: Math.min(corner.x, inner.width - size.width),
    y: Math.min(corner.y, inner.height - size.height),
  }
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}

function middleOf(rect: Rect): number {
  return rect.y + rect.height / 2
}

function moved(rect: Rect, by: Point): Rect {
  return { ...rect, x: rect.x + by.x, y: rect.y + by.y }
}
