/** Single boxes that are too small for their words grow around their middle, as far as nothing is in the way. */
import { absoluteRects } from '../../geometry.ts'
import type { Layout } from '../../layout.ts'
import { contains, overlaps, type Rect } from '../../placing/rect.ts'
import type { Component, Model } from '../../schema.ts'
import { doesTitleFit } from './fit.ts'

/** Pixels: what a box grows by at a time, how large it may get so, and what stays free around it. */
const STEP = 8
const MOST = { width: 168, height: 96 } as const
const FREE = 8
/** Pairs that are compared at most. */
const MOST_PAIRS = 4_000_000

/** The layout with its small boxes grown; a box that has its room, or no size of its own, stays. */
export function withGrownBoxes(model: Model, layout: Layout): Layout {
  const sized = new Map(layout.boxes.map((box) => [box.id, box]))
  const small = model.components.filter((component) => {
    const { width, height } = sized.get(component.id) ?? {}
    return width !== undefined && height !== undefined && !doesTitleFit(component, { width, height })
  })
  const rects = new Map(absoluteRects(model, layout))
  if (small.length === 0 || small.length * rects.size > MOST_PAIRS) return layout
  const zones = new Set(model.boundaries.map(({ id }) => id))
  const by = new Map<string, Rect>()
  for (const component of small) {
    const rect = rects.get(component.id)
    if (!rect) continue
    const isFree = (larger: Rect) => {
      const around = shrunk(larger, -FREE)
      for (const [id, other] of rects) {
        if (id === component.id || !overlaps(around, other)) continue
        // What it overlaps already stays so: a box in a box, a box over a border.
        if (overlaps(rect, other) && !(zones.has(id) && contains(other, rect))) continue
        if (!zones.has(id) || !contains(other, around)) return false
      }
      return true
    }
    const larger = grownFor(component, rect, isFree)
    if (larger === rect) continue
    rects.set(component.id, larger)
    by.set(component.id, { ...larger, x: larger.x - rect.x, y: larger.y - rect.y })
  }
  if (by.size === 0) return layout
  const boxes = layout.boxes.map((box) => {
    const grown = by.get(box.id)
    if (!grown) return box
    return { ...box, x: box.x + grown.x, y: box.y + grown.y, width: grown.width, height: grown.height }
  })
  return { ...layout, boxes }
}

/** The smallest larger box that has the room, or else the largest that is free. */
function grownFor(component: Component, rect: Rect, isFree: (larger: Rect) => boolean): Rect {
  let best = rect
  for (let isGrowing = true; isGrowing && !doesTitleFit(component, best); ) {
    const wider = shrunk(best, -STEP / 2, 0)
    const higher = shrunk(best, 0, -STEP / 2)
    const both = shrunk(best, -STEP / 2)
    const next = [both, wider, higher].find(
      (larger) =>
        larger.width <= most(rect.width, MOST.width) &&
        larger.height <= most(rect.height, MOST.height) &&
        isFree(larger),
    )
    isGrowing = next !== undefined
    best = next ?? best
  }
  return best
}

function most(drawn: number, wanted: number): number {
  return Math.max(drawn, wanted)
}

function shrunk({ x, y, width, height }: Rect, by: number, down = by): Rect {
  return { x: x + by, y: y + down, width: width - 2 * by, height: height - 2 * down }
}
