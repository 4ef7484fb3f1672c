/** Arrows as flows, and the lines that their labels name. */

import { groupBy } from '../../../core/group.ts'
import { flowRef, slug } from '../../../model/ids.ts'
import { FreeIds } from '../../../model/names/free-ids.ts'
import type { Boundary, Flow } from '../../../model/schema.ts'
import { joinFlowLabel, oneLine, readFlowLabel } from '../labels.ts'
import type { Flowchart, FlowEdge } from '../syntax/flowchart.ts'
import { type Comments, type SaidFlow, shorten } from './comments.ts'
import type { DrawnFlow, DrawnLine } from './drawn.ts'
import type { Elements } from './elements.ts'
import { readForeignFlowLabel } from './foreign-labels.ts'
import type { Report } from './report.ts'

export interface Flows {
  readonly flows: readonly { readonly flow: Flow; readonly drawn: DrawnFlow }[]
  readonly lines: readonly { readonly line: Boundary; readonly drawn: DrawnLine }[]
}

/** One way of an arrow, between components. */
interface Way {
  readonly edge: FlowEdge
  readonly isBack: boolean
  readonly from: string
  readonly to: string
  /** From 1, among those with the same ends. */
  readonly nth: number
  readonly label: string
}

interface Line {
  readonly id: string
  readonly title: string
  readonly drawn: DrawnLine
  /** As the comment line says. */
  readonly said: readonly string[]
  readonly crossedBy: Set<string>
}

export function readFlows(
  chart: Flowchart,
  comments: Comments,
  elements: Elements,
  isOurs: boolean,
  report: Report,
): Flows {
  const ways = waysOf(chart, elements, report)
  const lines = comments.lines.map(({ value, comment }): Line => {
    const { id, title, flows } = value
    return { id, title, drawn: { ref: id, comment }, said: flows, crossedBy: new Set() }
  })
  const saidOver = new Map<string, Line[]>()
  for (const line of lines) {
    for (const ref of new Set(line.said)) {
      const over = saidOver.get(ref)
      if (over) over.push(line)
      else saidOver.set(ref, [line])
    }
  }
  const byTitle = new Map<string, Line>()
  for (const line of [...lines].reverse()) byTitle.set(oneLine(line.title), line)
  const lineNamed = (name: string): Line => {
    const known = byTitle.get(name)
    if (known) return known
    const id = elements.ids.take(slug(name, 'line'))
    const line: Line = { id, title: name, drawn: { ref: id }, said: [], crossedBy: new Set() }
    lines.push(line)
    byTitle.set(name, line)
    return line
  }

  const expected = ({ value }: SaidFlow) => oneLine(joinFlowLabel(value, saidOver.get(value.ref) ?? []))
  const saidOf = matchComments(comments.flows, ways, expected, report)
  const refs = new FreeIds()
  for (const said of saidOf.values()) refs.claim(said.value.ref)
  const flows = ways.map((way) => {
    const said = saidOf.get(way)
    const start = flowRef({ from: way.from, id: '' })
    const ref = said?.value.ref ?? refs.take(`${start}${way.to}`)
    const over = saidOver.get(ref) ?? []
    const isExact = said !== undefined && expected(said) === way.label
    const { lines: names, ...words } = isExact
      ? { title: said.value.title, ...protocolOf(said.value.protocol), lines: over.map(titleOf) }
      : isOurs
        ? readFlowLabel(way.label)
        : readForeignFlowLabel(way.label)
    const isAsSaid = isExact || JSON.stringify(names) === JSON.stringify(over.map(titleOf))
    for (const line of isAsSaid ? over : names.map(lineNamed)) line.crossedBy.add(ref)
    const { from, to, edge, isBack } = way
    const flow: Flow = {
      id: ref.slice(start.length),
      from,
      to,
      ...words,
      dataSent: [],
      dataReceived: [],
      tags: [],
    }
    const drawn = { ref, edge, isBack, ...(said ? { comment: said.comment } : {}) }
    return { flow, drawn }
  })
  return { flows, lines: lines.map((line) => ({ line: toBoundary(line), drawn: line.drawn })) }
}

function titleOf(line: Line): string {
  return oneLine(line.title)
}

function protocolOf(protocol: string | undefined): { readonly protocol?: string } {
  return protocol === undefined ? {} : { protocol }
}

/** What crosses it in the order of its comment line, then what only a label says. */
function toBoundary({ id, title, said, crossedBy }: Line): Boundary {
  const refs = new Set([...said.filter((ref) => crossedBy.has(ref)), ...crossedBy])
  return { id, title, kind: 'line', parent: null, crossedBy: [...refs], tags: [] }
}

function waysOf(chart: Flowchart, { componentOf }: Elements, report: Report): readonly Way[] {
  const zones = new Map(chart.subgraphs.map(({ id, title }) => [id, title]))
  const counts = new Map<string, number>()
  const ways: Way[] = []
  const draw = (edge: FlowEdge, isBack: boolean) => {
    const [start, end] = isBack ? [edge.to, edge.from] : [edge.from, edge.to]
    const [from, to] = [componentOf.get(start), componentOf.get(end)]
    if (from === undefined || to === undefined) return
    const ends = JSON.stringify([from, to])
    const nth = (counts.get(ends) ?? 0) + 1
    counts.set(ends, nth)
    ways.push({ edge, isBack, from, to, nth, label: oneLine(edge.label) })
  }
  for (const edge of chart.edges) {
    if (edge.stroke === 'invisible') continue
    const zone = [edge.from, edge.to].find((end) => !componentOf.has(end))
    if (zone !== undefined) {
      const name = shorten(oneLine(zones.get(zone) ?? '') || zone)
      const what = `An arrow that ends at the subgraph "${name}" is left out: a flow connects components. Draw it to one inside.`
      report('mermaid-not-carried', 'warning', what, edge.at)
      continue
    }
    const isOpen = edge.start === 'none' && edge.end === 'none'
    const isOnlyBack = edge.start !== 'none' && edge.end === 'none'
    if (isOpen) {
      const what = `The line from "${shorten(edge.from)}" to "${shorten(edge.to)}" has no arrowhead; it is read as a flow in this direction.`
      report('mermaid-no-arrowhead', 'info', what, edge.at)
    }
    draw(edge, isOnlyBack)
    if (edge.start !== 'none' && edge.end !== 'none') draw(edge, true)
  }
  return ways
}

/** The arrow that each comment line is about: the one that it counts, or that has its words where arrows were added by hand. */
function matchComments(
  said: readonly SaidFlow[],
  ways: readonly Way[],
  expected: (said: SaidFlow) => string,
  report: Report,
): ReadonlyMap<Way, SaidFlow> {
  const keyOf = (from: string, to: string, rest: string | number) => JSON.stringify([from, to, rest])
  const counted = new Map(ways.map((way) => [keyOf(way.from, way.to, way.nth), way]))
  const labelled = groupBy(ways, ({ from, to, label }) => keyOf(from, to, label))
  const next = new Map<string, number>()
  const found = new Map<Way, SaidFlow>()
  const matched = new Set<SaidFlow>()
  const match = (each: SaidFlow, way: Way | undefined) => {
    if (!way || found.has(way)) return
    found.set(way, each)
    matched.add(each)
  }
  const wanted = said.map((each) => {
    const { ref, to, nth } = each.value
    const from = ref.slice(0, ref.indexOf('>'))
    const label = expected(each)
    return { each, label, count: keyOf(from, to, nth), words: keyOf(from, to, label) }
  })
  for (const { each, label, count } of wanted) {
    const way = counted.get(count)
    if (way?.label === label) match(each, way)
  }
  for (const { each, words } of wanted) {
    if (matched.has(each)) continue
    const same = labelled.get(words) ?? []
    let at = next.get(words) ?? 0
    for (let way = same[at]; way && found.has(way); way = same[at]) at += 1
    next.set(words, at)
    match(each, same[at])
  }
  for (const { each, count } of wanted) if (!matched.has(each)) match(each, counted.get(count))
  for (const each of said) {
    if (matched.has(each)) continue
    const what = `This line is about the flow "${shorten(each.value.ref)}", which is not in the diagram. Delete the line.`
    report('mermaid-comment', 'info', what, each.comment.at)
  }
  return found
}
