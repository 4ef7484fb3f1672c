import { canonicalJson } from '../../core/text.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { correspond, type Drawn } from './drawn.ts'

/** True when the text says all of a model that a DFD can say, and nothing else. Ids that follow from elsewhere need not be written. */
export function saysModel(drawn: Drawn, model: Model): boolean {
  const refs = correspond(drawn, model)
  return expressed(drawn.model, (ref) => refs.get(ref) ?? `?${ref}`) === expressed(model, (ref) => ref)
}

/** What a DFD carries of a model, without order. */
function expressed(model: Model, name: (ref: string) => string): string {
  const { boundaries, components, flows } = indexOf(model)
  const zone = (id: string | null) => (id !== null && boundaries.get(id)?.kind === 'zone' ? name(id) : null)
  const drawn = model.flows.filter(({ from, to }) => components.has(from) && components.has(to))
  return canonicalJson({
    title: model.title,
    notes: model.notes,
    components: Object.fromEntries(
      model.components.map(({ id, title, kind, note, zone: holder }) => [
        name(id),
        [title, kind, note, zone(holder)],
      ]),
    ),
    boundaries: Object.fromEntries(
      model.boundaries.map(({ id, title, kind, parent, crossedBy }) => [
        name(id),
        [
          title,
          kind,
          zone(parent),
          kind === 'line'
            ? crossedBy
                .filter((ref) => flows.has(ref))
                .map(name)
                .sort()
            : [],
        ],
      ]),
    ),
    flows: Object.fromEntries(
      drawn.map((flow) => [name(flowRef(flow)), [name(flow.from), name(flow.to), flow.title, flow.protocol]]),
    ),
  })
}
