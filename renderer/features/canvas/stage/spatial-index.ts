/** Which elements lie in a part of the canvas, without asking all of them. */
import type { Path } from '../../../../shared/model/drawing/paths.ts'
import type { Rect } from '../../../../shared/model/geometry.ts'
import type { Point } from '../../../../shared/model/layout.ts'

export type ItemKind = 'zone' | 'line' | 'flow' | 'component' | 'note'

/** Where something is drawn. */
export interface Placed {
  readonly ref: string
  /** Everything that is drawn of it lies inside. */
  readonly rect: Rect
  /** Of a flow: it is in a rectangle only where its path is near it. */
  readonly path?: Path
}

export interface Item extends Placed {
  readonly kind: ItemKind
  /** Place in the model: what comes later lies on top of its like. */
  readonly order: number
}

interface Entry<T> {
  readonly item: T
  readonly cells: readonly string[]
  /** The last question that met it. */
  asked: number
}

const CELL = 512
/** What covers more cells than this is looked at every time. */
const MOST_CELLS = 24
const FARTHEST = 1e9
/** How far from a path its label, marks and arrowhead may reach. */
const REACH = 130

export class SpatialIndex<T extends Placed = Item> {
  readonly #entries = new Map<string, Entry<T>>()
  readonly #cells = new Map<string, Set<Entry<T>>>()
  readonly #large = new Set<Entry<T>>()
  #question = 0

  get size(): number {
    return this.#entries.size
  }

  refs(): Iterable<string> {
    return this.#entries.keys()
  }

  get(ref: string): T | undefined {
    return this.#entries.get(ref)?.item
  }

  /** Adds an item, or replaces the one of its ref. */
  set(item: T): void {
    this.delete(item.ref)
    const entry: Entry<T> = { item, cells: cellsOf(item.rect), asked: 0 }
    this.#entries.set(item.ref, entry)
    if (entry.cells.length === 0) this.#large.add(entry)
    for (const cell of entry.cells) {
      const known = this.#cells.get(cell)
      if (known) known.add(entry)
      else this.#cells.set(cell, new Set([entry]))
    }
  }

  delete(ref: string): void {
    const entry = this.#entries.get(ref)
    if (!entry) return
    this.#entries.delete(ref)
    this.#large.delete(entry)
    for (const cell of entry.cells) {
      const known = this.#cells.get(cell)
      known?.delete(entry)
      if (known?.size === 0) this.#cells.delete(cell)
    }
  }

  /** What is in the rectangle, in no order. */
  query(rect: Rect): T[] {
    this.#question += 1
    const found: T[] = []
    const look = (entry: Entry<T>) => {
      if (entry.asked === this.#question) return
      entry.asked = this.#question
      if (isIn(entry.item, rect)) found.push(entry.item)
    }
    for (const entry of this.#large) look(entry)
    const { left, top, right, bottom } = spanOf(rect)
    if (
      !isCountable(left, top, right, bottom) ||
      (right - left + 1) * (bottom - top + 1) > this.#cells.size
    ) {
      for (const entry of this.#entries.values()) look(entry)
      return found
    }
    for (let x = left; x <= right; x += 1) {
      for (let y = top; y <= bottom; y += 1) {
        for (const entry of this.#cells.get(`${x} ${y}`) ?? []) look(entry)
      }
    }
    return found
  }
}

export function meets(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

export function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}

export function grown(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by }
}

/** Whether an item is in the rectangle; a flow also when it only passes through. */
export function isIn({ rect: own, path }: Placed, rect: Rect): boolean {
  if (!meets(own, rect)) return false
  return !path || (own.width < REACH && own.height < REACH) || passes(path, grown(rect, REACH))
}

/** True when some segment of the path is in the rectangle. */
function passes(path: Path, rect: Rect): boolean {
  for (let at = 1; at < path.length; at += 1) {
    const [a, b] = [path[at - 1], path[at]]
    if (a && b && segmentMeets(a, b, rect)) return true
  }
  return false
}

/** Clips the segment to the rectangle's two directions in turn (Liang and Barsky). */
function segmentMeets(a: Point, b: Point, { x, y, width, height }: Rect): boolean {
  let [first, last] = [0, 1]
  const clip = (from: number, by: number, low: number, high: number): boolean => {
    if (by === 0) return from >= low && from <= high
    const [one, other] = [(low - from) / by, (high - from) / by]
    first = Math.max(first, Math.min(one, other))
    last = Math.min(last, Math.max(one, other))
    return first <= last
  }
  return clip(a.x, b.x - a.x, x, x + width) && clip(a.y, b.y - a.y, y, y + height)
}

function spanOf({ x, y, width, height }: Rect) {
  return {
    left: Math.floor(x / CELL),
    top: Math.floor(y / CELL),
    right: Math.floor((x + width) / CELL),
    bottom: Math.floor((y + height) / CELL),
  }
}

/** A file may say any number; beyond some, one more is the same number. */
function isCountable(...cells: readonly number[]): boolean {
  return cells.every((cell) => Math.abs(cell) < FARTHEST)
}

/** None for what covers too many, or lies where no number counts cells any more. */
function cellsOf(rect: Rect): string[] {
  const { left, top, right, bottom } = spanOf(rect)
  const cells: string[] = []
  if (!isCountable(left, top, right, bottom)) return cells
  if ((right - left + 1) * (bottom - top + 1) > MOST_CELLS) return cells
  for (let x = left; x <= right; x += 1) {
    for (let y = top; y <= bottom; y += 1) cells.push(`${x} ${y}`)
  }
  return cells
}
