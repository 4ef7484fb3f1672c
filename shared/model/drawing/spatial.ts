/**
 * Things findable by place, in a grid of cells, however many there are. What comes back has an order that
 * depends on what was put in and taken out before: a result must not depend on it.
 */
import type { Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'

export interface Placed<T> {
  readonly rect: Rect
  readonly item: T
  /** Keys of its cells; null for what lies in too many, or too far away, for its cells to be counted. */
  readonly cells: readonly number[] | null
  /** The last search that found it: a thing lies in several cells. */
  seen: number
}

const MOST_CELLS = 4096
/** Where one more is still more. */
const FARTHEST = 1e12
/** Beyond that nobody sees both ends of anything. */
const MOST_ON_THE_WAY = 200_000
/** Cells are told apart by as many bits of either index; that two far ones share a key costs only time. */
const BITS = 15
const MASK = (1 << BITS) - 1

export class Spatial<T> {
  readonly #size: number
  readonly #cells = new Map<number, Placed<T>[]>()
  readonly #vast = new Set<Placed<T>>()
  #searches = 0

  /** Cells of this many pixels: about as large as what is looked for. */
  constructor(size = 128) {
    this.#size = size
  }

  add(rect: Rect, item: T): Placed<T> {
    return this.#put({ rect, item, cells: this.#under(rect), seen: 0 })
  }

  /** Adds what lies only along a segment: few cells, however long it is. */
  addAlong(a: Point, b: Point, item: T): Placed<T> {
    const rect = {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    }
    return this.#put({ rect, item, cells: this.#along(a, b), seen: 0 })
  }

  remove(placed: Placed<T>): void {
    if (placed.cells === null) {
      this.#vast.delete(placed)
      return
    }
    for (const key of placed.cells) {
      const cell = this.#cells.get(key)
      if (!cell) continue
      const at = cell.indexOf(placed)
      const last = at < 0 ? undefined : cell.pop()
      if (last && last !== placed) cell[at] = last
      if (cell.length === 0) this.#cells.delete(key)
    }
  }

  /** All in the cells of the rectangle, and so all that overlap it. */
  near(rect: Rect): Placed<T>[] {
    return this.#in(this.#under(rect))
  }

  /** All in the cells that the segment runs through. */
  nearSegment(a: Point, b: Point): Placed<T>[] {
    return this.#in(this.#along(a, b))
  }

  /** True as soon as `test` is for one of those near the rectangle. */
  someNear(rect: Rect, test: (item: T, rect: Rect) => boolean): boolean {
    const keys = this.#under(rect)
    if (keys === null) return this.#in(null).some((placed) => test(placed.item, placed.rect))
    for (const { item, rect: own } of this.#vast) if (test(item, own)) return true
    this.#searches += 1
    for (const key of keys) {
      for (const placed of this.#cells.get(key) ?? []) {
        if (placed.seen === this.#searches) continue
        placed.seen = this.#searches
        if (test(placed.item, placed.rect)) return true
      }
    }
    return false
  }

  /**
   * What `entry` puts first on the segment, by parts (0 to 1) of it; null for what is not on it. Looks no further than
   * where something was met, so that a long segment through many things costs no more than a short one.
   */
  firstOn(
    a: Point,
    b: Point,
    entry: (item: T) => number | null,
    isBefore: (one: T, other: T) => boolean,
  ): { readonly item: T; readonly at: number } | null {
    let item: T | null = null
    let at = Infinity
    this.#searches += 1
    const look = (cell: Iterable<Placed<T>>) => {
      for (const placed of cell) {
        if (placed.seen === this.#searches) continue
        placed.seen = this.#searches
        const met = entry(placed.item)
        if (met === null || met > at || (met === at && item !== null && isBefore(item, placed.item))) continue
        item = placed.item
        at = met
      }
    }
    look(this.#vast)
    const size = this.#size
    const [across, down] = [b.x - a.x, b.y - a.y]
    let [column, row] = [Math.floor(a.x / size), Math.floor(a.y / size)]
    // The parts at which the segment comes to the next column and to the next row.
    let nextColumn = across === 0 ? Infinity : ((column + (across > 0 ? 1 : 0)) * size - a.x) / across
    let nextRow = down === 0 ? Infinity : ((row + (down > 0 ? 1 : 0)) * size - a.y) / down
    for (let cells = 0; cells < MOST_ON_THE_WAY; cells += 1) {
      const cell = this.#cells.get(keyOf(column, row))
      if (cell) look(cell)
      const until = Math.min(nextColumn, nextRow)
      if (at <= until || !(until < 1)) break
      if (nextColumn < nextRow) {
        column += Math.sign(across)
        nextColumn += size / Math.abs(across)
      } else {
        row += Math.sign(down)
        nextRow += size / Math.abs(down)
      }
    }
    return item === null ? null : { item, at }
  }

  #put(placed: Placed<T>): Placed<T> {
    if (placed.cells === null) this.#vast.add(placed)
    else {
      for (const key of placed.cells) {
        const cell = this.#cells.get(key)
        if (cell) cell.push(placed)
        else this.#cells.set(key, [placed])
      }
    }
    return placed
  }

  #in(keys: Iterable<number> | null): Placed<T>[] {
    const found = [...this.#vast]
    this.#searches += 1
    for (const key of keys ?? this.#cells.keys()) {
      const cell = this.#cells.get(key)
      if (!cell) continue
      for (const placed of cell) {
        if (placed.seen === this.#searches) continue
        placed.seen = this.#searches
        found.push(placed)
      }
    }
    return found
  }

  #under({ x, y, width, height }: Rect): number[] | null {
    const [left, right] = [Math.floor(x / this.#size), Math.floor((x + width) / this.#size)]
    const [top, bottom] = [Math.floor(y / this.#size), Math.floor((y + height) / this.#size)]
    // Written so that what is not a number is too much, too.
    if (!((right - left + 1) * (bottom - top + 1) <= MOST_CELLS)) return null
    if (![left, top, right, bottom].every(isNear)) return null
    const keys: number[] = []
    for (let column = left; column <= right; column += 1)
      for (let row = top; row <= bottom; row += 1) keys.push(keyOf(column, row))
    return keys
  }

  /** Column by column: in each, the rows between where the segment comes in and where it goes out. */
  #along(a: Point, b: Point): number[] | null {
    const [start, end] = a.x <= b.x ? [a, b] : [b, a]
    const [left, right] = [Math.floor(start.x / this.#size), Math.floor(end.x / this.#size)]
    const rows = Math.abs(end.y - start.y) / this.#size
    if (!(right - left + rows <= MOST_CELLS) || ![a.x, a.y, b.x, b.y].every(isNear)) return null
    const slope = end.x === start.x ? 0 : (end.y - start.y) / (end.x - start.x)
    const keys: number[] = []
    for (let column = left; column <= right; column += 1) {
      const first = column === left ? start.y : start.y + slope * (column * this.#size - start.x)
      const last = column === right ? end.y : start.y + slope * ((column + 1) * this.#size - start.x)
      const bottom = Math.floor(Math.max(first, last) / this.#size)
      for (let row = Math.floor(Math.min(first, last) / this.#size); row <= bottom; row += 1)
        keys.push(keyOf(column, row))
    }
    return keys
  }
}

/** True where two rectangles share more than an edge. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

function isNear(value: number): boolean {
  return Math.abs(value) < FARTHEST
}

function keyOf(column: number, row: number): number {
  return ((column & MASK) << BITS) | (row & MASK)
}
