/** The signs, frames and ghosts of the job Changes on a canvas, as `changes.module.css` has them for the page. */

import type { GhostWords, OverlayItem, Stroke } from '../../../../shared/diff/marks/overlay/overlay.ts'
import {
  isFilled,
  plateOf,
  SIGN_RADIUS,
  SIGN_STEP,
  SIGNS,
  type Sign,
} from '../../../../shared/diff/marks/overlay/signs.ts'
import { isUnder, STROKES } from '../../../../shared/diff/marks/overlay/strokes.ts'
import { textWidth } from '../../../../shared/model/text/measure.ts'
import { inChunks } from '../overview/painting/paint.ts'
import { atLeast, drawWords, type Pen } from '../overview/painting/pen.ts'

/** Signs and lines never get thinner than this, in pixels of the screen. */
const LEAST = { sign: 4.5, line: 1, frame: 1.5 } as const
const GHOST_TITLE = { size: 13, strong: true } as const

/** What lies beneath the elements, in steps as they are. */
export function* paintUnder(pen: Pen, items: readonly OverlayItem[]): Generator<void> {
  yield* inChunks(items, ({ strokes, words }) => {
    for (const each of strokes) if (isUnder(each.look)) paintStroke(pen, each)
    for (const line of words) paintGhostWords(pen, line)
  })
}

/** What lies above them; `inHand` is the ref of what is looked at. */
export function* paintOver(pen: Pen, items: readonly OverlayItem[], inHand: string | null): Generator<void> {
  yield* inChunks(items, ({ strokes }) => {
    for (const each of strokes) if (!isUnder(each.look)) paintStroke(pen, each)
  })
  const step = atLeast(pen.zoom, SIGN_STEP * pen.far.ink, LEAST.sign * 2)
  yield* inChunks(items, (item) => {
    const isHeld = item.ref === inHand
    item.signs.forEach((sign, nth) => {
      paintSign(pen, sign, item.corner.x + nth * step, item.corner.y, isHeld)
    })
    for (const { sign, at } of item.spots) paintSign(pen, sign, at.x, at.y, isHeld)
  })
}

const paths = new WeakMap<Stroke, Path2D>()
const signs = new Map<Sign, { readonly plate: Path2D; readonly glyph: Path2D }>()

/** Read once: a stroke that did not change keeps its object. */
function pathOf(stroke: Stroke): Path2D {
  const path = paths.get(stroke) ?? new Path2D(stroke.d)
  paths.set(stroke, path)
  return path
}

function shapesOf(sign: Sign) {
  const shapes = signs.get(sign) ?? { plate: new Path2D(plateOf(sign)), glyph: new Path2D(SIGNS[sign]) }
  signs.set(sign, shapes)
  return shapes
}

function paintStroke(pen: Pen, stroke: Stroke): void {
  const { context, palette, zoom, far } = pen
  const { look } = stroke
  const path = pathOf(stroke)
  if (look === 'head') {
    context.fillStyle = palette.ink2
    context.fill(path)
    return
  }
  const { colour, width, dash, alpha = 1 } = STROKES[look]
  context.save()
  context.globalAlpha = alpha
  context.strokeStyle = palette[colour]
  const least = look.startsWith('frame') ? LEAST.frame : LEAST.line
  context.lineWidth = atLeast(zoom, width * far.ink, least)
  const scale = context.lineWidth / width
  context.setLineDash(dash.map((length) => length * scale))
  context.stroke(path)
  context.restore()
}

function paintSign(pen: Pen, sign: Sign, x: number, y: number, isHeld: boolean): void {
  const { context, palette, zoom, far } = pen
  const scale = atLeast(zoom, SIGN_RADIUS * far.ink, LEAST.sign) / SIGN_RADIUS
  const ink = sign === 'stale' ? palette.stale : palette.ink
  context.save()
  context.translate(x, y)
  context.scale(scale, scale)
  const { plate, glyph } = shapesOf(sign)
  if (isHeld) {
    context.strokeStyle = palette.focus
    context.lineWidth = 6
    context.stroke(plate)
  }
  context.fillStyle = isFilled(sign) ? ink : sign === 'stale' ? palette.staleTint : palette.surface
  context.strokeStyle = ink
  context.lineWidth = 1.5
  context.setLineDash(sign === 'removed' || sign === 'lost' ? [3, 2] : [])
  context.fill(plate)
  context.stroke(plate)
  context.setLineDash([])
  context.strokeStyle = isFilled(sign) ? palette.surface : ink
  context.lineWidth = 1.75
  context.stroke(glyph)
  context.restore()
}

/** A title that no longer counts is struck through. */
function paintGhostWords(pen: Pen, { text, at, isBoundary }: GhostWords): void {
  const { context, palette, zoom, far } = pen
  if (zoom < 0.1) return
  const size = GHOST_TITLE.size * far.ink
  const width = textWidth(text, { ...GHOST_TITLE, size })
  const colour = isBoundary ? palette.trust : palette.ink2
  if (isBoundary) {
    context.fillStyle = palette.paper
    context.fillRect(at.x - width / 2 - 4, at.y - size * 0.7, width + 8, size * 1.4)
  }
  drawWords(pen, { text, at, size, width, colour, strong: true })
  context.strokeStyle = colour
  context.lineWidth = atLeast(zoom, 1.25, 0.8)
  context.beginPath()
  context.moveTo(at.x - width / 2, at.y)
  context.lineTo(at.x + width / 2, at.y)
  context.stroke()
}
