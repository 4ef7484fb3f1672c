/** Lines and columns of offsets, and the places of a flowchart that is a part of a text. */
import type { Range } from '../../../core/diagnostics.ts'
import type { Flowchart, Span } from '../syntax/flowchart.ts'

/** Made once for a text, since every element of it is located. */
export class Places {
  private readonly starts: number[] = [0]

  constructor(text: string) {
    for (const end of text.matchAll(/\r\n|\n|\r/gu)) this.starts.push(end.index + end[0].length)
  }

  rangeOf({ from, to }: Span): Range {
    return { start: this.positionOf(from), end: this.positionOf(to) }
  }

  /** From 1. */
  lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  private positionOf(offset: number): Range['start'] {
    const line = this.lineOf(offset)
    return { line, column: offset - (this.starts[line - 1] ?? 0) + 1 }
  }
}

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
