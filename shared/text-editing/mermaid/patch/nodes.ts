/** The statements that declare nodes: other words and shapes in place, what is gone and new, what changed its zone. */
import { componentLabel } from '../../../formats/mermaid/labels.ts'
import type { FlowVertex, Span } from '../../../formats/mermaid/syntax/flowchart.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Component } from '../../../model/schema.ts'
import type { Edits } from './edits.ts'
import { printNode, replaceLabel } from './labels.ts'
import type { Plan } from './plan.ts'

/** Lines without indentation, by the zone that they belong in. */
export type Pending = Map<string | null, string[]>

/** Gives the components that have to stand in another subgraph than they do. */
export function patchNodes(edits: Edits, plan: Plan, pending: Pending): ReadonlySet<string> {
  const { after, before, nameOf, vertices } = plan
  const [was, now] = [indexOf(before).components, indexOf(after).components]
  const moved = new Set<string>()
  for (const [id, vertex] of vertices) {
    const [old, component] = [was.get(id), now.get(id)]
    if (!component) removeNode(edits, plan, vertex)
    else if (leftHolder(plan, old?.zone ?? null) !== holderOf(plan, component)) {
      moved.add(id)
      moveNode(edits, plan, vertex, component, pending)
    } else if (old) rewriteNode(edits, plan, vertex, old, component)
  }
  for (const component of after.components) {
    if (vertices.has(component.id)) continue
    put(pending, holderOf(plan, component), printNode(nameOf(component.id), component))
  }
  return moved
}

function put(pending: Pending, zone: string | null, line: string): void {
  pending.set(zone, [...(pending.get(zone) ?? []), line])
}

/** The zone that holds what stood in `zone`, once the subgraphs that are gone are taken away. */
export function leftHolder({ after, before }: Plan, zone: string | null): string | null {
  const [was, now] = [indexOf(before).boundaries, indexOf(after).boundaries]
  const seen = new Set<string>()
  for (let id = zone; id !== null && !seen.has(id); id = was.get(id)?.parent ?? null) {
    seen.add(id)
    if (now.get(id)?.kind === 'zone') return id
  }
  return null
}

function holderOf({ after }: Plan, { zone }: Component): string | null {
  return zone !== null && indexOf(after).boundaries.get(zone)?.kind === 'zone' ? zone : null
}

function rewriteNode(
  edits: Edits,
  plan: Plan,
  vertex: FlowVertex,
  old: Component,
  component: Component,
): void {
  const isOtherKind = old.kind !== component.kind
  const isRelabelled = componentLabel(old) !== componentLabel(component)
  if (!isOtherKind && !isRelabelled) return
  if (!isOtherKind && vertex.labelAt) replaceLabel(edits, vertex.labelAt, componentLabel(component))
  else {
    const place = vertex.declared ?? vertex.mentions.find((mention) => !isStyling(plan, mention))
    if (place) edits.replace(place, printNode(vertex.id, component))
  }
}

function removeNode(edits: Edits, plan: Plan, { mentions }: FlowVertex): void {
  for (const mention of mentions) if (isOwnStatement(plan, mention)) removeStatement(edits, mention)
}

function moveNode(
  edits: Edits,
  plan: Plan,
  vertex: FlowVertex,
  component: Component,
  pending: Pending,
): void {
  const own = vertex.mentions.filter((mention) => isOwnStatement(plan, mention))
  for (const mention of own) removeStatement(edits, mention)
  const { declared } = vertex
  // An arrow outside of all subgraphs stays where it is, with the node that it declares.
  const stays = declared && !own.some(({ from }) => from === declared.from) && !isInSubgraph(plan, declared)
  const words = declared && !stays ? edits.text.slice(declared.from, declared.to) : vertex.id
  put(pending, holderOf(plan, component), words)
}

export function isInSubgraph({ drawn }: Plan, { from, to }: Span): boolean {
  const subgraphs = drawn.source.flowchart?.subgraphs ?? []
  return subgraphs.some(({ at }) => at.from < from && to < at.to)
}

/** With a class that is given to the node in the same breath. */
function removeStatement(edits: Edits, { from, to }: Span): void {
  const className = /^:::[\w-]+/.exec(edits.text.slice(to))?.[0].length ?? 0
  edits.remove({ from, to: to + className })
}

function isOwnStatement(plan: Plan, mention: Span): boolean {
  const isInside = (span: Span) => span.from <= mention.from && mention.to <= span.to
  return !isStyling(plan, mention) && !plan.edges.some(({ edge }) => isInside(edge.statement))
}

function isStyling({ drawn }: Plan, mention: Span): boolean {
  const extras = drawn.source.flowchart?.extras ?? []
  return extras.some(({ at }) => at.from <= mention.from && mention.to <= at.to)
}
