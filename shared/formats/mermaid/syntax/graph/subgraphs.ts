/** Which subgraph holds what. An inner one closes before its outer one, and the first to close keeps a node. */
import type { Span } from '../flowchart.ts'
import { type Piece, Refusal } from '../grammar/cursor.ts'
import type { Label } from '../grammar/words.ts'
import { readLabel } from './labels.ts'

/** Deeper than a person reads. */
export const MAX_DEPTH = 64

export interface SubgraphParts {
  /** What `open` gave. */
  readonly opened: number
  readonly name: Label
  /** In brackets. */
  readonly title?: Label
  readonly members: readonly string[]
  readonly head: Piece
  readonly at: Piece
}

export interface Subgraph {
  readonly id: string
  readonly title: string
  readonly opened: number
  /** Its opening line in the clean text. */
  readonly line: Piece
  readonly classes: string[]
  readonly at: Span
  readonly head: Span
  readonly titleAt: Span
}

export class Subgraphs {
  private readonly byId = new Map<string, Subgraph>()
  private readonly owners = new Map<string, string>()
  private readonly span: (piece: Piece) => Span
  private opened = 0
  private closed = 0

  constructor(span: (piece: Piece) => Span) {
    this.span = span
  }

  get count(): number {
    return this.opened
  }

  has(id: string): boolean {
    return this.byId.has(id)
  }

  /** The number of it in the order of the text. */
  open(): number {
    this.opened += 1
    return this.opened
  }

  close({ opened, name, title = name, members, head, at }: SubgraphParts): string {
    const isUnnamed = title === name && /\s/.test(name.text)
    const id = isUnnamed ? `subGraph${this.closed}` : name.text.trim()
    this.closed += 1
    const own = members.filter((member) => member.trim() !== '' && member !== id && !this.owners.has(member))
    for (const member of own) this.owners.set(member, id)
    if (!this.byId.has(id)) {
      this.byId.set(id, {
        id,
        title: readLabel(title),
        opened,
        line: head,
        classes: [],
        at: this.span(at),
        head: this.span(head),
        titleAt: this.span(title),
      })
    }
    return id
  }

  setClass(id: string, name: string): void {
    this.byId.get(id)?.classes.push(name)
  }

  ownerOf(id: string): string | null {
    return this.owners.get(id) ?? null
  }

  /** In the order of the text. */
  list(): readonly Subgraph[] {
    return [...this.byId.values()].sort((a, b) => a.opened - b.opened)
  }

  /**
   * As the owner, but where two subgraphs name each other inside, the outer one stays outside: Mermaid
   * accepts the text and cannot draw it.
   */
  parentOf({ id, opened, line }: Subgraph): string | null {
    const parent = this.ownerOf(id)
    const seen = new Set<string>()
    let isOutermost = true
    for (let up = parent; up !== null && !seen.has(up); up = this.ownerOf(up)) {
      seen.add(up)
      if (up === id) return isOutermost ? null : parent
      if ((this.byId.get(up)?.opened ?? 0) < opened) isOutermost = false
      if (seen.size > MAX_DEPTH) refuseDepth(line)
    }
    return parent
  }
}

export function refuseDepth({ from, to }: Piece): never {
  const message = `Subgraphs are nested more than ${MAX_DEPTH} deep. Take some of the inner ones out.`
  throw new Refusal('mermaid-too-deep', message, from, to)
}
