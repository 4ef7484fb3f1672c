// Where people put the elements of a seeded model: zones in a grid, their members in rows, who is outside beside them.
import type { Box, Layout } from '../../../shared/model/layout.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import type { Boundary, Model } from '../../../shared/model/schema.ts'

const PITCH = { x: 224, y: 96 }
const COLUMNS = 4
const PADDING = { side: 24, top: 48, bottom: 24 }
const GAP = 40
/** Beside a group, for the components in no zone. */
const OUTSIDE = 264

interface Size {
  readonly width: number
  readonly height: number
}

/** Every component and zone placed; nothing overlaps, and the whole is about as wide as high. */
export function aSeededLayout(model: Model): Layout {
  const boxes: Box[] = []
  const membersOf = groupBy(model.components, ({ zone }) => zone)
  const zonesOf = groupBy(
    model.boundaries.filter(({ kind }) => kind === 'zone'),
    ({ parent }) => parent,
  )
  const rowsIn = (zone: string) => Math.ceil((membersOf.get(zone)?.length ?? 0) / COLUMNS)
  /** Places what is inside a zone, relative to it: its own members in rows, zones in two columns below. */
  const fill = ({ id }: Boundary): Size => {
    for (const [at, member] of (membersOf.get(id) ?? []).entries()) {
      const column = at % COLUMNS
      const row = Math.floor(at / COLUMNS)
      boxes.push({ id: member.id, x: PADDING.side + column * PITCH.x, y: PADDING.top + row * PITCH.y })
    }
    const own = { width: COLUMNS * PITCH.x, height: rowsIn(id) * PITCH.y }
    const inner = inGrid(zonesOf.get(id) ?? [], 2, { x: PADDING.side, y: PADDING.top + own.height })
    return {
      width: Math.max(own.width, inner.width) + 2 * PADDING.side,
      height: own.height + inner.height + PADDING.top + PADDING.bottom,
    }
  }
  const inGrid = (zones: readonly Boundary[], columns: number, from: { x: number; y: number }): Size => {
    let [width, y] = [0, 0]
    for (let first = 0; first < zones.length; first += columns) {
      let [x, height] = [0, 0]
      for (const zone of zones.slice(first, first + columns)) {
        const size = fill(zone)
        boxes.push({ id: zone.id, x: from.x + x, y: from.y + y, ...size })
        x += size.width + GAP
        height = Math.max(height, size.height)
      }
      width = Math.max(width, x)
      y += height + GAP
    }
    return { width, height: y }
  }
  const top = zonesOf.get(null) ?? []
  const columns = Math.max(1, Math.round(Math.sqrt(top.length)))
  const outside = membersOf.get(null) ?? []
  const all = inGrid(top, columns, { x: OUTSIDE, y: 0 })
  // People put who is outside around the whole.
  const perColumn = Math.max(1, Math.ceil(all.height / PITCH.y))
  for (const [at, { id }] of outside.entries()) {
    const column = Math.floor(at / perColumn)
    boxes.push({ id, x: -column * PITCH.x, y: (at % perColumn) * PITCH.y })
  }
  return { ...EMPTY_LAYOUT, boxes }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
