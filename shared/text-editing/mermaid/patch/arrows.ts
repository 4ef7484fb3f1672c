/** The statements that draw arrows: those whose flows changed are written anew, one arrow a line. */
import { flowLabel } from '../../../formats/mermaid/labels.ts'
import type { FlowVertex, Span } from '../../../formats/mermaid/syntax/flowchart.ts'
import { flowRef } from '../../../model/ids.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Flow, Model } from '../../../model/schema.ts'
import type { Edits } from './edits.ts'
import { bareArrow, printArrow, replaceLabel } from './labels.ts'
import { isInSubgraph } from './nodes.ts'
import type { DrawnEdge, Plan } from './plan.ts'

/** `unsettled` are components that stand in another zone now. Gives the lines of arrows that have no place yet. */
export function patchArrows(edits: Edits, plan: Plan, unsettled: ReadonlySet<string>): readonly string[] {
  const arrows = new Arrows(edits, plan, unsettled)
  const statements = new Map<string, DrawnEdge[]>()
  for (const each of plan.edges) {
    const key = `${each.edge.statement.from} ${each.edge.statement.to}`
    statements.set(key, [...(statements.get(key) ?? []), each])
  }
  for (const statement of statements.values()) arrows.patch(statement)
  return [...arrows.moved, ...arrows.added()]
}

class Arrows {
  readonly moved: string[] = []
  private readonly edits: Edits
  private readonly plan: Plan
  private readonly unsettled: ReadonlySet<string>
  private readonly drawn = new Set<string>()

  constructor(edits: Edits, plan: Plan, unsettled: ReadonlySet<string>) {
    this.edits = edits
    this.plan = plan
    this.unsettled = unsettled
  }

  patch(statement: readonly DrawnEdge[]): void {
    const span = statement[0]?.edge.statement
    if (!span) return
    const ways = statement.map((each) => this.waysOf(each))
    const leaves = isInSubgraph(this.plan, span) && this.namedIn(span).some((id) => this.unsettled.has(id))
    const isWhole = statement.every(({ back, edge, there }, at) => {
      const [now, backNow] = ways[at] ?? []
      return (
        this.areBoth(edge.from, edge.to) &&
        (there === undefined) === (now === undefined) &&
        (back === undefined) === (backNow === undefined)
      )
    })
    for (const way of ways.flat()) if (way) this.drawn.add(flowRef(way))
    const labels = statement.map(({ there, back }, at) => this.labelChange(there ?? back, ways[at]))
    if (isWhole && !leaves && this.relabel(statement, labels)) return
    const indent = this.edits.indentAt(span.from)
    const nodes = leaves ? this.stayingIn(span) : this.declaredIn(span)
    const lines = statement.flatMap((each, at) => this.print(each, ways[at] ?? []))
    if (leaves) this.moved.push(...lines)
    const all = leaves ? nodes : [...nodes, ...lines]
    if (all.length === 0) this.edits.remove(span)
    else this.edits.replace(span, all.join(`${this.edits.eol}${indent}`))
  }

  added(): readonly string[] {
    const { after, nameOf } = this.plan
    const { components } = indexOf(after)
    return after.flows
      .filter(
        (flow) => !this.drawn.has(flowRef(flow)) && components.has(flow.from) && components.has(flow.to),
      )
      .map((flow) => printArrow(nameOf(flow.from), nameOf(flow.to), flowLabel(after, flow)))
  }

  /** The flows that the arrow still draws, as they are now. */
  private waysOf({ back, edge, there }: DrawnEdge): readonly [Flow | undefined, Flow | undefined] {
    return [this.still(there, edge.from, edge.to), this.still(back, edge.to, edge.from)]
  }

  private still(ref: string | undefined, from: string, to: string): Flow | undefined {
    const { after, nameOf } = this.plan
    const flow = ref === undefined ? undefined : indexOf(after).flows.get(ref)
    return flow && nameOf(flow.from) === from && nameOf(flow.to) === to ? flow : undefined
  }

  private labelChange(
    ref: string | undefined,
    [there, back]: readonly [Flow | undefined, Flow | undefined] = [undefined, undefined],
  ): string | undefined {
    const { after, before } = this.plan
    const was = ref === undefined ? undefined : indexOf(before).flows.get(ref)
    const now = there ?? back
    if (!was || !now) return undefined
    const label = flowLabel(after, now)
    return label === flowLabel(before, was) ? undefined : label
  }

  /** Other words on arrows that stay; false where several share theirs. */
  private relabel(statement: readonly DrawnEdge[], labels: readonly (string | undefined)[]): boolean {
    const places = statement.map(({ edge }) => edge.at.from)
    const isShared = (at: number) => places.filter((from) => from === places[at]).length > 1
    const isTwoWay = ({ back, there }: DrawnEdge) => back !== undefined && there !== undefined
    for (const [at, each] of statement.entries()) {
      if (labels[at] !== undefined && (isShared(at) || isTwoWay(each))) return false
    }
    for (const [at, { edge }] of statement.entries()) {
      const label = labels[at]
      if (label === undefined) continue
      if (label !== '' && edge.labelAt) replaceLabel(this.edits, edge.labelAt, label)
      else this.edits.replace(edge.at, this.link(edge.at, label))
    }
    return true
  }

  private link(at: Span, label: string): string {
    const arrow = bareArrow(this.edits.text.slice(at.from, at.to)) ?? '-->'
    return label === '' ? arrow : printArrow('', '', label, arrow).trim()
  }

  private print(
    { edge, there, back }: DrawnEdge,
    [now, backNow]: readonly (Flow | undefined)[],
  ): readonly string[] {
    const { after } = this.plan
    const written = this.edits.text.slice(edge.at.from, edge.at.to)
    const isSame =
      (there === undefined) === (now === undefined) && (back === undefined) === (backNow === undefined)
    const label = now ?? backNow
    if (isSame && !(now && backNow && flowLabel(after, now) !== flowLabel(after, backNow))) {
      // An arrow that is no flow, to a subgraph for one, is the person's own.
      if (!label) return this.areBoth(edge.from, edge.to) ? [`${edge.from} ${written} ${edge.to}`] : []
      const change = this.labelChange(there ?? back, [now, backNow])
      return [`${edge.from} ${change === undefined ? written : this.link(edge.at, change)} ${edge.to}`]
    }
    const one = (flow: Flow | undefined, from: string, to: string) =>
      flow ? [printArrow(from, to, flowLabel(after, flow))] : []
    return [...one(now, edge.from, edge.to), ...one(backNow, edge.to, edge.from)]
  }

  private areBoth(...names: readonly string[]): boolean {
    const { after, subgraphs, vertices } = this.plan
    const { boundaries, components } = indexOf(after)
    const left = new Set([
      ...[...vertices].flatMap(([id, vertex]) => (components.has(id) ? [vertex.id] : [])),
      ...[...subgraphs].flatMap(([id, subgraph]) => (boundaries.has(id) ? [subgraph.id] : [])),
    ])
    return names.every((name) => left.has(name))
  }

  private namedIn(span: Span): readonly string[] {
    const isIn = ({ mentions }: FlowVertex) =>
      mentions.some(({ from, to }) => from >= span.from && to <= span.to)
    return [...this.plan.vertices].flatMap(([id, vertex]) => (isIn(vertex) ? [id] : []))
  }

  /** The nodes of a statement that goes which stand in its subgraph by it. */
  private stayingIn(span: Span): readonly string[] {
    const { after, vertices } = this.plan
    return this.namedIn(span).flatMap((id) => {
      const vertex = vertices.get(id)
      if (!vertex || this.unsettled.has(id) || !hasComponent(after, id)) return []
      const { declared } = vertex
      const isHere = declared !== undefined && declared.from >= span.from && declared.to <= span.to
      return [isHere ? this.edits.text.slice(declared.from, declared.to) : vertex.id]
    })
  }

  /** Nodes that only this statement gives a label, or names at all. */
  private declaredIn(span: Span): readonly string[] {
    const { after, vertices } = this.plan
    return [...vertices].flatMap(([id, { declared, mentions }]) => {
      const own = declared ?? (mentions.length === 1 ? mentions[0] : undefined)
      if (!own || own.from < span.from || own.to > span.to || !hasComponent(after, id)) return []
      const className = /^:::[\w-]+/.exec(this.edits.text.slice(own.to, span.to))?.[0] ?? ''
      return [this.edits.text.slice(own.from, own.to) + className]
    })
  }
}

function hasComponent(model: Model, id: string): boolean {
  return indexOf(model).components.has(id)
}
