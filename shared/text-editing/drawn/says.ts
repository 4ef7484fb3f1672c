import { canonicalJson } from '../../core/text.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Component, Kind, Model } from '../../model/schema.ts'
import { correspond, type Names } from './correspond.ts'
import type { Drawn } from './drawn.ts'

/** What else decides whether a text says a model. */
export interface Saying {
  readonly names?: Names
  /** The model that the text said before: a kind that was changed since must be written and not be guessed. */
  readonly before?: Model
}

/**
 * True when the text says all of a model that its format can say, and nothing else. Ids that follow from
 * elsewhere need not be written, and a kind that is only guessed may be another.
 */
export function saysModel(drawn: Drawn, model: Model, { names, before }: Saying = {}): boolean {
  const refs = correspond(drawn, model, names)
  const { components } = indexOf(model)
  const kindOf = ({ id: ref, kind }: Component): Kind => {
    const id = refs.get(ref) ?? ''
    const own = components.get(id)?.kind
    const was = before && indexOf(before).components.get(id)?.kind
    const isFree = drawn.elements.get(ref)?.isGuessed === true && (was === undefined || was === own)
    return isFree && own ? own : kind
  }
  const text = expressed(drawn.model, (ref) => refs.get(ref) ?? `?${ref}`, kindOf)
  return (
    text ===
    expressed(
      model,
      (ref) => ref,
      ({ kind }) => kind,
    )
  )
}

/** What a text carries of a model, without order. */
function expressed(
  model: Model,
  name: (ref: string) => string,
  kindOf: (component: Component) => Kind,
): string {
  const { boundaries, components, flows } = indexOf(model)
  const zone = (id: string | null) => (id !== null && boundaries.get(id)?.kind === 'zone' ? name(id) : null)
  const drawn = model.flows.filter(({ from, to }) => components.has(from) && components.has(to))
  return canonicalJson({
    title: model.title,
    notes: model.notes,
    components: Object.fromEntries(
      model.components.map((component) => [
        name(component.id),
        [component.title, kindOf(component), component.note, zone(component.zone)],
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
