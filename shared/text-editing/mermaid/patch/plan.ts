/** What of a text says which element of the two models, and where new things go. */
import { SafeIds } from '../../../formats/mermaid/encode.ts'
import type { FlowEdge, FlowSubgraph, FlowVertex } from '../../../formats/mermaid/syntax/flowchart.ts'
import type { Model } from '../../../model/schema.ts'
import { correspond, type Names } from '../../drawn/correspond.ts'
import type { MermaidDrawn } from '../drawn.ts'

export interface Plan {
  readonly drawn: MermaidDrawn
  readonly before: Model
  readonly after: Model
  /** By the id in `before`. */
  readonly vertices: ReadonlyMap<string, FlowVertex>
  readonly subgraphs: ReadonlyMap<string, FlowSubgraph>
  readonly edges: readonly DrawnEdge[]
  /** The Mermaid id of a component or zone; for what is new a free one. */
  nameOf(id: string): string
}

/** An arrow with the flow for each way that it goes. */
export interface DrawnEdge {
  readonly edge: FlowEdge
  /** Refs in `before`. */
  readonly there: string | undefined
  readonly back: string | undefined
}

export function planPatch(drawn: MermaidDrawn, before: Model, after: Model, names: Names | undefined): Plan {
  const { source } = drawn
  const refs = correspond(drawn, before, names)
  const vertices = new Map<string, FlowVertex>()
  for (const { ref, vertex } of source.components) vertices.set(refs.get(ref) ?? `?${ref}`, vertex)
  const subgraphs = new Map<string, FlowSubgraph>()
  for (const { ref, subgraph } of source.zones) subgraphs.set(refs.get(ref) ?? `?${ref}`, subgraph)
  const ways = (edge: FlowEdge, isBack: boolean) => {
    const way = source.flows.find((each) => each.edge === edge && each.isBack === isBack)
    return way && refs.get(way.ref)
  }
  const known = new Map<string, string>()
  for (const [id, { id: name }] of [...vertices, ...subgraphs]) known.set(id, name)
  const ids = new SafeIds()
  const used = new Set([
    ...known.values(),
    ...source.placeholders.map(({ id }) => id),
    ...(source.flowchart?.vertices ?? []).map(({ id }) => id),
  ])
  const nameOf = (id: string): string => {
    const name = known.get(id)
    if (name !== undefined) return name
    let free = ids.of(id)
    for (let count = 2; used.has(free); count += 1) free = ids.of(`${id} ${count}`)
    known.set(id, free)
    used.add(free)
    return free
  }
  return {
    drawn,
    before,
    after,
    vertices,
    subgraphs,
    edges: (source.flowchart?.edges ?? []).map((edge) => ({
      edge,
      there: ways(edge, false),
      back: ways(edge, true),
    })),
    nameOf,
  }
}
