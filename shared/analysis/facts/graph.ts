/** Who is connected to whom, by positions in the model's lists: what no element knows by itself. */
import type { Component, Flow } from '../../model/schema.ts'

export interface Graph {
  /** The position of each component by its id. */
  readonly positions: ReadonlyMap<string, number>
  /** For each flow the positions of its ends; -1 where the model lacks one. */
  readonly from: Int32Array
  readonly to: Int32Array
}

const NOWHERE = -1

/** Further away than this, two lists have little in common. */
const WINDOW = 256

/**
 * For each item its position in `then`, or -1 for one that is new. Positions only grow, so that what is
 * kept stands in the same order in both.
 */
export function alignmentOf<T>(now: readonly T[], then: readonly T[]): Int32Array {
  const was = new Int32Array(now.length)
  let next = 0
  for (let at = 0; at < now.length; at += 1) {
    const item = now[at]
    const end = Math.min(next + WINDOW, then.length)
    let found = next
    while (found < end && then[found] !== item) found += 1
    was[at] = found < end ? found : NOWHERE
    if (found < end) next = found + 1
  }
  return was
}

/** The graph of a model; `last` is given back as far as it still holds. */
export function graphOf(components: readonly Component[], flows: readonly Flow[], last?: Graph): Graph {
  const same = last !== undefined && last.positions.size === components.length
  const isSame = same && components.every(({ id }, at) => last.positions.get(id) === at)
  const positions = isSame ? last.positions : new Map(components.map(({ id }, at) => [id, at]))
  const from = new Int32Array(flows.length)
  const to = new Int32Array(flows.length)
  for (let at = 0; at < flows.length; at += 1) {
    const flow = flows[at]
    from[at] = (flow && positions.get(flow.from)) ?? NOWHERE
    to[at] = (flow && positions.get(flow.to)) ?? NOWHERE
  }
  return { positions, from, to }
}

/** Further than two flows away makes no difference to any rule. */
const FAR = 2

/**
 * How many flows each component is away from a source: 0 for a source, 2 for two and more, Infinity for
 * what no path reaches.
 */
export function hopsFrom(isSource: Uint8Array, { from, to }: Graph): Float64Array {
  const hops = new Float64Array(isSource.length).fill(Number.POSITIVE_INFINITY)
  const starts = new Int32Array(isSource.length + 1)
  for (let at = 0; at < from.length; at += 1) {
    const start = from[at] ?? NOWHERE
    if (start !== NOWHERE && to[at] !== NOWHERE) starts[start + 1] = (starts[start + 1] ?? 0) + 1
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  const free = starts.slice()
  const ends = new Int32Array(starts.at(-1) ?? 0)
  for (let at = 0; at < from.length; at += 1) {
    const start = from[at] ?? NOWHERE
    const end = to[at] ?? NOWHERE
    if (start === NOWHERE || end === NOWHERE) continue
    const place = free[start] ?? 0
    ends[place] = end
    free[start] = place + 1
  }
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
      const other = ends[link] ?? 0
      if (hops[other] !== Number.POSITIVE_INFINITY) continue
      hops[other] = next
      queue[length++] = other
    }
  }
  return hops
}
