/** The layout that results from arranging, also from a part of it. */
import { absoluteRects, boxesOf, GRID } from '../geometry.ts'
import type { Box, Layout, Point } from '../layout.ts'
import { nestingOf } from '../placing/nesting.ts'
import { insetOf, Placement } from '../placing/placement.ts'
import { EMPTY_ZONE, type Size } from '../placing/sizes.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'
import { withMembers } from './members.ts'
import { pinned } from './pinned.ts'
import type { Arranged, Task } from './plan.ts'

/**
 * The layout with what was arranged in it. Of a part of a page the top left corner stays; zones that
 * were arranged inside but not among others stay where they are, those that would then cover
 * something stay as they were. Waypoints of flows whose ends moved are given up.
 */
export function withArranged(arranged: Arranged, isAll: boolean): Layout {
  const { model, layout } = arranged.document
  const tasks = acceptable(model, layout, arranged)
  // What was never placed is placed around what was arranged; else everything else stays.
  const base = layout.boxes.length === 0 ? layout : pinned(model, layout)
  const boxes = new Map<string, Box>(base.boxes.map((box) => [box.id, box]))
  const { boundaries } = indexOf(model)
  for (const task of tasks) {
    const shift = task.isLast ? shiftOf(task, base, arranged, isAll) : { x: 0, y: 0 }
    for (const id of idsOf(model, task)) {
      const corner = arranged.corners.get(id)
      if (!corner) continue
      const by = task.members.includes(id) ? shift : { x: 0, y: 0 }
      const size = boundaries.has(id) ? sizeOf(arranged, id) : {}
      boxes.set(id, { ...boxes.get(id), id, x: onGrid(corner.x + by.x), y: onGrid(corner.y + by.y), ...size })
    }
    const holder = task.holder === null || task.isLast ? undefined : boxes.get(task.holder)
    if (holder) boxes.set(holder.id, { ...holder, ...sizeOf(arranged, holder.id) })
  }
  const next = pinned(model, { ...layout, boxes: [...boxes.values()] })
  return { ...next, routes: unmoved(model, layout, next) }
}

/** Tasks whose result can be taken, those of outer zones first. */
function acceptable(model: Model, layout: Layout, arranged: Arranged): readonly Task[] {
  const done = [...arranged.done.keys()].reverse()
  if (layout.boxes.length === 0) return done
  const placement = new Placement(nestingOf(model), boxesOf(pinned(model, layout)))
  const placed = new Set<string>()
  return done.filter((task) => {
    const { holder } = task
    if (!task.isLast && holder !== null && !placed.has(holder)) {
      const size = sizeOf(arranged, holder)
      if (!placement.canBecome(holder, size)) return false
      placement.become(holder, size)
    }
    for (const id of task.members) placed.add(id)
    return true
  })
}

function idsOf(model: Model, { members, isWhole }: Task): Iterable<string> {
  return isWhole ? withMembers(model, members) : members
}

/** What brings a task's elements to where they were, or to the page's corner. */
function shiftOf({ holder, members }: Task, layout: Layout, arranged: Arranged, isAll: boolean): Point {
  const corners = members.flatMap((id) => arranged.corners.get(id) ?? [])
  const boxes = boxesOf(layout)
  const before = members.flatMap((id) => boxes.get(id) ?? [])
  const keeps = !isAll && before.length > 0
  const inset = insetOf(holder)
  const least = (of: readonly Point[], key: 'x' | 'y') => Math.min(...of.map((point) => point[key]))
  return {
    x: (keeps ? least(before, 'x') : inset.x) - least(corners, 'x'),
    y: (keeps ? least(before, 'y') : inset.y) - least(corners, 'y'),
  }
}

/** The routes of flows whose ends both stay. */
function unmoved(model: Model, before: Layout, after: Layout): Layout['routes'] {
  if (before.routes.length === 0) return before.routes
  const [old, fresh] = [absoluteRects(model, before), absoluteRects(model, after)]
  const { flows } = indexOf(model)
  const stays = (id: string | undefined) => {
    const [a, b] = [old.get(id ?? ''), fresh.get(id ?? '')]
    return a?.x === b?.x && a?.y === b?.y
  }
  return before.routes.filter(({ ref }) => stays(flows.get(ref)?.from) && stays(flows.get(ref)?.to))
}

function sizeOf(arranged: Arranged, id: string): Size {
  const { width, height } = arranged.sizes.get(id) ?? EMPTY_ZONE
  return { width: upToGrid(width), height: upToGrid(height) }
}

function onGrid(value: number): number {
  return Math.round(value / GRID) * GRID
}

function upToGrid(value: number): number {
  return Math.ceil(value / GRID) * GRID
}
