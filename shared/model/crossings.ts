/**
 * Which flows cross which boundaries. Outside is a zone like any other: a flow crosses every zone
 * that holds one of its ends and not the other, and every line that names it.
 */
import { flowRef } from './ids.ts'
import { indexOf, zoneChain } from './queries.ts'
import type { Flow, Model } from './schema.ts'

export interface Crossing {
  readonly flow: Flow
  readonly ref: string
  /** Ids in the order the flow meets them: zones left (inner first), lines, zones entered (outer first). */
  readonly boundaries: readonly string[]
}

interface Known extends Pick<Model, 'components' | 'boundaries'> {
  readonly crossings: ReadonlyMap<string, Crossing>
}

const cache = new WeakMap<Model['flows'], Known>()

/** The crossings of a model by flow ref, in the order of its flows; the same map until something that is drawn changes. */
export function crossingsOf(model: Model): ReadonlyMap<string, Crossing> {
  const { flows, boundaries } = model
  const known = cache.get(flows)
  if (known?.components === model.components && known.boundaries === boundaries) return known.crossings
  const crossings = findCrossings(model)
  cache.set(flows, { components: model.components, boundaries, crossings })
  return crossings
}

function findCrossings(model: Model): ReadonlyMap<string, Crossing> {
  const { components, linesOver } = indexOf(model)
  const crossings = new Map<string, Crossing>()
  for (const flow of model.flows) {
    const ref = flowRef(flow)
    const from = zoneChain(model, components.get(flow.from)?.zone ?? null)
    const to = zoneChain(model, components.get(flow.to)?.zone ?? null)
    const left = from.filter((zone) => !to.includes(zone))
    const entered = to.filter((zone) => !from.includes(zone)).reverse()
    const lines = (linesOver.get(ref) ?? []).map((line) => line.id)
    const boundaries = [...left, ...lines, ...entered]
    if (boundaries.length > 0) crossings.set(ref, { flow, ref, boundaries })
  }
  return crossings
}

/** The crossings of one boundary, in the order of the model's flows. */
export function crossingsOfBoundary(model: Model, boundaryId: string): readonly Crossing[] {
  return [...crossingsOf(model).values()].filter((crossing) => crossing.boundaries.includes(boundaryId))
}

/** What is analysed: every component, then every crossing, by ref. */
export function listTargets(model: Model): readonly string[] {
  return [...model.components.map((component) => component.id), ...crossingsOf(model).keys()]
}
