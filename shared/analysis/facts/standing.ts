/** What only the graph knows of each component: how far it stands from where requests start, and who reaches it. */
import type { OwnFacts } from './elements.ts'
import type { Exposure, PartFacts } from './facts.ts'
import { type Graph, hopsFrom } from './graph.ts'
import { NOWHERE } from './kept.ts'

/** By the position of the component, so that two models are compared without a look at their elements. */
export interface Standing {
  readonly isSource: Uint8Array
  readonly isReached: Uint8Array
  readonly isCalling: Uint8Array
  readonly isReachedFromSource: Uint8Array
  readonly isReachedAcross: Uint8Array
  readonly hops: Float64Array
}

/** Of each component whether requests start there; known of those that were kept, without a look at them. */
export function sourcesIn(own: readonly OwnFacts[], was: Int32Array, then?: Standing): Uint8Array {
  const isSource = new Uint8Array(own.length)
  for (let at = 0; at < isSource.length; at += 1) {
    const place = was[at] ?? NOWHERE
    if (then && place !== NOWHERE) isSource[at] = then.isSource[place] ?? 0
    else isSource[at] = own[at]?.isClient || own[at]?.component.kind === 'external' ? 1 : 0
  }
  return isSource
}

/** `isSource` is by component, `isCrossing` by flow. */
export function standingOf(isSource: Uint8Array, graph: Graph, isCrossing: Uint8Array): Standing {
  const { from, to } = graph
  const count = isSource.length
  const isReached = new Uint8Array(count)
  const isCalling = new Uint8Array(count)
  const isReachedFromSource = new Uint8Array(count)
  const isReachedAcross = new Uint8Array(count)
  for (let at = 0; at < to.length; at += 1) {
    const start = from[at] ?? NOWHERE
    const end = to[at] ?? NOWHERE
    if (end === NOWHERE) continue
    isCalling[start] = 1
    isReached[end] = 1
    if (isSource[start] === 1) isReachedFromSource[end] = 1
    if (isCrossing[at] === 1) isReachedAcross[end] = 1
  }
  const hops = hopsFrom(isSource, graph)
  return { isSource, isReached, isCalling, isReachedFromSource, isReachedAcross, hops }
}

export function isSameBytes(some: Uint8Array, others: Uint8Array): boolean {
  if (some.length !== others.length) return false
  for (let at = 0; at < some.length; at += 1) if (some[at] !== others[at]) return false
  return true
}

/** The positions of `was` without those of components that stand otherwise now. */
export function alikeIn(was: Int32Array, now: Standing, then: Standing): Int32Array {
  if (now === then) return was
  const alike = was.slice()
  for (let at = 0; at < alike.length; at += 1) {
    const place = alike[at] ?? NOWHERE
    if (place === NOWHERE) continue
    const isAlike =
      now.hops[at] === then.hops[place] &&
      now.isReached[at] === then.isReached[place] &&
      now.isCalling[at] === then.isCalling[place] &&
      now.isReachedFromSource[at] === then.isReachedFromSource[place] &&
      now.isReachedAcross[at] === then.isReachedAcross[place]
    if (!isAlike) alike[at] = NOWHERE
  }
  return alike
}

export function partFacts(own: OwnFacts, standing: Standing, at: number): PartFacts {
  const { component, isHuman, isClient } = own
  const isReached = standing.isReached[at] === 1
  const isOutside = component.internet === true || standing.isReachedFromSource[at] === 1
  const isAcross = standing.isReachedAcross[at] === 1
  const exposure: Exposure = isOutside ? 'outside' : isAcross ? 'crossed' : isReached ? 'inside' : 'unreached'
  return {
    ...own,
    hops: standing.hops[at] ?? Number.POSITIVE_INFINITY,
    isStore: own.isStore && (component.kind === 'store' || standing.isCalling[at] === 0),
    // Something outside that only answers calls is a service somebody else runs.
    isThirdParty: own.isThirdParty || (component.kind === 'external' && !isHuman && !isClient && isReached),
    exposure,
  }
}
