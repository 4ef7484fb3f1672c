/**
 * The way around what stands between two components: a search over the corners of the obstacles that were met so
 * far. Few bends, few borders of zones crossed for nothing, and short, in this order. The same input gives the same
 * way, whatever was asked before.
 */
import { centerOf } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import { type End, leave } from '../outline.ts'
import { Heap } from './heap.ts'
import type { Met, Obstacle, Obstacles, Sight } from './obstacles.ts'

/** What a bend and a crossed border cost, in pixels of way. */
const BEND = 56
const BORDER = 140
const MOST_OBSTACLES = 160
const [START, GOAL] = [0, 1] as const

/** A point of a way at a corner of what it goes around. */
export interface Bend extends Point {
  /** Which corner of which obstacle. */
  readonly corner: string
  /** Away from the obstacle: 1 or -1 along each axis. */
  readonly out: Point
}

/** Coordinates of segments that the outcome depends on, four numbers each. */
export type Looked = number[]

interface Step {
  readonly cost: number
  readonly way: number
  readonly from: number
  readonly to: number
  readonly isFree: boolean
  readonly nth: number
}

export interface Effort {
  /** Pixels kept between bends and what is gone around. */
  readonly clear: number
  /** More than 1 looks straight ahead first: the more, the quicker, and the less sure to be short. */
  readonly ahead: number
  /** The most looks: somebody may draw a maze. */
  readonly looks: number
}

/** The bends between two components; null where no way is found with this effort. */
export function findBends(
  from: End,
  to: End,
  obstacles: Obstacles,
  sight: Sight,
  { clear, ahead, looks }: Effort,
  looked: Looked,
): readonly Bend[] | null {
  const corners = new Corners(from, to)
  const parents: number[] = []
  const ways: number[] = []
  const steps = new Heap(isBefore)
  const known = new Set<Obstacle>()
  const reached: number[] = []
  let nth = 0
  const offer = (a: number, b: number) => {
    if (ways[b] !== undefined || !corners.isTaut(a, b)) return
    const way = (ways[a] ?? 0) + corners.distance(a, b) + (b === GOAL ? 0 : BEND)
    steps.add({ cost: way + ahead * corners.left(b), way, from: a, to: b, isFree: false, nth: nth++ })
  }
  ways[START] = 0
  reached.push(START)
  offer(START, GOAL)
  for (let look = 0; look < looks; look += 1) {
    const step = steps.take()
    if (!step) return null
    if (ways[step.to] !== undefined) continue
    const [a, b] = corners.segment(step.from, step.to)
    if (!step.isFree) {
      const met = obstacles.firstOn(a, b, sight, step.from === START, step.to === GOAL)
      note(looked, a, b, met)
      if (met) {
        if (known.has(met.item) || known.size >= MOST_OBSTACLES) continue
        known.add(met.item)
        for (const corner of corners.add(met.item, clear)) for (const known of reached) offer(known, corner)
        continue
      }
      // The first border or two are the flow's own as often as not; what counts is the difference.
      const extra = obstacles.bordersOn(a, b) * BORDER
      if (extra > 0) {
        steps.add({ ...step, cost: step.cost + extra, way: step.way + extra, isFree: true })
        continue
      }
    }
    ways[step.to] = step.way
    parents[step.to] = step.from
    if (step.to === GOAL) return corners.back(parents)
    reached.push(step.to)
    offer(step.to, GOAL)
    for (let next = GOAL + 1; next < corners.count; next += 1) offer(step.to, next)
  }
  return null
}

/** Remembers a look: what lies behind the first thing that was met did not matter. */
export function note(looked: Looked, a: Point, b: Point, met: Met | null): void {
  const part = met ? met.at : 1
  looked.push(a.x, a.y, a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
}

/** The two ends, and the corners that were met, as indexes. */
class Corners {
  readonly #ends: readonly [End, End]
  readonly #points: Point[]
  /** Which way is out at a corner; 0 at an end. */
  readonly #out: Point[]
  readonly #obstacles: string[] = ['', '']

  constructor(from: End, to: End) {
    this.#ends = [from, to]
    this.#points = [centerOf(from.rect), centerOf(to.rect)]
    this.#out = [
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ]
  }

  get count(): number {
    return this.#points.length
  }

  add({ id, rect }: Obstacle, clear: number): readonly number[] {
    return [-1, 1].flatMap((x) =>
      [-1, 1].map((y) => {
        const at = {
          x: x < 0 ? rect.x - clear : rect.x + rect.width + clear,
          y: y < 0 ? rect.y - clear : rect.y + rect.height + clear,
        }
        this.#out.push({ x, y })
        this.#obstacles.push(id)
        return this.#points.push(at) - 1
      }),
    )
  }

  at(index: number): Point {
    return this.#points[index] ?? { x: 0, y: 0 }
  }

  distance(a: number, b: number): number {
    const [from, to] = [this.at(a), this.at(b)]
    return Math.hypot(to.x - from.x, to.y - from.y)
  }

  left(from: number): number {
    return this.distance(from, GOAL)
  }

  /** False where a rope through `a` and `b` would not bend around what these are corners of. */
  isTaut(a: number, b: number): boolean {
    const [from, to] = [this.at(a), this.at(b)]
    const [x, y] = [to.x - from.x, to.y - from.y]
    if (x === 0 && y === 0) return false
    return a !== b && touches(this.#out[a], x, y) && touches(this.#out[b], x, y)
  }

  segment(a: number, b: number): readonly [Point, Point] {
    const [from, to] = [this.at(a), this.at(b)]
    return [a === START ? leave(this.#ends[0], to) : from, b === GOAL ? leave(this.#ends[1], from) : to]
  }

  /** The bends on the way that led to the goal. */
  back(parents: readonly number[]): readonly Bend[] {
    const bends: Bend[] = []
    for (let at = parents[GOAL] ?? START; at !== START; at = parents[at] ?? START) {
      const out = this.#out[at] ?? { x: 0, y: 0 }
      bends.push({ ...this.at(at), corner: `${out.x} ${out.y} ${this.#obstacles[at]}`, out })
    }
    return bends.reverse()
  }
}

/** A line that passes a corner in this direction leaves its obstacle on one side. */
function touches(out: Point | undefined, x: number, y: number): boolean {
  return out === undefined || out.x === 0 || out.x * x * (out.y * y) <= 0
}

/** Of equals the one that was offered first. */
function isBefore(a: Step, b: Step): boolean {
  return a.cost < b.cost || (a.cost === b.cost && a.nth < b.nth)
}
