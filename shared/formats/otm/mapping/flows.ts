/** Dataflows as flows; one that goes both ways is two. */
import { fieldOf } from '../../../core/json/look.ts'
import { isProtocol } from '../../../model/from-drawing/protocol-words.ts'
import { flowRef, slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Analysis, Flow } from '../../../model/schema.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Item, OtmFile } from '../file/file.ts'
import { attributesOf, isTrue, wordOf, wordsOf } from '../file/look.ts'
import { describe, FLOW_FIELDS, linesOf, listOf, OWN, outOfScopeOf, readOwn } from './attributes.ts'
import { type Elements, heldAssets } from './elements.ts'
import { byId, wantedId } from './names.ts'

export interface Flows {
  readonly flows: readonly Flow[]
  readonly analyses: readonly Analysis[]
  /** Refs of each dataflow that is in the model: there, and back where it goes both ways. */
  readonly refsOf: ReadonlyMap<Item, readonly string[]>
  readonly linesOf: ReadonlyMap<Item, readonly string[]>
}

export function readFlows({ sections }: OtmFile, { idOf }: Elements, report: Reporting): Flows {
  const components = byId(sections.components)
  const zones = byId(sections.trustZones)
  const assets = new Map([...byId(sections.assets)].map(([id, item]) => [id, idOf.get(item) ?? id]))
  const taken = new Map<string, FreeIds>()
  const refsOf = new Map<Item, readonly string[]>()
  const lines = new Map<Item, readonly string[]>()
  const flows: Flow[] = []
  const analyses: Analysis[] = []
  const idAt = (from: string, id: string) => {
    const ids = taken.get(from) ?? new FreeIds()
    taken.set(from, ids)
    return ids.take(id)
  }
  const endOf = (item: Item, keys: readonly string[]) => {
    const id = keys.map((key) => wordOf(item.node, key)).find((word) => word !== undefined) ?? ''
    const component = components.get(id)
    if (component) return idOf.get(component)
    const why = zones.has(id)
      ? `it ends at the trust zone "${shorten(zones.get(id)?.name ?? id)}", and a flow needs components at both ends`
      : `its ${keys[0]} "${shorten(id)}" is not in the file`
    const what = `The dataflow "${shorten(item.name)}" is left out: ${why}.`
    report.lost('otm-flow-without-end', what, fieldOf(item.node, keys[0] ?? '')?.at ?? item.at)
    return undefined
  }
  for (const item of sections.dataflows) {
    const from = endOf(item, ['source', 'from'])
    const to = from === undefined ? undefined : endOf(item, ['destination', 'target', 'to'])
    if (from === undefined || to === undefined) continue
    const attributes = attributesOf(item.node)
    const own = linesOf(attributes)
    lines.set(item, own)
    const id = idAt(from, wantedId(item, `to-${slug(to)}`))
    const flow = flowFor(item, { id, from, to }, attributes, own)
    const held = heldAssets(item.node, 'assets', item, assets, report)
    const owned = (key: string) =>
      listOf(attributes.get(OWN + key) ?? '').flatMap((asset) => assets.get(asset) ?? [])
    const dataReceived = owned('received')
    const dataSent = dataReceived.length > 0 ? owned('sent') : held
    flows.push({ ...flow, dataSent, dataReceived })
    const ref = flowRef(flow)
    if (flow.protocol !== undefined && !attributes.has(`${OWN}protocol`)) {
      const what = `The protocol of "${shorten(item.name)}" is read as ${flow.protocol}, from its name and tags.`
      report.guessed('otm-protocol-guessed', what, item.at, ref)
    }
    tellUnclearWay(item, ref, report)
    const back = isTrue(item.node, 'bidirectional')
      ? { ...flow, id: idAt(to, `${id}-back`), from: to, to: from }
      : undefined
    if (back) flows.push({ ...back, dataSent, dataReceived })
    refsOf.set(item, back ? [ref, flowRef(back)] : [ref])
    const outOfScope = outOfScopeOf(attributes)
    if (outOfScope !== undefined) analyses.push({ target: ref, notApplicable: {}, rejected: [], outOfScope })
  }
  return { flows, analyses, refsOf, linesOf: lines }
}

/** What is neither true nor false may have been meant as either. */
function tellUnclearWay({ name, node }: Item, ref: string, report: Reporting): void {
  const stated = fieldOf(node, 'bidirectional')
  if (!stated || stated.kind === 'null' || /^(?:true|false)$/iu.test(wordOf(node, 'bidirectional') ?? ''))
    return
  const what = `"bidirectional" of the dataflow "${shorten(name)}" is neither true nor false; it is read as going one way.`
  report.guessed('otm-direction-guessed', what, stated.at, ref)
}

function flowFor(
  { name, node }: Item,
  ends: Pick<Flow, 'id' | 'from' | 'to'>,
  attributes: ReadonlyMap<string, string>,
  lines: readonly string[],
): Flow {
  const description = describe(wordOf(node, 'description'), lines)
  const tags = wordsOf(node, 'tags')
  const protocol = attributes.get(`${OWN}protocol`) ?? protocolIn([name, ...tags])
  return {
    ...ends,
    title: name,
    ...(description === undefined ? {} : { description }),
    ...(protocol === undefined || protocol === '' ? {} : { protocol }),
    ...{ dataSent: [], dataReceived: [], tags },
    ...readOwn(attributes, FLOW_FIELDS),
  }
}

/** Say nothing of what is spoken over them. */
const TRANSPORTS = new Set(['tcp', 'udp'])

/** The one protocol that the words of a flow name; of several none. */
export function protocolIn(words: readonly string[]): string | undefined {
  const plain = words.map((word) => word.trim().toLowerCase())
  const found = new Set(plain.filter((word) => isProtocol(word) && !TRANSPORTS.has(word)))
  const [protocol] = found
  return found.size === 1 ? protocol : undefined
}
