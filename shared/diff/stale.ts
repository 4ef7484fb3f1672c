/**
 * A fingerprint costs a hash, and a large model has thousands of reviewed targets. Only targets near a
 * change can have become stale, so only those are hashed; a test compares with hashing all of them.
 */
import { compareText } from '../core/text.ts'
import { crossingsOf } from '../model/crossings.ts'
import { fingerprintOf } from '../model/fingerprint.ts'
import { flowRef } from '../model/ids.ts'
import { indexOf, zoneChain } from '../model/queries.ts'
import type { Component, Flow, Model } from '../model/schema.ts'
import type { CollectionDiffs } from './collection-diff.ts'

/** Targets of b whose review is stale in b and was not in a; sorted. */
export function findNewlyStale(a: Model, b: Model, diffs: CollectionDiffs): readonly string[] {
  const isNear = nearnessTo(a, b, diffs)
  const reviews = touched(diffs.analyses, (analysis) => analysis.target)
  return b.analyses
    .map((analysis) => analysis.target)
    .filter((target) => reviews.has(target) || isNear(target))
    .filter((target) => isStale(b, target) && !isStale(a, target))
    .sort(compareText)
}

/** Analysed once and changed since, for targets that the model has and that are in scope. */
export function isStale(model: Model, target: string): boolean {
  const { analyses, components } = indexOf(model)
  const analysis = analyses.get(target)
  if (analysis?.fingerprint === undefined || analysis.outOfScope !== undefined) return false
  const component = components.get(target)
  if (component ? component.outOfScope !== undefined : !crossingsOf(model).has(target)) return false
  return fingerprintOf(model, target) !== analysis.fingerprint
}

// Says whether anything that a target's fingerprint reads is among the differences.
function nearnessTo(a: Model, b: Model, diffs: CollectionDiffs): (target: string) => boolean {
  const assets = touched(diffs.dataAssets, (asset) => asset.id)
  const boundaries = touched(diffs.boundaries, (boundary) => boundary.id)
  const components = touched(diffs.components, (component) => component.id)
  const flows = touched(diffs.flows, flowRef)
  const after = indexOf(b)
  const isTouchedFlow = (flow: Flow) =>
    flows.has(flowRef(flow)) || [...flow.dataSent, ...flow.dataReceived].some((id) => assets.has(id))
  const isTouchedComponent = (component: Component | undefined) =>
    component !== undefined &&
    (components.has(component.id) ||
      [...component.dataProcessed, ...component.dataStored].some((id) => assets.has(id)) ||
      zoneChain(b, component.zone).some((id) => boundaries.has(id)))
  const ends = new Set([...a.flows, ...b.flows].filter(isTouchedFlow).flatMap(({ from, to }) => [from, to]))
  return (target) => {
    if (after.components.has(target))
      return ends.has(target) || isTouchedComponent(after.components.get(target))
    const flow = after.flows.get(target)
    if (!flow) return false
    if (isTouchedFlow(flow)) return true
    if ([flow.from, flow.to].some((id) => isTouchedComponent(after.components.get(id)))) return true
    return [a, b].some((model) =>
      crossingsOf(model)
        .get(target)
        ?.boundaries.some((id) => boundaries.has(id)),
    )
  }
}

function touched<T>(
  diff: {
    readonly added: readonly T[]
    readonly removed: readonly T[]
    readonly changed: readonly { key: string }[]
  },
  key: (row: T) => string,
): ReadonlySet<string> {
  return new Set([
    ...diff.added.map(key),
    ...diff.removed.map(key),
    ...diff.changed.map((change) => change.key),
  ])
}
