/** A layout's file says whole pixels; another tool's file, that the model goes back into, may have said fractions. */
import type { Layout, Point } from '../layout.ts'

/** The layout with the exact numbers of `known` wherever it says those, rounded. */
export function exactLayout(layout: Layout, known: Layout): Layout {
  const boxes = new Map(known.boxes.map((box) => [box.id, box]))
  const notes = new Map(known.notes.map((note) => [note.id, note]))
  const routes = new Map(known.routes.map((route) => [route.ref, route.points]))
  return {
    ...layout,
    boxes: layout.boxes.map((box) => exactBox(box, boxes.get(box.id))),
    notes: layout.notes.map((note) => exactBox(note, notes.get(note.id))),
    routes: layout.routes.map((route) => {
      const points = routes.get(route.ref)
      if (points?.length !== route.points.length) return route
      return { ...route, points: route.points.map((point, at) => exactPoint(point, points[at])) }
    }),
  }
}

type Sized = Point & { readonly width?: number | undefined; readonly height?: number | undefined }

function exactBox<T extends Sized>(box: T, known: Sized | undefined): T {
  if (!known) return box
  return {
    ...box,
    ...exactPoint(box, known),
    ...(box.width === undefined ? {} : { width: exact(box.width, known.width) }),
    ...(box.height === undefined ? {} : { height: exact(box.height, known.height) }),
  }
}

function exactPoint(point: Point, known: Point | undefined): Point {
  return { x: exact(point.x, known?.x), y: exact(point.y, known?.y) }
}

function exact(value: number, known: number | undefined): number {
  return known !== undefined && Math.round(known) === value ? known : value
}
