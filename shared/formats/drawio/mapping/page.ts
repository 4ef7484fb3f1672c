/** One page: its shapes sorted, named and put into zones; then its flows and lines. */
import { plural } from '../../../core/text.ts'
import { centerOf, type Rect } from '../../../model/placing/rect.ts'
import { shorten } from '../../reporting.ts'
import { CellPlaces, MAX_DEPTH } from '../file/places.ts'
import type { Cell } from '../file/types.ts'
import { boundaryData, componentData } from './attributes.ts'
import type { PageReading, ReadPage } from './collected.ts'
import { readFlows } from './flows.ts'
import { type Nesting, nest } from './nesting.ts'
import { rolesOf, type Shape } from './roles.ts'
import { isOpenBox, isRound, isSquareBox, kindOf } from './shapes.ts'
import { fallbackTitle, Titles } from './titles.ts'

/** Pairs of one page that are compared at most; nobody draws so many, and more would take seconds. */
const MOST_ENCLOSURES = 4_000_000
/** As many pixels as a spot is wide, on which each shape may have to be compared with each other one. */
const SPOT = 128
const KIND_NAMES = { external: 'an external entity', process: 'a process', store: 'a data store' } as const

export function readPage(reading: PageReading): void {
  const { page, own, report } = reading
  const places = new CellPlaces(page.cells)
  const deep = page.cells.find((cell) => places.ancestorsOf(cell).length > MAX_DEPTH)
  if (deep) {
    report.error('drawio-too-large', `Shapes are nested more than ${MAX_DEPTH} deep. Flatten them.`, deep.at)
    return
  }
  const isDense = pairsOnSpots(page.cells, places) > MOST_ENCLOSURES
  const roles = rolesOf(isDense ? [] : page.cells, places)
  const pairs = roles.zones.length * (roles.zones.length + roles.components.length)
  if (isDense || pairs > MOST_ENCLOSURES) {
    const what = 'A page has too many shapes on and around each other to say what holds what. Split it.'
    report.error('drawio-too-large', what, page.at)
    return
  }
  const titles = new Titles(roles, places)
  const onPage = own ? { page: own.id } : {}
  const read: ReadPage = { ...reading, places, roles, titles, onPage, elementOf: new Map() }
  const nesting = nest(roles.components, roles.zones, places)
  addZones(read, nesting)
  addComponents(read, nesting)
  tellPartial(read, nesting)
  addNotes(read)
  readFlows(read)
  tellLosses(read)
}

function pairsOnSpots(cells: readonly Cell[], places: CellPlaces): number {
  const counts = new Map<string, number>()
  let pairs = 0
  for (const cell of cells) {
    if (cell.kind !== 'vertex') continue
    const { x, y } = centerOf(places.rectOf(cell))
    const spot = `${Math.floor(x / SPOT)} ${Math.floor(y / SPOT)}`
    const count = counts.get(spot) ?? 0
    counts.set(spot, count + 1)
    pairs += 2 * count + 1
  }
  return pairs
}

function addZones(read: ReadPage, { zoneOf }: Nesting): void {
  const { roles, titles, elementOf, collected, report, order } = read
  const named = roles.zones.map((shape) => {
    const { title = 'Zone', cell: label } = titles.of(shape.cell) ?? {}
    const id = collected.idFor(shape.cell, title, 'zone')
    elementOf.set(shape.cell.id, id)
    return { shape, id, title, label }
  })
  for (const { shape, id, title, label } of named) {
    const { cell } = shape
    const parent = elementOf.get(zoneOf.get(cell.id) ?? '') ?? null
    collected.boundaries.push({ id, title, kind: 'zone', parent, crossedBy: [], ...boundaryDataOf(cell) })
    collected.traces.set(`boundary:${id}`, { page: order, cell, ...(label ? { label } : {}) })
    collected.places.set(`boundary:${id}`, cell.at)
    place(read, id, shape, zoneOf, cell.isCollapsed)
    if (roles.guessedZones.has(cell.id)) {
      const what = `"${shorten(title)}" is read as a zone, since other shapes lie in it.`
      report.guessed('drawio-zone-guessed', what, cell.at, `boundary:${id}`)
    }
  }
}

function boundaryDataOf(cell: Cell) {
  return { tags: [], ...boundaryData(cell) }
}

function addComponents(read: ReadPage, { zoneOf }: Nesting): void {
  const { roles, titles, elementOf, collected, report, order } = read
  const partOf = new Map([...roles.parts].map(([part, owner]) => [owner, part]))
  const hasNotation =
    roles.components.some(({ cell }) => isRound(cell)) &&
    roles.components.some(({ cell }) => isOpenBox(cell) || isSquareBox(cell))
  for (const shape of roles.components) {
    const { cell } = shape
    const said = titles.of(cell)
    const icon = read.places.find(partOf.get(cell.id))
    const own = kindOf(cell, said?.title ?? '', hasNotation)
    // An icon in a plain box says what the box is.
    const isPlain = own.from === undefined ? false : own.from.startsWith('since nothing')
    const reading = icon && isPlain ? kindOf(icon, said?.title ?? '', false) : own
    const title = said?.title ?? fallbackTitle(cell, reading.kind)
    const id = collected.idFor(cell, title, 'component')
    elementOf.set(cell.id, id)
    const zone = elementOf.get(zoneOf.get(cell.id) ?? '') ?? null
    const note = said?.note === undefined ? {} : { note: said.note }
    const lists = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
    collected.components.push({
      id,
      title,
      kind: reading.kind,
      zone,
      ...lists,
      ...note,
      ...componentData(cell),
    })
    collected.traces.set(id, { page: order, cell, ...(said?.cell ? { label: said.cell } : {}) })
    collected.places.set(id, cell.at)
    place(read, id, shape, zoneOf, false)
    if (reading.from !== undefined) {
      const what = `"${shorten(title)}" is read as ${KIND_NAMES[reading.kind]}, ${reading.from}.`
      report.guessed('drawio-kind-guessed', what, cell.at, id)
    }
  }
}

function place(
  { collected, onPage, places }: ReadPage,
  id: string,
  { cell, rect }: Shape,
  zoneOf: ReadonlyMap<string, string>,
  isCollapsed: boolean,
): void {
  const holder = places.find(zoneOf.get(cell.id))
  const origin: Pick<Rect, 'x' | 'y'> = holder ? places.rectOf(holder) : { x: 0, y: 0 }
  const { width, height } = rect
  const collapsed = isCollapsed ? ({ collapsed: true } as const) : {}
  const size = width > 0 && height > 0 ? { width, height } : {}
  collected.boxes.push({ id, x: rect.x - origin.x, y: rect.y - origin.y, ...size, ...onPage, ...collapsed })
}

function tellPartial({ places, elementOf, collected, report }: ReadPage, { partial }: Nesting): void {
  if (partial.length === 0) return
  const titles = new Map(
    [...collected.components, ...collected.boundaries].map(({ id, title }) => [id, title]),
  )
  for (const { id, zone, isInside } of partial) {
    const [own, other] = [elementOf.get(id), elementOf.get(zone)]
    const cell = places.find(id)
    if (own === undefined || other === undefined || !cell) continue
    const side = isInside ? 'inside, so it is read as inside' : 'outside, so it is read as outside'
    const what = `"${shorten(titles.get(own) ?? '')}" lies over the border of "${shorten(titles.get(other) ?? '')}"; its middle is ${side}.`
    report.guessed('drawio-partial-overlap', what, cell.at, own)
  }
}

function addNotes({ roles, titles, collected, onPage, order }: ReadPage): void {
  for (const { cell, rect } of roles.texts) {
    if (titles.used.has(cell.id)) continue
    const { x, y, width, height } = rect
    const id = `note-${collected.notes.length + 1}`
    const size = width > 0 && height > 0 ? { width, height } : {}
    collected.notes.push({ id, text: cell.label, x, y, ...size, ...onPage })
    collected.traces.set(`note:${id}`, { page: order, cell, label: cell })
  }
}

function tellLosses({ roles, report, page }: ReadPage): void {
  for (const { cell } of roles.ornaments) {
    report.lost('drawio-not-carried', 'A shape without a label and without a flow is left out.', cell.at)
  }
  const [first] = roles.hidden
  if (first) {
    const what = `${plural(roles.hidden.length, 'shape')} of hidden layers ${roles.hidden.length === 1 ? 'is' : 'are'} left out. Show the layers in draw.io to import them.`
    report.lost('drawio-not-carried', what, first.at)
  }
  const read = new Set(page.cells.map(({ element, wrapper }) => wrapper ?? element))
  const unknown = (page.root?.children ?? []).filter((element) => !read.has(element))
  for (const { name } of unknown.slice(0, 20)) {
    report.lost('drawio-not-carried', `<${shorten(name)}> is no shape and is left out.`, page.at)
  }
}
