// The real flowchart parser of the installed Mermaid, without a browser: what it makes of a text.
import DOMPurify from 'dompurify'

export interface MermaidGraph {
  readonly vertices: ReadonlyMap<string, { readonly text: string; readonly type: string }>
  readonly edges: readonly {
    readonly start: string
    readonly end: string
    readonly text: string
    readonly type: string
  }[]
  readonly subgraphs: readonly {
    readonly id: string
    readonly title: string
    readonly nodes: readonly string[]
  }[]
}

interface Vertex {
  text?: string
  type?: string
}

/** Mermaid sanitises labels with DOMPurify, which has no methods where there is no DOM. */
async function loadMermaid() {
  Object.assign(DOMPurify, { addHook: () => {}, removeHook: () => {}, sanitize: (text: string) => text })
  const { default: mermaid } = await import('mermaid')
  mermaid.initialize({ startOnLoad: false, maxTextSize: 50_000, suppressErrorRendering: true })
  return mermaid
}

const loaded = loadMermaid()

/** Whether Mermaid takes the text at all, which is cheaper to ask than what it makes of it. */
export async function isTakenByMermaid(text: string): Promise<boolean> {
  const mermaid = await loaded
  return (await mermaid.parse(text, { suppressErrors: true })) !== false
}

/** Throws where Mermaid refuses the text. Labels are decoded as a browser would show them. */
export async function readWithMermaid(text: string): Promise<MermaidGraph> {
  const mermaid = await loaded
  await mermaid.parse(text)
  const body = text.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/^\s*%%(?!\{)[^\n]+\n?/gm, '')
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(body)
  const flow = db as unknown as {
    getVertices(): ReadonlyMap<string, Vertex>
    getEdges(): { start: string; end: string; text: string; type: string }[]
    getSubGraphs(): { id: string; title: string; nodes: string[] }[]
  }
  return {
    vertices: new Map(
      [...flow.getVertices()].map(([id, { text: label, type }]) => [
        id,
        { text: decode(label ?? ''), type: type ?? '' },
      ]),
    ),
    edges: flow
      .getEdges()
      .map(({ start, end, text: label, type }) => ({ start, end, text: decode(label), type })),
    subgraphs: flow
      .getSubGraphs()
      .map(({ id, title, nodes }) => ({ id, title: decode(title), nodes: [...nodes] })),
  }
}

/** Mermaid keeps entities as placeholders until it draws. */
function decode(label: string): string {
  return label
    .replaceAll('ﬂ°°', '&#')
    .replaceAll('ﬂ°', '&')
    .replaceAll('¶ß', ';')
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replace(/<br\s*\/?>/g, '\n')
}
