/**
 * What rules may ask about. Facts are built once per component and flow, so that a rule is a table row
 * and the whole analysis one pass. Unknown is a value of its own, never a default. A subject sees its own
 * facts, its flows, and what stands at their other ends, and no further: whoever changes one element
 * changes the facts of its neighbours at most, and all others stay the very same objects.
 */
import type { Certainty, Component, Confidentiality, Flow } from '../../model/schema.ts'

/** How near a component is to people and systems that nobody here controls. */
export type Exposure = 'outside' | 'crossed' | 'inside' | 'unreached'

/** How much harm a leak does: rated by data assets (stated) or read from words (inferred). */
export interface Sensitivity {
  readonly level: 'unknown' | 'low' | 'high'
  readonly rated: Confidentiality | undefined
  readonly certainty: Certainty
}

/** What a component's neighbours see of it. */
export interface PartFacts {
  readonly target: string
  readonly component: Component
  /** Everything that is known of its technology, declared or read from the title. */
  readonly technologies: ReadonlySet<string>
  readonly declared: ReadonlySet<string>
  readonly topics: ReadonlySet<string>
  /** Technologies and topics as one text, which is the same for components that have the same. */
  readonly words: string
  /** Model notes that name it, verbatim. */
  readonly notes: readonly string[]
  /** The title of its zone; undefined outside every zone. */
  readonly zone: string | undefined
  readonly exposure: Exposure
  /** Flows from a client or other party to it: 0 is such a party itself, 2 stands for more, Infinity for none. */
  readonly hops: number
  readonly sensitivity: Sensitivity
  /** A browser, app, person or command line: where requests start. */
  readonly isClient: boolean
  /** A system that somebody else runs. */
  readonly isThirdParty: boolean
  readonly isHuman: boolean
  /** A data store, or a database or cache drawn as a process that calls nothing. */
  readonly isStore: boolean
  /** Titles of the data assets it processes or stores. */
  readonly data: readonly string[]
}

export interface ComponentFacts extends PartFacts {
  readonly on: 'component'
  /** Flows that reach and leave it, in the order of the model. */
  readonly incoming: readonly FlowFacts[]
  readonly outgoing: readonly FlowFacts[]
}

export interface FlowFacts {
  readonly on: 'flow'
  readonly target: string
  readonly flow: Flow
  readonly from: PartFacts
  readonly to: PartFacts
  /** Titles of the boundaries it crosses, in the order it meets them; empty inside one zone. */
  readonly boundaries: readonly string[]
  readonly encryption: 'encrypted' | 'plain' | 'local' | 'unknown'
  /** `none` when the model says that there is none. */
  readonly authentication: 'none' | 'stated' | 'unknown'
  readonly topics: ReadonlySet<string>
  readonly sensitivity: Sensitivity
  readonly data: readonly string[]
}

export type Subject = ComponentFacts | FlowFacts

/** One fact of a target in words, with how sure it is. */
export interface Fact {
  readonly words: string
  readonly certainty: Certainty
  /** What the model would have to state for this to be known. */
  readonly asks?: readonly Ask[] | undefined
}

export interface Ask {
  readonly target: string
  readonly attribute: 'encryption' | 'authentication' | 'data' | 'redundant'
}
