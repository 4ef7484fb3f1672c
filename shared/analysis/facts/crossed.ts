/** What each flow crosses: most edits move few ends, and leave the crossings of all other flows as they were. */
import { flowRef } from '../../model/ids.ts'
import type { Component, Flow, Model } from '../../model/schema.ts'
import type { Graph } from './graph.ts'
import { carriedOver, isSameList, itemAt, type Kept, NOWHERE } from './kept.ts'
import type { Changes, Surroundings } from './surroundings.ts'

/** By the position of the flow. */
export interface Crossed {
  /** Of boundaries, in the order in which the flow meets them. */
  readonly titles: readonly (readonly string[])[]
  readonly isAny: Uint8Array
  /** 1 where the flow was kept and crosses what it crossed before. */
  readonly isSame: Uint8Array
}

const NONE: readonly string[] = []

/** `last` is of the model before, and what changed around it since. */
export function crossedIn(
  { components, flows }: Model,
  { around, graph, kept }: { readonly around: Surroundings; readonly graph: Graph; readonly kept: Kept },
  last?: { readonly crossed: Crossed; readonly changes: Changes },
): Crossed {
  const isMoved = movedIn(components, kept, last?.changes)
  const lines = last && last.changes.lines.size > 0 ? last.changes.lines : undefined
  const isAny = new Uint8Array(flows.length)
  const isSame = new Uint8Array(flows.length)
  const was = kept.flows.slice()
  for (let at = 0; at < was.length; at += 1) {
    const start = graph.from[at] ?? NOWHERE
    const end = graph.to[at] ?? NOWHERE
    const isStill = start !== NOWHERE && isMoved[start] === 0 && isMoved[end] === 0
    if (!isStill || (lines && isNamed(lines, flows[at]))) was[at] = NOWHERE
    const place = was[at] ?? NOWHERE
    if (!last || place === NOWHERE) continue
    isAny[at] = last.crossed.isAny[place] ?? 0
    isSame[at] = 1
  }
  const titles = carriedOver(last?.crossed.titles ?? [], was, flows, (flow, at) => {
    const from = itemAt(components, graph.from[at])
    const to = itemAt(components, graph.to[at])
    const crossed = from && to ? around.crossed(flow, from, to) : NONE
    if (crossed.length > 0) isAny[at] = 1
    const before = itemAt(last?.crossed.titles, kept.flows[at])
    if (!before || !isSameList(before, crossed)) return crossed
    isSame[at] = 1
    return before
  })
  return { titles, isAny, isSame }
}

function isNamed(lines: ReadonlySet<string>, flow: Flow | undefined): boolean {
  return flow !== undefined && lines.has(flowRef(flow))
}

/** Of each component whether it may stand in other zones than before, or is new. */
function movedIn(components: readonly Component[], kept: Kept, changes: Changes | undefined): Uint8Array {
  const isMoved = new Uint8Array(components.length)
  for (let at = 0; at < isMoved.length; at += 1) if (kept.components[at] === NOWHERE) isMoved[at] = 1
  if (changes && changes.zones.size > 0)
    components.forEach(({ zone }, at) => {
      if (zone !== null && changes.zones.has(zone)) isMoved[at] = 1
    })
  return isMoved
}
