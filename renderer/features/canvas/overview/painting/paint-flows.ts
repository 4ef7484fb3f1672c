/** Flows, their labels and the marks of their crossings. */
import type { FlowShape } from '../../../../../shared/model/drawing/drawing.ts'
import { arrowHead, countInMark, flowInk, MARK_HALF } from '../../../../../shared/model/drawing/ink.ts'
import { LABEL_HEIGHT } from '../../../../../shared/model/drawing/labels.ts'
import { textWidth } from '../../../../../shared/model/text/measure.ts'
import { type Mark, UNTOUCHED } from '../../../../../shared/report/marks.ts'
import { atLeast, drawWords, type Pen, roundRect } from './pen.ts'

const INK = 1.5
/** Bends and arrowheads are drawn from this zoom on. */
const BENDS = 0.3
const HEADS = 0.1
const LABELS = 0.2
const TEXT = { size: 11 } as const
const WARNING = 'not encrypted'

export function paintFlow(pen: Pen, shape: FlowShape): void {
  const { context, palette, zoom, far, highlights } = pen
  const isSelected = highlights.selection.has(shape.ref)
  const isLit = highlights.lit.has(shape.ref)
  // What is far away must not drown the boundaries and marks.
  context.globalAlpha = isSelected || isLit ? 1 : faded(zoom)
  context.strokeStyle = isSelected ? palette.focus : palette.ink
  context.fillStyle = context.strokeStyle
  context.lineWidth = isSelected ? atLeast(zoom, 2.25 * far.ink, 1.75) : atLeast(zoom, INK * far.ink, 0.7)
  const line = zoom >= BENDS && shape.path.length > 2 ? new Path2D(flowInk(shape.path)) : null
  if (!line) trace(pen, shape)
  if (isLit) {
    context.save()
    context.strokeStyle = palette.focus
    context.globalAlpha = 0.28
    context.lineWidth = atLeast(zoom, 9, 4)
    if (line) context.stroke(line)
    else context.stroke()
    context.restore()
  }
  if (line) context.stroke(line)
  else context.stroke()
  if (zoom >= HEADS) context.fill(new Path2D(arrowHead(shape.path)))
  context.globalAlpha = 1
}

function faded(zoom: number): number {
  return Math.min(1, 0.5 + zoom * 2)
}

function trace({ context }: Pen, { path }: FlowShape): void {
  context.beginPath()
  path.forEach(({ x, y }, at) => {
    if (at === 0) context.moveTo(x, y)
    else context.lineTo(x, y)
  })
}

export function paintLabel(pen: Pen, { ref, label }: FlowShape): void {
  const { context, palette, zoom, far, highlights } = pen
  if (!label || zoom < LABELS) return
  const isMarked = highlights.selection.has(ref) || highlights.lit.has(ref)
  const words = textWidth(label.text, TEXT)
  const warning = label.lock === 'plain' ? 13 + textWidth(WARNING, { ...TEXT, strong: true }) : 0
  const lock = label.lock === 'encrypted' ? 10 : 0
  const gaps = ([words, warning, lock].filter((part) => part > 0).length - 1) * 4
  const width = words + warning + lock + gaps + 16
  const size = { width: width - 1, height: LABEL_HEIGHT - 1 }
  // Around its middle, which grows with the distance.
  context.save()
  context.translate(label.at.x, label.at.y)
  context.scale(far.label, far.label)
  const own: Pen = { ...pen, zoom: zoom * far.label }
  roundRect(own, { x: -size.width / 2, y: -size.height / 2, ...size }, size.height / 2)
  context.fillStyle = palette.surface
  context.fill()
  context.lineWidth = atLeast(own.zoom, 1, 0.5)
  context.strokeStyle = isMarked ? palette.focus : palette.hairline
  context.stroke()
  let x = 8 - width / 2
  if (lock > 0) {
    paintLock(own, x, 0, true)
    x += 14
  }
  if (words > 0) {
    const colour = isMarked ? palette.ink : palette.ink2
    drawWords(own, { text: label.text, at: { x, y: 0 }, size: 11, width: words, colour, start: true })
    x += words + 4
  }
  if (warning > 0) {
    paintLock(own, x, 0, false)
    const at = { x: x + 13, y: 0 }
    const look = { size: 11, width: warning - 13, colour: palette.ink, strong: true, start: true }
    drawWords(own, { text: WARNING, at, ...look })
  }
  context.restore()
}

/** A padlock on a square of ten units; open where the flow is not encrypted. */
function paintLock({ context, palette, zoom }: Pen, x: number, y: number, isClosed: boolean): void {
  if (zoom < 0.3) return
  context.strokeStyle = isClosed ? palette.ink2 : palette.ink
  context.lineWidth = atLeast(zoom, 0.95, 0.5)
  context.beginPath()
  context.roundRect(x + 1.2, y - 0.4, 7.5, 4.6, 0.8)
  context.moveTo(x + 2.9, y - 0.4)
  context.lineTo(x + 2.9, y - 2.1)
  context.arc(x + 5, y - 2.1, 2.1, Math.PI, isClosed ? 2 * Math.PI : 1.85 * Math.PI)
  if (isClosed) context.lineTo(x + 7.1, y - 0.4)
  context.stroke()
}

/** Where flows cross boundaries: hollow, filled when analysed, striped when stale. */
export function paintMarks(pen: Pen, shape: FlowShape, mark: Mark = UNTOUCHED): void {
  const { context, palette, zoom, far, highlights } = pen
  const isMarked = highlights.selection.has(shape.ref) || highlights.lit.has(shape.ref)
  shape.spots.forEach(({ at }, nth) => {
    const isMain = nth === 0
    const half = atLeast(zoom, (isMain ? MARK_HALF.main : MARK_HALF.other) * far.ink, isMain ? 3.4 : 1.8)
    // Far away a crossing is one mark.
    if (!isMain && zoom < 0.12) return
    context.beginPath()
    context.moveTo(at.x, at.y - half)
    context.lineTo(at.x + half, at.y)
    context.lineTo(at.x, at.y + half)
    context.lineTo(at.x - half, at.y)
    context.closePath()
    const { state } = mark
    const colour = { open: palette.trust, analysed: palette.done, stale: palette.stale }[state]
    context.fillStyle = { open: palette.surface, analysed: palette.done, stale: palette.staleTint }[state]
    context.fill()
    context.strokeStyle = colour
    context.lineWidth = atLeast(zoom, (isMarked ? 2.5 : 1.5) * far.ink, isMarked ? 1.6 : 1)
    context.stroke()
    if (state === 'stale') stripe(pen, at.x, at.y, half)
    if (!isMain) return
    if (mark.drafts > 0) {
      const colour = state === 'analysed' ? palette.surface : palette.ink
      const text = countInMark(mark.drafts)
      const size = (text.length > 2 ? 8 : 11) * far.ink
      drawWords(pen, { text, at, size, width: size * 0.6 * text.length, colour, strong: true })
    } else if (state === 'analysed' && half * zoom > 4) tick(pen, at.x, at.y, half / MARK_HALF.main)
  })
}

/** One stroke across, so that a stale mark is told from the others without its colour. */
function stripe({ context }: Pen, x: number, y: number, half: number): void {
  context.beginPath()
  for (const part of [-0.5, 0, 0.5]) {
    const middle = { x: x + part * half, y: y + part * half }
    const reach = half * (part === 0 ? 0.5 : 0.25) * 0.98
    context.moveTo(middle.x - reach, middle.y + reach)
    context.lineTo(middle.x + reach, middle.y - reach)
  }
  context.stroke()
}

function tick({ context, palette }: Pen, x: number, y: number, scale: number): void {
  context.beginPath()
  context.moveTo(x - 4 * scale, y)
  context.lineTo(x - scale, y + 3 * scale)
  context.lineTo(x + 4 * scale, y - 3 * scale)
  context.strokeStyle = palette.surface
  context.lineWidth = 2 * scale
  context.stroke()
}
