/** Where elements go that are put into a line or spread evenly, relative to the bounds of all. */
import { boundsOf, type Rect } from '../geometry.ts'
import type { Point } from '../layout.ts'

export const EDGES = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const
export type Edge = (typeof EDGES)[number]
export type Axis = 'horizontal' | 'vertical'

/** Top left corners by id, whole pixels where they change. Aligning what is aligned changes nothing. */
export function aligned(rects: ReadonlyMap<string, Rect>, edge: Edge): ReadonlyMap<string, Point> {
  const bounds = boundsOf(rects.values())
  if (!bounds) return new Map()
  const isAcross = edge === 'left' || edge === 'center' || edge === 'right'
  const [at, length] = isAcross ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const longest = [...rects.values()].reduce((a, b) => (b[length] > a[length] ? b : a))
  // The longest decides the middle, or rounding would move all a little each time.
  const start = Math.round(bounds[at] + (bounds[length] - longest[length]) / 2)
  const places = new Map<string, Point>()
  for (const [id, rect] of rects) {
    const { x, y } = rect
    const to =
      edge === 'left' || edge === 'top'
        ? bounds[at]
        : edge === 'right' || edge === 'bottom'
          ? bounds[at] + bounds[length] - rect[length]
          : Math.round(start + (longest[length] - rect[length]) / 2)
    places.set(id, { x, y, [at]: to })
  }
  return places
}

/** Evenly between the first and the last: the same gap, or the same step where they overlap. */
export function distributed(rects: ReadonlyMap<string, Rect>, axis: Axis): ReadonlyMap<string, Point> {
  const [at, length] = axis === 'horizontal' ? (['x', 'width'] as const) : (['y', 'height'] as const)
  const middle = (rect: Rect) => rect[at] + rect[length] / 2
  const order = [...rects].sort(([, a], [, b]) => middle(a) - middle(b))
  const [first, last] = [order.at(0)?.[1], order.at(-1)?.[1]]
  if (!first || !last || order.length < 3) return new Map()
  const total = order.reduce((sum, [, rect]) => sum + rect[length], 0)
  const gap = (last[at] + last[length] - first[at] - total) / (order.length - 1)
  const step = (middle(last) - middle(first)) / (order.length - 1)
  const places = new Map<string, Point>()
  let next = first[at]
  order.forEach(([id, rect], nth) => {
    const { x, y } = rect
    const to = gap >= 0 ? next : middle(first) + nth * step - rect[length] / 2
    const stays = nth === 0 || nth === order.length - 1
    places.set(id, { x, y, [at]: stays ? rect[at] : Math.round(to) })
    next += rect[length] + gap
  })
  return places
}
