/**
 * Builds the facts of a whole model in one pass, or from those of the model before an edit: facts that
 * would say the same are the same objects, so that whoever works with them sees at once what changed.
 */
import { flowRef } from '../../model/ids.ts'
import type { Model } from '../../model/schema.ts'
import { linkFactsOf, type OwnFacts, ownFactsOf } from './elements.ts'
import type { ComponentFacts, Exposure, FlowFacts, PartFacts, Subject } from './facts.ts'
import { alignmentOf, type Graph, graphOf, hopsFrom } from './graph.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'

export interface ModelFacts {
  readonly model: Model
  readonly around: Surroundings
  readonly graph: Graph
  readonly own: readonly OwnFacts[]
  /** In the order of the model's components, as `own` and `components` are. */
  readonly parts: readonly PartFacts[]
  readonly components: readonly ComponentFacts[]
  /** In the order of the model's flows, crossing or not; undefined where an end is missing. */
  readonly flows: readonly (FlowFacts | undefined)[]
}

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
  return at === undefined ? flows.find((flow) => flow?.target === target) : components[at]
}

/** As from scratch, whatever `last` is; what did not change since is taken from it. */
export function buildFacts(model: Model, last?: ModelFacts): ModelFacts {
  const base = last?.around.fit(model) ? last : undefined
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
    const target = known?.target ?? flowRef(flow)
    const link = linkFactsOf(flow, around)
    const boundaries = crossed[at] ?? NO_BOUNDARIES
    const { encryption, authentication, topics, sensitivity, data } = link
    return {
      on: 'flow',
      target,
      flow,
      from,
      to,
      boundaries,
      encryption,
      authentication,
      topics,
      sensitivity,
      data,
    }
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
  return { model, around, graph, own, parts, flows, components: withFlows(parts, known, flows, graph) }
}

const NO_BOUNDARIES: readonly string[] = []

function crossedBy(
  { components, flows }: Model,
  { from, to }: Graph,
  around: Surroundings,
  known: (at: number) => readonly string[] | undefined,
): readonly (readonly string[])[] {
  return flows.map((flow, at) => {
    const start = components[from[at] ?? -1]
    const end = components[to[at] ?? -1]
    return start && end ? (known(at) ?? around.crossed(flow, start, end)) : NO_BOUNDARIES
  })
}

/** What only the graph knows of each component. */
interface Standing {
  readonly incoming: Int32Array
  readonly outgoing: Int32Array
  readonly fromOutside: Uint8Array
  readonly across: Uint8Array
  readonly hops: Float64Array
}

function standingOf(
  own: readonly OwnFacts[],
  graph: Graph,
  crossed: readonly (readonly string[])[],
): Standing {
  const count = own.length
  const isSource = new Uint8Array(count)
  for (let at = 0; at < count; at += 1) {
    const facts = own[at]
    if (facts && (facts.isClient || facts.component.kind === 'external')) isSource[at] = 1
  }
  const incoming = new Int32Array(count)
  const outgoing = new Int32Array(count)
  const fromOutside = new Uint8Array(count)
  const across = new Uint8Array(count)
  for (let at = 0; at < crossed.length; at += 1) {
    const start = graph.from[at] ?? -1
    const end = graph.to[at] ?? -1
    if (start < 0 || end < 0) continue
    outgoing[start] = (outgoing[start] ?? 0) + 1
    incoming[end] = (incoming[end] ?? 0) + 1
    if (isSource[start] === 1) fromOutside[end] = 1
    if ((crossed[at] ?? NO_BOUNDARIES).length > 0) across[end] = 1
  }
  return { incoming, outgoing, fromOutside, across, hops: hopsFrom(isSource, graph) }
}

function partFacts(own: OwnFacts, standing: Standing, at: number, last: PartFacts | undefined): PartFacts {
  const { component, isHuman, isClient } = own
  const hops = standing.hops[at] ?? Number.POSITIVE_INFINITY
  const isReached = standing.incoming[at] !== 0
  const isStore = own.isStore && (component.kind === 'store' || standing.outgoing[at] === 0)
  // Something outside that only answers calls is a service somebody else runs.
  const isThirdParty =
    own.isThirdParty || (component.kind === 'external' && !isHuman && !isClient && isReached)
  const exposure: Exposure =
    component.internet === true || standing.fromOutside[at] === 1
      ? 'outside'
      : standing.across[at] === 1
        ? 'crossed'
        : isReached
          ? 'inside'
          : 'unreached'
  if (
    last?.hops === hops &&
    last.isStore === isStore &&
    last.isThirdParty === isThirdParty &&
    last.exposure === exposure
  )
    return last
  return { ...own, hops, isStore, isThirdParty, exposure }
}

function withFlows(
  parts: readonly PartFacts[],
  known: readonly (ComponentFacts | undefined)[],
  flows: readonly (FlowFacts | undefined)[],
  { from, to }: Graph,
): readonly ComponentFacts[] {
  const made: ({ incoming: FlowFacts[]; outgoing: FlowFacts[] } | undefined)[] = known.map((facts) =>
    facts ? undefined : { incoming: [], outgoing: [] },
  )
  for (let at = 0; at < flows.length; at += 1) {
    const flow = flows[at]
    if (!flow) continue
    made[from[at] ?? -1]?.outgoing.push(flow)
    made[to[at] ?? -1]?.incoming.push(flow)
  }
  return parts.map((part, at) => known[at] ?? { on: 'component', ...part, ...(made[at] ?? NO_FLOWS) })
}

const NO_FLOWS = { incoming: [], outgoing: [] } as const
