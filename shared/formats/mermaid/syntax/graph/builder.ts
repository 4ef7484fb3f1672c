/** Collects what the statements say, by the rules of Mermaid's flowchart database. */
import type { FlowExtra, Span } from '../flowchart.ts'
import { type Piece, Refusal } from '../grammar/cursor.ts'
import type { Link } from '../grammar/links.ts'
import type { Label } from '../grammar/words.ts'
import type { Rewritten } from '../source/rewrite.ts'
import { readLabel } from './labels.ts'
import { readShapeData } from './shape-data.ts'
import { type SubgraphParts, Subgraphs } from './subgraphs.ts'

/** More than a picture shows. */
const MAX_ELEMENTS = 50_000
const MAX_MENTIONS = 200_000

export interface Vertex {
  label: string
  shape: string
  icon?: string
  image?: string
  readonly classes: string[]
  declared?: Span
  labelAt?: Span
}

export interface Edge extends Omit<Link, 'at' | 'label'> {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly at: Span
  readonly labelAt?: Span
  statement: Span
}

export class Builder {
  direction = 'TB'
  readonly vertices = new Map<string, Vertex>()
  readonly edges: Edge[] = []
  readonly subgraphs: Subgraphs
  readonly extras: FlowExtra[] = []
  readonly mentions = new Map<string, Span[]>()
  private mentionCount = 0
  private readonly source: Rewritten
  /** Written ids of links and those that Mermaid makes up: a node of that name is none. */
  private readonly edgeIds = new Set<string>()
  private readonly parallels = new Map<string, number>()

  constructor(source: Rewritten) {
    this.source = source
    this.subgraphs = new Subgraphs((piece) => this.span(piece))
  }

  get edgeCount(): number {
    return this.edges.length
  }

  /** Mermaid looks for the signs one after the other, in this order. */
  setDirection(written: string): void {
    const signs: Readonly<Record<string, string>> = { '<': 'RL', '^': 'BT', '>': 'LR', v: 'TB', TD: 'TB' }
    this.direction = signs[written] ?? written
  }

  addVertex(parts: { id: string; at: Piece; label?: Label; shape?: string }): void {
    const { id, label, shape } = parts
    this.mention(id, parts.at)
    if (this.edgeIds.has(id)) return
    const vertex = this.vertexOf(id)
    if (shape !== undefined) vertex.shape = shape
    if (!label) return
    vertex.label = readLabel(label)
    vertex.declared = this.span(parts.at)
    vertex.labelAt = this.span(label)
  }

  /** What `@{ }` says of a node, a link or a subgraph that is there already. */
  addData(id: string, data: Piece & { text: string }): void {
    const isNode = !this.subgraphs.has(id) && !this.edgeIds.has(id)
    const read = readShapeData(data.text, isNode)
    if ('problem' in read) throw new Refusal('mermaid-syntax', read.problem, data.from, data.to)
    if (!isNode) return
    const vertex = this.vertexOf(id)
    if (read.shape !== undefined) vertex.shape = read.shape
    if (read.label !== undefined) {
      vertex.label = readLabel({ text: read.label, type: read.isMarkdown ? 'markdown' : 'text' })
      delete vertex.declared
      delete vertex.labelAt
    }
    if (read.icon !== undefined) vertex.icon = read.icon
    if (read.image !== undefined) vertex.image = read.image
    const isPicture = read.icon !== undefined || read.image !== undefined
    if (isPicture && (read.label ?? '').trim() === '' && vertex.label === id) vertex.label = ''
  }

  /** Only the edge of the last start and the first end gets the id. */
  addEdges(starts: readonly string[], ends: readonly string[], link: Link): void {
    const lastStart = starts.at(-1)
    for (const from of starts) {
      for (const to of ends) {
        this.addEdge(from, to, link, from === lastStart && to === ends[0] ? link.id : undefined)
      }
    }
  }

  /** The edges since `first` stand in this statement. */
  endStatement(first: number, piece: Piece): void {
    const statement = this.span(piece)
    for (let index = first; index < this.edges.length; index += 1) {
      const edge = this.edges[index]
      if (edge) edge.statement = statement
    }
  }

  setClass(ids: readonly string[], name: string): void {
    for (const id of ids) {
      this.vertices.get(id)?.classes.push(name)
      this.subgraphs.setClass(id, name)
    }
  }

  mention(id: string, piece: Piece): void {
    this.mentionCount += 1
    if (this.mentionCount > MAX_MENTIONS) this.refuseMore(`${MAX_MENTIONS} mentions of nodes`, piece)
    const spans = this.mentions.get(id)
    if (spans) spans.push(this.span(piece))
    else this.mentions.set(id, [this.span(piece)])
  }

  addExtra(what: FlowExtra['what'], piece: Piece): void {
    this.extras.push({ what, at: this.span(piece) })
  }

  openSubgraph(): number {
    return this.subgraphs.open()
  }

  /** Returns its id. */
  closeSubgraph(parts: SubgraphParts): string {
    this.count(parts.at)
    return this.subgraphs.close(parts)
  }

  span({ from, to }: Piece): Span {
    return this.source.toSource(from, to)
  }

  private vertexOf(id: string): Vertex {
    const known = this.vertices.get(id)
    if (known) return known
    const vertex: Vertex = { label: readLabel({ text: id, type: 'text' }), shape: '', classes: [] }
    this.vertices.set(id, vertex)
    this.count({ from: 0, to: 0 })
    return vertex
  }

  private addEdge(from: string, to: string, link: Link, id: string | undefined): void {
    this.count(link.at)
    const pair = JSON.stringify([from, to])
    const parallel = this.parallels.get(pair) ?? 0
    this.parallels.set(pair, parallel + 1)
    const isNew = id !== undefined && id !== '' && !this.edgeIds.has(id)
    this.edgeIds.add(isNew ? id : `L_${from}_${to}_${parallel === 0 ? 0 : parallel + 1}`)
    const at = this.span(link.at)
    this.edges.push({
      ...(isNew ? { id } : {}),
      from,
      to,
      start: link.start,
      end: link.end,
      stroke: link.stroke,
      label: link.label ? readLabel(link.label) : '',
      at,
      ...(link.label ? { labelAt: this.span(link.label) } : {}),
      statement: at,
    })
  }

  private count(piece: Piece): void {
    const count = this.vertices.size + this.edges.length + this.subgraphs.count
    if (count > MAX_ELEMENTS) this.refuseMore(`${MAX_ELEMENTS} nodes, links and subgraphs`, piece)
  }

  private refuseMore(what: string, { from, to }: Piece): never {
    throw new Refusal('mermaid-too-many', `There are more than ${what}. Split the diagram.`, from, to)
  }
}
