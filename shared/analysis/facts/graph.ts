/** Who is connected to whom, by positions in the model's lists: what no element knows by itself. */
import type { Model } from '../../model/schema.ts'
import { type Kept, NOWHERE } from './kept.ts'

export interface Graph {
  /** The position of the component with an id; NOWHERE where the model lacks it. */
  readonly positionOf: (id: string) => number
  /** For each flow the positions of its ends; NOWHERE for both where the model lacks one. */
  readonly from: Int32Array
  readonly to: Int32Array
  readonly leaving: Adjacency
  readonly reaching: Adjacency
}

/** The positions of the flows at each component, in the order of the model: `flows` from `starts[at]` to `starts[at + 1]`. */
export interface Adjacency {
  readonly starts: Int32Array
  readonly flows: Int32Array
}

/** How many flows there are at a component. */
export function countAt({ starts }: Adjacency, at: number): number {
  return (starts[at + 1] ?? 0) - (starts[at] ?? 0)
}

/** The graph of a model; that of `last` where nothing is connected otherwise, and without a look-up of ends that were kept. */
export function graphOf(
  model: Model,
  kept: Kept,
  last?: { readonly model: Model; readonly graph: Graph },
): Graph {
  const { components, flows } = model
  const isSame = last !== undefined && haveSameIds(model, last.model)
  if (isSame && haveSameEnds(model, last.model)) return last.graph
  const positionOf = isSame ? last.graph.positionOf : positionsIn(model)
  // Components with the same ids stand where they stood, even those that read otherwise.
  const now = isSame ? undefined : placesNow(kept.components, last?.model.components.length ?? 0)
  const placeOf = (then: number) => (now && then !== NOWHERE ? (now[then] ?? NOWHERE) : then)
  const from = new Int32Array(flows.length).fill(NOWHERE)
  const to = new Int32Array(flows.length).fill(NOWHERE)
  for (let at = 0; at < from.length; at += 1) {
    const was = kept.flows[at] ?? NOWHERE
    let start = was === NOWHERE || !last ? NOWHERE : placeOf(last.graph.from[was] ?? NOWHERE)
    let end = was === NOWHERE || !last ? NOWHERE : placeOf(last.graph.to[was] ?? NOWHERE)
    if (start === NOWHERE) start = positionOf(flows[at]?.from ?? '')
    if (end === NOWHERE) end = positionOf(flows[at]?.to ?? '')
    if (start === NOWHERE || end === NOWHERE) continue
    from[at] = start
    to[at] = end
  }
  const count = components.length
  return { positionOf, from, to, leaving: adjacencyOf(from, count), reaching: adjacencyOf(to, count) }
}

function haveSameIds({ components }: Model, then: Model): boolean {
  if (components === then.components) return true
  return (
    components.length === then.components.length &&
    components.every((component, at) => {
      const before = then.components[at]
      return component === before || component.id === before?.id
    })
  )
}

function haveSameEnds({ flows }: Model, then: Model): boolean {
  if (flows === then.flows) return true
  return (
    flows.length === then.flows.length &&
    flows.every((flow, at) => {
      const before = then.flows[at]
      return flow === before || (flow.from === before?.from && flow.to === before.to)
    })
  )
}

/** Looks ids up in a map that is made when somebody asks: most edits need no id but those they change. */
function positionsIn({ components }: Model): (id: string) => number {
  let positions: Map<string, number> | undefined
  return (id) => {
    positions ??= new Map(components.map((component, at) => [component.id, at]))
    return positions.get(id) ?? NOWHERE
  }
}

/** Where each item of a list before stands now. */
function placesNow(was: Int32Array, count: number): Int32Array {
  const now = new Int32Array(count).fill(NOWHERE)
  for (let at = 0; at < was.length; at += 1) {
    const then = was[at] ?? NOWHERE
    if (then !== NOWHERE) now[then] = at
  }
  return now
}

function adjacencyOf(ends: Int32Array, count: number): Adjacency {
  const starts = new Int32Array(count + 1)
  for (const end of ends) if (end !== NOWHERE) starts[end + 1] = (starts[end + 1] ?? 0) + 1
  for (let at = 1; at <= count; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const free = starts.slice()
  const flows = new Int32Array(starts[count] ?? 0)
  for (let at = 0; at < ends.length; at += 1) {
    const end = ends[at] ?? NOWHERE
    if (end === NOWHERE) continue
    const place = free[end] ?? 0
    flows[place] = at
    free[end] = place + 1
  }
  return { starts, flows }
}

/** Further than two flows away makes no difference to any rule. */
const FAR = 2

/**
 * How many flows each component is away from a source: 0 for a source, 2 for two and more, Infinity for
 * what no path reaches.
 */
export function hopsFrom(isSource: Uint8Array, { to, leaving: { starts, flows } }: Graph): Float64Array {
  const hops = new Float64Array(isSource.length).fill(Number.POSITIVE_INFINITY)
  const queue = new Int32Array(isSource.length)
  let length = 0
  for (let at = 0; at < isSource.length; at += 1) {
    if (isSource[at] !== 1) continue
    hops[at] = 0
    queue[length++] = at
  }
  for (let at = 0; at < length; at += 1) {
    const here = queue[at] ?? 0
    const next = Math.min(FAR, (hops[here] ?? 0) + 1)
    const end = starts[here + 1] ?? 0
    for (let link = starts[here] ?? 0; link < end; link += 1) {
      const other = to[flows[link] ?? 0] ?? 0
      if (hops[other] !== Number.POSITIVE_INFINITY) continue
      hops[other] = next
      queue[length++] = other
    }
  }
  return hops
}
