/** The cells of a page while they change: what is noted of each, and where each will be. */
import type { Point } from '../../../model/layout.ts'
import { CellPlaces } from '../file/places.ts'
import type { Cell, DrawioPage } from '../file/types.ts'
import { extraLines } from '../mapping/attributes.ts'
import type { Trace } from '../mapping/collected.ts'
import type { Data } from '../writing/data.ts'
import { CellChanges } from './changes.ts'
import type { Side } from './sides.ts'

/** What is moved by less is where it was, in pixels. */
export const STILL = 0.005

export interface Context {
  readonly page: DrawioPage
  readonly before: Side
  readonly after: Side
  /** Traces of this page's elements that stay on it, by the keys of `Elements.traces`. */
  readonly kept: ReadonlyMap<string, Trace>
  /** Those that go. */
  readonly gone: ReadonlyMap<string, Trace>
  /** Id of the cell of a component or zone of this page, old or new; undefined where it is on another. */
  readonly cellIdOf: (elementId: string) => string | undefined
  /** True where the kind has to be stated, since the drawing alone would now say another. */
  readonly isStated: (componentId: string) => boolean
  readonly lose: (message: string) => void
}

export class ChangingCells {
  readonly context: Context
  readonly places: CellPlaces
  readonly changes = new Map<string, CellChanges>()
  /** Components and zones by the id of their cell. */
  readonly elementOf = new Map<string, string>()
  /** Ids of cells that go. */
  readonly removed = new Set<string>()

  constructor(context: Context) {
    this.context = context
    this.places = new CellPlaces(context.page.cells)
    for (const [key, trace] of context.kept) {
      if (isShape(key) && !trace.isStandIn) this.elementOf.set(trace.cell.id, key.replace(/^boundary:/u, ''))
    }
  }

  of(cell: Cell): CellChanges {
    const known = this.changes.get(cell.id) ?? new CellChanges(cell)
    this.changes.set(cell.id, known)
    return known
  }

  changeData(cell: Cell, was: Data, is: Data): void {
    for (const [name, value] of is) {
      if (value === was.get(name)) continue
      if (name !== 'description') {
        this.of(cell).setData(name, value)
        continue
      }
      const extra = new Set(extraLines(cell.properties))
      const own = (value ?? '').split('\n').filter((line) => !extra.has(line))
      this.of(cell).setData(name, own.join('\n').trim() || undefined)
    }
  }

  /** Bends stay on the page where the parent moved by this much. */
  movePoints(cell: Cell, { x: dx, y: dy }: Point): void {
    const points = cell.geometry?.points ?? []
    if (points.length === 0 || Math.hypot(dx, dy) < STILL) return
    this.of(cell).setPoints(points.map(({ x, y }) => ({ x: x - dx, y: y - dy })))
  }

  /** How far an element, or what holds a group, moves. */
  delta(cell: Cell | undefined): Point {
    for (const each of cell ? [cell, ...this.places.ancestorsOf(cell)] : []) {
      const id = this.elementOf.get(each.id)
      const [was, is] =
        id === undefined ? [] : [this.context.before.rectOf(id), this.context.after.rectOf(id)]
      if (was && is) return { x: is.x - was.x, y: is.y - was.y }
    }
    return { x: 0, y: 0 }
  }

  newOrigin(cell: Cell | undefined): Point {
    const { x, y } = this.places.originIn(cell)
    const moved = this.delta(cell)
    return { x: x + moved.x, y: y + moved.y }
  }

  layerOf(cell: Cell): string {
    const layer = this.places
      .ancestorsOf(cell)
      .find(({ kind, parent }) => kind === 'other' && parent !== undefined)
    return layer?.id ?? '1'
  }
}

function isShape(key: string): boolean {
  return !key.includes('>') && !key.startsWith('note:')
}
