/** What an editor of a Mermaid text gets: the model, and which statement and comment line says each element. */
import type { ReadResult } from '../../format.ts'
import type { FlowComment, Flowchart, FlowEdge, FlowSubgraph, FlowVertex } from '../syntax/flowchart.ts'

export interface DrawnComponent {
  /** Id of the component in the model. */
  readonly ref: string
  readonly vertex: FlowVertex
  /** Its `%% fenceline` line, where there is one. */
  readonly comment?: FlowComment
}

export interface DrawnZone {
  readonly ref: string
  readonly subgraph: FlowSubgraph
  readonly comment?: FlowComment
}

export interface DrawnFlow {
  /** Flow ref in the model; the two flows of a two-way arrow share its edge. */
  readonly ref: string
  readonly edge: FlowEdge
  /** True for the flow that runs against the order in which the ends are written. */
  readonly isBack: boolean
  readonly comment?: FlowComment
}

export interface DrawnLine {
  readonly ref: string
  /** Absent where only labels of flows name it. */
  readonly comment?: FlowComment
}

interface DrawnNote {
  readonly note: string
  readonly comment: FlowComment
}

/** All spans are offsets in the text as it was given, also where the flowchart is a block of a Markdown file. */
export interface DrawnMermaid extends ReadResult {
  /** Null exactly where the model is. */
  readonly flowchart: Flowchart | null
  /** Where the flowchart stands in the text: all of it, or the inside of a Markdown block. */
  readonly from: number
  readonly to: number
  /** True for a file that Fenceline wrote: its shapes are the notation, its node ids the ids of the model. */
  readonly isOurs: boolean
  /** True for one of several diagrams of a larger model: what it does not show is not deleted. */
  readonly isPart: boolean
  /** In the order of the model's components, flows and boundaries. */
  readonly components: readonly DrawnComponent[]
  readonly zones: readonly DrawnZone[]
  readonly flows: readonly DrawnFlow[]
  readonly lines: readonly DrawnLine[]
  readonly notes: readonly DrawnNote[]
  /** The vertices that only fill empty zones, which are no components. */
  readonly placeholders: readonly FlowVertex[]
}
