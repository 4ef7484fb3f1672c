/** The flows of a drawing, each with what is known of it, and the bundles of those between the same two ends. */
import type { Rect } from '../../../geometry.ts'
import type { Point } from '../../../layout.ts'
import type { Flow } from '../../../schema.ts'
import type { CrossingSpot } from '../../crossing-spots.ts'
import type { FlowLabel } from '../../labels.ts'
import type { Path } from '../../paths.ts'
import { STRAIGHT, type Way } from '../../routing/way.ts'
import type { FlowShape } from '../../shapes.ts'
import type { Placed } from '../../spatial.ts'

export interface Strand {
  readonly ref: string
  /** Its place among the flows: what comes first has the first choice of room. */
  order: number
  flow: Flow
  /** What it is drawn between: see `FlowShape`. */
  ends: FlowShape['ends']
  waypoints: readonly Point[]
  /** Ids of the boundaries it crosses, as `crossingsOf` orders them. */
  crossed: readonly string[]
  label: FlowLabel | null
  bundle: Bundle
  path: Path
  /** A gesture moves one of its ends: labels and names of others do not flee from its line until it rests. */
  isMoving: boolean
  spots: readonly CrossingSpot[]
  labelAt: Point | null
  shape: FlowShape | null
}

export interface Bundle {
  readonly key: string
  /** The ids of its two ends in the order of text, so that it has one direction. */
  readonly ends: readonly [string, string]
  strands: readonly Strand[]
  way: Way
  /** Its middle line before its ends are moved apart from others'. */
  natural: Path
  /** How far each bend is moved out of the corner, beyond others that go around it. */
  outward: readonly number[]
  /** How far its ends are moved along their sides. */
  shifts: readonly [number, number]
  /** What its shifted ends depend on, beside its way. */
  checked: number[]
  reach: Placed<Bundle> | null
}

export function newBundle(key: string, ends: readonly [string, string]): Bundle {
  return {
    key,
    ends,
    strands: [],
    way: STRAIGHT,
    natural: [],
    outward: [],
    shifts: [0, 0],
    checked: [],
    reach: null,
  }
}

export function bundleKey({ from, to }: FlowShape['ends']): string {
  return from < to ? `${from} ${to}` : `${to} ${from}`
}

export function isLoop({ ends }: Bundle): boolean {
  return ends[0] === ends[1]
}

/** Runs from its bundle's first end to its second. */
export function isForward({ ends, bundle }: Strand): boolean {
  return ends.from === bundle.ends[0]
}

/** Nobody put it through points. */
export function isFree({ waypoints }: Strand): boolean {
  return waypoints.length === 0
}

export function sameRect(a: Rect | null | undefined, b: Rect | null | undefined): boolean {
  if (a === b) return true
  if (!a || !b) return false
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

export function samePoint(a: Point | null, b: Point | null): boolean {
  return a === b || (a !== null && b !== null && a.x === b.x && a.y === b.y)
}

export function samePath(a: Path, b: Path): boolean {
  return a === b || (a.length === b.length && a.every((point, at) => samePoint(point, b[at] ?? null)))
}
