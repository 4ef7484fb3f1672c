/** Labels keep off components, marks, arrowheads, names and each other, and off the lines of other flows. */
import type { Rect } from '../../../geometry.ts'
import type { Point } from '../../../layout.ts'
import { labelPlaces, labelRect } from '../../labels.ts'
import type { Placed } from '../../spatial.ts'
import type { Regrouped } from '../groups.ts'
import type { Inked, Inks } from '../inks.ts'
import { CUT, MOST_CUTS } from '../names.ts'
import { settle, Watchers } from '../settle.ts'
import type { Owner, Taken } from '../taken.ts'
import { type Strand, samePoint } from './strands.ts'

/** A covered square pixel counts this often against lines of flows under a label. */
const COVERED = 4

export class Labels {
  readonly #inks: Inks
  readonly #taken: Taken
  readonly #watchers = new Watchers()
  readonly #held = new Map<Strand, Placed<Owner>>()

  constructor(inks: Inks, taken: Taken) {
    this.#inks = inks
    this.#taken = taken
  }

  /** Places the labels that are due after these places and lines changed; adds flows whose labels moved to `changed`. */
  update(
    due: Set<Strand>,
    regrouped: Regrouped,
    places: readonly Rect[],
    { segments }: Inked,
    changed: Set<Strand>,
  ): void {
    const left: Rect[] = []
    for (const strand of regrouped.goneStrands) {
      this.#watchers.forget(strand)
      left.push(...this.#forget(strand))
    }
    for (const place of [...places, ...left]) for (const strand of this.#watchers.at(place)) due.add(strand)
    for (const [a, b] of segments) for (const strand of this.#watchers.along(a, b)) due.add(strand)
    settle(due, this.#watchers, (strand) => {
      const moved = this.#place(strand)
      if (moved.length > 0) changed.add(strand)
      return moved
    })
  }

  #place(strand: Strand): readonly Rect[] {
    const looked: Rect[] = []
    const at = this.#placeFor(strand, looked)
    this.#watchers.watch(strand, looked)
    const held = this.#held.get(strand)
    const rect = at && strand.label ? labelRect(at, strand.label.width) : null
    if (samePoint(strand.labelAt, at) && (held?.rect.width ?? 0) === (rect?.width ?? 0)) return []
    const before = this.#forget(strand)
    strand.labelAt = at
    if (!rect) return before
    this.#held.set(strand, this.#taken.add(rect, strand))
    return [...before, rect]
  }

  #placeFor(strand: Strand, looked: Rect[]): Point | null {
    const { label, path, spots, order } = strand
    if (!label || path.length < 2) return null
    const marks = spots.map(({ distance }) => distance)
    let best: Point | null = null
    let least = Infinity
    for (const at of labelPlaces(path, marks, label.width)) {
      const rect = labelRect(at, label.width)
      looked.push(rect)
      let cost = this.#taken.overlap(rect, (owner) => owner.order < order) * COVERED
      if (cost < least) cost += this.#inks.countThrough(rect, MOST_CUTS, strand) * CUT
      if (cost < least) [best, least] = [at, cost]
      if (cost === 0) break
    }
    return best
  }

  #forget(strand: Strand): readonly Rect[] {
    const held = this.#held.get(strand)
    if (!held) return []
    this.#taken.remove(held)
    this.#held.delete(strand)
    return [held.rect]
  }
}
