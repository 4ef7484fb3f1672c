/**
 * Builds the facts of a whole model in one pass, or from those of the model before an edit: facts that
 * would say the same are the same objects, so that whoever works with them sees at once what changed.
 */
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'
import { flowFacts, type ModelFacts, partFacts, standingOf, withFlows } from './assemble.ts'
import { ownFactsOf } from './elements.ts'
import type { FlowFacts, Subject } from './facts.ts'
import { alignmentOf, type Graph, graphOf } from './graph.ts'
import { patchFacts } from './patch.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

let latest: ModelFacts | undefined

/**
 * The facts of every component and flow. Those of the last model that was asked about are kept: the next
 * one is most often that model after an edit.
 */
export function factsOf(model: Model): ModelFacts {
  if (latest?.model !== model) latest = buildFacts(model, latest)
  return latest
}

/** The facts of one target; undefined when the model lacks it or an end of it. */
export function factsAt(model: Model, target: string): Subject | undefined {
  const { graph, components, flows } = factsOf(model)
  const at = graph.positions.get(target)
  return at === undefined ? flowsByTarget(flows).get(target) : components[at]
}

const byTarget = new WeakMap<ModelFacts['flows'], ReadonlyMap<string, FlowFacts>>()

function flowsByTarget(flows: ModelFacts['flows']): ReadonlyMap<string, FlowFacts> {
  const known = byTarget.get(flows)
  if (known) return known
  const map = new Map<string, FlowFacts>()
  for (const flow of flows) if (flow && !map.has(flow.target)) map.set(flow.target, flow)
  byTarget.set(flows, map)
  return map
}

/** As from scratch, whatever `last` is; what did not change since is taken from it. */
function buildFacts(model: Model, last?: ModelFacts): ModelFacts {
  const base = last?.around.fit(model) ? last : undefined
  return (base && patchFacts(model, base)) ?? buildAll(model, base)
}

function buildAll(model: Model, base: ModelFacts | undefined): ModelFacts {
  const around = base?.around ?? surroundingsOf(model)
  const was = alignmentOf(model.components, base?.model.components ?? [])
  const wasFlow = alignmentOf(model.flows, base?.model.flows ?? [])
  const graph = graphOf(model.components, model.flows, base?.graph)
  const own = model.components.map(
    (component, at) => base?.own[was[at] ?? -1] ?? ownFactsOf(component, around),
  )
  const crossed = crossedBy(model, graph, around, (at) =>
    was[graph.from[at] ?? -1] === -1 || was[graph.to[at] ?? -1] === -1
      ? undefined
      : base?.flows[wasFlow[at] ?? -1]?.boundaries,
  )
  const standing = standingOf(own, graph, crossed)
  const parts = own.map((facts, at) => partFacts(facts, standing, at, base?.parts[was[at] ?? -1]))
  const touched = new Uint8Array(parts.length)
  const flows = model.flows.map((flow, at): FlowFacts | undefined => {
    const start = graph.from[at] ?? -1
    const end = graph.to[at] ?? -1
    const from = parts[start]
    const to = parts[end]
    if (!from || !to) return undefined
    const known = base?.flows[wasFlow[at] ?? -1]
    if (known?.from === from && known.to === to) return known
    touched[start] = 1
    touched[end] = 1
    return flowFacts(flow, known?.target ?? flowRef(flow), { from, to }, crossed[at] ?? NONE, around)
  })
  const known = parts.map((part, at) => {
    const facts = base?.components[was[at] ?? -1]
    const isSame =
      touched[at] === 0 &&
      facts !== undefined &&
      base?.parts[was[at] ?? -1] === part &&
      facts.incoming.length === standing.incoming[at] &&
      facts.outgoing.length === standing.outgoing[at]
    return isSame ? facts : undefined
  })
  const components = withFlows(parts, known, flows, graph)
  return { model, around, graph, standing, crossed, own, parts, flows, components }
}

const NONE: readonly string[] = []

function crossedBy(
  { components, flows }: Model,
  { from, to }: Graph,
  around: Surroundings,
  known: (at: number) => readonly string[] | undefined,
): readonly (readonly string[])[] {
  return flows.map((flow, at) => {
    const start = components[from[at] ?? -1]
    const end = components[to[at] ?? -1]
    return start && end ? (known(at) ?? around.crossed(flow, start, end)) : NONE
  })
}
