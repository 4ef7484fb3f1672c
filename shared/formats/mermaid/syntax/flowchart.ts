/**
 * What a Mermaid flowchart says, as Mermaid's own flowchart database has it (mermaid.md; measured against
 * Mermaid 12), with the place in the text of everything: a text is edited by its statements.
 */
import type { Diagnostic } from '../../../core/diagnostics.ts'

/** Offsets in the text as it was given, frontmatter and line ends included; `to` is exclusive. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface FlowVertex {
  /** As written. */
  readonly id: string
  /** Entities decoded, HTML and Markdown reduced to text, `\n` between lines; the id where no label is written. */
  readonly label: string
  /** Mermaid's own name of the shape (`square`, `stadium`, `cylinder`, or what `@{ shape: }` says); empty where none is written. */
  readonly shape: string
  readonly icon?: string
  readonly image?: string
  /** Of `class`, `:::` and a `@{}` block, in the order they were given. */
  readonly classes: readonly string[]
  /** Id of the subgraph that directly holds it; null for none. */
  readonly subgraph: string | null
  /** Every place that names it, the first one first. */
  readonly mentions: readonly Span[]
  /** The mention that gives it its label with brackets, else undefined. */
  readonly declared?: Span
  /** What stands between the brackets and quotes of `declared`. */
  readonly labelAt?: Span
}

export type ArrowEnd = 'none' | 'point' | 'circle' | 'cross'

export interface FlowEdge {
  /** Of `e1@-->`; absent where none is written. */
  readonly id?: string
  /** Id of a vertex or of a subgraph. */
  readonly from: string
  readonly to: string
  /** As a vertex's label; empty for none. */
  readonly label: string
  readonly start: ArrowEnd
  readonly end: ArrowEnd
  readonly stroke: 'normal' | 'thick' | 'dotted' | 'invisible'
  /** The link itself, label included, without its ends. */
  readonly at: Span
  readonly labelAt?: Span
  /** The whole statement of the text; a chain and `&` share one between their edges. */
  readonly statement: Span
}

export interface FlowSubgraph {
  /** As written, or the one Mermaid gives to a subgraph without. */
  readonly id: string
  readonly title: string
  readonly parent: string | null
  readonly classes: readonly string[]
  /** From the keyword `subgraph` to the end of its `end`. */
  readonly at: Span
  /** The line `subgraph id[title]` alone. */
  readonly head: Span
  readonly titleAt?: Span
}

/** What a model has no place for, kept in the text and told: `style`, `linkStyle`, `click`, `direction` in a subgraph, `accTitle`. */
export interface FlowExtra {
  readonly what: 'style' | 'linkStyle' | 'classDef' | 'click' | 'direction' | 'accessibility' | 'directive'
  readonly at: Span
}

/** A `%%` comment line, without its mark and the space around it. */
export interface FlowComment {
  readonly text: string
  readonly at: Span
}

export interface Flowchart {
  /** Of the frontmatter. */
  readonly title?: string
  /** `LR`, `TB`, `BT`, `RL`; `TD` is `TB`. */
  readonly direction: string
  /** In the order of their first mention; ids of subgraphs are not among them. */
  readonly vertices: readonly FlowVertex[]
  /** In the order of the text, `A & B --> C & D` as four. */
  readonly edges: readonly FlowEdge[]
  /** In the order of their opening lines. */
  readonly subgraphs: readonly FlowSubgraph[]
  readonly extras: readonly FlowExtra[]
  readonly comments: readonly FlowComment[]
}

export interface ParsedFlowchart {
  /** Null where Mermaid 12 would refuse the text; there are no partial flowcharts. */
  readonly flowchart: Flowchart | null
  readonly diagnostics: readonly Diagnostic[]
}
