/** Where cells are on their page: a child's place is relative to its parent's, a group's to whatever holds it. */
import type { Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { findNumber } from './style.ts'
import type { Cell } from './types.ts'

export const MAX_DEPTH = 64
const NOWHERE: Point = { x: 0, y: 0 }

export class CellPlaces {
  private readonly byId: ReadonlyMap<string, Cell>
  private readonly origins = new Map<string, Point>()
  /** Ancestors of all that have the same parent. */
  private readonly chains = new Map<string, readonly Cell[]>()

  constructor(cells: readonly Cell[]) {
    this.byId = new Map(cells.map((cell) => [cell.id, cell]))
  }

  find(id: string | undefined): Cell | undefined {
    return id === undefined ? undefined : this.byId.get(id)
  }

  /** From the direct parent up to the page's root; ends at a cycle, and one beyond the deepest that is read. */
  ancestorsOf(cell: Cell): readonly Cell[] {
    const { parent } = cell
    if (parent === undefined) return []
    const known = this.chains.get(parent) ?? this.chainFrom(parent)
    this.chains.set(parent, known)
    const own = known.indexOf(cell)
    return own < 0 ? known : known.slice(0, own)
  }

  private chainFrom(parent: string): readonly Cell[] {
    const found: Cell[] = []
    const seen = new Set<string>()
    for (let at = this.find(parent); at && !seen.has(at.id) && found.length <= MAX_DEPTH; ) {
      found.push(at)
      seen.add(at.id)
      at = this.find(at.parent)
    }
    return found
  }

  /** The top left corner on the page that places of the cell's children count from. */
  originIn(cell: Cell | undefined): Point {
    if (!cell) return NOWHERE
    const known = this.origins.get(cell.id)
    if (known) return known
    // Until it is known; a cell that holds itself is nowhere.
    this.origins.set(cell.id, NOWHERE)
    const { x, y } = cell.kind === 'vertex' ? this.boundsOf(cell) : this.originIn(this.find(cell.parent))
    const origin = { x, y }
    this.origins.set(cell.id, origin)
    return origin
  }

  /** As its geometry says, before it is turned. */
  boundsOf(cell: Cell): Rect {
    const parent = this.find(cell.parent)
    const origin = this.originIn(parent)
    const { geometry } = cell
    if (!geometry) return { ...origin, width: 0, height: 0 }
    const { rect, isRelative, offset } = geometry
    if (!isRelative || parent?.kind !== 'vertex') {
      return { ...rect, x: origin.x + rect.x, y: origin.y + rect.y }
    }
    const size = parent.geometry?.rect ?? rect
    return {
      ...rect,
      x: origin.x + rect.x * size.width + offset.x,
      y: origin.y + rect.y * size.height + offset.y,
    }
  }

  /** As it is seen: open where it is collapsed, turned by a quarter where its rotation is nearer to that. */
  rectOf(cell: Cell): Rect {
    const bounds = this.boundsOf(cell)
    const { alternate } = cell.geometry ?? {}
    const open =
      cell.isCollapsed && alternate && alternate.width > 0
        ? { ...bounds, width: alternate.width, height: alternate.height }
        : bounds
    if (!isTurned(cell)) return open
    const { x, y, width, height } = open
    return { x: x + (width - height) / 2, y: y + (height - width) / 2, width: height, height: width }
  }

  /** A point of an edge's geometry on the page. */
  pointOn(edge: Cell, point: Point): Point {
    const origin = this.originIn(this.find(edge.parent))
    return { x: origin.x + point.x, y: origin.y + point.y }
  }
}

export function isTurned({ style }: Cell): boolean {
  const turn = Math.abs(findNumber(style, 'rotation') ?? 0) % 180
  return turn > 45 && turn < 135
}
