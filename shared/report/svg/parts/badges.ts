/** What the review says of a component, on its upper edge: stale, open drafts, unresolved risks, or done. */
import type { Rect } from '../../../model/geometry.ts'
import type { Kind } from '../../../model/schema.ts'
import { textWidth } from '../../../model/text/measure.ts'
import type { Mark } from '../../marks.ts'
import { type IconName, icon } from '../icons.ts'
import { type Look, textLine } from '../sheet.ts'
import type { Colours } from '../themes.ts'
import { element } from '../xml.ts'

interface Badge {
  readonly icon: IconName
  readonly text: string
  readonly size: number
  readonly stroke: number
  readonly side: number
  readonly fill: string
  readonly border: string
  readonly colour: string
  readonly isDashed?: true
}

const HEIGHT = 18
const GAP = 3
const ABOVE = 8.5
const COUNT = { size: 11, strong: true } as const
/** From the component's right edge; a data store has no border there. */
const RIGHT: Readonly<Record<Kind, number>> = { external: 9.5, process: 9.5, store: 4 }

/** Badges as markup, and the rectangles that they cover. */
export function badgesOf(
  { colours }: Look,
  mark: Mark,
  rect: Rect,
  kind: Kind,
): { readonly markup: string; readonly covers: readonly Rect[] } {
  let right = rect.x + rect.width - RIGHT[kind]
  const parts: string[] = []
  const covers: Rect[] = []
  for (const badge of [...badgesFor(mark, colours)].reverse()) {
    const width = widthOf(badge)
    const place = { x: right - width, y: rect.y - ABOVE, width, height: HEIGHT }
    parts.unshift(draw(badge, place))
    covers.push(place)
    right = place.x - GAP
  }
  return { markup: parts.join('\n'), covers }
}

function badgesFor({ drafts, risks, state }: Mark, colours: Colours): readonly Badge[] {
  const plain = { size: 11, stroke: 2, side: 6, fill: colours.surface, border: colours.edge }
  const badges: Badge[] = []
  if (state === 'stale') {
    const look = { fill: colours.staleTint, border: colours.stale, colour: colours.stale, stroke: 2.25 }
    badges.push({ ...plain, ...look, icon: 'redo', text: '', isDashed: true })
  }
  if (drafts > 0) badges.push({ ...plain, icon: 'pencil', text: String(drafts), colour: colours.ink })
  if (risks > 0) {
    const look = { fill: colours.ink, border: colours.ink, colour: colours.surface, stroke: 2.25 }
    badges.push({ ...plain, ...look, icon: 'alert', text: String(risks) })
  }
  if (state === 'analysed' && drafts === 0 && risks === 0) {
    const look = { border: colours.done, colour: colours.done, size: 12, stroke: 2.5, side: 3 }
    badges.push({ ...plain, ...look, icon: 'check', text: '' })
  }
  return badges
}

function widthOf({ size, side, text }: Badge): number {
  return 2 * side + size + (text === '' ? 0 : GAP + textWidth(text, COUNT))
}

function draw({ fill, border, isDashed, ...badge }: Badge, place: Rect): string {
  const pill = element('rect', {
    x: place.x + 0.5,
    y: place.y + 0.5,
    width: place.width - 1,
    height: place.height - 1,
    rx: (HEIGHT - 1) / 2,
    fill,
    stroke: border,
    'stroke-dasharray': isDashed ? '3 2' : undefined,
  })
  const middle = place.y + HEIGHT / 2
  const at = { x: place.x + badge.side, y: middle - badge.size / 2 }
  const sign = icon(badge.icon, at, badge.size, badge.stroke, badge.colour)
  if (badge.text === '') return pill + sign
  const start = { x: at.x + badge.size + GAP, y: middle }
  return pill + sign + textLine(badge.text, start, { ...COUNT, fill: badge.colour })
}
