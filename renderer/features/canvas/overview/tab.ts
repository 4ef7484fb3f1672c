/** A zone's border and title keep a size that can be seen, on the page as in the picture. */

import type { Rect } from '../../../../shared/model/geometry.ts'
import { overlaps } from '../../../../shared/model/placing/rect.ts'
import { fitText, textWidth } from '../../../../shared/model/text/measure.ts'
import { farAt } from '../far.ts'

/** Pixels on the screen of a title, and of the shortest one worth drawing. */
const LEAST = 10
const SHORTEST = 22
const OWN = 12
/** From the zone's corner, and the part of its height that its title may take. */
const LEFT = 12
const PART = 0.34

/** Canvas units of a border that is this wide at 100 %; in steps, so that a zoom changes it seldom. */
export function rimWidth(zoom: number, width: number): number {
  return Math.max(width * farAt(zoom).ink, Math.round(3.6 / zoom) / 4)
}

/** The same on the page, in whole pixels: browsers cut borders down to them before the zoom makes them smaller. */
export function borderWidth(zoom: number): number {
  return Math.ceil(Math.max(rimWidth(zoom, 1.5), 1 / zoom))
}

export interface Tab {
  readonly text: string
  /** Canvas units. */
  readonly size: number
  readonly rect: Rect
}

/** How many times larger than at 100 % the title of a zone of this height is drawn; in steps, so that a zoom changes it seldom. */
export function tabScale(zoom: number, height: number): number {
  const wanted = Math.ceil((LEAST / (OWN * zoom)) * 4) / 4
  return Math.max(1, Math.min(wanted, (height * PART) / OWN))
}

/** Null where the zone has no room. */
export function tabOf(title: string, zone: Rect, zoom: number): Tab | null {
  const size = OWN * tabScale(zoom, zone.height)
  if (size * zoom < LEAST * 0.6) return null
  const room = zone.width - 2 * LEFT - size
  const style = { size, strong: true }
  const own = textWidth(title, style)
  if (Math.min(own, room) * zoom < Math.min(SHORTEST, own * zoom)) return null
  const text = fitText(title, room, style)
  const height = (size / OWN) * 20
  const width = Math.min(own, textWidth(text, style)) + size
  return { text, size, rect: { x: zone.x + LEFT + 1.5, y: zone.y + 0.5 - height / 2, width, height } }
}

/** The titles of zones given from the outside in, without those that would lie on one before. */
export function tabsThatFit<Zone extends { readonly title: string }>(
  zones: readonly { readonly zone: Zone; readonly rect: Rect }[],
  zoom: number,
): readonly { readonly zone: Zone; readonly tab: Tab }[] {
  const fitting: { readonly zone: Zone; readonly tab: Tab }[] = []
  for (const { zone, rect } of zones) {
    const tab = tabOf(zone.title, rect, zoom)
    if (tab && !fitting.some((before) => overlaps(before.tab.rect, tab.rect))) fitting.push({ zone, tab })
  }
  return fitting
}
