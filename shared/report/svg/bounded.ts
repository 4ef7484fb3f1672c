/** A layout file may say any number; a picture is drawn within a coordinate space that every viewer has. */
import type { Layout, Point } from '../../model/layout.ts'

const FARTHEST = 1e6
const LARGEST = 1e5

/** The layout itself unless something in it is too far or too large. */
export function boundedLayout(layout: Layout): Layout {
  const boxes = layout.boxes.map(boundedBox)
  const notes = layout.notes.map(boundedBox)
  const routes = layout.routes.map((route) => {
    const points = route.points.map(boundedPoint)
    return points.every((point, at) => point === route.points[at]) ? route : { ...route, points }
  })
  const isSame =
    boxes.every((box, at) => box === layout.boxes[at]) &&
    notes.every((note, at) => note === layout.notes[at]) &&
    routes.every((route, at) => route === layout.routes[at])
  return isSame ? layout : { ...layout, boxes, notes, routes }
}

type Sized = Point & { readonly width?: number | undefined; readonly height?: number | undefined }

function boundedBox<T extends Sized>(box: T): T {
  const { width = 0, height = 0 } = box
  if (boundedPoint(box) === box && isSize(width) && isSize(height)) return box
  const sizes = {
    ...(box.width === undefined ? {} : { width: between(width, 0, LARGEST) }),
    ...(box.height === undefined ? {} : { height: between(height, 0, LARGEST) }),
  }
  return { ...box, ...placed(box), ...sizes }
}

function boundedPoint<T extends Point>(point: T): T {
  const { x, y } = placed(point)
  return x === point.x && y === point.y ? point : { ...point, x, y }
}

function placed({ x, y }: Point): Point {
  return { x: between(x, -FARTHEST, FARTHEST), y: between(y, -FARTHEST, FARTHEST) }
}

function isSize(value: number): boolean {
  return value >= 0 && value <= LARGEST
}

function between(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
