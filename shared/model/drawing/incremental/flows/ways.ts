/** From what changed in the diagram to the flows that run differently: their ways, their ends, their paths. */
import { centerOf, type Rect } from '../../../geometry.ts'
import { LOOP, loopAround, pathThrough } from '../../outline.ts'
import { entryAt, type Path, segmentsOf } from '../../paths.ts'
import { lanePath } from '../../routing/lanes.ts'
import type { Obstacles } from '../../routing/obstacles.ts'
import { dependsOn, findWay, isCutBy, pathOf, reachOf, STRAIGHT, type Way } from '../../routing/way.ts'
import type { DrawingInput } from '../../shapes.ts'
import { overlaps, Spatial } from '../../spatial.ts'
import { type Groups, type Regrouped, usesWay } from '../groups.ts'
import type { Changes, Parts } from '../parts.ts'
import { betweenOf, laneOffset } from './bundles.ts'
import { Corners } from './corners.ts'
import { fanAt, middleOf } from './ends.ts'
import { type Bundle, isForward, isFree, isLoop, type Strand, samePath } from './strands.ts'

/** Cells as large as the stretches that are looked at. */
const CELL = 1024
/** Between two flows of a component to itself. */
const LOOP_STEP = 18
const LOOP_CORNERS = [
  { x: 1, y: -1 },
  { x: -1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
] as const

export class Ways {
  readonly #parts: Parts
  readonly #groups: Groups
  readonly #obstacles: Obstacles
  readonly #reaches = new Spatial<Bundle>(CELL)
  readonly #corners = new Corners()
  /** Straight, or as they ran before, for now: what is in their way is gone around when there is time. */
  readonly pending = new Set<Bundle>()
  /** How many of them are near the place that was asked for last; at least so many where none was resumed. */
  waiting = 0
  #counted: Rect | undefined

  constructor(parts: Parts, groups: Groups, obstacles: Obstacles) {
    this.#parts = parts
    this.#groups = groups
    this.#obstacles = obstacles
  }

  /** The flows whose paths are others than before, after no more than so many searches for a way, all near there. */
  update(
    regrouped: Regrouped,
    changes: Changes,
    { searches = Infinity, resumes = true, near }: Pick<DrawingInput, 'searches' | 'resumes' | 'near'>,
  ): Set<Strand> {
    const crowded = new Set<string>()
    for (const bundle of regrouped.goneBundles) {
      this.#corners.leave(bundle)
      this.pending.delete(bundle)
      if (bundle.reach) this.#reaches.remove(bundle.reach)
      for (const id of bundle.ends) crowded.add(id)
    }
    const dirty = this.#affected(regrouped, changes)
    let left = searches
    const find = (bundle: Bundle) => {
      const known = regrouped.bundles.has(bundle) ? STRAIGHT : bundle.way
      this.#findWay(bundle, known, () => this.#comesInto(bundle, near) && left-- > 0)
    }
    for (const bundle of dirty) find(bundle)
    // What waited there before waits on; to ask each of them again where it is would cost more than the change.
    const isCounted = !resumes && near !== undefined && near === this.#counted
    if (!isCounted) this.waiting = 0
    else if ([...dirty].some((bundle) => bundle.way.isProvisional && this.#comesInto(bundle, near)))
      this.waiting = Math.max(1, this.waiting)
    for (const bundle of isCounted ? [] : [...this.pending]) {
      if (searches === 0 || !this.#comesInto(bundle, near)) continue
      if (resumes && left > 0) {
        dirty.add(bundle)
        find(bundle)
      } else this.waiting += 1
    }
    this.#counted = near
    for (const bundle of dirty) for (const id of bundle.ends) crowded.add(id)
    for (const id of crowded) for (const bundle of fanAt(id, this.#parts, this.#groups)) dirty.add(bundle)
    for (const bundle of this.#corners.settle(this.#parts)) dirty.add(bundle)
    const changed = new Set<Strand>()
    for (const bundle of dirty) this.#draw(bundle, changed)
    return changed
  }

  #comesInto(bundle: Bundle, near: Rect | undefined): boolean {
    const between = near && betweenOf(bundle, this.#parts)
    if (!between) return true
    return entryAt(centerOf(between.from.rect), centerOf(between.to.rect), near, 0) !== null
  }

  #affected(regrouped: Regrouped, changes: Changes): Set<Bundle> {
    const dirty = new Set(regrouped.bundles)
    for (const rect of changes.obstacles) {
      for (const { rect: reach, item } of this.#reaches.near(rect)) {
        if (!overlaps(reach, rect) || dirty.has(item)) continue
        if (dependsOn(item.way.looked, rect) || dependsOn(item.checked, rect)) dirty.add(item)
      }
    }
    for (const rect of changes.borders) {
      for (const { rect: reach, item } of this.#reaches.near(rect)) {
        if (!overlaps(reach, rect) || dirty.has(item)) continue
        if (isCutBy(item.way.looked, rect)) dirty.add(item)
      }
    }
    return dirty
  }

  /** The way known between the same ends stays until there is time for a search: most often it is found again. */
  #findWay(bundle: Bundle, known: Way, maySearch: () => boolean): void {
    this.pending.delete(bundle)
    this.#corners.leave(bundle)
    bundle.way = STRAIGHT
    bundle.natural = []
    const between = betweenOf(bundle, this.#parts)
    if (!between || isLoop(bundle) || !usesWay(bundle)) return
    const isMoving = bundle.ends.some((id) => this.#parts.isMoving(id))
    if (!isMoving) bundle.way = findWay(between, this.#obstacles, maySearch)
    if (bundle.way.isProvisional) {
      bundle.way = { ...bundle.way, bends: known.bends }
      this.pending.add(bundle)
    }
    bundle.natural = pathOf(between, bundle.way)
    this.#corners.enter(bundle)
  }

  #draw(bundle: Bundle, changed: Set<Strand>): void {
    bundle.checked = []
    const middle = isLoop(bundle) ? [] : middleOf(bundle, this.#parts, this.#obstacles)
    const corner = isLoop(bundle) ? this.#cornerFor(bundle) : null
    const isMoving = bundle.ends.some((id) => this.#parts.isMoving(id))
    for (const [lane, strand] of bundle.strands.entries()) {
      const path = this.#pathOf(strand, lane, middle, corner)
      if (strand.isMoving === isMoving && samePath(strand.path, path)) continue
      strand.isMoving = isMoving
      if (!samePath(strand.path, path)) strand.path = path
      changed.add(strand)
    }
    if (bundle.reach) this.#reaches.remove(bundle.reach)
    const reach = reachOf(bundle.way.looked, bundle.checked)
    bundle.reach = reach && this.#reaches.add(reach, bundle)
  }

  #pathOf(strand: Strand, lane: number, middle: Path, corner: (typeof LOOP_CORNERS)[number] | null): Path {
    const [from, to] = [this.#parts.find(strand.ends.from), this.#parts.find(strand.ends.to)]
    if (!from || !to) return []
    if (!isFree(strand)) return pathThrough(from, to, strand.waypoints)
    if (corner) return loopAround(from, corner, LOOP + lane * LOOP_STEP)
    const offset = laneOffset(strand.bundle, lane, this.#parts)
    return isForward(strand)
      ? lanePath(middle, offset, from, to)
      : lanePath(middle, offset, to, from).toReversed()
  }

  /** Where the flows of a component to itself run into nothing else. */
  #cornerFor(bundle: Bundle): (typeof LOOP_CORNERS)[number] {
    const [id] = bundle.ends
    const end = this.#parts.find(id)
    if (!end) return LOOP_CORNERS[0]
    const sight = { margin: 4, titles: true, from: id, to: id }
    const isClear = (path: Path) =>
      segmentsOf(path).every(([a, b], at) => {
        bundle.checked.push(a.x, a.y, b.x, b.y)
        return !this.#obstacles.firstOn(a, b, sight, at === 0, at === path.length - 2)
      })
    const out = LOOP + (bundle.strands.length - 1) * LOOP_STEP
    return LOOP_CORNERS.find((corner) => isClear(loopAround(end, corner, out))) ?? LOOP_CORNERS[0]
  }
}
