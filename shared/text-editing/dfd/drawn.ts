/** A DFD text that could be read, as elements with the places that name them. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { Naming } from '../../formats/dfd/drawing.ts'
import { drawDfd } from '../../formats/dfd/read.ts'
import { titleKey } from '../../formats/dfd/syntax/spelling.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Flow, Model } from '../../model/schema.ts'
import { linesOf, type TextLine } from '../text-lines.ts'

type What = Naming['what']

/** A component or boundary of a text; its ref is the id that the text alone gives it. */
export interface Element {
  readonly ref: string
  readonly what: What
  readonly title: string
  readonly kind: string
  /** Where it is declared, else first named. */
  readonly declared: Naming
  /** The id in braces, where one is written. */
  readonly written: string | undefined
}

export interface DrawnFlow {
  readonly ref: string
  readonly flow: Flow
  readonly line: number
  /** Which of its line's arrows it is. */
  readonly step: number
  readonly written: string | undefined
}

export interface Drawn {
  readonly text: string
  readonly lines: readonly TextLine[]
  readonly model: Model
  readonly diagnostics: readonly Diagnostic[]
  readonly namings: readonly Naming[]
  readonly elements: ReadonlyMap<string, Element>
  readonly flows: ReadonlyMap<string, DrawnFlow>
}

export interface Refused {
  readonly model: null
  readonly diagnostics: readonly Diagnostic[]
}

/** Only the last few texts are asked for again: the one that is shown and the one before it. */
const KEPT = 4
const recent: { readonly text: string; readonly drawn: Drawn | Refused }[] = []

export function draw(text: string): Drawn | Refused {
  const known = recent.find((each) => each.text === text)
  if (known) return known.drawn
  const drawn = read(text)
  recent.unshift({ text, drawn })
  recent.length = Math.min(recent.length, KEPT)
  return drawn
}

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
    elements.set(ref, {
      ref,
      what,
      title: component?.title ?? boundaries.get(ref)?.title ?? '',
      kind: component?.kind ?? what,
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

/**
 * The ref in the document of each ref of a text that says the document's model. A title that was changed
 * in the text leaves the id, so ids alone do not tell; an id in braces does.
 */
export function correspond(drawn: Drawn, model: Model): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const used = new Set<string>()
  const take = (ref: string, of: string | undefined) => {
    if (of === undefined || found.has(ref) || used.has(of)) return
    found.set(ref, of)
    used.add(of)
  }
  const named = [
    ...model.components.map(({ id, title, kind }) => ({ id, key: `${kind} ${titleKey(title)}` })),
    ...model.boundaries.map(({ id, title, kind }) => ({ id, key: `${kind} ${titleKey(title)}` })),
  ]
  const keys = new Map(named.map(({ id, key }) => [id, key]))
  const keyOf = ({ kind, title }: Element) => `${kind} ${titleKey(title)}`
  for (const element of drawn.elements.values()) {
    if (keys.get(element.ref) === keyOf(element)) take(element.ref, element.ref)
  }
  const byKey = groups(named, ({ key }) => key)
  for (const element of drawn.elements.values()) {
    if (element.written !== undefined) continue
    take(element.ref, byKey.get(keyOf(element))?.find(({ id }) => !used.has(id))?.id)
  }
  const said = ({ title, protocol }: Flow) => `${title}\n${protocol ?? ''}`
  const ends = (flow: Flow) => `${flow.from}>>${flow.to}`
  const byEnds = groups(model.flows, ends)
  const endsOf = ({ flow }: DrawnFlow) => `${found.get(flow.from)}>>${found.get(flow.to)}`
  const passes: readonly ((drawn: DrawnFlow, flow: Flow) => boolean)[] = [
    ({ written }, other) => written === other.id,
    ({ flow, written }, other) => written === undefined && flow.id === other.id && said(flow) === said(other),
    ({ flow, written }, other) => written === undefined && said(flow) === said(other),
    ({ written }) => written === undefined,
  ]
  for (const isSame of passes) {
    for (const each of drawn.flows.values()) {
      if (found.has(each.ref)) continue
      const candidates = byEnds.get(endsOf(each)) ?? []
      const flow = candidates.find((other) => !used.has(flowRef(other)) && isSame(each, other))
      if (flow) take(each.ref, flowRef(flow))
    }
  }
  return found
}

export function groups<T, K>(items: readonly T[], key: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const map = new Map<K, T[]>()
  for (const item of items) {
    const group = map.get(key(item))
    if (group) group.push(item)
    else map.set(key(item), [item])
  }
  return map
}
