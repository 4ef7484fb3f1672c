/**
 * The way of all flows between the same two components: straight where nothing is in the way, moved aside where
 * that is enough, else around. A line that is level stays level as long as it can.
 */
import type { Rect } from '../../geometry.ts'
import type { Point } from '../../layout.ts'
import { type End, facing, MARGIN, pathThrough, straightPath } from '../outline.ts'
import { borderOf, crossings, entryAt, type Path } from '../paths.ts'
import { grown, type Obstacles, REACH } from './obstacles.ts'
import { type Bend, findBends, type Looked, note } from './search.ts'

export interface Way {
  readonly bends: readonly Bend[]
  /** Along the facing sides, off their middle. */
  readonly slide: number
  /** What it depends on: nothing that appears or goes elsewhere changes it. */
  readonly looked: Looked
  /** Something is in the way, or may be: there was no time to look for another. */
  readonly isProvisional: boolean
}

export interface Between {
  readonly from: End
  readonly to: End
  readonly ids: readonly [string, string]
  /** Half of the width that the flows take side by side. */
  readonly half: number
}

/** What is tried one after the other: calm and short, then quick, then whatever there is. */
const EFFORTS = [
  { clear: 18, margin: 9, titles: true, ahead: 1.25, looks: 120 },
  { clear: 18, margin: 9, titles: false, ahead: 4, looks: 200 },
  { clear: 5, margin: 2, titles: false, ahead: 20, looks: 300 },
] as const
const STRAIGHT_MARGIN = 5
const SLIDE = 8
/** Of a flow this long nobody sees both ends: a way of very many bends would tell no more than the line. */
const FAR = 10_000

export const STRAIGHT: Way = { bends: [], slide: 0, looked: [], isProvisional: false }

/** `maySearch` is asked where only a search helps. */
export function findWay(between: Between, obstacles: Obstacles, maySearch: () => boolean): Way {
  const { from, to, ids, half } = between
  const looked: Looked = []
  const first = straightPath(from, to, 0)
  const [a, b] = first
  if (!(Math.hypot(b.x - a.x, b.y - a.y) < FAR)) return STRAIGHT
  const meets = (path: Path, titles: boolean): boolean => {
    const [a, b] = path
    if (!a || !b) return false
    const sight = { margin: Math.min(STRAIGHT_MARGIN + half, REACH), titles, from: ids[0], to: ids[1] }
    const met = obstacles.firstOn(a, b, sight, true, true)
    note(looked, a, b, met)
    return met !== null
  }
  const way = (bends: readonly Bend[], slide: number): Way => ({
    bends,
    slide,
    looked,
    isProvisional: false,
  })
  if (!meets(first, true)) return way([], 0)
  const slides = slidesOf(between)
  for (const slide of slides) if (!meets(straightPath(from, to, slide), true)) return way([], slide)
  // A title is no reason to bend.
  if (!meets(first, false)) return way([], 0)
  for (const slide of slides) if (!meets(straightPath(from, to, slide), false)) return way([], slide)
  if (!maySearch()) return { ...way([], 0), isProvisional: true }
  for (const { margin, titles, clear, ...effort } of EFFORTS) {
    const sight = { margin: Math.min(margin + half, REACH), titles, from: ids[0], to: ids[1] }
    const bends = findBends(from, to, obstacles, sight, { ...effort, clear: clear + half }, looked)
    if (bends) return way(bends, 0)
  }
  return way([], 0)
}

/** Whether something that appears in, or goes from, this place could change what was found by looking there. */
export function dependsOn(looked: Looked, rect: Rect): boolean {
  return someSegment(looked, rect, REACH, () => true)
}

/** Whether the border of this rectangle was crossed in looking. */
export function isCutBy(looked: Looked, rect: Rect): boolean {
  const border = borderOf(rect)
  return someSegment(looked, rect, 1, (a, b) => crossings([a, b], border).length > 0)
}

/** True as soon as `test` is for a segment that comes into the rectangle grown by `margin`. */
function someSegment(
  looked: Looked,
  rect: Rect,
  margin: number,
  test: (a: Point, b: Point) => boolean,
): boolean {
  const left = rect.x - margin
  const right = rect.x + rect.width + margin
  const top = rect.y - margin
  const bottom = rect.y + rect.height + margin
  for (let at = 0; at + 3 < looked.length; at += 4) {
    const x = looked[at] ?? 0
    const y = looked[at + 1] ?? 0
    const x2 = looked[at + 2] ?? 0
    const y2 = looked[at + 3] ?? 0
    // Most lie elsewhere: nothing is made for these.
    if ((x <= left && x2 <= left) || (x >= right && x2 >= right)) continue
    if ((y <= top && y2 <= top) || (y >= bottom && y2 >= bottom)) continue
    const a = { x, y }
    const b = { x: x2, y: y2 }
    if (entryAt(a, b, rect, margin) !== null && test(a, b)) return true
  }
  return false
}

/** The middle line of a bundle, from outline to outline. */
export function pathOf({ from, to }: Between, { bends, slide }: Way): Path {
  return bends.length > 0 ? pathThrough(from, to, bends) : straightPath(from, to, slide)
}

/** Where else a level line could run, the nearest to the middle first. */
function slidesOf({ from, to, half }: Between): readonly number[] {
  const sides = facing(from.rect, to.rect)
  if (!sides) return []
  const most = (sides.high - sides.low) / 2 - MARGIN - half
  const slides: number[] = []
  for (let by = SLIDE; by <= most && slides.length < 12; by += SLIDE) slides.push(-by, by)
  return slides
}

/** What was looked at, as one rectangle; null for nothing. */
export function reachOf(...all: readonly Looked[]): Rect | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const looked of all) {
    for (let at = 0; at + 1 < looked.length; at += 2) {
      const [x, y] = [looked[at] ?? 0, looked[at + 1] ?? 0]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  if (left === Infinity) return null
  return grown({ x: left, y: top, width: right - left, height: bottom - top }, REACH)
}
