/** What is inside what, and which flows stay inside. */
import { flowRef } from '../ids.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'

/** The zone that directly holds a component or zone. */
export function holderOf(model: Model, id: string): string | null {
  const { components, boundaries } = indexOf(model)
  return components.get(id)?.zone ?? boundaries.get(id)?.parent ?? null
}

/** The elements themselves and everything inside them. */
export function withMembers(model: Model, ids: Iterable<string>): ReadonlySet<string> {
  const { componentsIn, zonesIn } = indexOf(model)
  const all = new Set<string>()
  const visit = (id: string): void => {
    if (all.has(id)) return
    all.add(id)
    for (const member of [...(zonesIn.get(id) ?? []), ...(componentsIn.get(id) ?? [])]) visit(member.id)
  }
  for (const id of ids) visit(id)
  return all
}

/** The flows with both ends among these. */
export function flowsWithin(model: Model, ids: ReadonlySet<string>): readonly string[] {
  return model.flows.filter((flow) => ids.has(flow.from) && ids.has(flow.to)).map(flowRef)
}
