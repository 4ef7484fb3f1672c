/** The shapes that are drawn on flows, as SVG path data. */
import type { Rect } from '../geometry.ts'
import { type Path, roundedPath, spotAt } from './paths.ts'

/** Radius of a flow's bends, and the arrowhead, in pixels. */
const BEND = 10
const HEAD = { length: 11, half: 4.5 } as const
/** Half the diagonal of a crossing's mark: the first one of a flow carries its count, the others only repeat it. */
export const MARK_HALF = { main: 12, other: 7 } as const

export function flowInk(path: Path): string {
  return roundedPath(path, BEND)
}

/** A filled triangle with its tip at the end of the path. */
export function arrowHead(path: Path): string {
  const tip = path.at(-1)
  if (!tip) return ''
  const { angle } = spotAt(path, Infinity)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const corner = (side: number) =>
    `${tenth(tip.x - HEAD.length * cos - HEAD.half * side * sin)},${tenth(tip.y - HEAD.length * sin + HEAD.half * side * cos)}`
  return `M${tenth(tip.x)},${tenth(tip.y)}L${corner(1)}L${corner(-1)}Z`
}

/** The room that an arrowhead takes. */
export function headRect(path: Path): Rect | null {
  const tip = path.at(-1)
  if (!tip) return null
  const { angle } = spotAt(path, Infinity)
  const [x, y] = [tip.x - HEAD.length * Math.cos(angle), tip.y - HEAD.length * Math.sin(angle)]
  const [across, down] = [Math.abs(Math.sin(angle)) * HEAD.half, Math.abs(Math.cos(angle)) * HEAD.half]
  const [left, top] = [Math.min(tip.x, x - across), Math.min(tip.y, y - down)]
  return {
    x: left,
    y: top,
    width: Math.max(tip.x, x + across) - left,
    height: Math.max(tip.y, y + down) - top,
  }
}

/** A diamond around a middle on both axes. */
export function diamond(middle: number, half: number): string {
  const [low, high] = [middle - half, middle + half]
  return `M${middle},${low}L${high},${middle}L${middle},${high}L${low},${middle}Z`
}

/** The tick in the mark of an analysed crossing. */
export function tick(middle: number): string {
  return `M${middle - 4},${middle}l3,3l5,-6`
}

/** Open drafts as they fit into a mark. */
export function countInMark(drafts: number): string {
  return drafts > 99 ? '99+' : String(drafts)
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10
}
