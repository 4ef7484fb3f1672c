/** A flow: line, arrowhead, label with protocol and lock, and the marks of its crossings. */
import type { FlowShape } from '../../../model/drawing/drawing.ts'
import { arrowHead, flowInk } from '../../../model/drawing/ink.ts'
import { LABEL_HEIGHT } from '../../../model/drawing/labels.ts'
import type { Path } from '../../../model/drawing/paths.ts'
import { boundsOf, type Rect } from '../../../model/geometry.ts'
import { titleOf } from '../../../model/queries.ts'
import type { Flow, Model } from '../../../model/schema.ts'
import { textWidth } from '../../../model/text/measure.ts'
import { icon } from '../icons.ts'
import { grown, type Look, type Sheet, textLine, title } from '../sheet.ts'
import { block, element, oneLine } from '../xml.ts'
import { drawCrossings } from './crossing.ts'

const INK = 1.5
/** Half the arrowhead's width, with some air. */
const REACH = 6
const TEXT = { size: 11 } as const
const WARNING = { size: 11, strong: true, text: 'not encrypted' } as const
const LABEL = { side: 8, gap: 4, icon: 10, iconGap: 3, stroke: 2.25 } as const

export function drawFlow(sheet: Sheet, look: Look, model: Model, flow: Flow, shape: FlowShape): void {
  const { colours } = look
  const line = element('path', {
    d: flowInk(shape.path),
    fill: 'none',
    stroke: colours.ink,
    'stroke-width': INK,
  })
  const head = element('path', { d: arrowHead(shape.path), fill: colours.ink })
  const lock = { encrypted: 'encrypted', plain: 'not encrypted' } as const
  const security = shape.label?.lock ? lock[shape.label.lock] : ''
  const facts = [flow.title, flow.protocol, security].filter(Boolean).join(', ')
  const about = `${titleOf(model, shape.ref)}${facts ? `: ${facts}` : ''}`
  sheet.draw('flows', block('g', { 'data-id': shape.ref }, [title(about), line, head]), [
    grown(boundsOfPath(shape.path), REACH),
  ])
  drawLabel(sheet, look, shape)
  drawCrossings(sheet, look, model, shape)
}

/** As wide as its words; the place that was kept free for it is at least about as wide. */
function drawLabel(sheet: Sheet, { colours }: Look, { ref, label }: FlowShape): void {
  if (!label) return
  const words = oneLine(label.text)
  const parts: { readonly width: number; readonly draw: (x: number) => string }[] = []
  const { x, y } = label.at
  const sign = (name: 'lock' | 'lock-open', left: number, colour: string) =>
    icon(name, { x: left, y: y - LABEL.icon / 2 }, LABEL.icon, LABEL.stroke, colour)
  if (label.lock === 'encrypted')
    parts.push({ width: LABEL.icon, draw: (left) => sign('lock', left, colours.ink2) })
  if (words !== '') {
    const draw = (left: number) => textLine(words, { x: left, y }, { ...TEXT, fill: colours.ink2 })
    parts.push({ width: textWidth(words, TEXT), draw })
  }
  if (label.lock === 'plain') {
    const shift = LABEL.icon + LABEL.iconGap
    const draw = (left: number) =>
      sign('lock-open', left, colours.ink) +
      textLine(WARNING.text, { x: left + shift, y }, { size: 11, strong: true, fill: colours.ink })
    parts.push({ width: shift + textWidth(WARNING.text, WARNING), draw })
  }
  if (parts.length === 0) return
  const inner = parts.reduce((sum, { width }) => sum + width, LABEL.gap * (parts.length - 1))
  const chip: Rect = {
    x: x - inner / 2 - LABEL.side,
    y: y - LABEL_HEIGHT / 2,
    width: inner + 2 * LABEL.side,
    height: LABEL_HEIGHT,
  }
  const markup = [
    element('rect', {
      x: chip.x + 0.5,
      y: chip.y + 0.5,
      width: chip.width - 1,
      height: chip.height - 1,
      rx: (LABEL_HEIGHT - 1) / 2,
      fill: colours.surface,
      stroke: colours.hairline,
    }),
  ]
  let left = chip.x + LABEL.side
  for (const { width, draw } of parts) {
    markup.push(draw(left))
    left += width + LABEL.gap
  }
  sheet.draw('labels', block('g', { 'data-label': ref }, markup), [chip])
}

function boundsOfPath(path: Path): Rect {
  const bounds = boundsOf(path.map((point) => ({ ...point, width: 0, height: 0 })))
  return bounds ?? { x: 0, y: 0, width: 0, height: 0 }
}
