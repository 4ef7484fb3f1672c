/** What the page draws: elements with everything they show. */
import type { CrossingSpot } from '../../../shared/model/drawing/crossing-spots.ts'
import type { FlowShape } from '../../../shared/model/drawing/drawing.ts'
import type { LineShape } from '../../../shared/model/drawing/lines.ts'
import type { Rect } from '../../../shared/model/geometry.ts'
import type { CanvasNote } from '../../../shared/model/layout.ts'
import type { Boundary, Component, Flow } from '../../../shared/model/schema.ts'
import type { Mark } from '../../../shared/report/marks.ts'

interface Shared {
  readonly selected: boolean
  /** Nothing else is selected: it shows what it can be changed by. */
  readonly sole: boolean
  /** Belongs to what is selected or reviewed elsewhere. */
  readonly lit: boolean
  readonly renaming: boolean
  /** What a screen reader says of it. */
  readonly name: string
  readonly [key: string]: unknown
}

export interface ComponentData extends Shared {
  readonly component: Component
  readonly mark: Mark
  readonly target: boolean
  readonly detailed: boolean
}
export interface ZoneData extends Shared {
  readonly zone: Boundary
  /** "5 inside" for one that is collapsed. */
  readonly inside: string | null
  readonly receives: boolean
}
export interface LineData extends Shared {
  readonly line: Boundary
  readonly shape: LineShape
}
export interface NoteData extends Shared {
  readonly note: CanvasNote
}
export interface FlowData extends Shared {
  readonly flow: Flow
  readonly shape: FlowShape
  /** The marks and the label that the page holds: those near what is seen. */
  readonly spots: readonly CrossingSpot[]
  readonly isLabelled: boolean
  readonly mark: Mark
  /** The crossing in words; empty when there is none. */
  readonly crossing: string
}

interface Placed<Type extends string, Data> {
  readonly id: string
  readonly type: Type
  readonly rect: Rect
  readonly zIndex: number
  readonly data: Data
}
export type CanvasNode =
  | Placed<'component', ComponentData>
  | Placed<'zone', ZoneData>
  | Placed<'line', LineData>
  | Placed<'note', NoteData>
export interface CanvasFlow {
  readonly id: string
  readonly data: FlowData
}

export interface Highlights {
  readonly selection: ReadonlySet<string>
  readonly lit: ReadonlySet<string>
  readonly renaming: string | null
  readonly dropZone: string | null
  readonly target: string | null
  readonly detailed: boolean
}

/** Zones lie under flows, flows under lines and labels, components over them, notes on top. */
export const LAYER = { zone: 0, flow: 100, line: 140, label: 150, component: 200, note: 300 } as const
const LINE_MARGIN = 28

/** The stroke with room for its name and its hit area. */
export function lineRect(shape: LineShape): Rect {
  const { x, y, width, height } = shape.bounds
  return {
    x: x - LINE_MARGIN,
    y: y - LINE_MARGIN,
    width: width + 2 * LINE_MARGIN,
    height: height + 2 * LINE_MARGIN,
  }
}

/** The id of an element in the page, for `aria-activedescendant`. */
export function domId(ref: string): string {
  return `canvas-${ref}`
}
