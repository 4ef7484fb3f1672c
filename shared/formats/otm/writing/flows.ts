/** Dataflows: two flows that say the same there and back are one that is bidirectional. */
import { flowRef } from '../../../model/ids.ts'
import type { Flow, Model } from '../../../model/schema.ts'
import { isTrue } from '../file/look.ts'
import { FLOW_FIELDS, outOfScopeOf, printList, printOwn } from '../mapping/attributes.ts'
import { protocolIn } from '../mapping/flows.ts'
import { attribute, headPairs, type Known, withoutOwn } from './fields.ts'
import type { FileIds } from './ids.ts'
import type { Pairs } from './pairs.ts'

/** The way back of every flow that has one, by the ref of the way there. */
export function waysBack({ flows, risks, analyses }: Model): ReadonlyMap<string, string> {
  const byRef = new Map(flows.map((flow) => [flowRef(flow), flow]))
  // What is said of the way back alone needs a dataflow of its own.
  const alone = new Set([...risks, ...analyses].map(({ target }) => target))
  const found = new Map<string, string>()
  for (const flow of flows) {
    const back = byRef.get(`${flow.to}>${flow.id}-back`)
    if (back?.to !== flow.from || alone.has(flowRef(back)) || !isSameBack(flow, back)) continue
    found.set(flowRef(flow), flowRef(back))
  }
  return found
}

function isSameBack(flow: Flow, back: Flow): boolean {
  const plain = (each: Flow) =>
    JSON.stringify(Object.entries({ ...each, id: '', from: '', to: '' }).sort(([a], [b]) => (a < b ? -1 : 1)))
  return plain(flow) === plain(back)
}

export function flowPairs(
  flow: Flow,
  hasBack: boolean,
  outOfScope: string | undefined,
  ids: FileIds,
  known: Known,
): Pairs {
  const ref = flowRef(flow)
  const assets = [...new Set([...flow.dataSent, ...flow.dataReceived])].map((id) => ids.assets.get(id) ?? id)
  const [sent, received] = [flow.dataSent, flow.dataReceived].map((held) =>
    flow.dataReceived.length === 0 ? undefined : printList(held.map((id) => ids.assets.get(id) ?? id)),
  )
  const { item } = known
  const protocol = protocolIn([flow.title, ...flow.tags])
  const scope = item ? outOfScopeOf(withoutOwn(item)) : undefined
  return [
    ...headPairs(flow, ids.flows.get(ref) ?? flow.id, known),
    [['source'], ids.elements.get(flow.from) ?? flow.from],
    [['destination'], ids.elements.get(flow.to) ?? flow.to],
    [['bidirectional'], hasBack ? true : item && isTrue(item.node, 'bidirectional') ? false : undefined],
    [['assets'], assets.length === 0 ? undefined : assets],
    [['tags'], flow.tags.length === 0 ? undefined : flow.tags],
    [attribute('sent'), sent],
    [attribute('received'), received],
    [attribute('protocol'), flow.protocol === protocol ? undefined : (flow.protocol ?? '')],
    [attribute('outOfScope'), outOfScope === scope ? undefined : (outOfScope ?? '')],
    ...printOwn(flow, FLOW_FIELDS).map(([key, value]) => [['attributes', key], value] as const),
  ]
}
