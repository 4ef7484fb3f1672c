/**
 * Other tools draw their words beside small boxes, ours stand in them. A drawing of small boxes is made larger as a
 * whole: everything keeps its place to everything else, so that what is inside of what and crosses what stays as drawn.
 */
import type { Layout, Point } from '../../layout.ts'
import type { Component, Model } from '../../schema.ts'
import { doesTitleFit } from './fit.ts'

/** How much larger a drawing may get; the first is as it is drawn. */
export const SCALES = [1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const
/** Of the components; as many may lack room, and are looked after one by one. */
const LACKING = 0.25

interface Sized {
  readonly component: Component
  readonly width: number
  readonly height: number
}

/** How much larger the drawing has to be for its words; 1 where most of them have their room. */
export function scaleOf(model: Model, layout: Layout): number {
  const boxes = new Map(layout.boxes.map((box) => [box.id, box]))
  const sized = model.components.flatMap((component): readonly Sized[] => {
    const { width, height } = boxes.get(component.id) ?? {}
    return width === undefined || height === undefined ? [] : [{ component, width, height }]
  })
  const lacking = (scale: number) =>
    sized.filter(
      ({ component, width, height }) =>
        !doesTitleFit(component, { width: width * scale, height: height * scale }),
    ).length
  const enough = SCALES.find((scale) => lacking(scale) <= LACKING * sized.length)
  return enough ?? SCALES.reduce<number>((best, scale) => (lacking(scale) < lacking(best) ? scale : best), 1)
}

/** The same drawing, larger. */
export function scaled(layout: Layout, scale: number): Layout {
  if (scale === 1) return layout
  return {
    ...layout,
    boxes: layout.boxes.map((box) => grownBy(box, scale)),
    notes: layout.notes.map((note) => grownBy(note, scale)),
    routes: layout.routes.map((route) => ({
      ...route,
      points: route.points.map(({ x, y }) => ({ x: x * scale, y: y * scale })),
    })),
  }
}

type Box = Point & { readonly width?: number | undefined; readonly height?: number | undefined }

function grownBy<T extends Box>(box: T, scale: number): T {
  return {
    ...box,
    x: box.x * scale,
    y: box.y * scale,
    ...(box.width === undefined ? {} : { width: box.width * scale }),
    ...(box.height === undefined ? {} : { height: box.height * scale }),
  }
}
