/** Components by kind with what their review says, and notes. */
import { NOTE_TEXT, noteRect, noteWords } from '../../../../../shared/model/drawing/page.ts'
import type { Rect } from '../../../../../shared/model/geometry.ts'
import type { CanvasNote } from '../../../../../shared/model/layout.ts'
import type { Component } from '../../../../../shared/model/schema.ts'
import { fitText, textWidth, wrapText } from '../../../../../shared/model/text/measure.ts'
import { fitTitle, type TitleFit, titleLines } from '../../../../../shared/model/text/title.ts'
import { type Mark, UNTOUCHED } from '../../../../../shared/report/marks.ts'
import { atLeast, drawFrame, drawWords, type Pen, roundRect, shrunk } from './pen.ts'

const BORDER = 1.5
const CORNER = 14
/** Of the size; lines stand closer from afar. */
const TITLE_LINE = { near: 1.3, far: 1.1 } as const
const QUIET = { size: 11, line: 14.3 } as const
const STORE = { edge: 6.5 } as const
/** Below this zoom a selected component is tinted, for its frame is thin. */
const TINTED = 0.25
/** From this zoom on badges say how many. */
const COUNTS = 0.2

interface Text {
  /** Of the box. */
  readonly width: number
  readonly most: number
  readonly scale: number
  readonly title: TitleFit
  readonly lines: readonly { readonly text: string; readonly width: number }[]
  readonly quiet: { readonly text: string; readonly width: number } | null
}

const texts = new WeakMap<Component, Text>()

export function paintComponent(pen: Pen, component: Component, rect: Rect, mark: Mark = UNTOUCHED): void {
  const { context, palette, zoom, far, highlights } = pen
  const { kind, id } = component
  const isSelected = highlights.selection.has(id)
  const width = atLeast(zoom, BORDER * far.ink, 0.8)
  const inner = shrunk(rect, width / 2)
  context.fillStyle = isSelected && zoom < TINTED ? palette.focusTint : palette.surface
  context.strokeStyle = palette.ink
  context.lineWidth = width
  if (kind === 'store') paintStore(pen, rect, inner)
  else if (kind === 'external' || CORNER * zoom < 1) {
    context.fillRect(rect.x, rect.y, rect.width, rect.height)
    context.strokeRect(inner.x, inner.y, inner.width, inner.height)
  } else {
    roundRect(pen, inner, Math.min(CORNER, rect.width / 2, rect.height / 2) - width / 2)
    context.fill()
    context.stroke()
  }
  paintText(pen, component, rect)
  paintBadges(pen, mark, kind, rect)
  const radius = kind === 'process' ? CORNER : 0
  if (highlights.target === id) drawFrame(pen, rect, 'target', radius)
  if (isSelected) drawFrame(pen, rect, 'selected', radius)
  else if (highlights.lit.has(id)) drawFrame(pen, rect, 'lit', radius)
}

/** Open at the right, with a double left edge where there is room for it. */
function paintStore({ context, zoom }: Pen, rect: Rect, inner: Rect): void {
  const right = rect.x + rect.width
  context.fillRect(rect.x, rect.y, rect.width, rect.height)
  context.beginPath()
  context.moveTo(right, inner.y)
  context.lineTo(inner.x, inner.y)
  context.lineTo(inner.x, inner.y + inner.height)
  context.lineTo(right, inner.y + inner.height)
  const edge = inner.x + atLeast(zoom, STORE.edge, 2)
  context.moveTo(edge, inner.y)
  context.lineTo(edge, inner.y + inner.height)
  context.stroke()
}

function paintText(pen: Pen, component: Component, rect: Rect): void {
  const { palette, zoom, far, highlights } = pen
  // A title is being edited in the page.
  if (zoom < 0.1 || highlights.renaming === component.id) return
  const { title, lines, quiet } = textOf(component, rect, far.ink, highlights.detailed)
  const { size, left, right } = title
  const shownQuiet = highlights.detailed && far.step < 2 ? quiet : null
  const line = size * (far.step === 3 ? TITLE_LINE.far : TITLE_LINE.near)
  const quietLine = QUIET.line
  const height = lines.length * line + (shownQuiet ? quietLine + 1 : 0)
  const x = rect.x + left + (rect.width - left - right) / 2
  let y = rect.y + (rect.height - height) / 2
  for (const { text, width } of lines) {
    const at = { x, y: y + line / 2 }
    drawWords(pen, { text, at, size, width, colour: palette.ink, strong: true })
    y += line
  }
  if (!shownQuiet) return
  const at = { x, y: y + 1 + quietLine / 2 }
  drawWords(pen, { ...shownQuiet, at, size: QUIET.size, colour: palette.ink2 })
}

/** The lines of a component at this size of its title; kept, because every frame asks. */
function textOf(component: Component, { width, height }: Rect, scale: number, isDetailed: boolean): Text {
  const known = texts.get(component)
  const quiet = component.note ?? component.technologies.join(', ')
  // As the sheet of the page has it.
  const most = Math.max(2, Math.floor(titleLines(height, isDetailed && quiet !== '') / scale))
  if (known?.width === width && known.most === most && known.scale === scale) return known
  const title = fitTitle(component.title, component.kind, width, scale)
  const style = { size: title.size, strong: true }
  const fitted = fitText(quiet, title.room, QUIET)
  const text: Text = {
    width,
    most,
    scale,
    title,
    lines: wrapText(component.title, title.room, style, most).map((line) => ({
      text: line,
      width: textWidth(line, style),
    })),
    quiet: quiet === '' ? null : { text: fitted, width: textWidth(fitted, QUIET) },
  }
  texts.set(component, text)
  return text
}

/** On the upper edge from the right, as the page has them: risks full, drafts hollow, analysed ticked, stale dashed. */
function paintBadges(pen: Pen, { drafts, risks, state }: Mark, kind: Component['kind'], rect: Rect): void {
  const { palette, zoom, far } = pen
  if (zoom < 0.09) return
  const height = atLeast(zoom, 18 * far.ink, 3.6)
  const row: Row = {
    right: rect.x + rect.width - (kind === 'store' ? 4 : 8),
    middle: rect.y + 16 - 8 * far.ink - height / 2,
    height,
  }
  // Too small for a tick: the dot is full.
  const isDot = zoom < COUNTS
  if (state === 'analysed' && drafts === 0 && risks === 0)
    badge(pen, row, '', { fill: isDot ? palette.done : palette.surface, ink: palette.done, sign: 'tick' })
  if (risks > 0) badge(pen, row, String(risks), { fill: palette.ink, ink: palette.surface, sign: 'ring' })
  if (drafts > 0) badge(pen, row, String(drafts), { fill: palette.surface, ink: palette.ink, sign: 'pencil' })
  if (state === 'stale')
    badge(pen, row, '', { fill: palette.staleTint, ink: palette.stale, sign: isDot ? 'pencil' : 'turn' })
}

interface Row {
  /** Where the next badge ends. */
  right: number
  readonly middle: number
  readonly height: number
}

interface Badge {
  readonly fill: string
  readonly ink: string
  readonly sign: 'tick' | 'ring' | 'pencil' | 'turn'
}

function badge(pen: Pen, row: Row, digits: string, { fill, ink, sign }: Badge): void {
  const { context, zoom, palette } = pen
  const unit = row.height / 18
  const text = zoom >= COUNTS ? digits : ''
  const size = 11 * unit
  const own = text === '' ? 0 : textWidth(text, { size, strong: true })
  const width = own === 0 ? row.height : 25 * unit + own
  context.fillStyle = fill
  context.strokeStyle = ink === palette.surface ? fill : ink === palette.ink ? palette.edge : ink
  context.lineWidth = atLeast(zoom, unit, 0.7)
  roundRect(
    pen,
    { x: row.right - width, y: row.middle - row.height / 2, width, height: row.height },
    row.height / 2,
  )
  context.fill()
  context.stroke()
  const middle = own === 0 ? row.right - width / 2 : row.right - width + 11 * unit
  if (zoom >= COUNTS || sign === 'pencil') drawSign(pen, sign, middle, row.middle, unit, ink)
  const at = { x: row.right - 6 * unit - own / 2, y: row.middle }
  if (own > 0) drawWords(pen, { text, at, size, width: own, colour: ink, strong: true })
  row.right -= width + 3 * unit
}

function drawSign(
  { context, zoom }: Pen,
  sign: Badge['sign'],
  x: number,
  y: number,
  unit: number,
  ink: string,
): void {
  context.strokeStyle = ink
  context.lineWidth = atLeast(zoom, 1.1 * unit, 0.6)
  context.beginPath()
  if (sign === 'tick') {
    context.moveTo(x - 4 * unit, y)
    context.lineTo(x - unit, y + 3 * unit)
    context.lineTo(x + 4 * unit, y - 3 * unit)
  } else if (sign === 'pencil') {
    context.moveTo(x - 4 * unit, y + 4 * unit)
    context.lineTo(x + 4 * unit, y - 4 * unit)
  } else context.arc(x, y, 4 * unit, 0, sign === 'ring' ? 2 * Math.PI : 1.5 * Math.PI)
  context.stroke()
}

export function paintNote(pen: Pen, note: CanvasNote): void {
  const { context, palette, zoom, highlights } = pen
  const rect = noteRect(note)
  context.fillStyle = palette.raised
  context.fillRect(rect.x, rect.y, rect.width, rect.height)
  context.strokeStyle = palette.hairline
  context.lineWidth = atLeast(zoom, 1, 0.6)
  context.strokeRect(rect.x, rect.y, rect.width, rect.height)
  context.fillStyle = palette.edge
  context.fillRect(rect.x, rect.y, atLeast(zoom, NOTE_TEXT.edge, 1.5), rect.height)
  if (highlights.selection.has(`note:${note.id}`)) drawFrame(pen, rect, 'selected')
  if (zoom < 0.1) return
  const { lines, side, top } = noteWords(note.text || 'Note', rect)
  const room = Math.max(1, Math.floor((rect.height - top) / NOTE_TEXT.line))
  for (const [line, text] of lines.slice(0, room).entries()) {
    const at = { x: rect.x + NOTE_TEXT.edge + side, y: rect.y + top + (line + 0.5) * NOTE_TEXT.line }
    const width = textWidth(text, NOTE_TEXT)
    drawWords(pen, { text, at, size: NOTE_TEXT.size, width, colour: palette.ink2, start: true })
  }
}
