/** A line boundary has no place of its own: its curve is drawn through the flows it names. */
import { boundsOf, type Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'
import { type Path, smoothPath } from './paths.ts'

export interface LineShape {
  readonly path: Path
  /** SVG path data, absolute. */
  readonly curve: string
  /** Middle of the name, at one of the curve's ends. */
  readonly label: Point
  readonly bounds: Rect
}

export interface Through {
  readonly at: Point
  /** Direction of the flow here, in radians. */
  readonly angle: number
}

/** The mean advance of a line's name, and the room beside it. */
const NAME = { character: 6.8, side: 12 } as const
const REACHES = [60, 44, 32, 22] as const
const UNUSED_LENGTH = 96

/**
 * The curve through these places, square to a single flow, reaching past the outermost ones as far
 * as `isFree` allows, so that it never seems to cross what it does not name.
 */
export function lineCurve(
  through: readonly Through[],
  width: number,
  isFree: (from: Point, to: Point) => boolean,
  covered: (name: Rect) => number,
): LineShape | null {
  const axis = axisOf(through)
  if (!axis) return null
  const sorted = [...through].sort((a, b) => along(a.at, axis) - along(b.at, axis)).map(({ at }) => at)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return null
  const start = outward(first, sorted[1], axis, -1)
  const end = outward(last, sorted.at(-2), axis, 1)
  const path = [reach(first, start, isFree), ...sorted, reach(last, end, isFree)]
  return shapeOf(path, width, covered)
}

/** A stub for a line that no flow crosses, so that it can still be seen and selected. */
export function unusedLine(at: Point): LineShape {
  return shapeOf([at, { x: at.x, y: at.y + UNUSED_LENGTH }], 0, () => 0)
}

function shapeOf(path: Path, width: number, covered: (name: Rect) => number): LineShape {
  const bounds = boundsOf(path.map((point) => ({ ...point, width: 0, height: 0 })))
  return {
    path,
    curve: smoothPath(path),
    label: placeName(path, width, covered),
    bounds: bounds ?? { x: 0, y: 0, width: 0, height: 0 },
  }
}

/** Beyond the upper end, beyond the lower one, or beside one of them: the first that covers nothing. */
function placeName(path: Path, width: number, covered: (name: Rect) => number): Point {
  const [first, last] = [path[0] ?? { x: 0, y: 0 }, path.at(-1) ?? { x: 0, y: 0 }]
  const [top, bottom] = first.y <= last.y ? [first, last] : [last, first]
  const aside = width / 2 + 6
  const candidates = [
    { x: top.x, y: top.y - 12 },
    { x: bottom.x, y: bottom.y + 12 },
    { x: top.x + aside, y: top.y - 4 },
    { x: bottom.x + aside, y: bottom.y + 4 },
    { x: top.x + aside, y: top.y + 6 },
    { x: bottom.x + aside, y: bottom.y - 6 },
    { x: top.x - aside, y: top.y + 6 },
    { x: bottom.x - aside, y: bottom.y - 6 },
  ] as const
  let best: Point = candidates[0]
  let least = Infinity
  for (const at of candidates) {
    const taken = covered(nameRect(at, width))
    if (taken < least) [best, least] = [at, taken]
    if (taken === 0) break
  }
  return best
}

/** Pixels that the name of a line takes. */
export function nameWidth(title: string): number {
  return title.length * NAME.character + NAME.side
}

export function nameRect(middle: Point, width: number): Rect {
  return { x: middle.x - width / 2, y: middle.y - 10, width, height: 20 }
}

/** The mean direction square to the flows, pointing down (or right where it is level). */
function axisOf(through: readonly Through[]): Point | null {
  if (through.length === 0) return null
  let [x, y] = [0, 0]
  for (const { angle } of through) {
    // Doubling makes opposite directions the same line.
    x += Math.cos(2 * (angle + Math.PI / 2))
    y += Math.sin(2 * (angle + Math.PI / 2))
  }
  const angle = Math.hypot(x, y) < 1e-6 ? Math.PI / 2 : Math.atan2(y, x) / 2
  const axis = { x: Math.cos(angle), y: Math.sin(angle) }
  const isUp = axis.y < -1e-6 || (Math.abs(axis.y) <= 1e-6 && axis.x < 0)
  return isUp ? { x: -axis.x, y: -axis.y } : axis
}

function along(point: Point, axis: Point): number {
  return point.x * axis.x + point.y * axis.y
}

/** Unit vector away from the neighbour, bent towards the axis so that the ends stand square. */
function outward(end: Point, neighbour: Point | undefined, axis: Point, sign: 1 | -1): Point {
  const square = { x: axis.x * sign, y: axis.y * sign }
  if (!neighbour) return square
  const length = Math.hypot(end.x - neighbour.x, end.y - neighbour.y) || 1
  const mixed = {
    x: square.x + (end.x - neighbour.x) / length,
    y: square.y + (end.y - neighbour.y) / length,
  }
  const size = Math.hypot(mixed.x, mixed.y)
  return size < 1e-6 ? square : { x: mixed.x / size, y: mixed.y / size }
}

function reach(from: Point, direction: Point, isFree: (from: Point, to: Point) => boolean): Point {
  const to = (length: number): Point => ({
    x: from.x + direction.x * length,
    y: from.y + direction.y * length,
  })
  // Starts a little off the flow, which would block every reach.
  const length = REACHES.find((candidate) => isFree(to(4), to(candidate + 8))) ?? 18
  return to(length)
}
