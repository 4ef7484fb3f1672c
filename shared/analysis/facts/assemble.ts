/** Puts the facts of elements and of the graph together, and gives those of before where they say the same. */
import { flowRef } from '../../model/ids.ts'
import type { Flow, Model } from '../../model/schema.ts'
import type { Crossed } from './crossed.ts'
import { type LinkFacts, linkFactsOf } from './elements.ts'
import type { ComponentFacts, FlowFacts, PartFacts } from './facts.ts'
import { type Adjacency, countAt, type Graph } from './graph.ts'
import { carriedOver, itemAt, type Kept, NOWHERE, without } from './kept.ts'
import type { Surroundings } from './surroundings.ts'

interface Now {
  readonly model: Model
  readonly around: Surroundings
  readonly graph: Graph
  readonly kept: Kept
  readonly crossed: Crossed
  readonly parts: readonly PartFacts[]
}

interface Before {
  readonly graph: Graph
  readonly parts: readonly PartFacts[]
  readonly components: readonly ComponentFacts[]
  readonly flows: readonly (FlowFacts | undefined)[]
}

/** The facts of all flows and of the components that they come from and go to. */
export function assembled(now: Now, last: Before | undefined): Pick<Before, 'components' | 'flows'> {
  const { model, around, graph, kept, crossed, parts } = now
  const isChanged = new Uint8Array(parts.length)
  for (let at = 0; at < isChanged.length; at += 1)
    if (!last || parts[at] !== itemAt(last.parts, kept.components[at])) isChanged[at] = 1
  // Whoever has a flow that changed sees other facts, too.
  const isTouched = isChanged.slice()
  const isOther = new Uint8Array(model.flows.length)
  for (let at = 0; at < isOther.length; at += 1) {
    const isSame =
      crossed.isSame[at] === 1 &&
      isChanged[graph.from[at] ?? NOWHERE] === 0 &&
      isChanged[graph.to[at] ?? NOWHERE] === 0
    if (!isSame) isOther[at] = 1
  }
  const makeFlow = (flow: Flow, at: number): FlowFacts | undefined => {
    const from = itemAt(parts, graph.from[at])
    const to = itemAt(parts, graph.to[at])
    const boundaries = crossed.titles[at]
    if (!from || !to || !boundaries) return undefined
    isTouched[graph.from[at] ?? NOWHERE] = 1
    isTouched[graph.to[at] ?? NOWHERE] = 1
    const known = itemAt(last?.flows, kept.flows[at])
    const target = known?.target ?? flowRef(flow)
    return flowFacts({ target, flow, from, to, boundaries }, known ?? linkFactsOf(flow, around))
  }
  const flows = carriedOver(last?.flows ?? [], without(kept.flows, isOther), model.flows, makeFlow)
  const { leaving, reaching } = graph
  for (let at = 0; at < isTouched.length; at += 1) {
    const was = kept.components[at] ?? NOWHERE
    if (!last || was === NOWHERE) continue
    const isSame =
      countAt(reaching, at) === countAt(last.graph.reaching, was) &&
      countAt(leaving, at) === countAt(last.graph.leaving, was)
    if (!isSame) isTouched[at] = 1
  }
  const makeComponent = (part: PartFacts, at: number): ComponentFacts => {
    const incoming = flowsAt(reaching, at, flows)
    return { ...part, on: 'component', incoming, outgoing: flowsAt(leaving, at, flows) }
  }
  const was = without(kept.components, isTouched)
  const components = carriedOver(last?.components ?? [], was, parts, makeComponent)
  return { flows, components }
}

const NO_FLOWS: readonly FlowFacts[] = []

type Ends = Pick<FlowFacts, 'target' | 'flow' | 'from' | 'to' | 'boundaries'>

/** Member by member: there are many of them, and spreading two objects takes several times as long. */
function flowFacts({ target, flow, from, to, boundaries }: Ends, link: LinkFacts): FlowFacts {
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
}

function flowsAt(
  adjacency: Adjacency,
  at: number,
  flows: readonly (FlowFacts | undefined)[],
): readonly FlowFacts[] {
  const start = adjacency.starts[at] ?? 0
  const end = adjacency.starts[at + 1] ?? 0
  if (start === end) return NO_FLOWS
  const found: FlowFacts[] = []
  for (let place = start; place < end; place += 1) {
    const flow = itemAt(flows, adjacency.flows[place])
    if (flow) found.push(flow)
  }
  // A copy is as long as it must be; a list that grew keeps room for more, twice for each component.
  return found.slice()
}
