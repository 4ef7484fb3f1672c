/**
 * The ref in the document of each ref of a text that says the document's model. A title that was changed
 * in the text leaves the id, so ids alone do not tell; an id in braces or a name that is known does.
 */

import { groupBy } from '../../core/group.ts'
import { canonicalJson } from '../../core/text.ts'
import { titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Flow, Model } from '../../model/schema.ts'
import type { Drawn, DrawnFlow, Element } from './drawn.ts'

/** Ids of the document by the names that a text has for them. */
export type Names = ReadonlyMap<string, string>

export function correspond(drawn: Drawn, model: Model, names?: Names): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const used = new Set<string>()
  const take = (ref: string, of: string | undefined) => {
    if (of === undefined || found.has(ref) || used.has(of)) return
    found.set(ref, of)
    used.add(of)
  }
  const named = [
    ...model.components.map(({ id, title, kind }) => ({ id, what: 'component', kind, title })),
    ...model.boundaries.map(({ id, title, kind }) => ({ id, what: kind, kind, title })),
  ]
  const byId = new Map(named.map((each) => [each.id, each]))
  for (const element of drawn.elements.values()) {
    const id = element.name === undefined ? undefined : names?.get(element.name)
    if (id !== undefined && byId.get(id)?.what === element.what) take(element.ref, id)
  }
  const keyOf = ({ kind, title }: Pick<Element, 'kind' | 'title'>) => `${kind} ${titleKey(title)}`
  for (const element of drawn.elements.values()) {
    const same = byId.get(element.ref)
    if (same && keyOf(same) === keyOf(element)) take(element.ref, element.ref)
  }
  const byKey = groupBy(named, keyOf)
  const free = [...drawn.elements.values()].filter(({ written }) => written === undefined)
  for (const element of free) {
    take(element.ref, byKey.get(keyOf(element))?.find(({ id }) => !used.has(id))?.id)
  }
  // A kind that the text only guesses need not be the model's.
  const titled = (what: string, title: string) => `${what} ${titleKey(title)}`
  const byTitle = groupBy(named, ({ what, title }) => titled(what, title))
  for (const { ref, what, title } of free.filter(({ name }) => name !== undefined)) {
    take(ref, byTitle.get(titled(what, title))?.find(({ id }) => !used.has(id))?.id)
  }
  matchFlows(drawn, model, found, used)
  return found
}

function matchFlows(drawn: Drawn, model: Model, found: Map<string, string>, used: Set<string>): void {
  const said = ({ title, protocol }: Flow) => `${title}\n${protocol ?? ''}`
  const lines = (flow: Flow, of: Model) => {
    const over = indexOf(of).linesOver.get(flowRef(flow)) ?? []
    return over.map((line) => titleKey(line.title)).sort()
  }
  const isCrossed = (one: Flow, other: Flow) =>
    canonicalJson(lines(one, drawn.model)) === canonicalJson(lines(other, model))
  const ends = (flow: Flow) => `${flow.from}>>${flow.to}`
  const byEnds = groupBy(model.flows, ends)
  const endsOf = ({ flow }: DrawnFlow) => `${found.get(flow.from)}>>${found.get(flow.to)}`
  const passes: readonly ((drawn: DrawnFlow, flow: Flow) => boolean)[] = [
    ({ written }, other) => written === other.id,
    ({ flow, written }, other) =>
      written === undefined && flow.id === other.id && said(flow) === said(other) && isCrossed(flow, other),
    ({ flow, written }, other) =>
      written === undefined && said(flow) === said(other) && isCrossed(flow, other),
    ({ flow, written }, other) => written === undefined && said(flow) === said(other),
    ({ written }) => written === undefined,
  ]
  for (const isSame of passes) {
    for (const each of drawn.flows.values()) {
      if (found.has(each.ref)) continue
      const candidates = byEnds.get(endsOf(each)) ?? []
      const flow = candidates.find((other) => !used.has(flowRef(other)) && isSame(each, other))
      if (!flow) continue
      found.set(each.ref, flowRef(flow))
      used.add(flowRef(flow))
    }
  }
}
