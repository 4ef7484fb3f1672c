/** What every part of the picture is drawn with. Widths and sizes keep a least size on the screen, so that a far view still reads. */
import type { Rect } from '../../../../../shared/model/geometry.ts'
import type { Point } from '../../../../../shared/model/layout.ts'
import type { Highlights } from '../../elements.ts'
import type { Far } from '../../far.ts'
import type { Scene } from '../../scene.ts'
import type { Palette } from './palette.ts'

export interface Pen {
  readonly context: CanvasRenderingContext2D
  readonly scene: Scene
  readonly highlights: Highlights
  readonly palette: Palette
  /** Pixels of the screen per canvas unit. */
  readonly zoom: number
  readonly far: Far
}

const FONT = "'Inter Variable', system-ui, sans-serif"
/** Letters smaller than this on the screen are drawn as a bar: nobody can read them. */
const READABLE = 3.2
/** And those smaller than this are left out. */
const VISIBLE = 1.4

/** Canvas units of a length that is never drawn smaller than so many pixels. */
export function atLeast(zoom: number, units: number, pixels: number): number {
  return Math.max(units, pixels / zoom)
}

export interface Words {
  readonly text: string
  /** Its middle, or with `start` the middle of its left edge. */
  readonly at: Point
  readonly size: number
  readonly width: number
  readonly colour: string
  readonly strong?: boolean
  readonly start?: boolean
}

/** A line of text; a bar in its place where it is too small to read. */
export function drawWords(pen: Pen, { text, at, size, width, colour, strong, start }: Words): void {
  const { context, zoom } = pen
  const pixels = size * zoom
  if (pixels < VISIBLE || text === '') return
  context.fillStyle = colour
  if (pixels < READABLE) {
    const height = size * 0.52
    context.globalAlpha = 0.42
    context.fillRect(start ? at.x : at.x - width / 2, at.y - height / 2, width, height)
    context.globalAlpha = 1
    return
  }
  const font = `${strong ? 600 : 430} ${size}px ${FONT}`
  if (context.font !== font) context.font = font
  context.textAlign = start ? 'start' : 'center'
  context.textBaseline = 'alphabetic'
  // A baseline lies this much lower than the middle of its line: Inter's ascent less its descent, halved.
  context.fillText(text, at.x, at.y + size * 0.364)
}

/** A rectangle with round corners where they can be seen. */
export function roundRect({ context, zoom }: Pen, rect: Rect, radius: number): void {
  context.beginPath()
  if (radius * zoom < 1) context.rect(rect.x, rect.y, rect.width, rect.height)
  else context.roundRect(rect.x, rect.y, rect.width, rect.height, radius)
}

export function shrunk(rect: Rect, by: number): Rect {
  return {
    x: rect.x + by,
    y: rect.y + by,
    width: Math.max(0, rect.width - 2 * by),
    height: Math.max(0, rect.height - 2 * by),
  }
}

/** The frame around what is selected, or lit because it belongs to what is. */
export function drawFrame(pen: Pen, rect: Rect, look: 'selected' | 'lit' | 'target', radius = 0): void {
  const { context, palette, zoom } = pen
  const width = atLeast(zoom, look === 'lit' ? 3 : 2, look === 'lit' ? 2 : 1.75)
  const gap = look === 'selected' ? 2 : 4
  context.strokeStyle = palette.focus
  context.lineWidth = width
  context.globalAlpha = look === 'lit' ? 0.55 : 1
  if (look === 'target') context.setLineDash([6, 4])
  roundRect(pen, shrunk(rect, -gap - width / 2), radius === 0 ? 0 : radius + gap)
  context.stroke()
  context.setLineDash([])
  context.globalAlpha = 1
}
