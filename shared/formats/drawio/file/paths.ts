/** The way an edge is drawn: its bends, rounded to a curve where its style says so. */
import { type Curve, straight } from '../../../model/from-drawing/curves.ts'
import type { Point } from '../../../model/layout.ts'
import { centerOf, type Rect } from '../../../model/placing/rect.ts'
import { findNumber, isOn, type Style, settingOf } from './style.ts'

/** An end is held by a shape, or stands free at a point. */
export interface End {
  readonly rect?: Rect
  readonly point?: Point
}

const SQUARE = /^(?:orthogonal|elbow|segment|sideToSide|topToBottom|entityRelation|isometric)/u
/** Nearer than that, two places are one, in pixels. */
const SAME = 0.5

/** From the source's border to the target's; empty where an end is nowhere. */
export function pathOf(style: Style, from: End, to: End, points: readonly Point[]): readonly Point[] {
  const towards = points[0] ?? middleOf(to)
  const backwards = points.at(-1) ?? middleOf(from)
  if (!towards || !backwards) return []
  const isSquare = SQUARE.test(settingOf(style, 'edgeStyle'))
  const start = anchorOf(style, 'exit', from, towards, isSquare)
  const end = anchorOf(style, 'entry', to, backwards, isSquare)
  if (!start || !end) return []
  if (!isSquare) return [start.at, ...points, end.at]
  return squared(start, end, points)
}

/** Pieces as draw.io paints them: `curved` bends through the middles between the points. */
export function curvesOf(style: Style, path: readonly Point[]): readonly Curve[] {
  const pieces: Curve[] = []
  const isCurved = isOn(style, 'curved') && path.length > 2
  let at = path[0]
  for (let index = 1; index < path.length; index += 1) {
    const [point, next] = [path[index], path[index + 1]]
    if (!at || !point) continue
    if (!isCurved) pieces.push(straight(at, point))
    else if (next) {
      const end = index + 2 === path.length ? next : between(point, next)
      pieces.push({ start: at, control: point, end })
      at = end
      continue
    }
    at = point
  }
  return pieces
}

interface Anchor {
  readonly at: Point
  /** How the line leaves or comes in; undefined where nothing says. */
  readonly axis: 'x' | 'y' | undefined
}

function anchorOf(
  style: Style,
  side: 'exit' | 'entry',
  end: End,
  towards: Point,
  isSquare: boolean,
): Anchor | undefined {
  const { rect, point } = end
  if (!rect) return point && { at: point, axis: undefined }
  const [x, y] = [findNumber(style, `${side}X`), findNumber(style, `${side}Y`)]
  if (x !== undefined && y !== undefined) {
    const at = {
      x: rect.x + x * rect.width + (findNumber(style, `${side}Dx`) ?? 0),
      y: rect.y + y * rect.height + (findNumber(style, `${side}Dy`) ?? 0),
    }
    const [dx, dy] = [Math.min(Math.abs(x), Math.abs(1 - x)), Math.min(Math.abs(y), Math.abs(1 - y))]
    return { at, axis: dx === dy ? undefined : dx < dy ? 'x' : 'y' }
  }
  return isSquare ? squareAnchor(rect, towards) : { at: borderPoint(rect, towards), axis: undefined }
}

/** The middle of the side that faces the point, or straight across from it where it lies beside that side. */
function squareAnchor(rect: Rect, towards: Point): Anchor {
  const [right, bottom] = [rect.x + rect.width, rect.y + rect.height]
  const middle = centerOf(rect)
  const isBeside = towards.y >= rect.y && towards.y <= bottom
  const isAbove = towards.x >= rect.x && towards.x <= right
  const gapX = Math.max(rect.x - towards.x, towards.x - right)
  const gapY = Math.max(rect.y - towards.y, towards.y - bottom)
  if (isBeside || (!isAbove && gapX >= gapY)) {
    const x = towards.x < middle.x ? rect.x : right
    return { at: { x, y: isBeside ? towards.y : middle.y }, axis: 'x' }
  }
  const y = towards.y < middle.y ? rect.y : bottom
  return { at: { x: isAbove ? towards.x : middle.x, y }, axis: 'y' }
}

/** Where the line from the middle to the point leaves the rectangle. */
function borderPoint(rect: Rect, towards: Point): Point {
  const middle = centerOf(rect)
  const [dx, dy] = [towards.x - middle.x, towards.y - middle.y]
  const scale = Math.max(Math.abs(dx) / (rect.width / 2 || 1), Math.abs(dy) / (rect.height / 2 || 1))
  return scale <= 1 ? middle : { x: middle.x + dx / scale, y: middle.y + dy / scale }
}

/** Right-angled: between two places that share no line a corner, or two half way. */
function squared(start: Anchor, end: Anchor, points: readonly Point[]): readonly Point[] {
  const [first] = points
  if (!first) return joined(start, end)
  const path: Point[] = [start.at]
  let axis = start.axis ?? (Math.abs(first.x - start.at.x) >= Math.abs(first.y - start.at.y) ? 'x' : 'y')
  let at = start.at
  for (const point of points) {
    const isAligned = Math.abs(point.x - at.x) < SAME || Math.abs(point.y - at.y) < SAME
    if (!isAligned) {
      path.push(axis === 'x' ? { x: point.x, y: at.y } : { x: at.x, y: point.y })
      axis = axis === 'x' ? 'y' : 'x'
    } else axis = Math.abs(point.y - at.y) < SAME ? 'x' : 'y'
    path.push(point)
    at = point
  }
  if (Math.abs(end.at.x - at.x) >= SAME && Math.abs(end.at.y - at.y) >= SAME) {
    const comesAcross = end.axis === undefined ? axis === 'y' : end.axis === 'x'
    path.push(comesAcross ? { x: at.x, y: end.at.y } : { x: end.at.x, y: at.y })
  }
  path.push(end.at)
  return path
}

function joined(start: Anchor, end: Anchor): readonly Point[] {
  const [a, b] = [start.at, end.at]
  if (Math.abs(a.x - b.x) < SAME || Math.abs(a.y - b.y) < SAME) return [a, b]
  const wide = Math.abs(a.x - b.x) >= Math.abs(a.y - b.y) ? 'x' : 'y'
  const [leaves, comes] = [start.axis ?? end.axis ?? wide, end.axis ?? start.axis ?? wide]
  if (leaves !== comes) return [a, leaves === 'x' ? { x: b.x, y: a.y } : { x: a.x, y: b.y }, b]
  const middle = between(a, b)
  return leaves === 'x'
    ? [a, { x: middle.x, y: a.y }, { x: middle.x, y: b.y }, b]
    : [a, { x: a.x, y: middle.y }, { x: b.x, y: middle.y }, b]
}

function middleOf({ rect, point }: End): Point | undefined {
  return rect ? centerOf(rect) : point
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
