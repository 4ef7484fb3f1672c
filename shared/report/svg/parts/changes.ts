/** What a comparison adds to a picture: ghosts of what is gone, frames, signs, and what the signs mean. */
import { type Drawn, type Ground, ghostsOf } from '../../../diff/marks/ghosts.ts'
import { type DiffMarks, diffMarkInWords } from '../../../diff/marks/marks.ts'
import {
  type GhostWords,
  type OverlayItem,
  overlayOf,
  type Picture,
  type Stroke,
} from '../../../diff/marks/overlay/overlay.ts'
import { isFilled, plateOf, SIGN_STEP, SIGNS, type Sign } from '../../../diff/marks/overlay/signs.ts'
import { isUnder, STROKES } from '../../../diff/marks/overlay/strokes.ts'
import type { Point } from '../../../model/layout.ts'
import { titleOf } from '../../../model/queries.ts'
import { textWidth } from '../../../model/text/measure.ts'
import { type Look, type Sheet, textLine, textRect, title } from '../sheet.ts'
import { block, element, numeral, oneLine } from '../xml.ts'

const GHOST_TITLE = { size: 13, strong: true } as const
const LEGEND = { size: 11, top: 34, gap: 18, line: 26 } as const
/** As wide as a line of the legend gets, at least. */
const LEGEND_WIDTH = 640

const MEANINGS: Readonly<Record<Sign, string>> = {
  added: 'added',
  removed: 'removed',
  rezoned: 'moved to another zone',
  changed: 'changed',
  gained: 'crossing gained',
  lost: 'crossing lost',
  stale: 'analysis stale',
}

export interface Changes {
  readonly before: Drawn
  readonly marks: DiffMarks
}

/** `ground` is the page as it is drawn now. The signs are explained below it. */
export function drawChanges(
  sheet: Sheet,
  look: Look,
  ground: Ground & Picture,
  { before, marks }: Changes,
): void {
  const items = overlayOf(ground, marks, 'both', ghostsOf(before, ground, marks))
  for (const item of items) {
    drawChange(sheet, look, item, titleOf(item.isGone ? before.model : ground.model, item.ref))
  }
  drawLegend(sheet, look, items)
}

/** `name` is what the element is called on the side that has it. */
function drawChange(sheet: Sheet, look: Look, item: OverlayItem, name: string): void {
  const about = title(`${name}: ${diffMarkInWords(item.mark)}`)
  const under = [
    ...item.strokes.filter((stroke) => isUnder(stroke.look)).map((stroke) => drawStroke(look, stroke)),
    ...item.words.flatMap((line) => drawGhostWords(look, line)),
  ]
  const over = [
    ...item.strokes.filter((stroke) => !isUnder(stroke.look)).map((stroke) => drawStroke(look, stroke)),
    ...item.signs.map((sign, nth) =>
      drawSign(look, sign, { x: item.corner.x + nth * SIGN_STEP, y: item.corner.y }),
    ),
    ...item.spots.map(({ sign, at }) => drawSign(look, sign, at)),
  ]
  const group = (parts: readonly string[]) => block('g', { 'data-change': item.key }, [about, ...parts])
  if (under.length > 0) sheet.draw('ghosts', group(under), [item.rect])
  if (over.length > 0) sheet.draw('changes', group(over), [item.rect])
}

/** The signs that a picture has, with their meaning, below everything that is drawn. */
function drawLegend(sheet: Sheet, look: Look, items: readonly OverlayItem[]): void {
  const used = new Set(items.flatMap(({ signs, spots }) => [...signs, ...spots.map(({ sign }) => sign)]))
  const { bounds } = sheet
  if (!bounds || used.size === 0) return
  const style = { size: LEGEND.size, fill: look.colours.ink2 }
  const right = bounds.x + Math.max(LEGEND_WIDTH, bounds.width)
  let [x, y] = [bounds.x + 11, bounds.y + bounds.height + LEGEND.top]
  const parts: string[] = []
  const covers = []
  for (const sign of Object.keys(MEANINGS) as Sign[]) {
    if (!used.has(sign)) continue
    const words = MEANINGS[sign]
    const width = 16 + textWidth(words, LEGEND)
    if (x + width > right) [x, y] = [bounds.x + 11, y + LEGEND.line]
    const at = { x: x + 16, y }
    parts.push(drawSign(look, sign, { x, y }), textLine(words, at, style))
    covers.push(textRect(words, at, style), { x: x - 11, y: y - 11, width: 22, height: 22 })
    x += width + LEGEND.gap + 11
  }
  sheet.draw('changes', block('g', { 'data-legend': 'changes' }, parts), covers)
}

/** "1 added, 2 changed, 1 crossing gained": for those who do not see the picture. */
export function describeChanges({ marks }: Changes): string {
  const all = [...marks.present.values(), ...marks.removed.values()]
  const count = (words: string, is: (mark: (typeof all)[number]) => boolean) => {
    const number = all.filter(is).length
    return number > 0 ? [`${number} ${words}`] : []
  }
  const counts = [
    ...count('added', ({ change }) => change === 'added'),
    ...count('removed', ({ change }) => change === 'removed'),
    ...count('moved to another zone', ({ change }) => change === 'rezoned'),
    ...count('changed', ({ change }) => change === 'changed'),
    ...count('with a crossing gained', ({ gained }) => gained.length > 0),
    ...count('with a crossing lost', ({ lost }) => lost.length > 0),
    ...count('with a stale analysis', ({ stale }) => stale),
  ]
  return counts.length > 0 ? `Changes: ${counts.join(', ')}.` : 'Nothing changed.'
}

function drawStroke({ colours }: Look, { look, d }: Stroke): string {
  if (look === 'head') return element('path', { d, fill: colours.ink2 })
  const { colour, width, dash, alpha } = STROKES[look]
  return element('path', {
    d,
    fill: 'none',
    stroke: colours[colour],
    'stroke-width': width,
    'stroke-dasharray': dash.length > 0 ? dash.join(' ') : undefined,
    'stroke-opacity': alpha,
    'stroke-linecap': look === 'flow-added' ? 'round' : undefined,
  })
}

function drawSign({ colours }: Look, sign: Sign, { x, y }: Point): string {
  const ink = sign === 'stale' ? colours.stale : colours.ink
  const ground = sign === 'stale' ? colours.staleTint : colours.surface
  const isGone = sign === 'removed' || sign === 'lost'
  const plate = element('path', {
    d: plateOf(sign),
    fill: isFilled(sign) ? ink : ground,
    stroke: ink,
    'stroke-width': 1.5,
    'stroke-dasharray': isGone ? '3 2' : undefined,
  })
  const glyph = element('path', {
    d: SIGNS[sign],
    fill: 'none',
    stroke: isFilled(sign) ? ground : ink,
    'stroke-width': 1.75,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  })
  const transform = `translate(${numeral(x)} ${numeral(y)})`
  return block('g', { 'data-sign': sign, transform }, [plate, glyph])
}

/** A title that no longer counts is struck through. */
function drawGhostWords({ colours }: Look, { text, at, isBoundary }: GhostWords): readonly string[] {
  const words = oneLine(text)
  if (words === '') return []
  const width = textWidth(words, GHOST_TITLE)
  const fill = isBoundary ? colours.trust : colours.ink2
  const ground = { x: at.x - width / 2 - 4, y: at.y - 9, width: width + 8, height: 18, fill: colours.paper }
  return [
    ...(isBoundary ? [element('rect', ground)] : []),
    textLine(words, at, { ...GHOST_TITLE, fill, anchor: 'middle' }),
    element('path', {
      d: `M${numeral(at.x - width / 2)},${numeral(at.y)}h${numeral(width)}`,
      ...{ fill: 'none', stroke: fill, 'stroke-width': 1.25 },
    }),
  ]
}
