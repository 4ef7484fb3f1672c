/** The lines of all flows that rest, and all arrowheads, findable by place. */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import { headRect } from '../ink.ts'
import { crossings, entryAt, segmentsOf } from '../paths.ts'
import { type Placed, Spatial } from '../spatial.ts'
import type { Strand } from './flows/strands.ts'
import type { Owner, Taken } from './taken.ts'

type Segment = readonly [Point, Point]
interface Ink {
  readonly strand: Strand
  readonly segment: Segment
}
interface Held {
  readonly segments: readonly Placed<Ink>[]
  readonly head: Placed<Owner> | null
}

export interface Inked {
  /** Arrowheads that were or are there. */
  readonly heads: readonly Rect[]
  /** Lines that are there no more, and those that came. */
  readonly left: readonly Segment[]
  readonly taken: readonly Segment[]
}

export class Inks {
  readonly #inks = new Spatial<Ink>()
  readonly #held = new Map<Strand, Held>()
  readonly #taken: Taken

  constructor(taken: Taken) {
    this.#taken = taken
  }

  update(changed: Iterable<Strand>, gone: Iterable<Strand>): Inked {
    const heads: Rect[] = []
    const [left, taken]: [Segment[], Segment[]] = [[], []]
    const forget = (strand: Strand) => {
      const held = this.#held.get(strand)
      if (!held) return
      for (const placed of held.segments) {
        left.push(placed.item.segment)
        this.#inks.remove(placed)
      }
      if (held.head) {
        heads.push(held.head.rect)
        this.#taken.remove(held.head)
      }
      this.#held.delete(strand)
    }
    for (const strand of gone) forget(strand)
    for (const strand of changed) {
      forget(strand)
      const { path } = strand
      const own = strand.isMoving ? [] : segmentsOf(path)
      taken.push(...own)
      const placed = own.map((segment) => this.#inks.addAlong(...segment, { strand, segment }))
      const rect = headRect(path)
      if (rect) heads.push(rect)
      this.#held.set(strand, { segments: placed, head: rect && this.#taken.add(rect, null) })
    }
    return { heads, left, taken }
  }

  /** How many flows run through a place, beside one; no more than `most` are counted. */
  countThrough(place: Rect, most: number, own: Strand | null): number {
    const found: Strand[] = []
    this.#inks.someNear(place, ({ strand, segment: [a, b] }) => {
      if (strand === own || entryAt(a, b, place, 0) === null || found.includes(strand)) return false
      found.push(strand)
      return found.length >= most
    })
    return found.length
  }

  /** Whether a flow for which `counts` is true crosses the segment. */
  isCrossed(a: Point, b: Point, counts: (strand: Strand) => boolean): boolean {
    return this.#inks
      .nearSegment(a, b)
      .some(({ item }) => counts(item.strand) && crossings([a, b], item.segment).length > 0)
  }
}
