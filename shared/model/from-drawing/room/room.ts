/** Room for the words of a drawing that another tool made, and the way back to the numbers of its file. */
import type { Layout, Point } from '../../layout.ts'
import type { Model } from '../../schema.ts'
import { withGrownBoxes } from './boxes.ts'
import { withClearNotes } from './notes.ts'
import { SCALES, scaled, scaleOf } from './scale.ts'

/** The layout with room for every title and note; the same one where all of them have it. */
export function withRoom(model: Model, drawn: Layout): Layout {
  return roomAt(model, drawn, scaleOf(model, drawn))
}

/**
 * A layout in the numbers of the file that it came from, whose drawing is `drawn`: what stands where `withRoom` put it
 * gets exactly what the file says. The file may have changed since, so the scale is the one that most boxes agree with.
 */
export function withoutRoom(layout: Layout, model: Model, drawn: Layout): Layout {
  const scale = likeliestScale(layout, drawn, scaleOf(model, drawn))
  const room = roomAt(model, drawn, scale)
  const boxes = pairs(drawn.boxes, room.boxes, (box) => box.id)
  const notes = pairs(drawn.notes, room.notes, (note) => note.id)
  const routes = new Map(drawn.routes.map((route) => [route.ref, route.points]))
  return {
    ...layout,
    boxes: layout.boxes.map((box) => boxBack(box, boxes.get(box.id), scale)),
    notes: layout.notes.map((note) => boxBack(note, notes.get(note.id), scale)),
    routes: layout.routes.map((route) => {
      const known = routes.get(route.ref)
      const isKnown = known?.length === route.points.length
      return {
        ...route,
        points: route.points.map((point, at) => pointBack(point, isKnown ? known[at] : undefined, scale)),
      }
    }),
  }
}

function roomAt(model: Model, drawn: Layout, scale: number): Layout {
  return withClearNotes(model, withGrownBoxes(model, scaled(drawn, scale)))
}

type Sized = Point & { readonly width?: number | undefined; readonly height?: number | undefined }
type Pair = readonly [drawn: Sized, roomy: Sized]

function pairs<T extends Sized>(
  drawn: readonly T[],
  room: readonly T[],
  idOf: (one: T) => string,
): ReadonlyMap<string, Pair> {
  return new Map(drawn.map((one, at) => [idOf(one), [one, room[at] ?? one]]))
}

function likeliestScale(layout: Layout, drawn: Layout, own: number): number {
  const known = new Map(drawn.boxes.map((box) => [box.id, box]))
  const agreeing = (scale: number) =>
    layout.boxes.filter(({ id, width, height }) => {
      const box = known.get(id)
      return isAt(width, box?.width, scale) && isAt(height, box?.height, scale)
    }).length
  let best = own
  for (const scale of SCALES) if (agreeing(scale) > agreeing(best)) best = scale
  return best
}

function isAt(value: number | undefined, drawn: number | undefined, scale: number): boolean {
  return drawn !== undefined && value !== undefined && isSame(value, drawn * scale)
}

function boxBack<T extends Sized>(box: T, pair: Pair | undefined, scale: number): T {
  const [drawn, roomy] = pair ?? []
  const width = sizeBack(box.width, drawn?.width, roomy?.width, scale)
  const height = sizeBack(box.height, drawn?.height, roomy?.height, scale)
  const { width: _, height: __, ...rest } = box
  return {
    ...(rest as T),
    x: placeBack(box.x, drawn?.x, roomy?.x, scale),
    y: placeBack(box.y, drawn?.y, roomy?.y, scale),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  }
}

function pointBack({ x, y }: Point, drawn: Point | undefined, scale: number): Point {
  return {
    x: placeBack(x, drawn?.x, undefined, scale),
    y: placeBack(y, drawn?.y, undefined, scale),
  }
}

/** What was moved keeps what it was grown by on this side. */
function placeBack(now: number, drawn: number | undefined, roomy: number | undefined, scale: number): number {
  if (drawn === undefined) return backBy(now, scale)
  const there = roomy ?? drawn * scale
  if (isSame(now, there) || isSame(now, drawn * scale)) return drawn
  return backBy(now - (there - drawn * scale), scale)
}

/** Undefined also where the file says none and this was given for the words. */
function sizeBack(
  now: number | undefined,
  drawn: number | undefined,
  roomy: number | undefined,
  scale: number,
): number | undefined {
  if (now === undefined || (roomy !== undefined && isSame(now, roomy))) return drawn
  return drawn !== undefined && isSame(now, drawn * scale) ? drawn : backBy(now, scale)
}

function backBy(value: number, scale: number): number {
  return scale === 1 ? value : Math.round(value / scale)
}

/** A layout's file says whole pixels. */
function isSame(now: number, was: number): boolean {
  return now === was || now === Math.round(was)
}
