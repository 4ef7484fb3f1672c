/** What directly holds each element in the file: the component that did, while both stay in one zone, else the zone. */
import type { Model } from '../../../model/schema.ts'
import type { Mapped } from '../mapping/mapping.ts'

/** Ids in the model; absent for what is in nothing. */
export function parentsOf(model: Model, { elements }: Mapped): ReadonlyMap<string, string> {
  const { nesting, idOf } = elements
  const zones = new Map<string, string | null>(model.components.map(({ id, zone }) => [id, zone]))
  const hosts = new Map<string, string>()
  for (const [item, parent] of nesting.parentOf) {
    const [id, host] = [idOf.get(item), idOf.get(parent)]
    if (id !== undefined && host !== undefined && parent.section === 'components') hosts.set(id, host)
  }
  const all = [...model.components, ...model.boundaries.map((each) => ({ id: each.id, zone: each.parent }))]
  return new Map(
    all.flatMap(({ id, zone }) => {
      const host = hosts.get(id)
      const isHeld = host !== undefined && zones.has(host) && zones.get(host) === zone
      const parent = isHeld ? host : zone
      return parent === null || parent === undefined ? [] : [[id, parent] as const]
    }),
  )
}
