/**
 * Reads a Mermaid flowchart as Mermaid 12.3 does, which is the judge of it in the tests. The token rules follow
 * the flowchart grammar that Mermaid publishes under the MIT licence (see NOTICE); nothing here runs Mermaid.
 */
import type { Diagnostic } from '../../../core/diagnostics.ts'
import type { Flowchart, FlowEdge, FlowSubgraph, FlowVertex, ParsedFlowchart, Span } from './flowchart.ts'
import { Cursor, Refusal } from './grammar/cursor.ts'
import { readDocument } from './grammar/document.ts'
import { Builder } from './graph/builder.ts'
import { type CleanText, cleanText } from './source/clean.ts'
import { findOtherKind, isFlowchart } from './source/kind.ts'
import { rangeOf } from './source/place.ts'

const MAX_LENGTH = 8 * 1024 * 1024

export function parseFlowchart(text: string, file?: string): ParsedFlowchart {
  const problem = (code: string, message: string, at: Span): ParsedFlowchart => {
    const where = file === undefined ? {} : { file }
    const diagnostic: Diagnostic = { code, severity: 'error', message, ...where, range: rangeOf(text, at) }
    return { flowchart: null, diagnostics: [diagnostic] }
  }
  if (text.length > MAX_LENGTH) {
    const size = `${Math.ceil(text.length / 1024 / 1024)} million characters`
    const message = `The text is ${size} long. At most 8 million can be read: split the diagram.`
    return problem('mermaid-too-large', message, { from: 0, to: 0 })
  }
  const clean = cleanText(text)
  const { frontmatter, diagram } = clean
  if (frontmatter.problem) {
    const { at, message } = frontmatter.problem
    const words = `The lines between the two --- are no YAML: ${message}`
    return problem('mermaid-frontmatter', words, { from: at, to: at })
  }
  const first = /\S+/.exec(diagram.text)
  const start = first?.index ?? 0
  const firstWord = diagram.toSource(start, start + (first?.[0].length ?? 0))
  const other = findOtherKind(diagram.text)
  if (other !== undefined) {
    const message = `This is ${other}. Only a flowchart can be read: its text begins with "flowchart" or "graph".`
    return problem('mermaid-not-a-flowchart', message, firstWord)
  }
  if (!isFlowchart(diagram.text)) {
    const found = first ? `"${first[0].slice(0, 40)}"` : 'nothing'
    const message = `A flowchart begins with "flowchart" or "graph", but here stands ${found}.`
    return problem('mermaid-not-a-flowchart', message, firstWord)
  }
  try {
    return { flowchart: readClean(clean), diagnostics: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return problem(error.code, error.message, clean.body.toSource(error.from, error.to))
  }
}

function readClean({ body, frontmatter, comments, directives }: CleanText): Flowchart {
  const build = new Builder(body)
  readDocument(new Cursor(body.text), build)
  const extras = [...directives, ...build.extras].sort((a, b) => a.at.from - b.at.from)
  return {
    ...(frontmatter.title === undefined ? {} : { title: frontmatter.title }),
    direction: build.direction,
    vertices: listVertices(build),
    edges: build.edges satisfies readonly FlowEdge[],
    subgraphs: listSubgraphs(build),
    extras,
    comments,
  }
}

function listVertices(build: Builder): FlowVertex[] {
  const vertices: FlowVertex[] = []
  for (const [id, vertex] of build.vertices) {
    if (build.subgraphs.has(id)) continue
    const subgraph = build.subgraphs.ownerOf(id)
    vertices.push({ id, ...vertex, subgraph, mentions: build.mentions.get(id) ?? [] })
  }
  return vertices
}

function listSubgraphs({ subgraphs }: Builder): FlowSubgraph[] {
  return subgraphs.list().map((subgraph) => {
    const { opened: _opened, line: _line, ...rest } = subgraph
    return { ...rest, parent: subgraphs.parentOf(subgraph) }
  })
}
