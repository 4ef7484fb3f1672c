/** A Threat Dragon file as the tool means it, whichever of its two dialects it is written in. */
import type { JsonValue } from '../../../core/json/parse.ts'
import type { JsonPath } from '../../../core/json/plan.ts'
import type { Span } from '../../../core/places.ts'
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'

export type CellKind = 'actor' | 'process' | 'store' | 'text' | 'flow' | 'box' | 'curve'

/** Version 1 draws with JointJS and keeps attributes in the cell; version 2 with AntV X6, in the cell's `data`. */
export type Dialect = 1 | 2

/** An edge ends at a cell, or at a point of the page. */
export interface End {
  readonly cell?: string
  readonly port?: string
  readonly point?: Point
}

export interface Threat {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly mitigation: string
  /** The four next are the tool's words. */
  readonly type: string
  readonly modelType: string
  readonly status: string
  readonly severity: string
  readonly score: string
  readonly number: string
  readonly path: JsonPath
  readonly at: Span
}

export interface Cell {
  readonly kind: CellKind
  readonly dialect: Dialect
  readonly id: string
  /** One line; empty where the file has none. */
  readonly name: string
  /** Where the file has a name, from the cell. */
  readonly namePaths: readonly JsonPath[]
  readonly value: JsonValue
  /** Holds the attributes. */
  readonly attributes: JsonValue
  readonly path: JsonPath
  readonly attributesPath: JsonPath
  readonly rect?: Rect
  readonly source: End
  readonly target: End
  readonly vertices: readonly Point[]
  readonly isSmooth: boolean
  readonly threats: readonly Threat[]
  /** Where a threat is added, from the root. */
  readonly threatsPath: JsonPath
  readonly at: Span
}

export interface Diagram {
  readonly title: string
  readonly description: string
  /** The method: STRIDE, LINDDUN, CIA, CIADIE, DIE, PLOT4ai, EOP, Generic. */
  readonly type: string
  readonly dialect: Dialect
  readonly cells: readonly Cell[]
  readonly path: JsonPath
  /** Of the list of cells. */
  readonly cellsPath: JsonPath
  readonly at: Span
}

export interface ThreatDragonFile {
  readonly root: JsonValue
  readonly title: string
  readonly description: string
  readonly owner: string
  readonly reviewer: string
  readonly contributors: readonly string[]
  readonly diagrams: readonly Diagram[]
}
