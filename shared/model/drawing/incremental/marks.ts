/** Where crossings are marked. Marks of close flows stand beside each other, each still on its own flow. */
import type { Rect } from '../../geometry.ts'
import { type CrossedBoundary, type CrossingSpot, crossingSpots } from '../crossing-spots.ts'
import { MARK_HALF } from '../ink.ts'
import { lengthOf, type Path, type Spot, spotAt } from '../paths.ts'
import type { DrawingInput } from '../shapes.ts'
import { overlaps, type Placed, Spatial } from '../spatial.ts'
import { type Strand, samePoint } from './flows/strands.ts'
import type { Groups, Regrouped } from './groups.ts'
import type { Changes, Parts } from './parts.ts'
import { type Moved, settle, UNMOVED, Watchers } from './settle.ts'
import type { Owner, Taken } from './taken.ts'

interface Mark {
  readonly strand: Strand
  readonly at: { readonly x: number; readonly y: number }
  readonly half: number
}
interface Held {
  readonly marks: readonly Placed<Mark>[]
  readonly taken: readonly Placed<Owner>[]
}

/** Half of a line's usual length, the mean advance of its name, and the name's height. */
const LINE = { stroke: 60, character: 6.8, name: 22, least: 24 } as const
/** How far along its flow a mark may stand from the boundary: it still touches it, or almost. */
const SHIFTS = [0, 5, -5, 10, -10, 14, -14, 18, -18] as const
/** Air between two marks. */
const AIR = 1

export class Marks {
  readonly #parts: Parts
  readonly #groups: Groups
  readonly #taken: Taken
  readonly #marks = new Spatial<Mark>()
  readonly #watchers = new Watchers()
  readonly #held = new Map<Strand, Held>()
  /** Flows that cross lines, with all that the places of these depend on. */
  readonly #lined = new Map<Strand, Rect>()
  #boundaries: DrawingInput['model']['boundaries'] | null = null

  constructor(parts: Parts, groups: Groups, taken: Taken) {
    this.#parts = parts
    this.#groups = groups
    this.#taken = taken
  }

  /** Places that marks left or took; adds flows whose marks moved to `changed`. */
  update(
    { model }: DrawingInput,
    rerun: ReadonlySet<Strand>,
    regrouped: Regrouped,
    { solid, zones }: Changes,
    changed: Set<Strand>,
  ): readonly Rect[] {
    const places: Rect[] = []
    for (const strand of regrouped.goneStrands) {
      places.push(...this.#forget(strand))
      this.#watchers.forget(strand)
      this.#lined.delete(strand)
    }
    const titles = new Map(model.boundaries.map(({ id, title }) => [id, title]))
    const due = new Set([...rerun, ...regrouped.strands])
    if (zones.size > 0) {
      for (const strand of this.#groups.strands)
        if (strand.crossed.some((id) => zones.has(id))) due.add(strand)
    }
    const isRenamed = this.#boundaries !== model.boundaries
    this.#boundaries = model.boundaries
    for (const [strand, reach] of this.#lined)
      if (isRenamed || solid.some((rect) => overlaps(rect, reach))) due.add(strand)
    for (const rect of places) this.#watchers.at(rect, 'left', (other) => due.add(other))
    settle(due, this.#watchers, (strand) => {
      const moved = this.#place(strand, titles)
      if (moved !== UNMOVED) changed.add(strand)
      places.push(...moved.left, ...moved.taken)
      return moved
    })
    return places
  }

  #place(strand: Strand, titles: ReadonlyMap<string, string>): Moved {
    const looked: Rect[] = []
    const spots = this.#apart(strand, this.#spotsOf(strand, titles), looked)
    this.#watchers.watch(strand, looked)
    const known = this.#held.get(strand)
    const isSame =
      spots.length === strand.spots.length &&
      spots.every((spot, at) => {
        const other = strand.spots[at]
        return (
          other?.boundary === spot.boundary &&
          other.distance === spot.distance &&
          other.angle === spot.angle &&
          samePoint(other.at, spot.at)
        )
      })
    if (isSame && (known !== undefined || spots.length === 0)) return UNMOVED
    const left = this.#forget(strand)
    strand.spots = spots
    if (spots.length === 0) return { left, taken: [] }
    const marks = spots.map(({ at }, index) => {
      const half = halfOf(index)
      return this.#marks.add(boxAround(at, half), { strand, at, half })
    })
    const boxes = spots.map(({ at }) => boxAround(at, MARK_HALF.main))
    this.#held.set(strand, { marks, taken: boxes.map((box) => this.#taken.add(box, null)) })
    return { left, taken: boxes }
  }

  #forget(strand: Strand): readonly Rect[] {
    const held = this.#held.get(strand)
    if (!held) return []
    for (const placed of held.marks) this.#marks.remove(placed)
    for (const placed of held.taken) this.#taken.remove(placed)
    this.#held.delete(strand)
    return held.taken.map(({ rect }) => rect)
  }

  /** Lines cross their flows where stroke and name cover no component. */
  #spotsOf(strand: Strand, titles: ReadonlyMap<string, string>): readonly CrossingSpot[] {
    const { path, ends } = strand
    const endAt = (id: string): CrossedBoundary['end'] =>
      id === ends.from ? 'from' : id === ends.to ? 'to' : undefined
    const crossed = strand.crossed.map((id) => ({ id, rect: this.#parts.zoneRect(id), end: endAt(id) }))
    let widest = 0
    const spots = crossingSpots(path, crossed, (id, spot) => {
      const half = halfName(titles.get(id) ?? '')
      widest = Math.max(widest, half)
      return this.#hasRoom(spot, half)
    })
    if (widest > 0) this.#lined.set(strand, reachOf(path, widest))
    else this.#lined.delete(strand)
    return spots
  }

  #hasRoom({ at, angle }: Spot, half: number): boolean {
    const [x, y] = [Math.sin(angle) * LINE.stroke, -Math.cos(angle) * LINE.stroke]
    const end = y > 0 ? { x: at.x - x, y: at.y - y } : { x: at.x + x, y: at.y + y }
    const name = { x: end.x - half, y: end.y - LINE.name, width: 2 * half, height: LINE.name }
    return !this.#parts.isOver(at, end) && !this.#parts.isIn(name)
  }

  /** Moves marks along their flow where they would lie on those of a flow before, or on its own. */
  #apart({ path, order }: Strand, spots: readonly CrossingSpot[], looked: Rect[]): readonly CrossingSpot[] {
    const length = spots.length > 0 ? lengthOf(path) : 0
    const own: Pick<Mark, 'at' | 'half'>[] = []
    return spots.map((spot, index) => {
      const half = halfOf(index)
      let best = spot
      let least = Infinity
      for (const shift of SHIFTS) {
        const distance = spot.distance + shift
        if (shift !== 0 && (distance < half || distance > length - half)) continue
        const candidate = shift === 0 ? spot : { ...spot, distance, ...spotAt(path, distance) }
        const box = boxAround(candidate.at, half + AIR)
        looked.push(box)
        const others = [...own, ...this.#before(box, order)]
        const depth = others.reduce((sum, other) => sum + Math.ceil(depthIn(candidate.at, half, other)), 0)
        if (depth < least) [best, least] = [candidate, depth]
        if (depth === 0) break
      }
      own.push({ at: best.at, half })
      return best
    })
  }

  #before(box: Rect, order: number): readonly Mark[] {
    return this.#marks.near(box).flatMap(({ item }) => (item.strand.order < order ? [item] : []))
  }
}

/** How deep two diamonds lie in each other, in pixels. */
function depthIn(at: Mark['at'], half: number, other: Pick<Mark, 'at' | 'half'>): number {
  const apart = Math.abs(at.x - other.at.x) + Math.abs(at.y - other.at.y)
  return Math.max(0, half + other.half + AIR - apart)
}

/** The first mark of a flow is the large one. */
function halfOf(index: number): number {
  return index === 0 ? MARK_HALF.main : MARK_HALF.other
}

function boxAround({ x, y }: Mark['at'], half: number): Rect {
  return { x: x - half, y: y - half, width: 2 * half, height: 2 * half }
}

function halfName(title: string): number {
  return Math.max(LINE.least, (title.length * LINE.character) / 2)
}

function reachOf(path: Path, half: number): Rect {
  const [xs, ys] = [path.map(({ x }) => x), path.map(({ y }) => y)]
  const by = LINE.stroke + half + LINE.name
  const [left, top] = [Math.min(...xs) - by, Math.min(...ys) - by]
  return { x: left, y: top, width: Math.max(...xs) + by - left, height: Math.max(...ys) + by - top }
}
