/** A Mermaid text that could be read, as elements with the places that name them. A node's id names it. */
import type { Diagnostic } from '../../core/diagnostics.ts'
import type { DrawnMermaid } from '../../formats/mermaid/read.ts'
import { drawMermaid } from '../../formats/mermaid/read.ts'
import type { FlowSubgraph, Span } from '../../formats/mermaid/syntax/flowchart.ts'
import { flowRef } from '../../model/ids.ts'
import { indexOf } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import {
  type Drawn,
  type DrawnFlow,
  type Element,
  keepRecent,
  type Naming,
  type Refused,
} from '../drawn/drawn.ts'
import { lineAt, linesOf, type TextLine } from '../text-lines.ts'

export interface MermaidDrawn extends Drawn {
  readonly source: DrawnMermaid
}

export const draw = keepRecent(read)

function read(text: string): MermaidDrawn | Refused {
  const source = drawMermaid(text)
  const { model } = source
  // Guesses and what is not carried are an import's news; here the text keeps it.
  const diagnostics = source.diagnostics.filter(({ severity }) => severity !== 'info').map(inTab)
  if (!model) return { model, diagnostics }
  if (source.isPart) return { model: null, diagnostics: [PART] }
  const places = new NamedPlaces(text)
  const elements = elementsOf(text, model, source, places)
  const flows = flowsOf(model, source, places)
  return {
    text,
    lines: places.lines,
    model,
    diagnostics,
    namings: namingsOf(source, places, [...elements.values()]),
    elements: new Map(elements),
    flows: new Map(flows.map((flow) => [flow.ref, flow])),
    source,
  }
}

const PART: Diagnostic = {
  code: 'mermaid-part',
  severity: 'error',
  message:
    'This is one of several diagrams of a larger model, and what it does not show would be removed. Paste a whole diagram.',
}

function inTab(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.code !== 'mermaid-overview') return diagnostic
  const message =
    'This model is too large for one Mermaid diagram: this is an overview of its zones, which cannot be edited. Edit the model on the canvas, as DFD or as YAML.'
  return { ...diagnostic, message }
}

class NamedPlaces {
  readonly lines: readonly TextLine[]

  constructor(text: string) {
    this.lines = linesOf(text)
  }

  /** What goes on in the next line ends with the first. */
  of({ from, to }: Span): Pick<Naming, 'line' | 'span'> {
    const line = lineAt(this.lines, from)
    const { start, text } = this.lines[line] ?? { start: 0, text: '' }
    return { line, span: { start: from - start, end: Math.min(to - start, text.length) } }
  }
}

const NOWHERE: Span = { from: 0, to: 0 }

function isWritten(text: string, { head, id }: FlowSubgraph): boolean {
  return text
    .slice(head.from, head.to)
    .replace(/^subgraph\s+/u, '')
    .startsWith(id)
}

function elementsOf(
  text: string,
  model: Model,
  { components, zones, lines, diagnostics, isOurs, flows }: DrawnMermaid,
  places: NamedPlaces,
): Map<string, Element> {
  const known = indexOf(model)
  const guessed = new Set(
    diagnostics.flatMap(({ code, elementId }) =>
      code === 'mermaid-kind-guessed' && elementId !== undefined ? [elementId] : [],
    ),
  )
  const elements = new Map<string, Element>()
  for (const { ref, vertex, comment } of components) {
    const component = known.components.get(ref)
    if (!component) continue
    const { title, kind } = component
    elements.set(ref, {
      ...{ ref, what: 'component', title, kind, name: vertex.id, written: undefined },
      sign: [vertex.shape, vertex.icon, ...vertex.classes].filter(Boolean).join(' '),
      isGuessed: guessed.has(ref),
      declared: {
        what: 'component',
        ref,
        kind,
        ...places.of(vertex.declared ?? vertex.mentions[0] ?? NOWHERE),
      },
      basis: isOurs ? vertex.id : title,
      ...(comment ? { suggested: ref } : {}),
    })
  }
  for (const { ref, subgraph, comment } of zones) {
    const title = known.boundaries.get(ref)?.title ?? ''
    elements.set(ref, {
      ...{ ref, what: 'zone', title, kind: 'zone', sign: 'zone', written: undefined },
      // Mermaid numbers those without an id by their place, which says nothing once there is another.
      ...(isWritten(text, subgraph) ? { name: subgraph.id } : {}),
      declared: { what: 'zone', ref, ...places.of(subgraph.head) },
      basis: isOurs ? subgraph.id : title,
      ...(comment ? { suggested: ref } : {}),
    })
  }
  const edges = new Map(flows.map(({ ref, edge }) => [ref, edge]))
  for (const { ref, comment } of lines) {
    const line = known.boundaries.get(ref)
    const at = comment?.at ?? edges.get(line?.crossedBy[0] ?? '')?.at ?? NOWHERE
    elements.set(ref, {
      ...{ ref, what: 'line', title: line?.title ?? '', kind: 'line', sign: 'line', written: undefined },
      declared: { what: 'line', ref, ...places.of(at) },
      ...(comment ? { suggested: ref } : {}),
    })
  }
  return elements
}

function flowsOf(model: Model, { flows }: DrawnMermaid, places: NamedPlaces): readonly DrawnFlow[] {
  const steps = new Map<number, number>()
  return model.flows.flatMap((flow, at): readonly DrawnFlow[] => {
    const drawn = flows[at]
    if (!drawn) return []
    const { line } = places.of(drawn.edge.at)
    const step = steps.get(line) ?? 0
    steps.set(line, step + 1)
    const isOwn = drawn.comment !== undefined && flow.id !== flow.to
    const own = isOwn ? { suggested: flow.id } : {}
    return [{ ref: flowRef(flow), flow, line, step, written: undefined, ...own }]
  })
}

function namingsOf(
  { components, flows }: DrawnMermaid,
  places: NamedPlaces,
  elements: readonly Element[],
): readonly Naming[] {
  const declared = elements.map((element) => element.declared)
  const mentions = components.flatMap(({ ref, vertex }): readonly Naming[] => {
    const first = vertex.declared ?? vertex.mentions[0]
    const others = vertex.mentions.filter((mention) => mention !== first)
    return others.map((mention) => ({ what: 'component', ref, ...places.of(mention) }))
  })
  const arrows = flows.map(({ ref, edge }): Naming => ({ what: 'flow', ref, ...places.of(edge.at) }))
  return [...declared, ...mentions, ...arrows]
}
