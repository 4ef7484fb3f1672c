/** What the elements of a gesture can be put in line with, and where that takes them. */
import { noteRect } from '../../../../../shared/model/drawing/page.ts'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import type { Point } from '../../../../../shared/model/layout.ts'
import { snap } from '../../../../state/canvas/place.ts'
import { uiStore } from '../../../../state/ui.ts'
import type { Scene } from '../../scene.ts'
import type { Pointer } from '../gesture.ts'
import {
  type Guide,
  guidesOf,
  type Neighbour,
  neighbourAt,
  type Snapped,
  snapEdges,
  snapMoved,
} from './guides.ts'

/** Pixels of the screen within which a helper line pulls. */
const REACH = 5

/** All that does not move itself. */
export function neighboursOf(scene: Scene, moving: ReadonlySet<string>): readonly Neighbour[] {
  const placed = [...scene.rects].filter(([id]) => !moving.has(id)).map(([, rect]) => rect)
  const notes = scene.notes.filter(({ id }) => !moving.has(`note:${id}`)).map(noteRect)
  return [...placed, ...notes].map(neighbourAt)
}

/** Where elements around `rect` go that were moved by `by`: to helper lines, else onto the grid. */
export function placeMoved(
  rect: Rect,
  anchor: Point,
  by: Point,
  neighbours: readonly Neighbour[],
  pointer: Pointer,
): { readonly by: Point; readonly guides: readonly Guide[] } {
  if (pointer.free) return { by, guides: [] }
  const near = inView(neighbours, pointer.view)
  const pull = snapMoved(moved(rect, by), near, REACH / pointer.zoom)
  const to = { x: onGrid(anchor.x + by.x) - anchor.x, y: onGrid(anchor.y + by.y) - anchor.y }
  const placed = {
    x: pull.x === null ? to.x : by.x + pull.x,
    y: pull.y === null ? to.y : by.y + pull.y,
  }
  return { by: placed, guides: guidesOf(moved(rect, placed), near) }
}

/** As `placeMoved`, for the edges that a grip moves; `resize` gives the rectangle for such a move. */
export function placeResized(
  resize: (by: Point, round: (value: number) => number) => Rect,
  by: Point,
  grip: string,
  neighbours: readonly Neighbour[],
  pointer: Pointer,
): { readonly rect: Rect; readonly guides: readonly Guide[] } {
  if (pointer.free) return { rect: resize(by, Math.round), guides: [] }
  const near = inView(neighbours, pointer.view)
  const exact = resize(by, (value) => value)
  const pull: Snapped = snapEdges(exact, grip, near, REACH / pointer.zoom)
  const free = resize({ x: by.x + (pull.x ?? 0), y: by.y + (pull.y ?? 0) }, (value) => value)
  const grid = resize(by, onGrid)
  const [level, upright] = [pull.x === null ? grid : free, pull.y === null ? grid : free]
  const rect = { x: level.x, width: level.width, y: upright.y, height: upright.height }
  return { rect, guides: guidesOf(rect, near, grip) }
}

function onGrid(value: number): number {
  return uiStore.getState().settings.snapToGrid ? snap(value) : Math.round(value)
}

function moved(rect: Rect, by: Point): Rect {
  return { ...rect, x: rect.x + by.x, y: rect.y + by.y }
}

function inView(neighbours: readonly Neighbour[], view: Rect): readonly Neighbour[] {
  const [right, bottom] = [view.x + view.width, view.y + view.height]
  return neighbours.filter(
    ({ x, y }) => x.low < right && view.x < x.high && y.low < bottom && view.y < y.high,
  )
}
