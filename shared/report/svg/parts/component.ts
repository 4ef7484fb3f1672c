/** External entity, process or data store, as the canvas draws them (component.module.css). */
import type { Rect } from '../../../model/geometry.ts'
import { titleOf } from '../../../model/queries.ts'
import type { Component, Model } from '../../../model/schema.ts'
import { fitText, wrapText } from '../../../model/text/measure.ts'
import { fitTitle, titleLines } from '../../../model/text/title.ts'
import { describeMark } from '../../marks.ts'
import { grown, type Look, type Sheet, textLine, title } from '../sheet.ts'
import { block, element, oneLine } from '../xml.ts'
import { badgesOf } from './badges.ts'

const BORDER = 1.5
const TITLE = { strong: true, line: 1.3 } as const
const QUIET = { size: 11, line: 14.3, gap: 1 } as const
/** Of a data store: how far in its second edge stands. */
const STORE = { edge: 6.5 } as const
const CORNER = 14
const KINDS = { external: 'external entity', process: 'process', store: 'data store' } as const

export function drawComponent(
  sheet: Sheet,
  look: Look,
  model: Model,
  component: Component,
  rect: Rect,
): void {
  const mark = look.marks?.get(component.id)
  const badges = mark ? badgesOf(look, mark, rect, component.kind) : { markup: '', covers: [] }
  const quiet = oneLine(component.note ?? component.technologies.join(', '))
  const zone = component.zone === null ? 'outside' : `in ${titleOf(model, component.zone)}`
  const review = mark ? describeMark(mark) : ''
  const about = [component.title, KINDS[component.kind], zone, quiet, review].filter(Boolean).join(', ')
  const parts = [title(about), outline(look, component, rect), ...text(look, component, rect, quiet)]
  if (badges.markup) parts.push(badges.markup)
  sheet.draw('components', block('g', { 'data-id': component.id }, parts), [
    grown(rect, BORDER / 2),
    ...badges.covers,
  ])
}

/** The border lies inside the rectangle, as a page's does. */
function outline({ colours }: Look, { kind }: Component, rect: Rect): string {
  const half = BORDER / 2
  const [x, y] = [rect.x + half, rect.y + half]
  const [width, height] = [Math.max(0, rect.width - BORDER), Math.max(0, rect.height - BORDER)]
  const ink = { fill: colours.surface, stroke: colours.ink, 'stroke-width': BORDER }
  if (kind !== 'store') {
    const rx = kind === 'process' ? Math.min(CORNER, rect.width / 2, rect.height / 2) - half : undefined
    return element('rect', { x, y, width, height, rx, ...ink })
  }
  const right = rect.x + rect.width
  const fill = element('rect', {
    x: rect.x,
    y: rect.y,
    width: rect.width,
    height: rect.height,
    fill: colours.surface,
  })
  const edge = rect.x + STORE.edge + half
  const d = `M${right} ${y}H${x}V${y + height}H${right}M${edge} ${y}V${y + height}`
  return fill + element('path', { d, ...ink, fill: 'none' })
}

function text(look: Look, component: Component, rect: Rect, quiet: string): readonly string[] {
  const { colours, detailed } = look
  const name = oneLine(component.title)
  const { size, left, right, room } = fitTitle(name, component.kind, rect.width)
  const style = { size, strong: TITLE.strong }
  const line = size * TITLE.line
  const hasQuiet = detailed && quiet !== ''
  const lines = name === '' ? [] : wrapText(name, room, style, titleLines(rect.height, hasQuiet))
  const height = lines.length * line + (hasQuiet ? QUIET.gap + QUIET.line : 0)
  const x = rect.x + left + (rect.width - left - right) / 2
  const top = rect.y + (rect.height - height) / 2
  const drawn = lines.map((words, at) =>
    textLine(words, { x, y: top + (at + 0.5) * line }, { ...style, fill: colours.ink, anchor: 'middle' }),
  )
  if (!hasQuiet) return drawn
  const y = top + lines.length * line + QUIET.gap + QUIET.line / 2
  const shown = fitText(quiet, room, QUIET)
  return [...drawn, textLine(shown, { x, y }, { size: QUIET.size, fill: colours.ink2, anchor: 'middle' })]
}
