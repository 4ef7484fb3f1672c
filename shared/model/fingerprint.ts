/**
 * A target's fingerprint changes when, and only when, something that its analysis depends on changes:
 * never for layout, order, wording of titles and descriptions, reviews or notes. A title counts only
 * through the technology read from it.
 */
import { canonicalJson, hashText } from '../core/text.ts'
import { crossingsOf } from './crossings.ts'
import { indexOf, zoneChain } from './queries.ts'
import type { Component, Flow, Model } from './schema.ts'
import { technologiesOf } from './technology.ts'

const DIGITS = 8
const caches = new WeakMap<Model, Map<string, string>>()

/** Eight hexadecimal digits for a component id or flow ref; undefined when the model has no such target. */
export function fingerprintOf(model: Model, target: string): string | undefined {
  const cache = caches.get(model) ?? new Map<string, string>()
  caches.set(model, cache)
  const known = cache.get(target)
  if (known) return known
  const facts = factsOf(model, target)
  if (!facts) return undefined
  const fingerprint = hashText(canonicalJson(facts), DIGITS)
  cache.set(target, fingerprint)
  return fingerprint
}

function factsOf(model: Model, target: string): object | undefined {
  const index = indexOf(model)
  const component = index.components.get(target)
  if (component) {
    return {
      component: componentFacts(model, component),
      in: sorted((index.incoming.get(target) ?? []).map((flow) => flowFacts(model, flow))),
      out: sorted((index.outgoing.get(target) ?? []).map((flow) => flowFacts(model, flow))),
    }
  }
  const flow = index.flows.get(target)
  if (!flow) return undefined
  const ends = [index.components.get(flow.from), index.components.get(flow.to)]
  return {
    flow: flowFacts(model, flow),
    ends: ends.map((end) => end && componentFacts(model, end)),
    boundaries: [...(crossingsOf(model).get(target)?.boundaries ?? [])].sort().map((id) => {
      const boundary = index.boundaries.get(id)
      return { id, kind: boundary?.kind, type: boundary?.type }
    }),
  }
}

function componentFacts(model: Model, component: Component): object {
  const {
    title,
    description,
    owner,
    tags,
    technologies,
    dataProcessed,
    dataStored,
    formatsAccepted,
    ...rest
  } = component
  return {
    ...rest,
    zones: zoneChain(model, component.zone),
    technologies: technologiesOf(component),
    tags: [...tags].sort(),
    formatsAccepted: [...formatsAccepted].sort(),
    dataProcessed: dataFacts(model, dataProcessed),
    dataStored: dataFacts(model, dataStored),
  }
}

function flowFacts(model: Model, flow: Flow): object {
  const { title, description, tags, dataSent, dataReceived, ...rest } = flow
  return {
    ...rest,
    tags: [...tags].sort(),
    dataSent: dataFacts(model, dataSent),
    dataReceived: dataFacts(model, dataReceived),
  }
}

function dataFacts(model: Model, ids: readonly string[]): readonly object[] {
  return [...ids].sort().map((id) => {
    const asset = indexOf(model).dataAssets.get(id)
    return {
      id,
      confidentiality: asset?.confidentiality,
      integrity: asset?.integrity,
      availability: asset?.availability,
    }
  })
}

function sorted(facts: readonly object[]): readonly string[] {
  return facts.map(canonicalJson).sort()
}
