/** The usual edit changes what an element says and not how elements are connected: few facts change, found fast. */
import type { Model } from '../../model/schema.ts'
import { flowFacts, type ModelFacts, partFacts, withFlows } from './assemble.ts'
import { type OwnFacts, ownFactsOf } from './elements.ts'
import type { ComponentFacts } from './facts.ts'

/** Undefined when the edit changed connections, zones, or where requests start. */
export function patchFacts(model: Model, base: ModelFacts): ModelFacts | undefined {
  const { components, flows } = model
  const then = base.model
  if (components.length !== then.components.length || flows.length !== then.flows.length) return undefined
  const { around, graph, standing, crossed } = base
  const own = base.own.slice()
  const parts = base.parts.slice()
  const changed = new Uint8Array(components.length)
  const isChanged = (at: number) => changed[at] === 1
  for (let at = 0; at < components.length; at += 1) {
    const component = components[at]
    const before = base.own[at]
    if (!component || !before || component === before.component) continue
    const facts = ownFactsOf(component, around)
    if (!standsAlike(facts, before)) return undefined
    own[at] = facts
    parts[at] = partFacts(facts, standing, at, undefined)
    changed[at] = 1
  }
  const touched = changed.slice()
  const patched = base.flows.slice()
  for (let at = 0; at < flows.length; at += 1) {
    const flow = flows[at]
    const before = then.flows[at]
    const start = graph.from[at] ?? -1
    const end = graph.to[at] ?? -1
    if (!flow || !before || (flow === before && !isChanged(start) && !isChanged(end))) continue
    if (flow.id !== before.id || flow.from !== before.from || flow.to !== before.to) return undefined
    const from = parts[start]
    const to = parts[end]
    const known = base.flows[at]
    if (!from || !to || !known) continue
    patched[at] = flowFacts(flow, known.target, { from, to }, known.boundaries, around)
    touched[start] = 1
    touched[end] = 1
  }
  const kept: (ComponentFacts | undefined)[] = base.components.slice()
  for (let at = 0; at < touched.length; at += 1) if (touched[at] === 1) kept[at] = undefined
  const whole = withFlows(parts, kept, patched, graph)
  return { model, around, graph, standing, crossed, own, parts, flows: patched, components: whole }
}

/** Whether the graph and what it says of others stays as it was. */
function standsAlike(now: OwnFacts, then: OwnFacts): boolean {
  const { component } = now
  const before = then.component
  return (
    component.id === before.id &&
    component.zone === before.zone &&
    component.kind === before.kind &&
    now.isClient === then.isClient
  )
}
