/** The places of a flowchart that is a part of a text. */
import type { Flowchart, Span } from '../syntax/flowchart.ts'

/** The places in the whole text; `by` is where the part starts. */
export function shiftFlowchart(chart: Flowchart, by: number): Flowchart {
  if (by === 0) return chart
  const moved = ({ from, to }: Span): Span => ({ from: from + by, to: to + by })
  return {
    ...chart,
    vertices: chart.vertices.map((vertex) => ({
      ...vertex,
      mentions: vertex.mentions.map(moved),
      ...(vertex.declared ? { declared: moved(vertex.declared) } : {}),
      ...(vertex.labelAt ? { labelAt: moved(vertex.labelAt) } : {}),
    })),
    edges: chart.edges.map((edge) => ({
      ...edge,
      at: moved(edge.at),
      ...(edge.labelAt ? { labelAt: moved(edge.labelAt) } : {}),
      statement: moved(edge.statement),
    })),
    subgraphs: chart.subgraphs.map((subgraph) => ({
      ...subgraph,
      at: moved(subgraph.at),
      head: moved(subgraph.head),
      ...(subgraph.titleAt ? { titleAt: moved(subgraph.titleAt) } : {}),
    })),
    extras: chart.extras.map((extra) => ({ ...extra, at: moved(extra.at) })),
    comments: chart.comments.map((comment) => ({ ...comment, at: moved(comment.at) })),
  }
}
