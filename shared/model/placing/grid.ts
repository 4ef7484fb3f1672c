/**
 * Elements as a block that reads from left to right: one column for each layer, tall layers in
 * several columns, long sequences in several bands. The shape is whichever is shown largest.
 */
import { groupsOf } from './groups.ts'
import { layersOf } from './layers.ts'
import type { Link } from './links.ts'
import { boundsOf, type Rect } from './rect.ts'
import { GRID, type Item } from './sizes.ts'

interface Column {
  readonly items: readonly Item[]
  readonly width: number
  readonly height: number
  /** Room left of it when it is not the first of its band. */
  readonly gap: number
}

/** Width to height of the room that a diagram is shown in. */
export const SCREEN = 1.6
/** Room between layers, where flows have their labels; between columns of one layer; between rows. */
const GAP = { layer: 112, column: 56, row: 48, band: 72 } as const
/** What is no higher than this is shown in full size: there is no reason to break it up. */
const ROOM = 640
/** A shape with several bands must be this much better. */
const BAND_COST = 1.15

/**
 * Rectangles by id, from the origin; `ratio` is the wanted width to height. Groups without flows
 * between them are put beside each other.
 */
export function gridOf(
  items: readonly Item[],
  links: readonly Link[],
  ratio: number = SCREEN,
): ReadonlyMap<string, Rect> {
  const groups = groupsOf(items, links)
  if (groups.length === 1) return groupGrid(items, links, ratio)
  const grids = groups.map((group) => {
    const grid = groupGrid(group.items, group.links, ratio)
    const { width, height } = boundsOf(grid.values()) ?? { width: 0, height: 0 }
    return { grid, item: { id: group.items[0]?.id ?? '', size: { width, height } } }
  })
  const rects = new Map<string, Rect>()
  const corners = groupGrid(
    grids.map(({ item }) => item),
    [],
    ratio,
  )
  for (const { grid, item } of grids) {
    const corner = corners.get(item.id) ?? { x: 0, y: 0 }
    for (const [id, rect] of grid) rects.set(id, { ...rect, x: rect.x + corner.x, y: rect.y + corner.y })
  }
  return rects
}

function groupGrid(items: readonly Item[], links: readonly Link[], ratio: number): ReadonlyMap<string, Rect> {
  const byId = new Map(items.map((item) => [item.id, item]))
  const ids = items.map(({ id }) => id)
  const layers = sortedLayers(layersOf(ids, links), links).map((layer) =>
    layer.flatMap((id) => byId.get(id) ?? []),
  )
  const gaps = gapsOf(layers, links)
  let best: { readonly cost: number; readonly bands: readonly (readonly Column[])[] } | null = null
  for (const height of heightsFor(layers)) {
    const columns = layers.flatMap((layer, at) => columnsOf(layer, height, gaps[at] ?? GAP.layer))
    const total = widthOf(columns)
    for (let count = 1; count <= columns.length; count += 1) {
      const bands = bandsOf(columns, total / count)
      const size = { width: Math.max(0, ...bands.map(widthOf)), height: heightOf(bands) }
      const cost = Math.max(size.width / ratio, size.height, ROOM) * (bands.length > 1 ? BAND_COST : 1)
      if (!best || cost < best.cost) best = { cost, bands }
      // More bands are only higher.
      if (size.height >= size.width / ratio || size.width <= ROOM * ratio) break
    }
  }
  return rectsOf(best?.bands ?? [])
}

/** Every layer in the order of what leads to it, which keeps flows from crossing. */
function sortedLayers(
  layers: readonly (readonly string[])[],
  links: readonly Link[],
): readonly (readonly string[])[] {
  const before = new Map<string, string[]>()
  for (const { from, to } of links) {
    const known = before.get(to)
    if (known) known.push(from)
    else before.set(to, [from])
  }
  /** Between 0 and 1, from the top of its layer. */
  const heights = new Map<string, number>()
  return layers.map((layer) => {
    const wanted = new Map<string, number>()
    layer.forEach((id, at) => {
      const known = (before.get(id) ?? []).flatMap((from) => heights.get(from) ?? [])
      const mean = known.reduce((sum, height) => sum + height, 0) / known.length
      wanted.set(id, known.length > 0 ? mean : (at + 0.5) / layer.length)
    })
    const sorted = [...layer].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
    sorted.forEach((id, at) => {
      heights.set(id, (at + 0.5) / sorted.length)
    })
    return sorted
  })
}

/** Heights worth trying: from the tallest element to the tallest layer. */
function heightsFor(layers: readonly (readonly Item[])[]): readonly number[] {
  let [least, most] = [1, 1]
  for (const layer of layers) {
    most = Math.max(most, stackHeight(layer))
    for (const { size } of layer) least = Math.max(least, size.height)
  }
  const heights = [most]
  for (let height = least; height < most; height *= 1.25) heights.push(height)
  return heights
}

/** What the labels between each layer and the one before it need. */
function gapsOf(layers: readonly (readonly Item[])[], links: readonly Link[]): readonly number[] {
  const layerOf = new Map(layers.flatMap((layer, at) => layer.map(({ id }) => [id, at] as const)))
  const gaps = layers.map((): number => GAP.layer)
  for (const { from, to, room } of links) {
    const [a, b] = [layerOf.get(from) ?? 0, layerOf.get(to) ?? 0]
    const later = Math.max(a, b)
    if (Math.abs(a - b) === 1) gaps[later] = Math.max(gaps[later] ?? 0, upToGrid(room))
  }
  return gaps
}

function columnsOf(layer: readonly Item[], most: number, gap: number): readonly Column[] {
  const target = stackHeight(layer) / Math.ceil(stackHeight(layer) / most)
  const columns: Item[][] = []
  let height = Infinity
  for (const item of layer) {
    const next = height + GAP.row + item.size.height
    // Half of it may stick out, so that columns are filled alike.
    if (next - item.size.height / 2 > target) {
      columns.push([item])
      height = item.size.height
    } else {
      columns.at(-1)?.push(item)
      height = next
    }
  }
  return columns.map((items, nth) => ({
    items,
    gap: nth === 0 ? gap : GAP.column,
    width: items.reduce((width, { size }) => Math.max(width, size.width), 0),
    height: stackHeight(items),
  }))
}

function bandsOf(columns: readonly Column[], most: number): readonly (readonly Column[])[] {
  const bands: Column[][] = []
  let width = Infinity
  for (const column of columns) {
    const next = width + column.gap + column.width
    if (next - column.width / 2 > most) {
      bands.push([column])
      width = column.width
    } else {
      bands.at(-1)?.push(column)
      width = next
    }
  }
  return bands
}

/** Columns are centred in their band: a fan of flows spreads to both sides. */
function rectsOf(bands: readonly (readonly Column[])[]): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>()
  let top = 0
  for (const band of bands) {
    const height = Math.max(...band.map((column) => column.height))
    let x = 0
    band.forEach((column, at) => {
      if (at > 0) x += column.gap
      let y = top + onGrid((height - column.height) / 2)
      for (const { id, size } of column.items) {
        rects.set(id, { x: x + onGrid((column.width - size.width) / 2), y, ...size })
        y += size.height + GAP.row
      }
      x += column.width
    })
    top += height + GAP.band
  }
  return rects
}

function widthOf(columns: readonly Column[]): number {
  return columns.reduce((width, column, at) => width + column.width + (at > 0 ? column.gap : 0), 0)
}

function heightOf(bands: readonly (readonly Column[])[]): number {
  return bands.reduce(
    (height, band, at) =>
      height + (at > 0 ? GAP.band : 0) + Math.max(0, ...band.map((column) => column.height)),
    0,
  )
}

function stackHeight(items: readonly Item[]): number {
  return items.reduce((height, { size }, at) => height + size.height + (at > 0 ? GAP.row : 0), 0)
}

function onGrid(value: number): number {
  return Math.floor(value / GRID) * GRID
}

function upToGrid(value: number): number {
  return Math.ceil(value / GRID) * GRID
}
