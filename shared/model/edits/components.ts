/** An edit is `(model, args) => model`; it returns the same model when nothing changes. */
import { slug, uniqueId } from '../ids.ts'
import { indexOf, zoneChain } from '../queries.ts'
import type { Boundary, Component, DataAsset, Kind, Model } from '../schema.ts'

const KIND_TITLES: Record<Kind, string> = {
  external: 'External entity',
  process: 'Process',
  store: 'Data store',
}

/** Adds a component; its id is the slug of its title, unique among components and boundaries. */
export function addComponent(
  model: Model,
  given: { kind: Kind } & Partial<Component>,
): { model: Model; id: string } {
  const title = given.title ?? KIND_TITLES[given.kind]
  const id = given.id ?? newElementId(model, title)
  const component: Component = {
    zone: null,
    technologies: [],
    tags: [],
    dataProcessed: [],
    dataStored: [],
    formatsAccepted: [],
    ...given,
    id,
    title,
  }
  return { model: { ...model, components: [...model.components, component] }, id }
}

/** An id for a new component or boundary, made from its title. */
export function newElementId(model: Model, title: string): string {
  const { components, boundaries } = indexOf(model)
  return uniqueId(slug(title), (id) => components.has(id) || boundaries.has(id))
}

/** Changes attributes; a member set to undefined is removed. The id cannot change. */
export function updateComponent(model: Model, id: string, changes: Partial<Omit<Component, 'id'>>): Model {
  const components = updated(model.components, (component) => component.id === id, changes)
  return components === model.components ? model : { ...model, components }
}

/** Moves components and zones into a zone, or outside with null; a zone never moves into itself, and nothing into what is no zone. */
export function moveIntoZone(model: Model, ids: readonly string[], zone: string | null): Model {
  if (zone !== null && indexOf(model).boundaries.get(zone)?.kind !== 'zone') return model
  const moving = new Set(ids)
  const chain = zoneChain(model, zone)
  if (chain.some((id) => moving.has(id))) return model
  let changed = false
  const components = model.components.map((component) => {
    if (!moving.has(component.id) || component.zone === zone) return component
    changed = true
    return { ...component, zone }
  })
  const boundaries = model.boundaries.map((boundary) => {
    if (!moving.has(boundary.id) || boundary.kind === 'line' || boundary.parent === zone) return boundary
    changed = true
    return { ...boundary, parent: zone }
  })
  return changed ? { ...model, components, boundaries } : model
}

/** Adds a zone or a line boundary; ids as for components. */
export function addBoundary(
  model: Model,
  given: { kind: 'zone' | 'line' } & Partial<Boundary>,
): { model: Model; id: string } {
  const title = given.title ?? (given.kind === 'zone' ? 'Zone' : 'Trust boundary')
  const id = given.id ?? newElementId(model, title)
  const boundary: Boundary = { parent: null, crossedBy: [], tags: [], ...given, id, title }
  return { model: { ...model, boundaries: [...model.boundaries, boundary] }, id }
}

/** Changes attributes of a boundary; a member set to undefined is removed. The id cannot change. */
export function updateBoundary(
  model: Model,
  id: string,
  changes: Partial<Omit<Boundary, 'id' | 'kind'>>,
): Model {
  const boundaries = updated(model.boundaries, (boundary) => boundary.id === id, changes)
  return boundaries === model.boundaries ? model : { ...model, boundaries }
}

/** Adds a data asset; its id is the slug of its title, unique among data assets. */
export function addDataAsset(model: Model, given: Partial<DataAsset>): { model: Model; id: string } {
  const title = given.title ?? 'Data asset'
  const id = given.id ?? uniqueId(slug(title), (taken) => indexOf(model).dataAssets.has(taken))
  const asset: DataAsset = { tags: [], ...given, id, title }
  return { model: { ...model, dataAssets: [...model.dataAssets, asset] }, id }
}

export function updateDataAsset(model: Model, id: string, changes: Partial<Omit<DataAsset, 'id'>>): Model {
  const dataAssets = updated(model.dataAssets, (asset) => asset.id === id, changes)
  return dataAssets === model.dataAssets ? model : { ...model, dataAssets }
}

/** Removes data assets and every mention of them. */
export function removeDataAssets(model: Model, ids: readonly string[]): Model {
  const gone = new Set(ids)
  if (!model.dataAssets.some((asset) => gone.has(asset.id))) return model
  const without = (list: readonly string[]) =>
    list.some((id) => gone.has(id)) ? list.filter((id) => !gone.has(id)) : list
  return {
    ...model,
    dataAssets: model.dataAssets.filter((asset) => !gone.has(asset.id)),
    components: model.components.map((component) => {
      const [dataProcessed, dataStored] = [without(component.dataProcessed), without(component.dataStored)]
      const same = dataProcessed === component.dataProcessed && dataStored === component.dataStored
      return same ? component : { ...component, dataProcessed, dataStored }
    }),
    flows: model.flows.map((flow) => {
      const [dataSent, dataReceived] = [without(flow.dataSent), without(flow.dataReceived)]
      const same = dataSent === flow.dataSent && dataReceived === flow.dataReceived
      return same ? flow : { ...flow, dataSent, dataReceived }
    }),
  }
}

/** The list with `changes` in the matching items; the same list when nothing differs. */
export function updated<T extends object>(
  items: readonly T[],
  matches: (item: T) => boolean,
  changes: NoInfer<Partial<T>>,
): readonly T[] {
  let changed = false
  const next = items.map((item) => {
    if (!matches(item)) return item
    const entries = Object.entries(changes) as [keyof T, T[keyof T]][]
    if (entries.every(([key, value]) => isSame(item[key], value))) return item
    changed = true
    const result = { ...item, ...changes }
    for (const [key, value] of entries) if (value === undefined) delete result[key]
    return result
  })
  return changed ? next : items
}

/** Equal, or lists of equal items: a form gives a new list for the same words. */
function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((item, at) => item === b[at])
}
