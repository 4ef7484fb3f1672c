/**
 * The diagram as the language model sees it: JSON that has the same bytes for every request of a run, so
 * that a server can keep it. A person's decisions are therefore left out: they change while a run goes on,
 * and a rejected threat that comes back is hidden by its key and words anyway. Ids are left out as well:
 * aliases are shorter, and hold nothing of the person's.
 */
import { compareText } from '../../core/text.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from '../../model/schema.ts'
import { boundText, seenText } from './outbound-text.ts'

export interface Diagram {
  /** One line; holds no `<`, so that nothing in it can end the block that it stands in. */
  readonly json: string
  /** Of a component id, flow ref, boundary id or data asset id. */
  aliasOf(ref: string): string | undefined
  refOf(alias: string): string | undefined
  /** What evidence may name: components, flows and boundaries, in this order. Data assets are not in it. */
  readonly aliases: readonly string[]
}

type Words = (text: string) => string
type Part = Readonly<Record<string, unknown>>

/** Every string that `describeDiagram` hands to the redactor, as it hands it over. */
export function listTexts(model: Model): readonly string[] {
  const texts = new Set<string>()
  partsOf(model, aliasesOf(model).aliasOf, (text) => {
    texts.add(seenText(text))
    return text
  })
  return [...texts]
}

/** `redact` sees each string alone, without the characters that nobody sees. */
export function describeDiagram(model: Model, redact: (text: string) => string): Diagram {
  const { aliasOf, refOf, evidence } = aliasesOf(model)
  const parts = partsOf(model, aliasOf, (text) => boundText(redact(seenText(text))))
  return { json: JSON.stringify(parts).replaceAll('<', '\\u003c'), aliasOf, refOf, aliases: evidence }
}

interface Aliases {
  readonly aliasOf: (ref: string) => string | undefined
  readonly refOf: (alias: string) => string | undefined
  readonly evidence: readonly string[]
}

/** Numbered in the order of ids, so that the order of a file changes nothing. */
function aliasesOf(model: Model): Aliases {
  const refs = new Map<string, string>()
  const aliases = new Map<string, string>()
  const name = (letter: string, ids: readonly string[]): readonly string[] =>
    [...new Set(ids)].sort(compareText).map((id, at) => {
      const alias = `${letter}${at + 1}`
      refs.set(alias, id)
      // A data asset may have the id of a component, which is what a ref means then.
      if (!aliases.has(id)) aliases.set(id, alias)
      if (letter === 'd') aliases.set(`data:${id}`, alias)
      return alias
    })
  const evidence = [
    ...name('c', ids(model.components)),
    ...name('f', model.flows.map(flowRef)),
    ...name('b', ids(model.boundaries)),
  ]
  name('d', ids(model.dataAssets))
  return { aliasOf: (ref) => aliases.get(ref), refOf: (alias) => refs.get(alias), evidence }
}

function ids(elements: readonly { readonly id: string }[]): readonly string[] {
  return elements.map((element) => element.id)
}

function partsOf(model: Model, aliasOf: Aliases['aliasOf'], words: Words): Part {
  const data = (id: string): string => aliasOf(`data:${id}`) ?? words(id)
  const dataList = (list: readonly string[]) => some([...list].sort(compareText).map(data))
  const list = (texts: readonly string[]) => some([...texts].sort(compareText).map(words))
  const one = (text: string | undefined) => (text === undefined || text === '' ? undefined : words(text))
  const { boundaries } = indexOf(model)
  const zone = (id: string | null) =>
    id !== null && boundaries.has(id) ? (aliasOf(id) ?? 'outside') : 'outside'

  const component = (each: Component): Part => ({
    id: aliasOf(each.id),
    kind: each.kind,
    title: words(each.title),
    zone: zone(each.zone),
    description: one(each.description),
    note: one(each.note),
    technologies: list(each.technologies),
    tags: list(each.tags),
    machine: one(each.machine),
    encryption: one(each.encryption),
    size: one(each.size),
    usage: one(each.usage),
    owner: one(each.owner),
    internet: each.internet,
    multi_tenant: each.multiTenant,
    redundant: each.redundant,
    custom_developed: each.customDeveloped,
    used_by_human: each.usedByHuman,
    ...ratingsOf(each),
    data_processed: dataList(each.dataProcessed),
    data_stored: dataList(each.dataStored),
    formats_accepted: list(each.formatsAccepted),
    out_of_scope: one(each.outOfScope),
  })
  const flow = (each: Flow): Part => ({
    id: aliasOf(flowRef(each)),
    from: aliasOf(each.from) ?? words(each.from),
    to: aliasOf(each.to) ?? words(each.to),
    title: one(each.title),
    crosses: some(
      (crossingsOf(model).get(flowRef(each))?.boundaries ?? []).flatMap((id) => aliasOf(id) ?? []),
    ),
    description: one(each.description),
    protocol: one(each.protocol),
    authentication: one(each.authentication),
    authorization: one(each.authorization),
    usage: one(each.usage),
    vpn: each.vpn,
    ip_filtered: each.ipFiltered,
    readonly: each.readonly,
    data_sent: dataList(each.dataSent),
    data_received: dataList(each.dataReceived),
    tags: list(each.tags),
  })
  const boundary = (each: Boundary): Part => ({
    id: aliasOf(each.id),
    kind: each.kind,
    title: words(each.title),
    type: one(each.type),
    inside: each.kind === 'zone' ? zone(each.parent) : undefined,
    description: one(each.description),
    tags: list(each.tags),
  })
  const asset = (each: DataAsset): Part => ({
    id: data(each.id),
    title: words(each.title),
    description: one(each.description),
    ...ratingsOf(each),
    quantity: one(each.quantity),
    origin: one(each.origin),
    owner: one(each.owner),
    tags: list(each.tags),
  })
  return {
    title: words(model.title),
    description: one(model.description),
    boundaries: byId(model.boundaries, (each) => each.id).map(boundary),
    components: byId(model.components, (each) => each.id).map(component),
    flows: byId(model.flows, flowRef).map(flow),
    data: byId(model.dataAssets, (each) => each.id).map(asset),
    notes: list(model.notes),
  }
}

function ratingsOf(each: Component | DataAsset): Part {
  const { confidentiality, integrity, availability } = each
  return { confidentiality, integrity, availability }
}

function byId<T>(elements: readonly T[], idOf: (element: T) => string): readonly T[] {
  return [...elements].sort((a, b) => compareText(idOf(a), idOf(b)))
}

function some(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : texts
}
