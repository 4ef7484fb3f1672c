import { indexOf } from '../queries.ts'
import type { Boundary, Component, Model } from '../schema.ts'

export interface Member {
  readonly id: string
  /** Absent for a zone. */
  readonly component?: Component
}

export interface Nesting {
  /** Zones before components, each in the model's order; null is outside. */
  readonly membersOf: (zone: string | null) => readonly Member[]
  /** Every zone after the one that holds it. */
  readonly zones: readonly string[]
  readonly parentOf: (zone: string) => string | null
}

/** What is drawn in what. Where a file names no zone, or zones hold each other, an element is outside. */
export function nestingOf(model: Model): Nesting {
  const { boundaries } = indexOf(model)
  const isZone = (id: string | null) => id !== null && boundaries.get(id)?.kind === 'zone'
  const all = model.boundaries.filter((boundary) => boundary.kind === 'zone')
  const parents = new Map<string, string | null>()
  for (const zone of all) parents.set(zone.id, isZone(zone.parent) ? zone.parent : null)
  for (const id of findCircles(all, parents)) parents.set(id, null)

  const members = new Map<string | null, Member[]>([[null, []]])
  const add = (zone: string | null, member: Member): void => {
    const list = members.get(zone)
    if (list) list.push(member)
    else members.set(zone, [member])
  }
  for (const { id } of all) add(parents.get(id) ?? null, { id })
  const zones: string[] = []
  for (const at of walk(null, (zone) => members.get(zone) ?? [])) zones.push(at)
  for (const component of model.components) {
    add(isZone(component.zone) ? component.zone : null, { id: component.id, component })
  }
  return {
    zones,
    membersOf: (zone) => members.get(zone) ?? [],
    parentOf: (zone) => parents.get(zone) ?? null,
  }
}

function walk(root: null, childrenOf: (zone: string | null) => readonly Member[]): readonly string[] {
  const found = childrenOf(root).map(({ id }) => id)
  for (let at = 0; at < found.length; at += 1) {
    for (const { id } of childrenOf(found[at] ?? null)) found.push(id)
  }
  return found
}

/** One zone of every circle: cutting it from its parent leaves a tree. */
function findCircles(
  zones: readonly Boundary[],
  parents: ReadonlyMap<string, string | null>,
): readonly string[] {
  const done = new Set<string>()
  const cuts: string[] = []
  for (const { id } of zones) {
    const path = new Set<string>()
    let at: string | null = id
    for (; at !== null && !done.has(at) && !path.has(at); at = parents.get(at) ?? null) path.add(at)
    if (at !== null && path.has(at)) cuts.push(at)
    for (const zone of path) done.add(zone)
  }
  return cuts
}
