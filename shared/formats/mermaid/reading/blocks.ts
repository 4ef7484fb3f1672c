/** Which part of a text is a Mermaid flowchart: all of it, or a block of a Markdown file. */

export interface Block {
  /** Offsets of the text inside the fence. */
  readonly from: number
  readonly to: number
  /** What its first word says it is; empty for nothing. */
  readonly type: string
}

const FENCE = /^[ \t>]*(`{3,}|~{3,})[ \t]*(?:\{[ \t]*)?\.?mermaid\b[^\n\r]*(?:\r\n|\n|\r)/gimu
/** Mermaid's types of diagrams, by the words they start with. */
const TYPE =
  /^(graph|flowchart(?:-elk)?|sequenceDiagram|classDiagram(?:-v2)?|stateDiagram(?:-v2)?|erDiagram|journey|gantt|pie|quadrantChart|requirementDiagram|gitGraph|C4\w+|mindmap|timeline|zenuml|sankey(?:-beta)?|xychart(?:-beta)?|block(?:-beta)?|packet(?:-beta)?|kanban|architecture(?:-beta)?|radar(?:-beta)?|treemap(?:-beta)?)(?![\w:-])/u

/** The word that a Mermaid text starts with, after frontmatter, directives and comments; empty where there is none. */
export function diagramType(text: string): string {
  let at = /^\uFEFF?\s*/u.exec(text)?.[0].length ?? 0
  if (text.startsWith('---', at)) at = frontmatterEnd(text, at)
  for (;;) {
    at += spaceAt(text, at)
    if (!text.startsWith('%%', at)) break
    const close = text.startsWith('%%{', at) ? text.indexOf('}%%', at) : -1
    const end = close < 0 ? text.indexOf('\n', at) : close + 3
    if (end < 0) return ''
    at = end
  }
  return TYPE.exec(text.slice(at, at + 40))?.[1] ?? ''
}

export function isFlowchartType(type: string): boolean {
  return /^(?:graph|flowchart(?:-elk)?)$/u.test(type)
}

/** The Mermaid blocks of a Markdown text, in its order. */
export function blocksIn(text: string): readonly Block[] {
  const blocks: Block[] = []
  FENCE.lastIndex = 0
  for (let open = FENCE.exec(text); open; open = FENCE.exec(text)) {
    const from = open.index + open[0].length
    const [mark, length] = [open[1]?.charAt(0) === '~' ? '~' : '`', open[1]?.length ?? 3]
    const close = new RegExp(`^[ \\t>]*${mark}{${length},}[ \\t]*$`, 'gmu')
    close.lastIndex = from
    const to = close.exec(text)?.index ?? text.length
    blocks.push({ from, to, type: diagramType(text.slice(from, to)) })
    FENCE.lastIndex = Math.max(to, from)
  }
  return blocks
}

function frontmatterEnd(text: string, at: number): number {
  const close = /(?:\r\n|\n|\r)[ \t]*---[ \t]*(?=[\n\r]|$)/gu
  close.lastIndex = at
  return close.exec(text) ? close.lastIndex : text.length
}

function spaceAt(text: string, at: number): number {
  const space = /\s*/uy
  space.lastIndex = at
  return space.exec(text)?.[0].length ?? 0
}
