/** Flows as each zone sees them: between those of its members that hold the ends. */
import type { Flow, Model } from '../schema.ts'
import type { Nesting } from './nesting.ts'

export interface Link {
  readonly from: string
  readonly to: string
  /** Pixels along the flow that its words and marks need. */
  readonly room: number
}

const LONGEST = 30
const CHARACTER = 6.2
/** Ends, arrow and padding around the words. */
const AROUND = 64

/** Links by the innermost zone that holds both ends, in the order of the flows; flows that stay in one member are none. */
export function linksByZone(model: Model, nesting: Nesting): ReadonlyMap<string | null, readonly Link[]> {
  const holders = new Map<string, string | null>()
  const depths = new Map<string | null, number>([[null, 0]])
  for (const zone of [null, ...nesting.zones]) {
    const depth = depths.get(zone) ?? 0
    for (const { id, component } of nesting.membersOf(zone)) {
      holders.set(id, zone)
      if (!component) depths.set(id, depth + 1)
    }
  }
  const depthOf = (id: string) => depths.get(holders.get(id) ?? null) ?? 0
  const links = new Map<string | null, Link[]>()
  for (const flow of model.flows) {
    let [from, to]: [string | null, string | null] = [flow.from, flow.to]
    if (!holders.has(from) || !holders.has(to)) continue
    while (from !== null && to !== null && from !== to && holders.get(from) !== holders.get(to)) {
      const [a, b] = [depthOf(from), depthOf(to)]
      if (a >= b) from = holders.get(from) ?? null
      if (b >= a) to = holders.get(to) ?? null
    }
    if (from === null || to === null || from === to) continue
    const zone = holders.get(from) ?? null
    const known = links.get(zone)
    if (known) known.push({ from, to, room: roomFor(flow) })
    else links.set(zone, [{ from, to, room: roomFor(flow) }])
  }
  return links
}

function roomFor({ title, protocol }: Flow): number {
  const words = [title, protocol].filter(Boolean).join(' · ')
  return AROUND + Math.min(LONGEST, words.length) * CHARACTER
}
