/** What a flow has to go around, findable along a line. */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import { borderOf, crossAt, entryAt, segmentsOf } from '../paths.ts'
import { type Placed, Spatial } from '../spatial.ts'

export interface Obstacle {
  readonly id: string
  readonly rect: Rect
  /** Of a zone: better to be left readable, but nothing that cannot be crossed. */
  readonly isTitle: boolean
}

/** Pixels around an obstacle within which it is found; no path keeps a greater distance. */
export const REACH = 40
/** A path may pass this close to the components that it joins, and to titles. */
const OWN = 1
const TITLE = 3

/** How a line is to be looked at. */
export interface Sight {
  readonly margin: number
  readonly titles: boolean
  /** Ids of the components that the flow joins. */
  readonly from: string
  readonly to: string
}

export interface Met {
  readonly item: Obstacle
  readonly at: number
}

export class Obstacles {
  readonly #obstacles = new Spatial<Obstacle>()
  readonly #borders = new Spatial<readonly [Point, Point]>()

  add(obstacle: Obstacle): Placed<Obstacle> {
    return this.#obstacles.add(grown(obstacle.rect, REACH), obstacle)
  }

  remove(placed: Placed<Obstacle>): void {
    this.#obstacles.remove(placed)
  }

  addZone(rect: Rect): readonly Placed<readonly [Point, Point]>[] {
    return segmentsOf(borderOf(rect)).map((segment) => this.#borders.addAlong(...segment, segment))
  }

  removeZone(borders: readonly Placed<readonly [Point, Point]>[]): void {
    for (const border of borders) this.#borders.remove(border)
  }

  /** What the segment meets first, and after which part of it; it may start in `from` and end in `to`. */
  firstOn(a: Point, b: Point, sight: Sight, isStart: boolean, isEnd: boolean): Met | null {
    const entry = ({ id, rect, isTitle }: Obstacle) => {
      if ((isTitle && !sight.titles) || (isStart && id === sight.from) || (isEnd && id === sight.to))
        return null
      const isOwn = id === sight.from || id === sight.to
      return entryAt(a, b, rect, isTitle ? TITLE : isOwn ? OWN : sight.margin)
    }
    return this.#obstacles.firstOn(a, b, entry, (one, other) => one.id < other.id)
  }

  /** How many borders of zones the segment crosses. */
  bordersOn(a: Point, b: Point): number {
    let count = 0
    for (const { item } of this.#borders.nearSegment(a, b)) if (crossAt(a, b, item[0], item[1])) count += 1
    return count
  }
}

export function grown(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by }
}
