/** A `.tm7` file as the tool means it: what is drawn, the threats it stored and its own knowledge base. */
import type { Span } from '../../../core/places.ts'
import type { Curve } from '../../../model/from-drawing/curves.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'

export interface Property {
  /** What conditions call it; empty for some. */
  readonly name: string
  readonly label: string
  /** `fixed` is a fact of the type, not a person's choice. */
  readonly kind: 'text' | 'flag' | 'choice' | 'fixed'
  /** The selected value of a choice. */
  readonly value: string
  /** True while nobody chose anything. */
  readonly isUnset: boolean
}

export interface Drawn {
  readonly guid: string
  readonly typeId: string
  readonly genericTypeId: string
  /** What a person called it; may be empty. */
  readonly name: string
  /** The name of its type, as the file shows it; may be empty. */
  readonly typeName: string
  readonly properties: readonly Property[]
  readonly at: Span
}

export interface Stencil extends Drawn {
  readonly shape: 'rectangle' | 'ellipse' | 'parallel-lines'
  /** Absent where the file places it nowhere. */
  readonly rect?: Rect
}

export interface Border extends Drawn {
  readonly rect?: Rect
}

export interface Line extends Drawn {
  readonly curve?: Curve
  /** Where the curve passes half way; absent for a straight line. */
  readonly handle?: Point
}

export interface Connector extends Line {
  /** Guids of stencils, or of nothing. */
  readonly source: string
  readonly target: string
}

/** A tab. */
export interface Surface {
  readonly guid: string
  readonly name: string
  readonly stencils: readonly Stencil[]
  readonly borders: readonly Border[]
  readonly connectors: readonly Connector[]
  readonly lines: readonly Line[]
  /** Things of a kind that is not known. */
  readonly unknown: readonly { readonly type: string; readonly at: Span }[]
}

export interface Threat {
  readonly id: string
  readonly typeId: string
  readonly surface: string
  readonly source: string
  readonly flow: string
  readonly target: string
  readonly state: string
  readonly priority: string
  /** Empty where the knowledge base has to say them. */
  readonly title: string
  readonly category: string
  readonly description: string
  readonly justification: string
  readonly mitigation: string
  readonly interaction: string
  readonly changedBy: string
  /** Empty where nobody changed it. */
  readonly modified: string
  /** Fields of a team's own template. */
  readonly others: readonly (readonly [name: string, value: string])[]
  readonly at: Span
}

export interface ElementType {
  readonly id: string
  readonly name: string
  readonly parent: string
}

export interface ThreatType {
  readonly id: string
  readonly title: string
  readonly description: string
  /** Id of a category. */
  readonly category: string
  readonly include: string
  readonly exclude: string
}

export interface KnowledgeBase {
  readonly name: string
  readonly types: ReadonlyMap<string, ElementType>
  readonly threatTypes: ReadonlyMap<string, ThreatType>
  /** Names by id. */
  readonly categories: ReadonlyMap<string, string>
  /** Labels of the fields of threats, by the name that threats use for them. */
  readonly fields: ReadonlyMap<string, string>
}

export interface ThreatModelFile {
  readonly title: string
  readonly description: string
  /** As `Word: text`. */
  readonly notes: readonly string[]
  readonly surfaces: readonly Surface[]
  readonly threats: readonly Threat[]
  /** Empty where the file has none. */
  readonly knowledgeBase: KnowledgeBase
}
