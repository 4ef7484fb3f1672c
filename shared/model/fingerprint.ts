/**
 * A target's fingerprint changes when, and only when, something that its analysis depends on changes:
 * never for layout, order, wording of titles and descriptions, reviews or notes. A title counts only
 * through the technology read from it.
 */
import { canonicalJson, hashText } from '../core/text.ts'
import { crossingsOf } from './crossings.ts'
import { indexOf, zoneChain } from './queries.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from './schema.ts'
import { technologiesOf } from './technology.ts'

const DIGITS = 8
const caches = new WeakMap<Model, Map<string, string>>()

/** Eight hexadecimal digits for a component id or flow ref; undefined when the model has no such target. */
export function fingerprintOf(model: Model, target: string): string | undefined {
  const cache = caches.get(model) ?? new Map<string, string>()
  caches.set(model, cache)
  const known = cache.get(target)
  if (known) return known
  const index = indexOf(model)
  const element = index.components.get(target) ?? index.flows.get(target)
  if (!element) return undefined
  const facts = 'kind' in element ? aboutComponent(model, element) : aboutFlow(model, element, target)
  const fingerprint = hashOf(element, facts)
  cache.set(target, fingerprint)
  return fingerprint
}

interface Hashed {
  readonly facts: string
  readonly hash: string
}

const hashes = new WeakMap<Component | Flow, Hashed>()

/** An edit leaves most elements what they were: only facts that differ are hashed again. */
function hashOf(element: Component | Flow, facts: string): string {
  const last = hashes.get(element)
  if (last?.facts === facts) return last.hash
  const hash = hashText(facts, DIGITS)
  hashes.set(element, { facts, hash })
  return hash
}

/** Canonical JSON, put together from that of its parts. */
function aboutComponent(model: Model, component: Component): string {
  const { incoming, outgoing } = indexOf(model)
  const flows = (list: readonly Flow[] = []) =>
    JSON.stringify(list.map((flow) => flowFacts(model, flow)).sort())
  const { id } = component
  const facts = componentFacts(model, component)
  return `{"component":${facts},"in":${flows(incoming.get(id))},"out":${flows(outgoing.get(id))}}`
}

function aboutFlow(model: Model, flow: Flow, ref: string): string {
  const index = indexOf(model)
  const boundaries = [...(crossingsOf(model).get(ref)?.boundaries ?? [])].sort().map((id) => {
    const boundary = index.boundaries.get(id)
    return { id, kind: boundary?.kind, type: boundary?.type }
  })
  const ends = [flow.from, flow.to].map((id) => {
    const end = index.components.get(id)
    return end ? componentFacts(model, end) : 'null'
  })
  return `{"boundaries":${canonicalJson(boundaries)},"ends":[${ends}],"flow":${flowFacts(model, flow)}}`
}

interface Said {
  /** What else the text was made from. */
  readonly boundaries: readonly Boundary[]
  readonly dataAssets: readonly DataAsset[]
  readonly text: string
}

const said = new WeakMap<Component | Flow, Said>()

/** The text of an element's own facts, made anew only when it, the boundaries or the data assets changed. */
function factsText<T extends Component | Flow>(model: Model, element: T, facts: () => object): string {
  const { boundaries, dataAssets } = model
  const last = said.get(element)
  if (last?.boundaries === boundaries && last.dataAssets === dataAssets) return last.text
  const text = canonicalJson(facts())
  said.set(element, { boundaries, dataAssets, text })
  return text
}

function componentFacts(model: Model, component: Component): string {
  return factsText(model, component, () => {
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
  })
}

function flowFacts(model: Model, flow: Flow): string {
  return factsText(model, flow, () => {
    const { title, description, tags, dataSent, dataReceived, ...rest } = flow
    return {
      ...rest,
      tags: [...tags].sort(),
      dataSent: dataFacts(model, dataSent),
      dataReceived: dataFacts(model, dataReceived),
    }
  })
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
