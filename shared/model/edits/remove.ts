import { flowRef } from '../ids.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'

/** What goes with a removal, so that a label or a question can name it. */
export interface Removal {
  readonly model: Model
  readonly components: number
  readonly flows: number
  readonly boundaries: number
  readonly risks: number
}

/**
 * Removes components (with their flows), flows and boundaries, with the risks and reviews that name
 * them. Members of a removed zone move to its parent. `refs` holds component and boundary ids and
 * flow refs; unknown ones are ignored.
 */
export function removeElements(model: Model, refs: readonly string[]): Removal {
  const gone = new Set(refs)
  const components = model.components.filter((component) => !gone.has(component.id))
  const isGoneFlow = (from: string, to: string, ref: string) =>
    gone.has(ref) || gone.has(from) || gone.has(to)
  const flows = model.flows.filter((flow) => !isGoneFlow(flow.from, flow.to, flowRef(flow)))
  const boundaries = model.boundaries.filter((boundary) => !gone.has(boundary.id))
  const removed = {
    components: model.components.length - components.length,
    flows: model.flows.length - flows.length,
    boundaries: model.boundaries.length - boundaries.length,
  }
  if (removed.components + removed.flows + removed.boundaries === 0) return { model, ...removed, risks: 0 }
  const index = indexOf(model)
  const survivor = (zone: string | null): string | null => {
    let id = zone
    for (let steps = 0; id !== null && gone.has(id) && steps < gone.size; steps += 1)
      id = index.boundaries.get(id)?.parent ?? null
    return id !== null && gone.has(id) ? null : id
  }
  // What names something that never was stays: only a diagnostic may speak about it.
  const kept = new Set(flows)
  const lost = new Set([
    ...model.components.filter((component) => gone.has(component.id)).map((component) => component.id),
    ...model.flows.filter((flow) => !kept.has(flow)).map(flowRef),
    ...model.boundaries
      .filter((boundary) => gone.has(boundary.id))
      .map((boundary) => `boundary:${boundary.id}`),
  ])
  const risks = model.risks.filter((risk) => !lost.has(risk.target))
  return {
    ...removed,
    risks: model.risks.length - risks.length,
    model: {
      ...model,
      components: components.map((component) =>
        component.zone !== null && gone.has(component.zone)
          ? { ...component, zone: survivor(component.zone) }
          : component,
      ),
      flows,
      boundaries: boundaries.map((boundary) => {
        const parent = survivor(boundary.parent)
        const crossedBy = boundary.crossedBy.filter((ref) => !lost.has(ref))
        const same = parent === boundary.parent && crossedBy.length === boundary.crossedBy.length
        return same ? boundary : { ...boundary, parent, crossedBy }
      }),
      risks,
      analyses: model.analyses.filter((analysis) => !lost.has(analysis.target)),
    },
  }
}
