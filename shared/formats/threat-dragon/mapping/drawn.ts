/** The lines that the tool draws: flows and boundary curves from end to end, through their points. */
import { fieldOf, itemsOf, textOf } from '../../../core/json/look.ts'
import { type Pieces, piecesThrough } from '../../../model/from-drawing/curves.ts'
import { smoothThrough } from '../../../model/from-drawing/smooth.ts'
import type { Point } from '../../../model/layout.ts'
import { centerOf, type Rect } from '../../../model/placing/rect.ts'
import type { Cell, End } from '../file/types.ts'
import { wordOf } from '../file/values.ts'

/** The points of the drawn edge; undefined where an end of it is nowhere. */
export function pathOf(edge: Cell, byId: ReadonlyMap<string, Cell>): readonly Point[] | undefined {
  const { source, target, vertices, isSmooth } = edge
  const [from, to] = [anchorOf(source, byId), anchorOf(target, byId)]
  if (!from || !to) return undefined
  const start = leave(from, vertices[0] ?? to.point)
  const end = leave(to, vertices.at(-1) ?? from.point)
  const points = [start, ...vertices, end]
  return isSmooth ? smoothThrough(points) : points
}

/** What the drawn edge is compared by. */
export function piecesOf(edge: Cell, byId: ReadonlyMap<string, Cell>): Pieces | undefined {
  const path = pathOf(edge, byId)
  return path && piecesThrough(path)
}

interface Anchor {
  readonly point: Point
  /** The node whose outline the edge starts at; none where it ends at a port or a point. */
  readonly node?: { readonly rect: Rect; readonly isRound: boolean }
}

function anchorOf(end: End, byId: ReadonlyMap<string, Cell>): Anchor | undefined {
  const cell = end.cell === undefined ? undefined : byId.get(end.cell)
  if (!cell?.rect) return end.point && { point: end.point }
  const { rect, kind } = cell
  const center = centerOf(rect)
  const side = end.port === undefined ? undefined : sideOf(cell, end.port)
  if (side === 'top') return { point: { x: center.x, y: rect.y } }
  if (side === 'bottom') return { point: { x: center.x, y: rect.y + rect.height } }
  if (side === 'left') return { point: { x: rect.x, y: center.y } }
  if (side === 'right') return { point: { x: rect.x + rect.width, y: center.y } }
  return { point: center, node: { rect, isRound: kind === 'process' } }
}

/** The side of its node that a port stands on. */
function sideOf({ value }: Cell, port: string): string | undefined {
  const item = itemsOf(fieldOf(value, 'ports'), 'items').find((each) => wordOf(each, 'id') === port)
  const group = textOf(item, 'group')
  return group === 'top' || group === 'right' || group === 'bottom' || group === 'left' ? group : undefined
}

/** Where the straight way from the middle of a node towards a point leaves its outline. */
function leave({ point, node }: Anchor, toward: Point): Point {
  if (!node) return point
  const [dx, dy] = [toward.x - point.x, toward.y - point.y]
  const [w, h] = [node.rect.width / 2, node.rect.height / 2]
  const far = node.isRound ? Math.hypot(dx / w, dy / h) : Math.max(Math.abs(dx) / w, Math.abs(dy) / h)
  // A point inside of the node leaves it nowhere.
  return far <= 1 ? point : { x: point.x + dx / far, y: point.y + dy / far }
}
