/** A zone's title lies as a tab on its upper line. */
import type { Rect } from '../geometry.ts'
import { textWidth } from '../text/measure.ts'

/** How the title is set, and the room around it. */
export const TAB = { size: 12, strong: true, height: 20, side: 6 } as const
/** From the zone's corner. */
const PLACE = { left: 13.5, above: 9.5 } as const

/** The rectangle of a zone's tab; never wider than its line. */
export function zoneTab(title: string, zone: Rect): Rect {
  const most = Math.max(0, zone.width - 2 * PLACE.left)
  const width = Math.min(textWidth(title, TAB) + 2 * TAB.side, most)
  return { x: zone.x + PLACE.left, y: zone.y - PLACE.above, width, height: TAB.height }
}
