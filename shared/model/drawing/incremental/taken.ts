/** Places that a label must not cover: components, titles, marks, arrowheads, names of lines, and other labels. */
import type { Rect } from '../../geometry.ts'
import { type Placed, Spatial } from '../spatial.ts'
import type { Strand } from './flows/strands.ts'

/** The flow whose label it is; null for all that no label can drive away. */
export type Owner = Strand | null

export class Taken {
  readonly #places = new Spatial<Owner>()

  add(rect: Rect, owner: Owner): Placed<Owner> {
    return this.#places.add(rect, owner)
  }

  remove(place: Placed<Owner>): void {
    this.#places.remove(place)
  }

  /** Square pixels of a rectangle that are taken, up to `most` or more; `counts` says whose labels matter. */
  overlap(rect: Rect, counts: (owner: Strand) => boolean, most = Infinity): number {
    let area = 0
    this.#places.someNear(rect, (item, other) => {
      // Whole pixels: their sum is the same in whatever order they are found.
      if (item === null || counts(item)) area += Math.ceil(sharedArea(rect, other))
      return area >= most
    })
    return area
  }
}

function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}
