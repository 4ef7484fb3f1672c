/** Decides what the page holds of the diagram: what is seen and a margin around it, while that is few enough. */
import type { Rect } from '../../../../shared/model/geometry.ts'

/** Parts of the view's size by which the page holds more than is seen, the best first. */
const MARGINS = [0.5, 0.3, 0.15, 0.05] as const
/** Elements in the page beyond which a smaller margin will do. */
const ROOM = 700
/** Below this zoom nobody can read a title: one picture shows the diagram. */
const FAR = 0.25
/** Above this one the page shows it whatever it costs. */
const NEAR = 0.6
/** Elements in view that the page can pan smoothly. */
const CROWD = 600
/** How far beyond these it must be to change back, so that it does not flicker. */
const STAY = 1.08

/** Whether one picture shows the diagram instead of an element for each part. */
export function isFar(zoom: number, inView: number, was: boolean): boolean {
  const stay = was ? STAY : 1
  return zoom < FAR * stay || (zoom < NEAR * stay && inView * stay > CROWD)
}

/** The view with the widest margin whose elements the page has room for. */
export function coverageFor(view: Rect, count: (rect: Rect) => number): Rect {
  const rects = MARGINS.map((part) => around(view, part))
  return rects.find((rect) => count(rect) <= ROOM) ?? rects.at(-1) ?? view
}

/** True while nothing that is seen, and little beside it, is missing, and not too much is held for nothing. */
export function isCovered(coverage: Rect, view: Rect): boolean {
  const spare = (coverage.width / view.width - 1) / 2
  if (spare > 1.25) return false
  const inner = around(view, Math.max(0, Math.min(spare, 0.5) - 0.0625))
  return (
    inner.x >= coverage.x &&
    inner.y >= coverage.y &&
    inner.x + inner.width <= coverage.x + coverage.width &&
    inner.y + inner.height <= coverage.y + coverage.height
  )
}

function around({ x, y, width, height }: Rect, part: number): Rect {
  return {
    x: x - width * part,
    y: y - height * part,
    width: width * (1 + 2 * part),
    height: height * (1 + 2 * part),
  }
}
