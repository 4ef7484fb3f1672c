/**
 * The key under which an answer is kept. Two requests with one key may differ in bytes: what counts is the
 * target's neighbourhood, so that one relabelled flow asks again for itself and its two ends only. The raw
 * text is hashed and not the redacted one: the number of a placeholder depends on every other part of the
 * diagram, as do aliases. An answer must therefore be kept in ids and restored names.
 */
import { noteFinder } from '../../analysis/facts/notes.ts'
import { canonicalJson, compareText, hashText } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf, zoneChain } from '../../model/queries.ts'
import type { Component, Flow, Model } from '../../model/schema.ts'
import type { Tier, Unit } from '../types.ts'
import { SCHEMA_VERSION } from './reply-schema.ts'

/** SHA-256. A null `target` stands for the whole model, without layout, risks and reviews. */
export function cacheKeyOf(options: {
  readonly model: Model
  readonly target: string | null
  readonly unit: Unit
  readonly promptHash: string
  readonly llm: string
  readonly tier: Tier
}): string {
  const { model, target, ...asked } = options
  const about = target === null ? wholeModel(model) : neighbourhoodOf(model, target)
  return hashText(canonicalJson({ ...asked, target, schema: SCHEMA_VERSION, about }))
}

function wholeModel(model: Model): object {
  const { risks: _, analyses: __, ...drawn } = model
  return {
    ...drawn,
    components: unordered(model.components.map(plain)),
    flows: unordered(model.flows.map(plain)),
    boundaries: unordered(model.boundaries.map(plain)),
    dataAssets: unordered(model.dataAssets.map(plain)),
    notes: unordered(model.notes),
  }
}

function neighbourhoodOf(model: Model, target: string): object | undefined {
  const index = indexOf(model)
  const component = index.components.get(target)
  if (component) {
    const incoming = index.incoming.get(target) ?? []
    const outgoing = index.outgoing.get(target) ?? []
    return {
      ...insideOf(model, [component]),
      data: dataOf(model, [component], [...incoming, ...outgoing]),
      incoming: unordered(incoming.map((flow) => [flowFacts(model, flow), endOf(model, flow.from)])),
      outgoing: unordered(outgoing.map((flow) => [flowFacts(model, flow), endOf(model, flow.to)])),
    }
  }
  const flow = index.flows.get(target)
  if (!flow) return undefined
  const ends = [flow.from, flow.to].flatMap((id) => index.components.get(id) ?? [])
  return {
    ...insideOf(model, ends),
    data: dataOf(model, ends, [flow]),
    flow: flowFacts(model, flow),
  }
}

/** The components themselves, in their order, with the zones around them and the notes that name them. */
function insideOf(model: Model, components: readonly Component[]): object {
  const notesOf = notesIn(model)
  return {
    components: components.map(plain),
    zones: components.map(({ zone }) => boundaryFacts(model, zoneChain(model, zone))),
    notes: components.map(({ title }) => unordered(notesOf(title))),
  }
}

/** What it crosses counts as a set: the order of lines is that of the file. */
function flowFacts(model: Model, flow: Flow): object {
  const crossed = crossingsOf(model).get(flowRef(flow))?.boundaries ?? []
  return { ...plain(flow), crosses: unordered(boundaryFacts(model, crossed)) }
}

/** Without the flows that a line names: those of other targets would count. */
function boundaryFacts(model: Model, ids: readonly string[]): readonly object[] {
  return ids.map((id) => {
    const { crossedBy: _, ...boundary } = indexOf(model).boundaries.get(id) ?? { id, crossedBy: [] }
    return plain(boundary)
  })
}

function endOf(model: Model, id: string): object {
  const { title, kind } = indexOf(model).components.get(id) ?? {}
  return { id, title, kind }
}

function dataOf(model: Model, components: readonly Component[], flows: readonly Flow[]): readonly string[] {
  const ids = new Set([
    ...components.flatMap((component) => [...component.dataProcessed, ...component.dataStored]),
    ...flows.flatMap((flow) => [...flow.dataSent, ...flow.dataReceived]),
  ])
  return unordered([...ids].map((id) => plain(indexOf(model).dataAssets.get(id) ?? { id })))
}

const finders = new WeakMap<readonly string[], (title: string) => readonly string[]>()

function notesIn({ notes }: Model): (title: string) => readonly string[] {
  const known = finders.get(notes) ?? noteFinder(notes)
  finders.set(notes, known)
  return known
}

/** The element with its lists in one order: all of them are sets. */
function plain(element: object): object {
  return Object.fromEntries(
    Object.entries(element).map(([key, value]) => [key, Array.isArray(value) ? unordered(value) : value]),
  )
}

function unordered(items: readonly unknown[]): readonly string[] {
  return items.map(canonicalJson).sort(compareText)
}
