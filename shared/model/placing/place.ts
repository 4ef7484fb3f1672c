/** Places what the layout does not place, so that nothing overlaps and zones hold their members. */
import type { Box, Layout } from '../layout.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import { boundsOf, type Rect } from './rect.ts'
import { componentSize, type Size, ZONE_PADDING, zoneSize } from './sizes.ts'

const GAP = { x: 112, y: 48 } as const

interface Missing {
  readonly id: string
  readonly size: Size
  readonly column: number
}

/** Absolute rectangles by id, a zone before its members. */
export function placeAll(model: Model, layout: Layout): ReadonlyMap<string, Rect> {
  const nesting = nestingOf(model)
  const relative = placeInZones(model, nesting, new Map(layout.boxes.map((box) => [box.id, box])))
  const absolute = new Map<string, Rect>()
  for (const zone of [null, ...nesting.zones]) {
    const origin = (zone === null ? undefined : absolute.get(zone)) ?? { x: 0, y: 0 }
    for (const { id } of nesting.membersOf(zone)) {
      const rect = relative.get(id)
      if (rect && !absolute.has(id)) {
        absolute.set(id, { ...rect, x: rect.x + origin.x, y: rect.y + origin.y })
      }
    }
  }
  return absolute
}

/** Innermost zones first, because a zone's size follows from its members. */
function placeInZones(
  model: Model,
  nesting: Nesting,
  boxes: ReadonlyMap<string, Box>,
): ReadonlyMap<string, Rect> {
  const columns = flowColumns(model, nesting)
  const placed = new Map<string, Rect>()
  const sizes = new Map<string, Size>()
  const order: readonly (string | null)[] = [...[...nesting.zones].reverse(), null]
  for (const zone of order) {
    const missing: Missing[] = []
    const fixed: Rect[] = []
    for (const { id, component } of nesting.membersOf(zone)) {
      const box = boxes.get(id)
      const natural = component ? componentSize(component) : (sizes.get(id) ?? zoneSize(null))
      const size = component
        ? { width: box?.width ?? natural.width, height: box?.height ?? natural.height }
        : natural
      if (!box) missing.push({ id, size, column: columns.get(id) ?? 0 })
      else {
        const rect = { x: box.x, y: box.y, ...size }
        placed.set(id, rect)
        fixed.push(rect)
      }
    }
    const added = placeMissing(missing, boundsOf(fixed), zone !== null, placed)
    if (zone !== null)
      sizes.set(zone, sizeOf(boxes.get(zone), boundsOf([...fixed, ...added]), added.length > 0))
  }
  return placed
}

/**
 * A zone that a person sized keeps its size and grows only where a member would lie outside it: what a
 * drawing shows outside a boundary must not be inside it in the model.
 */
function sizeOf(box: Box | undefined, members: Rect | null, isAutomatic: boolean): Size {
  const natural = zoneSize(members)
  const needed = isAutomatic ? natural : rightBottom(members)
  return {
    width: box?.width === undefined ? natural.width : Math.max(box.width, needed.width),
    height: box?.height === undefined ? natural.height : Math.max(box.height, needed.height),
  }
}

function rightBottom(members: Rect | null): Size {
  return members
    ? { width: members.x + members.width, height: members.y + members.height }
    : { width: 0, height: 0 }
}

/** Puts the unplaced below what is placed, one column for each step along the flows. */
function placeMissing(
  missing: readonly Missing[],
  taken: Rect | null,
  isInZone: boolean,
  placed: Map<string, Rect>,
): readonly Rect[] {
  const inset = isInZone ? { x: ZONE_PADDING.side, y: ZONE_PADDING.top } : { x: 0, y: 0 }
  const least = isInZone ? inset : { x: -Infinity, y: -Infinity }
  const top = taken ? Math.max(least.y, taken.y + taken.height + GAP.y) : inset.y
  let x = taken ? Math.max(least.x, taken.x) : inset.x
  const columns = new Map<number, Missing[]>()
  for (const item of missing) {
    const column = columns.get(item.column)
    if (column) column.push(item)
    else columns.set(item.column, [item])
  }
  const added: Rect[] = []
  for (const [, items] of [...columns].sort(([a], [b]) => a - b)) {
    let y = top
    let width = 0
    for (const { id, size } of items) {
      const rect = { x, y, ...size }
      placed.set(id, rect)
      added.push(rect)
      y += size.height + GAP.y
      width = Math.max(width, size.width)
    }
    x += width + GAP.x
  }
  return added
}

/** How many flows lie between an element and a start of the diagram; a zone takes its members' least. */
function flowColumns(model: Model, nesting: Nesting): ReadonlyMap<string, number> {
  const { incoming, outgoing, components } = indexOf(model)
  const columns = new Map<string, number>()
  const starts = model.components.filter((component) => !incoming.has(component.id))
  const queue = (starts.length > 0 ? starts : model.components.slice(0, 1)).map((component) => component.id)
  for (const id of queue) columns.set(id, 0)
  for (let at = 0; at < queue.length; at += 1) {
    const id = queue[at] ?? ''
    for (const flow of outgoing.get(id) ?? []) {
      if (columns.has(flow.to) || !components.has(flow.to)) continue
      columns.set(flow.to, (columns.get(id) ?? 0) + 1)
      queue.push(flow.to)
    }
  }
  for (const zone of [...nesting.zones].reverse()) {
    let least = Infinity
    for (const { id } of nesting.membersOf(zone)) least = Math.min(least, columns.get(id) ?? 0)
    columns.set(zone, least === Infinity ? 0 : least)
  }
  return columns
}
