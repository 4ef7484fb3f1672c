/** Builds the facts of a whole model in one pass over its index. */
import { crossingsOf } from '../../model/crossings.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Component, Confidentiality, Flow, Model } from '../../model/schema.ts'
import { CONFIDENTIALITIES } from '../../model/schema.ts'
import {
  declaredTechnologies,
  encryptionOf,
  technologiesOf,
  topicsIn,
  topicsOf,
} from '../../model/technology.ts'
import type { ComponentFacts, Exposure, FlowFacts, Sensitivity } from './facts.ts'
import { notesByComponent } from './notes.ts'

export interface ModelFacts {
  readonly components: ReadonlyMap<string, ComponentFacts>
  /** Every flow by ref, crossing or not. */
  readonly flows: ReadonlyMap<string, FlowFacts>
}

const CLIENT = ['browser', 'mobile-app', 'desktop', 'cli', 'client-system', 'devops-client']
const STORE = ['database', 'cache', 'object-storage', 'file-server', 'message-queue', 'vector-store']
const SENSITIVE = ['personal', 'payment', 'credentials', 'session', 'money']
const NO_TOPICS: ReadonlySet<string> = new Set()

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const cache = new WeakMap<Model, ModelFacts>()

/** The facts of every component and flow; the same object for the same model. */
export function factsOf(model: Model): ModelFacts {
  const known = cache.get(model)
  if (known) return known
  const notes = notesByComponent(model)
  const components = new Map<string, Mutable<ComponentFacts>>()
  for (const component of model.components) {
    components.set(component.id, componentFacts(model, component, notes.get(component.id) ?? []))
  }
  const flows = new Map<string, FlowFacts>()
  const reached = new Map<string, FlowFacts[]>()
  const left = new Map<string, FlowFacts[]>()
  for (const flow of model.flows) {
    const from = components.get(flow.from)
    const to = components.get(flow.to)
    if (!from || !to) continue
    const facts = flowFacts(model, flow, from, to)
    flows.set(facts.target, facts)
    append(left, from.target, facts)
    append(reached, to.target, facts)
  }
  for (const facts of components.values()) {
    facts.incoming = reached.get(facts.target) ?? []
    facts.outgoing = left.get(facts.target) ?? []
  }
  for (const facts of components.values()) {
    facts.isStore = facts.isStore && (facts.component.kind === 'store' || facts.outgoing.length === 0)
    // Something outside that only answers calls is a service somebody else runs.
    if (
      facts.component.kind === 'external' &&
      !facts.isHuman &&
      !facts.isClient &&
      facts.incoming.length > 0
    ) {
      facts.isThirdParty = true
    }
    facts.exposure = exposureOf(facts)
  }
  countHops(components)
  const built = { components, flows }
  cache.set(model, built)
  return built
}

function componentFacts(
  model: Model,
  component: Component,
  notes: readonly string[],
): Mutable<ComponentFacts> {
  const { boundaries, dataAssets } = indexOf(model)
  const technologies = new Set(technologiesOf(component))
  const topics = new Set(topicsOf(component))
  const external = component.kind === 'external'
  const data = [...new Set([...component.dataStored, ...component.dataProcessed])]
  const isThirdParty = topics.has('third-party')
  const isHuman = external && !isThirdParty && (component.usedByHuman === true || topics.has('human'))
  const isClient =
    !isThirdParty && component.kind !== 'store' && (isHuman || CLIENT.some((word) => technologies.has(word)))
  return {
    on: 'component',
    target: component.id,
    component,
    technologies,
    declared: new Set(declaredTechnologies(component)),
    topics,
    notes,
    zone: component.zone === null ? undefined : (boundaries.get(component.zone)?.title ?? component.zone),
    incoming: [],
    outgoing: [],
    exposure: 'unreached',
    hops: Number.POSITIVE_INFINITY,
    sensitivity: sensitivityOf(model, data, component.confidentiality, topics),
    isClient,
    isThirdParty,
    isHuman,
    isStore:
      component.kind === 'store' ||
      (component.kind === 'process' && STORE.some((word) => technologies.has(word))),
    data: data.map((id) => dataAssets.get(id)?.title ?? id),
  }
}

function flowFacts(model: Model, flow: Flow, from: ComponentFacts, to: ComponentFacts): FlowFacts {
  const { boundaries, dataAssets } = indexOf(model)
  const ref = flowRef(flow)
  const data = [...new Set([...flow.dataSent, ...flow.dataReceived])]
  const own = topicsIn(`${flow.title} ${flow.description ?? ''}`)
  const topics = own.length > 0 ? new Set(own) : NO_TOPICS
  const authentication = flow.authentication?.toLowerCase()
  return {
    on: 'flow',
    target: ref,
    flow,
    from,
    to,
    boundaries: (crossingsOf(model).get(ref)?.boundaries ?? []).map((id) => boundaries.get(id)?.title ?? id),
    encryption: encryptionOf(flow),
    authentication: authentication === undefined ? 'unknown' : authentication === 'none' ? 'none' : 'stated',
    topics,
    sensitivity: sensitivityOf(model, data, undefined, topics),
    data: data.map((id) => dataAssets.get(id)?.title ?? id),
  }
}

function sensitivityOf(
  model: Model,
  data: readonly string[],
  own: Confidentiality | undefined,
  topics: ReadonlySet<string>,
): Sensitivity {
  const { dataAssets } = indexOf(model)
  let rank = own === undefined ? -1 : CONFIDENTIALITIES.indexOf(own)
  for (const id of data)
    rank = Math.max(rank, CONFIDENTIALITIES.indexOf(dataAssets.get(id)?.confidentiality ?? 'public'))
  if (rank > 0 || own !== undefined) {
    return { level: rank >= 2 ? 'high' : 'low', rated: CONFIDENTIALITIES[rank], certainty: 'stated' }
  }
  const named = SENSITIVE.some((topic) => topics.has(topic))
  return {
    level: named ? 'high' : 'unknown',
    rated: undefined,
    certainty: named ? 'inferred' : 'speculative',
  }
}

function exposureOf(facts: ComponentFacts): Exposure {
  const fromOutside = (flow: FlowFacts): boolean =>
    flow.from.isClient || flow.from.component.kind === 'external'
  if (facts.component.internet === true || facts.incoming.some(fromOutside)) return 'outside'
  if (facts.incoming.some((flow) => flow.boundaries.length > 0)) return 'crossed'
  return facts.incoming.length > 0 ? 'inside' : 'unreached'
}

function countHops(components: ReadonlyMap<string, Mutable<ComponentFacts>>): void {
  const queue: Mutable<ComponentFacts>[] = []
  for (const facts of components.values()) {
    if (facts.component.kind !== 'external' && !facts.isClient) continue
    facts.hops = 0
    queue.push(facts)
  }
  for (let at = 0; at < queue.length; at += 1) {
    const facts = queue[at]
    for (const flow of facts?.outgoing ?? []) {
      const next = components.get(flow.to.target)
      if (!facts || !next || next.hops !== Number.POSITIVE_INFINITY) continue
      next.hops = facts.hops + 1
      queue.push(next)
    }
  }
}

function append<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}
