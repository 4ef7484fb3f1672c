/** Zones and line boundaries, as a far view shows them: where trust changes must be seen before anything else. */
import type { LineShape } from '../../../../../shared/model/drawing/lines.ts'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import { insideWords } from '../../../../../shared/model/names/shown.ts'
import type { Boundary } from '../../../../../shared/model/schema.ts'
import { textWidth } from '../../../../../shared/model/text/measure.ts'
import type { LineName } from '../names/line-names.ts'
import { rimWidth, type Tab } from '../tab.ts'
import { atLeast, drawFrame, drawWords, type Pen, roundRect, shrunk } from './pen.ts'

const BORDER = 1.5
/** Below this zoom dashes are too many and too short. */
const DASHED = 0.12
const CORNER = 6
/** Pixels on the screen of the shortest dash that is seen as one. */
const DASH = 2.2

export function paintZone(pen: Pen, zone: Boundary, rect: Rect): void {
  const { context, palette, zoom, scene, highlights } = pen
  const receives = highlights.dropZone === zone.id
  const isCollapsed = scene.collapsed.zones.has(zone.id)
  const width = rimWidth(zoom, receives ? 2.5 : BORDER)
  roundRect(pen, shrunk(rect, width / 2), CORNER)
  context.fillStyle = isCollapsed ? palette.surface : palette.trustTint
  context.fill()
  if (receives) context.fill()
  dashed(pen, width, 4, 3)
  const inside = insideWords(scene.collapsed, zone.id)
  if (inside !== null) {
    const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 }
    drawWords(pen, {
      text: inside,
      at,
      size: 12,
      width: textWidth(inside, { size: 12 }),
      colour: palette.ink2,
    })
  }
  if (highlights.selection.has(zone.id)) drawFrame(pen, rect, 'selected', CORNER)
  else if (highlights.lit.has(zone.id)) drawFrame(pen, rect, 'lit', CORNER)
}

/** A zone's title on its upper line. */
export function paintTab(pen: Pen, tab: Tab): void {
  const { context, palette } = pen
  context.fillStyle = palette.paper
  roundRect(pen, tab.rect, tab.size / 3)
  context.fill()
  drawWords(pen, {
    text: tab.text,
    at: { x: tab.rect.x + tab.size / 2, y: tab.rect.y + tab.rect.height / 2 },
    size: tab.size,
    width: tab.rect.width - tab.size,
    colour: palette.trust,
    strong: true,
    start: true,
  })
}

/** Without a name where it has no room. */
export function paintLine(pen: Pen, line: Boundary, shape: LineShape, name: LineName | undefined): void {
  const { context, palette, zoom, far, highlights } = pen
  const curve = new Path2D(shape.curve)
  const isSelected = highlights.selection.has(line.id)
  if (isSelected || highlights.lit.has(line.id)) {
    context.strokeStyle = palette.focus
    context.lineWidth = atLeast(zoom, 9, 5)
    context.globalAlpha = 0.3
    context.stroke(curve)
    context.globalAlpha = 1
  }
  context.strokeStyle = palette.trust
  context.lineWidth = atLeast(zoom, (isSelected ? 2.5 : BORDER) * far.ink, 1)
  if (zoom >= DASHED) context.setLineDash([6, 4].map((part) => atLeast(zoom, part * far.ink, DASH)))
  context.stroke(curve)
  context.setLineDash([])
  if (!name) return
  const { text, size, at, rect } = name
  context.fillStyle = palette.paper
  context.fillRect(rect.x, rect.y, rect.width, rect.height)
  drawWords(pen, { text, at, size, width: name.width, colour: palette.trust, strong: true })
}

/** Strokes the path that was begun. */
function dashed({ context, palette, zoom }: Pen, width: number, dash: number, gap: number): void {
  context.strokeStyle = palette.trust
  context.lineWidth = width
  if (zoom >= DASHED) context.setLineDash([dash, gap].map((part) => atLeast(zoom, part, DASH)))
  context.stroke()
  context.setLineDash([])
}
