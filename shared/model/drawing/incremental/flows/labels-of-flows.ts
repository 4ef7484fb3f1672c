/** Labels keep off components, marks, arrowheads, names and each other, and off the lines of other flows. */
import type { Rect } from '../../../geometry.ts'
import type { Point } from '../../../layout.ts'
import { labelPlaces, labelRect } from '../../labels.ts'
import type { Placed } from '../../spatial.ts'
import type { Regrouped } from '../groups.ts'
import type { Inked, Inks } from '../inks.ts'
import { CUT, MOST_CUTS } from '../names.ts'
import { type Moved, settle, UNMOVED, Watchers } from '../settle.ts'
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
    inked: Inked,
    changed: Set<Strand>,
  ): void {
    const left: Rect[] = []
    for (const strand of regrouped.goneStrands) {
      this.#watchers.forget(strand)
      left.push(...this.#forget(strand))
    }
    const ask = (strand: Strand) => void due.add(strand)
    for (const place of [...places, ...left]) this.#watchers.at(place, 'left', ask)
    for (const place of places) this.#watchers.at(place, 'taken', ask)
    for (const [a, b] of inked.left) this.#watchers.along(a, b, 'left', ask)
    for (const [a, b] of inked.taken) this.#watchers.along(a, b, 'taken', ask)
    settle(due, this.#watchers, (strand) => {
      const moved = this.#place(strand)
      if (moved !== UNMOVED) changed.add(strand)
      return moved
    })
  }

  #place(strand: Strand): Moved {
    const looked: Rect[] = []
    const best = this.#bestFor(strand, looked)
    this.#watchers.watch(strand, looked, best?.rect ?? null)
    const [at, rect] = [best?.at ?? null, best?.rect ?? null]
    const held = this.#held.get(strand)
    if (samePoint(strand.labelAt, at) && (held?.rect.width ?? 0) === (rect?.width ?? 0)) return UNMOVED
    const left = this.#forget(strand)
    strand.labelAt = at
    if (!rect) return { left, taken: [] }
    this.#held.set(strand, this.#taken.add(rect, strand))
    return { left, taken: [rect] }
  }

  #bestFor(strand: Strand, looked: Rect[]): { readonly at: Point; readonly rect: Rect } | null {
    const { label, path, spots, order } = strand
    if (!label || path.length < 2) return null
    const marks = spots.map(({ distance }) => distance)
    const isBefore = (owner: Strand) => owner.order < order
    let best: { at: Point; rect: Rect } | null = null
    let least = Infinity
    for (const at of labelPlaces(path, marks, label.width)) {
      const rect = labelRect(at, label.width)
      looked.push(rect)
      // No further than it takes to see that a place is no better.
      let cost = this.#taken.overlap(rect, isBefore, least / COVERED) * COVERED
      if (cost >= least) continue
      const most = Math.min(MOST_CUTS, Math.ceil((least - cost) / CUT))
      cost += this.#inks.countThrough(rect, most, strand) * CUT
      if (cost < least) [best, least] = [{ at, rect }, cost]
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
