/** Look-ups over one model, indexed once per model object (models are immutable). */
import { flowRef, parseRef } from './ids.ts'
import type { Analysis, Boundary, Component, DataAsset, Flow, Mitigation, Model, Risk } from './schema.ts'

export interface ModelIndex {
  readonly components: ReadonlyMap<string, Component>
  readonly flows: ReadonlyMap<string, Flow>
  readonly boundaries: ReadonlyMap<string, Boundary>
  readonly dataAssets: ReadonlyMap<string, DataAsset>
  readonly risksByTarget: ReadonlyMap<string, readonly Risk[]>
  readonly mitigations: ReadonlyMap<string, Mitigation>
  /** The risks that a mitigation answers, by its id. */
  readonly mitigatedRisks: ReadonlyMap<string, readonly Risk[]>
  readonly analyses: ReadonlyMap<string, Analysis>
  /** Flows by the component they leave. */
  readonly outgoing: ReadonlyMap<string, readonly Flow[]>
  /** Flows by the component they reach. */
  readonly incoming: ReadonlyMap<string, readonly Flow[]>
  /** Components and zones by the zone that directly holds them (null: outside). */
  readonly componentsIn: ReadonlyMap<string | null, readonly Component[]>
  readonly zonesIn: ReadonlyMap<string | null, readonly Boundary[]>
  /** Line boundaries by the flow ref they name. */
  readonly linesOver: ReadonlyMap<string, readonly Boundary[]>
}

const indexes = new WeakMap<Model, ModelIndex>()

export function indexOf(model: Model): ModelIndex {
  const known = indexes.get(model)
  if (known) return known
  const zones = model.boundaries.filter((boundary) => boundary.kind === 'zone')
  const lines = model.boundaries.filter((boundary) => boundary.kind === 'line')
  const index: ModelIndex = {
    components: keyed(model.components, (component) => component.id),
    flows: keyed(model.flows, flowRef),
    boundaries: keyed(model.boundaries, (boundary) => boundary.id),
    dataAssets: keyed(model.dataAssets, (asset) => asset.id),
    risksByTarget: grouped(model.risks, (risk) => [risk.target]),
    mitigations: keyed(model.mitigations, (mitigation) => mitigation.id),
    mitigatedRisks: grouped(model.risks, (risk) => [...new Set(risk.mitigations)]),
    analyses: keyed(model.analyses, (analysis) => analysis.target),
    outgoing: grouped(model.flows, (flow) => [flow.from]),
    incoming: grouped(model.flows, (flow) => [flow.to]),
    componentsIn: grouped(model.components, (component) => [component.zone]),
    zonesIn: grouped(zones, (zone) => [zone.parent]),
    linesOver: grouped(lines, (line) => [...new Set(line.crossedBy)]),
  }
  indexes.set(model, index)
  return index
}

/** The zones around a component or zone, innermost first; a cycle in the file ends the chain. */
export function zoneChain(model: Model, zone: string | null): readonly string[] {
  const { boundaries } = indexOf(model)
  const chain: string[] = []
  for (let id = zone; id !== null && !chain.includes(id); id = boundaries.get(id)?.parent ?? null)
    chain.push(id)
  return chain
}

/** The title a person knows a target, boundary or flow by; the ref itself when it is unknown. */
export function titleOf(model: Model, ref: string): string {
  const index = indexOf(model)
  const target = parseRef(ref)
  if (target.kind === 'boundary') return index.boundaries.get(target.id)?.title ?? ref
  if (target.kind === 'component') {
    return index.components.get(target.id)?.title ?? index.boundaries.get(target.id)?.title ?? ref
  }
  const flow = index.flows.get(ref)
  return flow ? `${titleOf(model, flow.from)} → ${titleOf(model, flow.to)}` : ref
}

function keyed<T>(items: readonly T[], key: (item: T) => string): Map<string, T> {
  return new Map(items.map((item) => [key(item), item]))
}

function grouped<T, K>(items: readonly T[], keys: (item: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    for (const key of keys(item)) {
      const group = groups.get(key)
      if (group) group.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}
