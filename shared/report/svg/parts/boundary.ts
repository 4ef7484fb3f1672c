/** Zones and lines: dashed, in the colour of trust, each with its title on the line. */

import { type LineShape, nameRect } from '../../../model/drawing/lines.ts'
import { TAB, zoneTab } from '../../../model/drawing/zones.ts'
import { boundsOf, type Rect } from '../../../model/geometry.ts'
import type { Point } from '../../../model/layout.ts'
import { titleOf } from '../../../model/queries.ts'
import type { Boundary, Model } from '../../../model/schema.ts'
import { fitText, textWidth } from '../../../model/text/measure.ts'
import { grown, type Look, type Sheet, textLine, title } from '../sheet.ts'
import { block, element, oneLine } from '../xml.ts'

const WIDTH = 1.5
const CORNER = 6
const NAME = { size: 12, strong: true } as const
const INSIDE = { size: 12 } as const
const UNUSED = { size: 11, text: 'crossed by no flow', gap: 6 } as const

interface ZoneLook {
  /** The colour that the zone lies on. */
  readonly ground: string
  /** What a collapsed zone hides; null for an open one. */
  readonly inside: string | null
}

export function drawZone(
  sheet: Sheet,
  look: Look,
  model: Model,
  zone: Boundary,
  rect: Rect,
  { ground, inside }: ZoneLook,
): void {
  const { colours } = look
  const half = WIDTH / 2
  const border = element('rect', {
    x: rect.x + half,
    y: rect.y + half,
    width: Math.max(0, rect.width - WIDTH),
    height: Math.max(0, rect.height - WIDTH),
    rx: CORNER - half,
    fill: inside === null ? colours.trust : colours.surface,
    'fill-opacity': inside === null ? colours.trustTint : undefined,
    stroke: colours.trust,
    'stroke-width': WIDTH,
    'stroke-dasharray': '4 3',
  })
  const tab = zoneTab(oneLine(zone.title), rect)
  const name = fitText(oneLine(zone.title), tab.width - 2 * TAB.side + 0.01, TAB)
  const parent = zone.parent === null ? '' : `, in ${titleOf(model, zone.parent)}`
  const about = inside === null ? '' : `, collapsed, ${inside}`
  const parts = [title(`${zone.title}, zone${parent}${about}`), border]
  if (inside !== null) {
    const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
    parts.push(textLine(inside, at, { ...INSIDE, fill: colours.ink2, anchor: 'middle' }))
  }
  if (name !== '') {
    const at = { x: tab.x + TAB.side, y: tab.y + TAB.height / 2 }
    parts.push(patch(tab, ground), textLine(name, at, { size: TAB.size, strong: true, fill: colours.trust }))
  }
  sheet.draw('zones', block('g', { 'data-id': zone.id }, parts), name === '' ? [rect] : [rect, tab])
}

/** `groundAt` gives the colour that a place of the diagram has under its lines. */
export function drawLine(
  sheet: Sheet,
  look: Look,
  line: Boundary,
  shape: LineShape,
  groundAt: (at: Point) => string,
): void {
  const { colours } = look
  const stroke = element('path', {
    d: shape.curve,
    fill: 'none',
    stroke: colours.trust,
    'stroke-width': WIDTH,
    'stroke-dasharray': '6 4',
  })
  const name = oneLine(line.title)
  const unused = line.crossedBy.length === 0 ? textWidth(UNUSED.text, UNUSED) + UNUSED.gap : 0
  const own = textWidth(name, NAME)
  const label = nameRect(shape.label, own + unused + 12)
  const start = { x: label.x + 6, y: shape.label.y }
  const parts = [title(`${line.title}, line boundary`), stroke, patch(label, groundAt(shape.label))]
  if (name !== '') parts.push(textLine(name, start, { ...NAME, fill: colours.trust }))
  if (unused > 0) {
    const at: Point = { x: start.x + own + UNUSED.gap, y: start.y }
    parts.push(textLine(UNUSED.text, at, { size: UNUSED.size, fill: colours.ink2 }))
  }
  sheet.draw('lines', block('g', { 'data-id': line.id }, parts), [grown(reachOf(shape), WIDTH), label])
}

function patch({ x, y, width, height }: Rect, fill: string): string {
  return element('rect', { x, y, width, height, rx: 4, fill })
}

/** A curve stays within its control points, however far it swings. */
function reachOf({ curve, bounds }: LineShape): Rect {
  const points = [...curve.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
    width: 0,
    height: 0,
  }))
  return boundsOf(points) ?? bounds
}
