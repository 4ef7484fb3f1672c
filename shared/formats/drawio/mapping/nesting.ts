/** Which zone each shape is in: draw.io's containers say it outright, other boxes by where they lie. */
import { type Enclosure, encloseBoxes } from '../../../model/from-drawing/zones.ts'
import type { CellPlaces } from '../file/places.ts'
import type { Shape } from './roles.ts'

export interface Nesting {
  /** Id of the innermost zone's cell by the id of a cell. */
  readonly zoneOf: ReadonlyMap<string, string>
  /** What lies over a border where nothing but its place says on which side it is. */
  readonly partial: Enclosure['partial']
}

/** `zones` and `components` of one page. */
export function nest(components: readonly Shape[], zones: readonly Shape[], places: CellPlaces): Nesting {
  const boxes = (shapes: readonly Shape[]) => shapes.map(({ cell, rect }) => ({ id: cell.id, rect }))
  const { zoneOf: drawn, partial } = encloseBoxes(boxes(components), boxes(zones))
  const isZone = new Set(zones.map(({ cell }) => cell.id))
  const held = new Map<string, string>()
  for (const { cell } of [...zones, ...components]) {
    const holder = places.ancestorsOf(cell).find(({ id }) => isZone.has(id))
    if (holder) held.set(cell.id, holder.id)
  }
  const zoneOf = new Map<string, string>()
  for (const { cell } of zones) {
    const parents = [
      choose(held.get(cell.id), drawn.get(cell.id), drawn),
      drawn.get(cell.id),
      held.get(cell.id),
    ]
    const parent = parents.find((id) => id !== undefined && !chainOf(id, zoneOf).includes(cell.id))
    if (parent !== undefined) zoneOf.set(cell.id, parent)
  }
  for (const { cell } of components) {
    const zone = choose(held.get(cell.id), drawn.get(cell.id), zoneOf)
    if (zone !== undefined) zoneOf.set(cell.id, zone)
  }
  return { zoneOf, partial: partial.filter(({ id }) => !held.has(id)) }
}

/** The container, unless the zone that it is drawn in lies in that container. */
function choose(
  held: string | undefined,
  drawn: string | undefined,
  zoneOf: ReadonlyMap<string, string>,
): string | undefined {
  if (held === undefined || drawn === undefined) return held ?? drawn
  return chainOf(drawn, zoneOf).includes(held) ? drawn : held
}

function chainOf(zone: string, zoneOf: ReadonlyMap<string, string>): readonly string[] {
  const chain: string[] = []
  for (let at: string | undefined = zone; at !== undefined && !chain.includes(at); at = zoneOf.get(at))
    chain.push(at)
  return chain
}
