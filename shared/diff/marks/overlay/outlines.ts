/** Outlines of what is no longer there, and of frames, as SVG path data; the notation is the diagram's. */
import type { Rect } from '../../../model/geometry.ts'
import type { Kind } from '../../../model/schema.ts'

const PROCESS = 14
/** The second left edge of a data store, in pixels from the first. */
const STORE = 6

export function cornerOf(kind: Kind): number {
  return kind === 'process' ? PROCESS : 0
}

/** External entity: sharp; process: rounded; data store: open at the right with a double left edge. */
export function componentPath(kind: Kind, rect: Rect): string {
  if (kind !== 'store') return boxPath(rect, cornerOf(kind))
  const { x, y, width, height } = rect
  const open = `M${x + width},${y}H${x}V${y + height}H${x + width}`
  return `${open}M${x + STORE},${y}V${y + height}`
}

const ARM = 28

/** Three corners of a frame: a zone's title stands in the fourth. */
export function bracketPath({ x, y, width, height }: Rect): string {
  const arm = Math.min(ARM, width / 3, height / 3)
  const [right, bottom] = [x + width, y + height]
  return [
    `M${right - arm},${y}H${right}V${y + arm}`,
    `M${right},${bottom - arm}V${bottom}H${right - arm}`,
    `M${x + arm},${bottom}H${x}V${bottom - arm}`,
  ].join('')
}

/** A rectangle with round corners. */
export function boxPath({ x, y, width, height }: Rect, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2)
  if (r <= 0) return `M${x},${y}h${width}v${height}h${-width}z`
  const corner = (dx: number, dy: number) => `a${r},${r} 0 0 1 ${dx},${dy}`
  const [w, h] = [width - 2 * r, height - 2 * r]
  return `M${x + r},${y}h${w}${corner(r, r)}v${h}${corner(-r, r)}h${-w}${corner(-r, -r)}v${-h}${corner(r, -r)}z`
}
