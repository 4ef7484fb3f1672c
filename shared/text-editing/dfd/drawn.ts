/** A DFD text that could be read, as elements with the places that name them. */
import type { Naming } from '../../formats/dfd/drawing.ts'
import { drawDfd } from '../../formats/dfd/read.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import { type Drawn, type DrawnFlow, type Element, keepRecent, type Refused } from '../drawn/drawn.ts'
import { linesOf } from '../text-lines.ts'

export const draw = keepRecent(read)

function read(text: string): Drawn | Refused {
  const { model, diagnostics, namings } = drawDfd(text)
  if (!model) return { model, diagnostics }
  return {
    text,
    lines: linesOf(text),
    model,
    diagnostics,
    namings,
    elements: elementsOf(model, namings),
    flows: flowsOf(model, namings),
  }
}

function elementsOf(model: Model, namings: readonly Naming[]): ReadonlyMap<string, Element> {
  const { components, boundaries } = indexOf(model)
  const elements = new Map<string, Element>()
  for (const naming of namings) {
    const { ref, what } = naming
    if (what === 'flow') continue
    const known = elements.get(ref)
    const isFirmer = known === undefined || (known.declared.kind === undefined && naming.kind !== undefined)
    const component = components.get(ref)
    const kind = component?.kind ?? what
    elements.set(ref, {
      ref,
      what,
      title: component?.title ?? boundaries.get(ref)?.title ?? '',
      kind,
      sign: kind,
      declared: isFirmer ? naming : known.declared,
      written: known?.written ?? naming.id,
    })
  }
  return elements
}

function flowsOf(model: Model, namings: readonly Naming[]): ReadonlyMap<string, DrawnFlow> {
  const places = new Map(namings.filter(({ what }) => what === 'flow').map((naming) => [naming.ref, naming]))
  const steps = new Map<number, number>()
  const flows = model.flows.map((flow): [string, DrawnFlow] => {
    const ref = flowRef(flow)
    const { line = 0, id } = places.get(ref) ?? {}
    const step = steps.get(line) ?? 0
    steps.set(line, step + 1)
    return [ref, { ref, flow, line, step, written: id }]
  })
  return new Map(flows)
}
