/** Positions: OTM's are relative to the direct parent, ours to the zone; a diagram of several becomes a page. */
import { fieldOf } from '../../../core/json/look.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../model/layout.ts'
import { type Reporting, shorten } from '../../reporting.ts'
import type { Item, OtmFile } from '../file/file.ts'
import { amountOf, objectsOf, wordOf } from '../file/look.ts'
import type { Nesting } from './nesting.ts'

/** Where an element is drawn, as its file says it. */
interface Drawn {
  /** Id of the diagram. */
  readonly diagram: string
  /** Index in the element's representations. */
  readonly index: number
  readonly x: number
  readonly y: number
  readonly width: number | undefined
  readonly height: number | undefined
}

export interface Geometry {
  readonly layout: Layout
  readonly drawn: ReadonlyMap<Item, Drawn>
  /** Some tools write every position from the diagram's corner. */
  readonly isAbsolute: boolean
  /** Page of each diagram; empty where there is one diagram. */
  readonly pages: ReadonlyMap<string, string>
}

export function readGeometry(
  { sections }: OtmFile,
  { parentOf, zoneOf }: Nesting,
  idOf: ReadonlyMap<Item, string>,
  report: Reporting,
): Geometry {
  const diagrams = new Set(sections.representations.filter(isDiagram).map(({ id }) => id))
  const items = [...sections.trustZones, ...sections.components]
  const drawn = new Map<Item, Drawn>()
  for (const item of items) {
    const found = drawnIn(item, diagrams)
    const [first, ...others] = found
    if (first) drawn.set(item, first)
    if (others.length > 0) {
      const what = `"${shorten(item.name)}" is drawn ${found.length} times; only the first place is taken.`
      report.lost('otm-drawn-again', what, item.at)
    }
  }
  const shown = new Set([...drawn.values()].map(({ diagram }) => diagram))
  const used = sections.representations.filter((item) => isDiagram(item) && shown.has(item.id))
  const isAbsolute = areAbsolute(drawn, parentOf)
  const [some] = drawn.keys()
  if (isAbsolute && some) {
    const what =
      'Positions are read as those on the diagram: as places inside of the parents they would lie beside them.'
    report.guessed('otm-positions-guessed', what, fieldOf(some.node, 'representations')?.at ?? some.at)
  }
  const isPaged = used.length > 1
  const pages = new Map(isPaged ? used.map(({ id }, at) => [id, `page-${at + 1}`]) : [])
  const boxes = items.flatMap((item) => {
    const box = drawn.get(item)
    if (!box) return []
    const offset = offsetOf(item, drawn, parentOf, zoneOf.get(item), isAbsolute)
    const page = pages.get(box.diagram)
    return [
      {
        id: idOf.get(item) ?? item.id,
        x: box.x + offset.x,
        y: box.y + offset.y,
        ...(box.width === undefined ? {} : { width: box.width }),
        ...(box.height === undefined ? {} : { height: box.height }),
        ...(page === undefined ? {} : { page }),
      },
    ]
  })
  const titles = used.map(({ id, name }) => ({ id: pages.get(id) ?? id, title: name }))
  return { layout: { ...EMPTY_LAYOUT, pages: isPaged ? titles : [], boxes }, drawn, isAbsolute, pages }
}

function isDiagram({ node }: Pick<Item, 'node'>): boolean {
  return wordOf(node, 'type')?.toLowerCase() === 'diagram'
}

function drawnIn(item: Item, diagrams: ReadonlySet<string>): readonly Drawn[] {
  return objectsOf(item.node, 'representations').flatMap(({ node, index }) => {
    const diagram = wordOf(node, 'representation') ?? ''
    const position = fieldOf(node, 'position')
    const [x, y] = [amountOf(position, 'x'), amountOf(position, 'y')]
    if (!diagrams.has(diagram) || x === undefined || y === undefined) return []
    const size = fieldOf(node, 'size')
    const [width, height] = [amountOf(size, 'width'), amountOf(size, 'height')].map((side) =>
      side !== undefined && side > 0 ? side : undefined,
    )
    return [{ diagram, index, x, y, width, height }]
  })
}

/** What to add to a position of the file for one inside of the zone. */
function offsetOf(
  item: Item,
  drawn: ReadonlyMap<Item, Pick<Drawn, 'x' | 'y'>>,
  parentOf: ReadonlyMap<Item, Item>,
  zone: Item | undefined,
  isAbsolute: boolean,
): { readonly x: number; readonly y: number } {
  const at = { x: 0, y: 0 }
  if (isAbsolute) {
    const corner = zone && drawn.get(zone)
    return { x: -(corner?.x ?? 0), y: -(corner?.y ?? 0) }
  }
  for (let parent = parentOf.get(item); parent && parent !== zone; parent = parentOf.get(parent)) {
    at.x += drawn.get(parent)?.x ?? 0
    at.y += drawn.get(parent)?.y ?? 0
  }
  return at
}

/** More children lie inside of their parents if positions are taken from the corner of the diagram. */
function areAbsolute(drawn: ReadonlyMap<Item, Drawn>, parentOf: ReadonlyMap<Item, Item>): boolean {
  let [relative, absolute] = [0, 0]
  for (const [item, box] of drawn) {
    const parent = parentOf.get(item)
    const around = parent && drawn.get(parent)
    if (!around || around.width === undefined || around.height === undefined) continue
    if (around.diagram !== box.diagram) continue
    const fits = (x: number, y: number) =>
      x >= 0 && y >= 0 && x < (around.width ?? 0) && y < (around.height ?? 0)
    if (fits(box.x, box.y)) relative += 1
    if (fits(box.x - around.x, box.y - around.y)) absolute += 1
  }
  return absolute > relative
}
