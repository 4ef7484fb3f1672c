/** Zones of a drawing by what their boxes enclose, with limits and what had to be decided; shared by readers of drawings. */
import type { Span } from '../core/places.ts'
import { type DrawnBox, encloseBoxes } from '../model/from-drawing/zones.ts'
import type { Box } from '../model/layout.ts'
import type { Rect } from '../model/placing/rect.ts'
import { type Reporting, shorten } from './reporting.ts'

/** What is drawn, with its place in the file; what has no rectangle is in nothing. */
export interface Enclosable {
  readonly id: string
  readonly title: string
  readonly rect?: Rect | undefined
  readonly at: Span
}

/** Pairs that are compared at most, and zones that may hold each other; nobody draws so many. */
const MOST = { pairs: 4_000_000, depth: 64 } as const

/**
 * The innermost zone of every component and zone that is in one. What lies over a border is told as
 * `<format>-partial-overlap`, too many or too deep zones are the error `<format>-too-large`.
 */
export function encloseDrawn(
  components: readonly Enclosable[],
  zones: readonly Enclosable[],
  format: string,
  report: Reporting,
): ReadonlyMap<string, string> {
  const [first] = zones
  if (!first) return new Map()
  if (zones.length * (zones.length + components.length) > MOST.pairs) {
    const what = 'A diagram has too many boundary boxes to say what they enclose. Split it.'
    report.error(`${format}-too-large`, what, first.at)
    return new Map()
  }
  const { zoneOf, partial } = encloseBoxes(placed(components), placed(zones))
  const all = new Map([...zones, ...components].map((each) => [each.id, each]))
  for (const { id, zone, isInside } of partial) {
    const [one, other] = [all.get(id), all.get(zone)]
    if (!one || !other) continue
    const where = isInside ? 'inside' : 'outside'
    const what = `"${shorten(one.title)}" lies over the border of "${shorten(other.title)}"; its middle is ${where}, so it is read as ${where}.`
    report.guessed(`${format}-partial-overlap`, what, one.at, id)
  }
  const deep = zones.find(({ id }) => depthOf(id, zoneOf) > MOST.depth)
  if (deep) {
    const what = `Boundary boxes are nested more than ${MOST.depth} deep. Flatten them.`
    report.error(`${format}-too-large`, what, deep.at, `boundary:${deep.id}`)
  }
  return zoneOf
}

/** A box for each that has a rectangle, from the corner of the zone that it is in. */
export function boxesWithin(
  all: readonly Enclosable[],
  zoneOf: ReadonlyMap<string, string>,
  onPage: Pick<Box, 'page'>,
): readonly Box[] {
  const rects = new Map(all.map(({ id, rect }) => [id, rect]))
  return all.flatMap(({ id, rect }) => {
    if (!rect) return []
    const origin = rects.get(zoneOf.get(id) ?? '') ?? { x: 0, y: 0 }
    const { width, height } = rect
    return [{ id, x: rect.x - origin.x, y: rect.y - origin.y, width, height, ...onPage }]
  })
}

function placed(all: readonly Enclosable[]): readonly DrawnBox[] {
  return all.flatMap(({ id, rect }) => (rect ? [{ id, rect }] : []))
}

function depthOf(zone: string, zoneOf: ReadonlyMap<string, string>): number {
  let depth = 1
  for (let at = zoneOf.get(zone); at !== undefined && depth <= MOST.depth; at = zoneOf.get(at)) depth += 1
  return depth
}
