/**
 * A diagram as a picture of its own, from the model alone: nothing is loaded, run or measured when it is
 * shown. It is what the canvas draws, by the same geometry; equal input gives equal bytes.
 */
import { plural } from '../../core/text.ts'
import { diffModels } from '../../diff/diff.ts'
import type { Drawn } from '../../diff/marks/ghosts.ts'
import { marksOfDiff } from '../../diff/marks/marks.ts'
import { crossingsOf } from '../../model/crossings.ts'
import { drawModel } from '../../model/drawing/drawing.ts'
import { elementsOfPage } from '../../model/drawing/page.ts'
import { contains, type Rect } from '../../model/geometry.ts'
import { flowRef } from '../../model/ids.ts'
import type { Layout, Page, Point } from '../../model/layout.ts'
import { insideWords } from '../../model/names/shown.ts'
import { zoneChain } from '../../model/queries.ts'
import type { Model } from '../../model/schema.ts'
import type { Mark } from '../marks.ts'
import { boundedLayout } from './bounded.ts'
import { drawLine, drawZone } from './parts/boundary.ts'
import { type Changes, describeChanges, drawChanges } from './parts/changes.ts'
import { drawComponent } from './parts/component.ts'
import { drawFlow } from './parts/flow.ts'
import { drawNote } from './parts/note.ts'
import { type Look, Sheet, textLine, textRect } from './sheet.ts'
import { COLOURS, groundOf, type SvgTheme } from './themes.ts'
import { block, element, numeral, oneLine, words } from './xml.ts'

export interface SvgOptions {
  /** Light unless said otherwise. */
  readonly theme?: SvgTheme
  /** `compact` leaves out technologies and titles of flows. */
  readonly density?: 'compact' | 'detailed'
  /** The one page to draw. Absent: all, one below the other. */
  readonly page?: string | undefined
  /** What is known of the review, by target; absent, the diagram is drawn alone. */
  readonly marks?: ReadonlyMap<string, Mark>
  /** The model as it was: what changed since is marked, and what is gone drawn as a ghost. */
  readonly before?: Drawn
  /** CSS that brings the font with it, for where a picture cannot use the page's or the system's. */
  readonly fontFace?: string
  /** Starts every id of the document, for pages that hold several. */
  readonly idPrefix?: string
}

interface Placed {
  readonly sheet: Sheet
  readonly bounds: Rect
}

const FONTS =
  "Inter, 'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
const MARGIN = 24
/** Between two pages, below the first. */
const PAGE_GAP = 32
const HEADING = { size: 17, strong: true, above: 28 } as const
const NOTHING = 'Nothing is drawn yet'

/** The diagram of a model as an SVG document. */
export function printSvg(model: Model, given: Layout, options: SvgOptions = {}): string {
  const layout = boundedLayout(given)
  const { theme = 'light', density = 'detailed', marks, fontFace, before, idPrefix = 'fenceline' } = options
  const colours = COLOURS[theme]
  const hatch = `${idPrefix}-hatch`
  const look: Look = { colours, detailed: density === 'detailed', hatch, marks: marks ?? null }
  const changes = before ? changesSince(before, model) : null
  const pages = pagesOf(layout, options.page)
  const isOneOfMany = pages.length > 1
  const sheets = pages.map((page) => placed(drawPage({ model, layout }, page, look, changes, isOneOfMany)))
  const frame = frameOf(sheets)
  const isStale = marks !== undefined && [...marks.values()].some(({ state }) => state === 'stale')
  const [title, about] = [`${idPrefix}-title`, `${idPrefix}-about`]
  const children = [
    element('title', { id: title }, words(model.title) || 'Threat model'),
    element(
      'desc',
      { id: about },
      words(`${describe(model, marks)}${changes ? ` ${describeChanges(changes)}` : ''}`),
    ),
    ...(fontFace === undefined ? [] : [element('style', {}, fontFace)]),
    ...(isStale ? [element('defs', {}, hatchOf(hatch, colours.stale))] : []),
    element('rect', { ...frame, fill: colours.paper }),
    ...stacked(sheets, frame),
  ]
  const { x, y, width, height } = frame
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: [x, y, width, height].map(numeral).join(' '),
    width,
    height,
    role: 'img',
    'aria-labelledby': `${title} ${about}`,
    'font-family': FONTS,
    'font-size': 13,
  }
  return `${block('svg', attributes, children)}\n`
}

function pagesOf({ pages }: Layout, wanted: string | undefined): readonly (Page | undefined)[] {
  const one = pages.find(({ id }) => id === wanted)
  if (one) return [one]
  return pages.length > 0 ? pages : [undefined]
}

function changesSince(before: Drawn, after: Model): Changes {
  const { model, layout } = before
  return {
    before: { model, layout: boundedLayout(layout) },
    marks: marksOfDiff(diffModels(model, after), after),
  }
}

function drawPage(
  { model, layout }: Drawn,
  page: Page | undefined,
  look: Look,
  changes: Changes | null,
  isOneOfMany: boolean,
): Sheet {
  const sheet = new Sheet()
  const elements = elementsOfPage(model, layout, page?.id)
  const { rects, notes, collapsed } = elements
  const density = look.detailed ? 'detailed' : 'compact'
  const drawing = drawModel({ model, layout, rects, density, collapsed })
  const depth = new Map(model.boundaries.map(({ id }) => [id, zoneChain(model, id).length]))
  const depthOf = ({ id }: { readonly id: string }) => depth.get(id) ?? 0
  const zones = model.boundaries.flatMap(({ id, kind }) => (kind === 'zone' ? (rects.get(id) ?? []) : []))
  const groundAt = (at: Point) => {
    const spot = { ...at, width: 0, height: 0 }
    return groundOf(look.colours, zones.filter((zone) => contains(zone, spot)).length)
  }
  for (const boundary of [...model.boundaries].sort((a, b) => depthOf(a) - depthOf(b))) {
    const rect = rects.get(boundary.id)
    const shape = drawing.lines.get(boundary.id)
    if (boundary.kind === 'zone' && rect)
      drawZone(sheet, look, model, boundary, rect, {
        ground: groundOf(look.colours, depthOf(boundary) - 1),
        inside: insideWords(collapsed, boundary.id),
      })
    else if (shape) drawLine(sheet, look, boundary, shape, groundAt)
  }
  for (const flow of model.flows) {
    const shape = drawing.flows.get(flowRef(flow))
    if (shape) drawFlow(sheet, look, model, flow, shape)
  }
  for (const component of model.components) {
    const rect = rects.get(component.id)
    if (rect) drawComponent(sheet, look, model, component, rect)
  }
  for (const note of notes) drawNote(sheet, look, note)
  if (changes) drawChanges(sheet, look, { model, layout, density, drawing, ...elements }, changes)
  if (page && isOneOfMany) drawHeading(sheet, look, page)
  return sheet
}

function drawHeading(sheet: Sheet, { colours }: Look, page: Page): void {
  const { x, y } = sheet.bounds ?? { x: 0, y: 0 }
  const at = { x, y: y - HEADING.above }
  const style = { ...HEADING, fill: colours.ink }
  const text = oneLine(page.title)
  sheet.draw('zones', textLine(text, at, style), [textRect(text, at, style)])
}

/** An empty page says so. */
function placed(sheet: Sheet): Placed {
  if (!sheet.bounds) {
    const style = { size: 13, fill: COLOURS.light.edge }
    sheet.draw('notes', textLine(NOTHING, { x: 0, y: 0 }, style), [textRect(NOTHING, { x: 0, y: 0 }, style)])
  }
  return { sheet, bounds: sheet.bounds ?? { x: 0, y: 0, width: 0, height: 0 } }
}

/** A single page keeps the coordinates of the canvas. */
function frameOf(sheets: readonly Placed[]): Rect {
  const [first] = sheets
  const own = first?.bounds ?? { x: 0, y: 0, width: 0, height: 0 }
  const isSingle = sheets.length === 1
  const [left, top] = isSingle ? [own.x, own.y] : [0, 0]
  const right = isSingle ? own.x + own.width : Math.max(...sheets.map(({ bounds }) => bounds.width))
  const height = sheets.reduce((sum, { bounds }) => sum + bounds.height + PAGE_GAP, -PAGE_GAP)
  const [x, y] = [Math.floor(left - MARGIN), Math.floor(top - MARGIN)]
  return {
    x,
    y,
    width: Math.ceil(right + MARGIN) - x,
    height: Math.ceil(top + height + MARGIN) - y,
  }
}

function stacked(sheets: readonly Placed[], frame: Rect): readonly string[] {
  const isSingle = sheets.length === 1
  let top = frame.y + MARGIN
  return sheets.flatMap(({ sheet, bounds }) => {
    const layers = sheet.layers().map(([layer, markup]) => block('g', { 'data-layer': layer }, markup))
    if (isSingle) return layers
    const place = `translate(${numeral(-bounds.x)} ${numeral(top - bounds.y)})`
    top += bounds.height + PAGE_GAP
    return [block('g', { transform: place }, layers)]
  })
}

function hatchOf(id: string, colour: string): string {
  const line = element('path', { d: 'M0,0V4', stroke: colour, 'stroke-width': 2.4 })
  const size = { width: 4, height: 4, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }
  return element('pattern', { id, ...size }, line)
}

/** "6 components, 5 flows and 4 boundaries; 3 crossings, of which 1 is analysed and 1 stale". */
function describe(model: Model, marks: ReadonlyMap<string, Mark> | undefined): string {
  const counts = [
    plural(model.components.length, 'component'),
    plural(model.flows.length, 'flow'),
    plural(model.boundaries.length, 'boundary', 'boundaries'),
    plural(crossingsOf(model).size, 'crossing'),
  ].join(', ')
  if (!marks) return `${counts}.`
  const ofCrossings = [...crossingsOf(model).keys()].map((ref) => marks.get(ref)?.state)
  const count = (state: Mark['state']) => ofCrossings.filter((known) => known === state).length
  return `${counts}; ${count('analysed')} analysed, ${count('stale')} stale.`
}
