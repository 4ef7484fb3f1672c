/** Where a window opens: where the last one was, unless no display shows that place any more. */
import { z } from 'zod'

const pixels = z.number().int().min(-100_000).max(100_000)
const rectSchema = z.object({ x: pixels, y: pixels, width: pixels, height: pixels })
export type Rect = z.infer<typeof rectSchema>

/** What is remembered of a window's place: its bounds when it is not maximised, and whether it was. */
export const windowPlaceSchema = z.object({ bounds: rectSchema, maximized: z.boolean() })
export type WindowPlace = z.infer<typeof windowPlaceSchema>

export const SMALLEST = { width: 800, height: 560 }
const USUAL = { width: 1440, height: 900 }
/** Beside a window that is open already, so that the new one does not hide it. */
const STEP = 28
/** As much of the title bar as a hand needs to take hold of it. */
const GRIP = { width: 120, height: 24 }

/**
 * Bounds for a new window within `areas`, the displays' free areas with the primary one first. `taken` are
 * the windows that are open.
 */
export function placeWindow(
  last: Rect | undefined,
  areas: readonly Rect[],
  taken: readonly Rect[] = [],
): Rect {
  const [primary = { x: 0, y: 0, ...USUAL }] = areas
  const wanted = last ?? center(primary)
  const free = stepAside(wanted, taken)
  const home = areas.find((area) => isGrippable(free, area))
  return home ? fitInto(free, home) : center(primary)
}

function isGrippable(window: Rect, area: Rect): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  const top = window.y >= area.y - GRIP.height && window.y <= area.y + area.height - GRIP.height
  return top && width >= GRIP.width
}

/** No larger than the display and not above its upper edge; a side may still hang over. */
function fitInto(window: Rect, area: Rect): Rect {
  const width = Math.min(Math.max(window.width, SMALLEST.width), area.width)
  const height = Math.min(Math.max(window.height, SMALLEST.height), area.height)
  return { x: window.x, y: Math.max(window.y, area.y), width, height }
}

function center(area: Rect): Rect {
  const width = Math.min(USUAL.width, area.width)
  const height = Math.min(USUAL.height, area.height)
  const middle = (start: number, room: number, size: number) => Math.round(start + (room - size) / 2)
  return { x: middle(area.x, area.width, width), y: middle(area.y, area.height, height), width, height }
}

function stepAside(window: Rect, taken: readonly Rect[]): Rect {
  let { x, y } = window
  while (taken.some((other) => other.x === x && other.y === y)) {
    x += STEP
    y += STEP
  }
  return { ...window, x, y }
}
