/** What an edge joins, which way it points, and what it says: before it is known whether it is a flow or a line. */

import { Spatial } from '../../../model/drawing/spatial.ts'
import type { Curve } from '../../../model/from-drawing/curves.ts'
import type { Point } from '../../../model/layout.ts'
import { curvesOf, type End, pathOf } from '../file/paths.ts'
import type { CellPlaces } from '../file/places.ts'
import { settingOf } from '../file/style.ts'
import type { Cell } from '../file/types.ts'
import { isDashed, isRed } from './colours.ts'
import { isInside, type Roles, type Shape } from './roles.ts'
import { statedRole } from './shapes.ts'

export interface EdgeEnd {
  /** Id of the cell of a component, or of a zone. */
  readonly cell: string
  readonly what: 'component' | 'zone'
  readonly isGuessed: boolean
}

export interface Edge {
  readonly cell: Cell
  readonly from: EdgeEnd | undefined
  readonly to: EdgeEnd | undefined
  readonly arrows: 'forth' | 'back' | 'both' | 'none'
  /** Its own label and those that hang on it, from its start to its end. */
  readonly labels: readonly Cell[]
  /** On the page. */
  readonly waypoints: readonly Point[]
  readonly path: readonly Point[]
  readonly curves: readonly Curve[]
}

/** Heads that point; diamonds, dots and the feet of other notations do not. */
const HEADS = /^(?:classic|classicThin|block|blockThin|open|openThin|openAsync|async|halfCircle)$/u
const BOUNDARY_WORDS = /\b(?:trust|boundary|boundaries|perimeter)\b|^TB[-_ ]?\d*$/iu
/** How near an end must come to a shape that it does not name, in pixels. */
const NEAR = 12

export class Edges {
  private readonly places: CellPlaces
  private readonly roles: Roles
  private readonly what = new Map<string, EdgeEnd['what']>()
  private readonly shapes = new Spatial<Shape>()
  private readonly labels = new Map<string, Cell[]>()

  constructor(cells: readonly Cell[], roles: Roles, places: CellPlaces) {
    this.roles = roles
    this.places = places
    for (const { cell } of roles.zones) this.what.set(cell.id, 'zone')
    for (const shape of roles.components) {
      this.what.set(shape.cell.id, 'component')
      this.shapes.add(shape.rect, shape)
    }
    for (const cell of cells) {
      const holder = cell.kind === 'vertex' ? places.find(cell.parent) : undefined
      if (holder?.kind !== 'edge' || cell.label === '' || !cell.isVisible) continue
      const known = this.labels.get(holder.id)
      if (known) known.push(cell)
      else this.labels.set(holder.id, [cell])
    }
  }

  read(cell: Cell): Edge {
    const { geometry, style } = cell
    const on = (point: Point | undefined) => point && this.places.pointOn(cell, point)
    const [source, target] = [this.places.find(cell.source), this.places.find(cell.target)]
    const [startPoint, endPoint] = [on(geometry?.sourcePoint), on(geometry?.targetPoint)]
    const end = (held: Cell | undefined, point: Point | undefined): End => ({
      ...(held?.kind === 'vertex' ? { rect: this.places.rectOf(held) } : {}),
      ...(point ? { point } : {}),
    })
    const waypoints = (geometry?.points ?? []).map((point) => this.places.pointOn(cell, point))
    const path = pathOf(style, end(source, startPoint), end(target, endPoint), waypoints)
    const own = cell.label === '' ? [] : [cell]
    const along = (label: Cell) => label.geometry?.rect.x ?? 0
    const hung = (this.labels.get(cell.id) ?? []).toSorted((a, b) => along(a) - along(b))
    return {
      cell,
      from: this.endOf(source, startPoint ?? path[0]),
      to: this.endOf(target, endPoint ?? path.at(-1)),
      arrows: arrowsOf(cell),
      labels: [...own, ...hung],
      waypoints,
      path,
      curves: curvesOf(style, path),
    }
  }

  /** The component or zone that holds the end; what a group or an icon in it means is its component. */
  private endOf(held: Cell | undefined, point: Point | undefined): EdgeEnd | undefined {
    if (!held) return point && this.componentNear(point)
    for (const cell of [held, ...this.places.ancestorsOf(held)]) {
      const owner = this.roles.parts.get(cell.id) ?? cell.id
      const what = this.what.get(owner)
      if (what === 'component' || (what === 'zone' && cell === held))
        return { cell: owner, what, isGuessed: false }
    }
    if (held.kind !== 'vertex') return point && this.componentNear(point)
    // A group: its only component, or the one at which the line arrives.
    const rect = this.places.rectOf(held)
    const inside = this.shapes.near(rect).filter(({ item }) => isInside(item.rect, rect))
    const [only, ...others] = inside
    if (only && others.length === 0) return { cell: only.item.cell.id, what: 'component', isGuessed: true }
    return point && this.componentNear(point)
  }

  /** The smallest component at a place. */
  private componentNear({ x, y }: Point): EdgeEnd | undefined {
    const around = { x: x - NEAR, y: y - NEAR, width: 2 * NEAR, height: 2 * NEAR }
    let found: Shape | undefined
    const size = ({ rect }: Shape) => rect.width * rect.height
    for (const { item } of this.shapes.near(around)) {
      const { rect } = item
      const isNear =
        x >= rect.x - NEAR &&
        x <= rect.x + rect.width + NEAR &&
        y >= rect.y - NEAR &&
        y <= rect.y + rect.height + NEAR
      if (isNear && (!found || size(item) < size(found))) found = item
    }
    return found && { cell: found.cell.id, what: 'component', isGuessed: true }
  }
}

/** True for a line that is drawn as a boundary and joins nothing. */
export function isBoundary({ cell, arrows, labels }: Edge): boolean {
  if (statedRole(cell) === 'boundary') return true
  const isFree = cell.source === undefined && cell.target === undefined
  const isNamed = labels.some(({ label }) => BOUNDARY_WORDS.test(label))
  if (arrows === 'none' && isNamed && (isFree || isRed(cell.style) || isDashed(cell.style))) return true
  return isFree && (arrows === 'none' || (isDashed(cell.style) && (isRed(cell.style) || isNamed)))
}

function arrowsOf({ style }: Cell): Edge['arrows'] {
  const start = settingOf(style, 'startArrow')
  const end = style.settings.get('endArrow') ?? 'classic'
  const [isStart, isEnd] = [HEADS.test(start), HEADS.test(end)]
  if (isStart && isEnd) return 'both'
  if (isEnd) return 'forth'
  if (isStart) return 'back'
  // Feet and diamonds say no direction, but which end is the far one.
  return end === 'none' || end === '' ? 'none' : 'forth'
}
