/** Look-ups over one model, each made once for the list that it looks into (models are immutable). */
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

/** Each look-up is made when somebody asks for it, and again only for a model whose list is another. */
export function indexOf(model: Model): ModelIndex {
  const known = indexes.get(model)
  if (known) return known
  const index = new LazyIndex(model)
  indexes.set(model, index)
  return index
}

class LazyIndex implements ModelIndex {
  readonly #model: Model

  constructor(model: Model) {
    this.#model = model
  }

  get components() {
    return componentsById(this.#model.components)
  }
  get flows() {
    return flowsByRef(this.#model.flows)
  }
  get boundaries() {
    return boundariesById(this.#model.boundaries)
  }
  get dataAssets() {
    return dataAssetsById(this.#model.dataAssets)
  }
  get risksByTarget() {
    return risksByTarget(this.#model.risks)
  }
  get mitigations() {
    return mitigationsById(this.#model.mitigations)
  }
  get mitigatedRisks() {
    return risksByMitigation(this.#model.risks)
  }
  get analyses() {
    return analysesByTarget(this.#model.analyses)
  }
  get outgoing() {
    return flowsByStart(this.#model.flows)
  }
  get incoming() {
    return flowsByEnd(this.#model.flows)
  }
  get componentsIn() {
    return componentsByZone(this.#model.components)
  }
  get zonesIn() {
    return zonesByParent(this.#model.boundaries)
  }
  get linesOver() {
    return linesByFlow(this.#model.boundaries)
  }
}

const componentsById = ofList((list: Model['components']) => keyed(list, ({ id }) => id))
const componentsByZone = ofList((list: Model['components']) => grouped(list, ({ zone }) => [zone]))
const flowsByRef = ofList((list: Model['flows']) => keyed(list, flowRef))
const flowsByStart = ofList((list: Model['flows']) => grouped(list, ({ from }) => [from]))
const flowsByEnd = ofList((list: Model['flows']) => grouped(list, ({ to }) => [to]))
const boundariesById = ofList((list: Model['boundaries']) => keyed(list, ({ id }) => id))
const zonesByParent = ofList((list: Model['boundaries']) =>
  grouped(list, ({ kind, parent }) => (kind === 'zone' ? [parent] : [])),
)
const linesByFlow = ofList((list: Model['boundaries']) =>
  grouped(list, ({ kind, crossedBy }) => (kind === 'line' ? new Set(crossedBy) : [])),
)
const dataAssetsById = ofList((list: Model['dataAssets']) => keyed(list, ({ id }) => id))
const risksByTarget = ofList((list: Model['risks']) => grouped(list, ({ target }) => [target]))
const risksByMitigation = ofList((list: Model['risks']) =>
  grouped(list, ({ mitigations }) => new Set(mitigations)),
)
const mitigationsById = ofList((list: Model['mitigations']) => keyed(list, ({ id }) => id))
const analysesByTarget = ofList((list: Model['analyses']) => keyed(list, ({ target }) => target))

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

/** What `make` makes of a list, made once: an edit of one list leaves the others of its model as they are. */
function ofList<T extends readonly object[], R>(make: (list: T) => R): (list: T) => R {
  const made = new WeakMap<T, R>()
  return (list) => {
    const known = made.get(list)
    if (known !== undefined) return known
    const fresh = make(list)
    made.set(list, fresh)
    return fresh
  }
}

function keyed<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [key(item), item]))
}

function grouped<T, K>(items: readonly T[], keys: (item: T) => Iterable<K>): ReadonlyMap<K, readonly T[]> {
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
