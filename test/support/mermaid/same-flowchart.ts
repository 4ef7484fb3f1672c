// Whether our parser and Mermaid itself make the same of a text.
import type { FlowEdge } from '../../../shared/formats/mermaid/syntax/flowchart.ts'
import { parseFlowchart } from '../../../shared/formats/mermaid/syntax/parse.ts'
import { judgeFlowchart } from './mermaid-oracle.ts'

/** What is left of a label when the marks of Markdown and all space are out, which is what the two are asked to share. */
function bare(label: string): string {
  return label.replaceAll('\\n', '').replace(/[\s*_`\\]/g, '')
}

function arrowOf({ start, end }: FlowEdge): string {
  return `${start === 'none' ? '' : 'double_'}arrow_${end === 'none' ? 'open' : end}`
}

/** Undefined where both make the same of it, both refusing it included; else what they do not share. */
export async function findDisagreement(text: string): Promise<string | undefined> {
  const judged = await judgeFlowchart(text)
  const { flowchart, diagnostics } = parseFlowchart(text)
  if (!flowchart) {
    const problem = diagnostics[0]
    if (!('refusal' in judged)) return `Mermaid reads it, we say: ${problem?.message}`
    return problem?.range ? undefined : 'The refusal names no place'
  }
  if ('refusal' in judged) return `We read it, Mermaid says: ${judged.refusal}`
  const theirs = {
    direction: judged.direction,
    vertices: judged.vertices.map((vertex) => ({ ...vertex, label: bare(vertex.label) })),
    edges: judged.edges.map((edge) => ({ ...edge, label: bare(edge.label) })),
    subgraphs: judged.subgraphs
      .map(({ title, ...rest }) => ({ ...rest, title: bare(title) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
  const ours: typeof theirs = {
    direction: flowchart.direction,
    vertices: flowchart.vertices.map(({ id, label, shape, icon = '', image = '', classes, subgraph }) => ({
      id,
      label: bare(label),
      shape,
      icon,
      image,
      classes,
      subgraph,
    })),
    edges: flowchart.edges.map((edge) => ({
      id: edge.id ?? '',
      from: edge.from,
      to: edge.to,
      label: bare(edge.label),
      arrow: arrowOf(edge),
      stroke: edge.stroke,
    })),
    subgraphs: flowchart.subgraphs
      .map(({ id, title, classes, parent }) => ({
        id,
        classes,
        parent: judged.circular.has(id)
          ? (judged.subgraphs.find((one) => one.id === id)?.parent ?? null)
          : parent,
        title: bare(title),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
  for (const key of ['direction', 'vertices', 'edges', 'subgraphs'] as const) {
    const [they, we] = [JSON.stringify(theirs[key]), JSON.stringify(ours[key])]
    if (they !== we) return `${key}: Mermaid has ${they}, we have ${we}`
  }
  return undefined
}
