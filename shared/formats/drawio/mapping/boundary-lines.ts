/** Boundaries that are lines: edges that join nothing, and shapes that draw one. */
import { type Curve, doCurvesCross } from '../../../model/from-drawing/curves.ts'
import type { Point } from '../../../model/layout.ts'
import { centerOf } from '../../../model/placing/rect.ts'
import { curvesOf } from '../file/paths.ts'
import { findNumber, parseStyle, settingOf, shapeOf } from '../file/style.ts'
import type { Cell } from '../file/types.ts'
import type { Shape } from './roles.ts'

/** Pieces that an arc is drawn in. */
const ARC_PIECES = 24

/** What a shape draws, turned as it is turned. */
export function curvesOfShape({ cell }: Shape, bounds: Shape['rect']): readonly Curve[] {
  const { style } = cell
  const turn = ((findNumber(style, 'rotation') ?? 0) * Math.PI) / 180
  const middle = centerOf(bounds)
  const placed = outline(cell).map(({ x, y }): Point => {
    const [dx, dy] = [(x - 0.5) * bounds.width, (y - 0.5) * bounds.height]
    return {
      x: middle.x + dx * Math.cos(turn) - dy * Math.sin(turn),
      y: middle.y + dx * Math.sin(turn) + dy * Math.cos(turn),
    }
  })
  return curvesOf(parseStyle(''), placed)
}

/** True where some piece of the one meets some piece of the other. */
export function doMeet(line: readonly Curve[], flow: readonly Curve[]): boolean {
  return line.some((piece) => flow.some((other) => doCurvesCross(piece, other)))
}

/** In shares of the shape's size. */
function outline({ style, geometry }: Cell): readonly Point[] {
  const shape = shapeOf(style)
  const direction = settingOf(style, 'direction')
  if (shape === 'requiredinterface') {
    // The right half of an ellipse, as an open bow.
    return arc(-Math.PI / 2, Math.PI / 2).map(({ x, y }) => ({ x: (x - 0.5) * 2, y }))
  }
  if (shape.includes('arc') || shape.includes('curve')) {
    const [start, end] = [findNumber(style, 'startAngle') ?? 0.3, findNumber(style, 'endAngle') ?? 0.1]
    const whole = 2 * Math.PI
    const [from, to] = [start * whole - Math.PI / 2, end * whole - Math.PI / 2]
    return arc(from, to > from ? to : to + whole)
  }
  const { width, height } = geometry?.rect ?? { width: 1, height: 0 }
  const isUpright = direction === 'south' || direction === 'north' || (direction === '' && height > 4 * width)
  return isUpright
    ? [
        { x: 0.5, y: 0 },
        { x: 0.5, y: 1 },
      ]
    : [
        { x: 0, y: 0.5 },
        { x: 1, y: 0.5 },
      ]
}

function arc(from: number, to: number): readonly Point[] {
  return Array.from({ length: ARC_PIECES + 1 }, (_, step) => {
    const angle = from + ((to - from) * step) / ARC_PIECES
    return { x: 0.5 + Math.cos(angle) / 2, y: 0.5 + Math.sin(angle) / 2 }
  })
}
