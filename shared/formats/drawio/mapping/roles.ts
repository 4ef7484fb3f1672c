/**
 * What each shape of a page is: a component, a zone, a line, a note, or only a part of the picture. draw.io knows
 * none of these words, so a shape's style says it, and what it holds and what ends at it.
 */
import { groupBy } from '../../../core/group.ts'
import { Spatial } from '../../../model/drawing/spatial.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import type { CellPlaces } from '../file/places.ts'
import { isOn, settingOf, shapeOf } from '../file/style.ts'
import type { Cell } from '../file/types.ts'
import { isDashed, isHollow, isRed } from './colours.ts'
import { iconOf, isBox, isCloudGroup, isLine, isNote, isRound, isText, statedRole } from './shapes.ts'

export interface Shape {
  readonly cell: Cell
  readonly rect: Rect
}

export interface Roles {
  readonly components: readonly Shape[]
  readonly zones: readonly Shape[]
  /** Zones that only what they hold tells to be such. */
  readonly guessedZones: ReadonlySet<string>
  readonly texts: readonly Shape[]
  /** Boundaries that are drawn as shapes, not as edges. */
  readonly lines: readonly Shape[]
  /** Icons and the like, with the id of the component that they are a part of. */
  readonly parts: ReadonlyMap<string, string>
  /** Drawn for the eye alone. */
  readonly ornaments: readonly Shape[]
  readonly edges: readonly Cell[]
  readonly hidden: readonly Cell[]
}

type Role = 'frame' | 'line' | 'nothing' | 'text' | 'zone' | 'holder' | 'shape'

const BADGE = { letters: /^[\p{L}\p{N}.#]{1,3}$/u, area: 40 * 40 } as const
/** How far what is inside may stick out, in pixels. */
const SLACK = 3

export function rolesOf(cells: readonly Cell[], places: CellPlaces): Roles {
  const sorter = new Sorter(cells, places)
  return sorter.sort()
}

class Sorter {
  private readonly places: CellPlaces
  private readonly cells: readonly Cell[]
  private readonly linked = new Set<string>()
  private readonly hidden: Cell[] = []
  private readonly edges: Cell[] = []
  private readonly vertices: Shape[] = []

  constructor(cells: readonly Cell[], places: CellPlaces) {
    this.places = places
    this.cells = cells
    for (const { kind, source, target } of cells) {
      if (kind !== 'edge') continue
      if (source !== undefined) this.linked.add(source)
      if (target !== undefined) this.linked.add(target)
    }
    for (const cell of this.cells) this.admit(cell)
  }

  sort(): Roles {
    const byRole = groupBy(this.vertices, (shape) => this.roleOf(shape))
    const get = (role: Role): readonly Shape[] => byRole.get(role) ?? []
    const holders = this.splitHolders(get('zone'), get('holder'), get('shape'))
    const { zones, guessedZones } = holders
    const { components, parts, ornaments } = this.splitShapes(holders.components, get('text'))
    return {
      ...{ components, zones, guessedZones, parts, ornaments },
      ...{ texts: get('text'), lines: get('line'), edges: this.edges, hidden: this.hidden },
    }
  }

  private admit(cell: Cell): void {
    if (cell.kind === 'other') return
    const ancestors = this.places.ancestorsOf(cell)
    if (!cell.isVisible || ancestors.some(({ isVisible }) => !isVisible)) {
      this.hidden.push(cell)
    } else if (cell.kind === 'edge') this.edges.push(cell)
    // Labels of edges, and the cells of a table.
    else if (!ancestors.some(({ kind, style }) => kind === 'edge' || shapeOf(style) === 'table')) {
      this.vertices.push({ cell, rect: this.places.rectOf(cell) })
    }
  }

  private roleOf({ cell, rect }: Shape): Role {
    const { style, label, id } = cell
    const isLinked = this.linked.has(id)
    if (isLine(cell)) return 'line'
    if (style.names.includes('group') && label === '') return 'frame'
    if (isText(cell)) return label === '' && !isLinked ? 'nothing' : isLinked ? 'shape' : 'text'
    if (isNote(cell)) return label === '' ? 'nothing' : 'text'
    if (isOn(style, 'part') && label === '' && !isLinked) return 'nothing'
    const isBadge = BADGE.letters.test(label) && rect.width * rect.height <= BADGE.area
    if (isBadge && !isLinked) return 'text'
    if (statedRole(cell) === 'boundary' || isCloudGroup(cell)) return 'zone'
    if (isHolder(cell)) return 'holder'
    return 'shape'
  }

  /** Boxes around other things become zones; what could hold something and does not is a component where flows end at it. */
  private splitHolders(
    sure: readonly Shape[],
    holders: readonly Shape[],
    shapes: readonly Shape[],
  ): Pick<Roles, 'components' | 'zones' | 'guessedZones'> {
    const members = new Spatial<Shape>()
    const isMember = (shape: Shape) => this.isNamed(shape)
    const all = [...sure, ...holders, ...shapes]
    for (const shape of all) if (isMember(shape)) members.add(shape.rect, shape)
    const parents = new Set<string>()
    for (const shape of all) {
      if (isMember(shape)) for (const { id } of this.places.ancestorsOf(shape.cell)) parents.add(id)
    }
    const holdsSomething = ({ cell, rect }: Shape) =>
      parents.has(cell.id) ||
      members.someNear(rect, (member) => member.cell.id !== cell.id && isInside(member.rect, rect))
    const zones = new Set<Shape>(sure)
    const guessed = new Set<string>()
    for (const shape of holders) {
      const isList = settingOf(shape.cell.style, 'childLayout') === 'stackLayout'
      const isEmptyZone = !this.linked.has(shape.cell.id) && !isList && !isRound(shape.cell)
      if (holdsSomething(shape) || isEmptyZone) zones.add(shape)
    }
    for (const shape of shapes) {
      if (!isBox(shape.cell) || isText(shape.cell) || !holdsSomething(shape)) continue
      zones.add(shape)
      guessed.add(shape.cell.id)
    }
    const inOrder = (some: Iterable<Shape>) => {
      const kept = new Set(some)
      return this.vertices.filter((shape) => kept.has(shape))
    }
    return {
      zones: inOrder(zones),
      guessedZones: guessed,
      components: inOrder([...holders, ...shapes].filter((shape) => !zones.has(shape))),
    }
  }

  /** What stands for itself: it has a label, or a flow that does not mean the box that it was put into. */
  private isNamed({ cell }: Shape): boolean {
    if (cell.label !== '') return true
    const holder = this.places.find(cell.parent)
    const isPart = holder?.kind === 'vertex' && holder.label !== '' && isBox(holder) && !isHolder(holder)
    return this.linked.has(cell.id) && !(isPart && !isCloudGroup(holder) && statedRole(holder) !== 'boundary')
  }

  private splitShapes(
    candidates: readonly Shape[],
    texts: readonly Shape[],
  ): Pick<Roles, 'components' | 'parts' | 'ornaments'> {
    const named = new Set(candidates.filter((shape) => this.isNamed(shape)))
    if (named.size === candidates.length) return { components: candidates, parts: new Map(), ornaments: [] }
    const owners = new Spatial<Shape>()
    for (const shape of named) owners.add(shape.rect, shape)
    const words = new Spatial<Shape>()
    for (const text of texts) words.add(text.rect, text)
    const ids = new Set([...named].map(({ cell }) => cell.id))
    const parts = new Map<string, string>()
    const ornaments: Shape[] = []
    const components = candidates.filter((shape) => {
      if (named.has(shape)) return true
      const { cell, rect } = shape
      const above = this.places.ancestorsOf(cell).find(({ id }) => ids.has(id))?.id
      const around = above ?? smallestAround(owners, rect)?.cell.id
      if (around !== undefined) {
        parts.set(cell.id, around)
        return false
      }
      const isPicture = settingOf(cell.style, 'image').startsWith('data:')
      const isPanel = isBox(cell) && words.someNear(rect, (text) => isInside(text.rect, rect))
      if (iconOf(cell) === '' && (isPicture || isPanel)) {
        ornaments.push(shape)
        return false
      }
      return true
    })
    return { components, parts, ornaments }
  }
}

function isHolder(cell: Cell): boolean {
  const { style } = cell
  if (style.names.includes('swimlane') || isOn(style, 'container')) return true
  if (/^(?:swimlane|folder|umlframe|pool)$/u.test(shapeOf(style))) return true
  if (!isBox(cell) && !isRound(cell)) return false
  return isDashed(style) || (isRed(style) && isHollow(style))
}

function smallestAround(owners: Spatial<Shape>, rect: Rect): Shape | undefined {
  let found: Shape | undefined
  const size = ({ width, height }: Rect) => width * height
  for (const { item } of owners.near(rect)) {
    if (isInside(rect, item.rect) && (!found || size(item.rect) < size(found.rect))) found = item
  }
  return found
}

/** True where it is smaller and lies in it. */
export function isInside(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x - SLACK &&
    inner.y >= outer.y - SLACK &&
    inner.x + inner.width <= outer.x + outer.width + SLACK &&
    inner.y + inner.height <= outer.y + outer.height + SLACK &&
    inner.width * inner.height < outer.width * outer.height
  )
}
