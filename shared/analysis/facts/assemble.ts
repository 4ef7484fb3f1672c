/** Puts the facts of elements and of the graph together. */
import type { Flow, Model } from '../../model/schema.ts'
import { linkFactsOf, type OwnFacts } from './elements.ts'
import type { ComponentFacts, Exposure, FlowFacts, PartFacts } from './facts.ts'
import { type Graph, hopsFrom } from './graph.ts'
import type { Surroundings } from './surroundings.ts'

export interface ModelFacts {
  readonly model: Model
  readonly around: Surroundings
  readonly graph: Graph
  readonly standing: Standing
  readonly crossed: readonly (readonly string[])[]
  readonly own: readonly OwnFacts[]
  /** In the order of the model's components, as `own` and `components` are. */
  readonly parts: readonly PartFacts[]
  readonly components: readonly ComponentFacts[]
  /** In the order of the model's flows, crossing or not; undefined where an end is missing. */
  readonly flows: readonly (FlowFacts | undefined)[]
}

const NONE: readonly string[] = []

export function flowFacts(
  flow: Flow,
  target: string,
  ends: { readonly from: PartFacts; readonly to: PartFacts },
  boundaries: readonly string[],
  around: Surroundings,
): FlowFacts {
  return { on: 'flow', target, flow, ...ends, boundaries, ...linkFactsOf(flow, around) }
}

/** What only the graph knows of each component. */
export interface Standing {
  readonly incoming: Int32Array
  readonly outgoing: Int32Array
  readonly fromOutside: Uint8Array
  readonly across: Uint8Array
  readonly hops: Float64Array
}

export function standingOf(
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
    if ((crossed[at] ?? NONE).length > 0) across[end] = 1
  }
  return { incoming, outgoing, fromOutside, across, hops: hopsFrom(isSource, graph) }
}

export function partFacts(
  own: OwnFacts,
  standing: Standing,
  at: number,
  last: PartFacts | undefined,
): PartFacts {
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

export function withFlows(
  parts: readonly PartFacts[],
  known: readonly (ComponentFacts | undefined)[],
  flows: readonly (FlowFacts | undefined)[],
  { from, to }: Graph,
): readonly ComponentFacts[] {
  const made = new Map<number, { readonly incoming: FlowFacts[]; readonly outgoing: FlowFacts[] }>()
  const isMade = new Uint8Array(parts.length)
  for (let at = 0; at < parts.length; at += 1) {
    if (known[at]) continue
    isMade[at] = 1
    made.set(at, { incoming: [], outgoing: [] })
  }
  for (let at = 0; at < flows.length; at += 1) {
    const start = from[at] ?? -1
    const end = to[at] ?? -1
    if (isMade[start] !== 1 && isMade[end] !== 1) continue
    const flow = flows[at]
    if (!flow) continue
    made.get(start)?.outgoing.push(flow)
    made.get(end)?.incoming.push(flow)
  }
  return parts.map((part, at) => known[at] ?? { on: 'component', ...part, ...(made.get(at) ?? NO_FLOWS) })
}

const NO_FLOWS = { incoming: [], outgoing: [] } as const
