/** What a drawing is made from, and what it consists of. */
import type { Rect } from '../geometry.ts'
import type { Layout, Point } from '../layout.ts'
import type { Collapsed } from '../names/shown.ts'
import type { Model } from '../schema.ts'
import type { CrossingSpot } from './crossing-spots.ts'
import type { FlowLabel } from './labels.ts'
import type { LineShape } from './lines.ts'
import type { Path } from './paths.ts'

export interface FlowShape {
  readonly ref: string
  /** What it is drawn between: its components, or the collapsed zones that hide them. */
  readonly ends: { readonly from: string; readonly to: string }
  readonly path: Path
  /** Those that somebody set; the bends of a path around components are not among them. */
  readonly waypoints: readonly Point[]
  /** In the order of the crossing's boundaries; empty when the flow crosses none. */
  readonly spots: readonly CrossingSpot[]
  readonly label: (FlowLabel & { readonly at: Point }) | null
}

export interface Drawing {
  readonly flows: ReadonlyMap<string, FlowShape>
  readonly lines: ReadonlyMap<string, LineShape>
  /**
   * Flows, those between the same ends counted once, that run straight through something until they are routed;
   * only those near the place that was asked for.
   */
  readonly pending: number
}

export interface DrawingInput {
  readonly model: Model
  readonly layout: Layout
  /** Absolute; what is missing here (another page) is not drawn. */
  readonly rects: ReadonlyMap<string, Rect>
  readonly density: 'compact' | 'detailed'
  /** Absent: everything is drawn as if no zone were collapsed. */
  readonly collapsed?: Collapsed
  /**
   * Where everything stands while a gesture moves some of it. What is moved has straight flows; all others keep
   * the way that they have. Absent: `rects`.
   */
  readonly atRest?: ReadonlyMap<string, Rect>
  /**
   * The most searches for a way around components in this call, of 0.2 ms each, or 3 ms where there are a thousand; the flows that are left wait
   * as `pending` for the next call with this drawing. Absent: all that are needed.
   */
  readonly searches?: number
  /** False: searches are only for what this input changes, and flows that wait already wait on. */
  readonly resumes?: boolean
  /** Only flows that come into this place are led around what is in their way. Absent: all are. */
  readonly near?: Rect
}
