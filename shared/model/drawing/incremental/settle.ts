/** Giving out room in the order of the flows, again only to those whom a change concerns. */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import { entryAt } from '../paths.ts'
import { Heap } from '../routing/heap.ts'
import { overlaps, type Placed, Spatial } from '../spatial.ts'
import { type Strand, sameRect } from './flows/strands.ts'

/** Places that something left, and places that it took. */
export interface Moved {
  readonly left: readonly Rect[]
  readonly taken: readonly Rect[]
}

export const UNMOVED: Moved = { left: [], taken: [] }

interface Watch {
  readonly strand: Strand
  /** Whether it is the place that was given; null where it does not say which one was. */
  readonly isOwn: boolean | null
}

/**
 * Who looked at which places when it was given its own. Of these only the best was given, so nothing changes for it
 * when more comes to one that it did not get, nor when something leaves the one that it has.
 */
export class Watchers {
  readonly #places = new Spatial<Watch>()
  readonly #held = new Map<Strand, readonly Placed<Watch>[]>()

  /** `own` is one of the places, or null for whom every change concerns. */
  watch(strand: Strand, places: readonly Rect[], own: Rect | null = null): void {
    const isOwn = (place: Rect) => own && place === own
    const held = this.#held.get(strand) ?? []
    const isSame =
      held.length === places.length &&
      held.every(({ rect, item }, at) => {
        const place = places[at]
        return place !== undefined && sameRect(rect, place) && item.isOwn === isOwn(place)
      })
    if (isSame) return
    this.forget(strand)
    if (places.length === 0) return
    this.#held.set(
      strand,
      places.map((place) => this.#places.add(place, { strand, isOwn: isOwn(place) })),
    )
  }

  forget(strand: Strand): void {
    for (const placed of this.#held.get(strand) ?? []) this.#places.remove(placed)
    this.#held.delete(strand)
  }

  /** Calls `tell` for each whom this place concerns, more than once perhaps. */
  at(place: Rect, change: keyof Moved, tell: (strand: Strand) => void): void {
    this.#places.someNear(place, ({ strand, isOwn }, rect) => {
      if (isConcerned(isOwn, change) && overlaps(rect, place)) tell(strand)
      return false
    })
  }

  /** As `at`, for a line. */
  along(a: Point, b: Point, change: keyof Moved, tell: (strand: Strand) => void): void {
    for (const { rect, item } of this.#places.nearSegment(a, b))
      if (isConcerned(item.isOwn, change) && entryAt(a, b, rect, 0) !== null) tell(item.strand)
  }
}

function isConcerned(isOwn: boolean | null, change: keyof Moved): boolean {
  return isOwn === null || isOwn === (change === 'taken')
}

/**
 * Calls `place` for those that are due, in order; it says which places were left and taken by that. Whoever
 * comes later and looked there is due as well: the outcome is as if all had been placed anew.
 */
export function settle(due: ReadonlySet<Strand>, watchers: Watchers, place: (strand: Strand) => Moved): void {
  const queue = new Heap<Strand>((a, b) => a.order < b.order)
  const queued = new Set<Strand>(due)
  for (const strand of due) queue.add(strand)
  for (let strand = queue.take(); strand; strand = queue.take()) {
    const { order } = strand
    const ask = (other: Strand) => {
      if (other.order <= order || queued.has(other)) return
      queued.add(other)
      queue.add(other)
    }
    const { left, taken } = place(strand)
    for (const rect of left) watchers.at(rect, 'left', ask)
    for (const rect of taken) watchers.at(rect, 'taken', ask)
  }
}
