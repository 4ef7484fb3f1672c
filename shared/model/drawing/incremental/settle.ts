/** Giving out room in the order of the flows, again only to those whom a change concerns. */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import { entryAt } from '../paths.ts'
import { Heap } from '../routing/heap.ts'
import { overlaps, type Placed, Spatial } from '../spatial.ts'
import type { Strand } from './flows/strands.ts'

/** Who looked at which places when it was given its own. */
export class Watchers {
  readonly #places = new Spatial<Strand>()
  readonly #held = new Map<Strand, readonly Placed<Strand>[]>()

  watch(strand: Strand, places: readonly Rect[]): void {
    this.forget(strand)
    if (places.length === 0) return
    this.#held.set(
      strand,
      places.map((place) => this.#places.add(place, strand)),
    )
  }

  forget(strand: Strand): void {
    for (const placed of this.#held.get(strand) ?? []) this.#places.remove(placed)
    this.#held.delete(strand)
  }

  at(place: Rect): readonly Strand[] {
    return this.#places.near(place).flatMap(({ rect, item }) => (overlaps(rect, place) ? [item] : []))
  }

  along(a: Point, b: Point): readonly Strand[] {
    return this.#places
      .nearSegment(a, b)
      .flatMap(({ rect, item }) => (entryAt(a, b, rect, 0) === null ? [] : [item]))
  }
}

/**
 * Calls `place` for those that are due, in order; it says which places were left and taken by that. Whoever
 * comes later and looked there is due as well: the outcome is as if all had been placed anew.
 */
export function settle(
  due: ReadonlySet<Strand>,
  watchers: Watchers,
  place: (strand: Strand) => readonly Rect[],
): void {
  const queue = new Heap<Strand>((a, b) => a.order < b.order)
  const queued = new Set<Strand>(due)
  for (const strand of due) queue.add(strand)
  for (let strand = queue.take(); strand; strand = queue.take()) {
    for (const rect of place(strand)) {
      for (const other of watchers.at(rect)) {
        if (other.order <= strand.order || queued.has(other)) continue
        queued.add(other)
        queue.add(other)
      }
    }
  }
}
