/** The diamonds where a flow meets boundaries: hollow, filled when analysed, hatched when stale. */
import { crossingsOf } from '../../../model/crossings.ts'
import type { FlowShape } from '../../../model/drawing/drawing.ts'
import { countInMark, diamond, MARK_HALF, tick } from '../../../model/drawing/ink.ts'
import type { Model } from '../../../model/schema.ts'
import { textWidth } from '../../../model/text/measure.ts'
import { describeCrossing, type Mark, UNTOUCHED } from '../../marks.ts'
import { type Look, type Sheet, textLine, title } from '../sheet.ts'
import type { Colours } from '../themes.ts'
import { block, element, numeral } from '../xml.ts'

const COUNT = { size: 11, strong: true } as const
const LONG_COUNT = { size: 8, strong: true } as const

export function drawCrossings(sheet: Sheet, look: Look, model: Model, { ref, spots }: FlowShape): void {
  const mark = look.marks?.get(ref)
  const boundaries = crossingsOf(model).get(ref)?.boundaries ?? []
  for (const [at, spot] of spots.entries()) {
    const isMain = at === 0
    const half = isMain ? MARK_HALF.main : MARK_HALF.other
    const parts = isMain ? [title(describeCrossing(model, ref, boundaries, mark))] : []
    parts.push(...shapes(look, mark ?? UNTOUCHED, half, isMain))
    const place = `translate(${numeral(spot.at.x)} ${numeral(spot.at.y)})`
    const markup = block('g', { 'data-mark': ref, transform: place }, parts)
    const reach = half + 1.5
    sheet.draw('labels', markup, [
      { x: spot.at.x - reach, y: spot.at.y - reach, width: 2 * reach, height: 2 * reach },
    ])
  }
}

function shapes({ colours, hatch }: Look, mark: Mark, half: number, isMain: boolean): readonly string[] {
  const d = diamond(0, half)
  const { fill, stroke, ink } = paintOf(mark.state, colours)
  const outline = { fill, stroke, 'stroke-width': 1.5, 'stroke-linejoin': 'round' }
  const parts = [element('path', { d, ...outline })]
  if (mark.state === 'stale') parts.push(element('path', { d, fill: `url(#${hatch})` }))
  if (!isMain) return parts
  if (mark.drafts > 0) {
    const count = countInMark(mark.drafts)
    const style = count.length > 2 ? LONG_COUNT : COUNT
    const width = textWidth(count, style) + 4
    // On the hatch a number needs ground to stand on.
    if (mark.state === 'stale')
      parts.push(element('rect', { x: -width / 2, y: -6, width, height: 12, rx: 3, fill }))
    parts.push(textLine(count, { x: 0, y: 0 }, { ...style, fill: ink, anchor: 'middle' }))
  } else if (mark.state === 'analysed') {
    const line = { fill: 'none', stroke: ink, 'stroke-width': 2 }
    parts.push(
      element('path', { d: tick(0), ...line, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }),
    )
  }
  return parts
}

function paintOf(state: Mark['state'], colours: Colours): { fill: string; stroke: string; ink: string } {
  if (state === 'analysed') return { fill: colours.done, stroke: colours.done, ink: colours.surface }
  if (state === 'stale') return { fill: colours.staleTint, stroke: colours.stale, ink: colours.ink }
  return { fill: colours.surface, stroke: colours.trust, ink: colours.ink }
}
