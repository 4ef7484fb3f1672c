/**
 * What a diagram shows and where. A zone can be collapsed: it is then one small box, what is in it is
 * hidden, and flows of what is hidden end at the box. The canvas and every picture draw from here.
 */
import { absoluteRects, boxesOf, type Rect } from '../geometry.ts'
import type { Layout } from '../layout.ts'
import { nestingOf } from '../placing/nesting.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'
import { textWidth } from '../text/measure.ts'

export interface Collapsed {
  /** The collapsed zones that are shown. */
  readonly zones: ReadonlySet<string>
  /** The shown collapsed zone of every hidden component and zone, by their id. */
  readonly inside: ReadonlyMap<string, string>
  /** How many components each collapsed zone hides, however deep. */
  readonly counts: ReadonlyMap<string, number>
}

export interface Shown extends Collapsed {
  /** Absolute, by id; without what is hidden. */
  readonly rects: ReadonlyMap<string, Rect>
}

const BOX = { least: 144, most: 288, height: 56, side: 48, grid: 8 } as const
const shownOf = new WeakMap<Model, WeakMap<Layout, Shown>>()

export function shownIn(model: Model, layout: Layout): Shown {
  const perLayout = shownOf.get(model) ?? new WeakMap<Layout, Shown>()
  shownOf.set(model, perLayout)
  const known = perLayout.get(layout)
  if (known) return known
  const shown = withCollapsed(model, layout)
  perLayout.set(layout, shown)
  return shown
}

function withCollapsed(model: Model, layout: Layout): Shown {
  const all = absoluteRects(model, layout)
  const zones = new Set<string>()
  const inside = new Map<string, string>()
  const counts = new Map<string, number>()
  if (!layout.boxes.some((box) => box.collapsed)) return { zones, inside, counts, rects: all }
  const boxes = boxesOf(layout)
  const { boundaries } = indexOf(model)
  const { zones: outerFirst, parentOf } = nestingOf(model)
  const hiddenBy = (holder: string | null): string | undefined =>
    holder === null ? undefined : zones.has(holder) ? holder : inside.get(holder)
  for (const id of outerFirst) {
    const hider = hiddenBy(parentOf(id))
    if (hider !== undefined) inside.set(id, hider)
    else if (boxes.get(id)?.collapsed) zones.add(id)
  }
  for (const { id, zone } of model.components) {
    const hider = hiddenBy(zone)
    if (hider === undefined) continue
    inside.set(id, hider)
    counts.set(hider, (counts.get(hider) ?? 0) + 1)
  }
  const rects = new Map<string, Rect>()
  for (const [id, rect] of all) {
    if (inside.has(id)) continue
    const title = boundaries.get(id)?.title ?? ''
    rects.set(id, zones.has(id) ? { ...rect, ...collapsedSize(title) } : rect)
  }
  return { zones, inside, counts, rects }
}

/** Wide enough for the title on its line; on the grid. */
function collapsedSize(title: string): { readonly width: number; readonly height: number } {
  const wanted = textWidth(title, { size: 12, strong: true }) + BOX.side
  const width = Math.min(BOX.most, Math.max(BOX.least, Math.ceil(wanted / BOX.grid) * BOX.grid))
  return { width, height: BOX.height }
}

/** "5 inside": what a collapsed zone says of itself; null for an open one. */
export function insideWords({ zones, counts }: Collapsed, zone: string): string | null {
  if (!zones.has(zone)) return null
  const count = counts.get(zone) ?? 0
  return count === 0 ? 'nothing inside' : `${count} inside`
}

/** The layout with a zone collapsed or open; one that has no box keeps none when it is to be open. */
export function withCollapsedZone(layout: Layout, zone: string, isCollapsed: boolean): Layout {
  const boxes = layout.boxes.map((box) => {
    if (box.id !== zone || !!box.collapsed === isCollapsed) return box
    const { collapsed: _, ...open } = box
    return isCollapsed ? { ...open, collapsed: true as const } : open
  })
  return boxes.some((box, at) => box !== layout.boxes[at]) ? { ...layout, boxes } : layout
}

/** The collapsed zones around an element, outermost first: what must open for it to be seen. */
export function collapsedAround(model: Model, layout: Layout, id: string): readonly string[] {
  const boxes = boxesOf(layout)
  const { components } = indexOf(model)
  const { parentOf } = nestingOf(model)
  const around: string[] = []
  let holder = components.has(id) ? (components.get(id)?.zone ?? null) : parentOf(id)
  for (let depth = 0; holder !== null && depth < 64; depth += 1) {
    if (boxes.get(holder)?.collapsed) around.unshift(holder)
    holder = parentOf(holder)
  }
  return around
}
