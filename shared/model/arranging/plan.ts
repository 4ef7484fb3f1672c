/**
 * Automatic layout as a plan: zone by zone, inside first, each a small graph for ELK, in which zones
 * that were arranged before are boxes. A small diagram is one graph with everything in it: ELK then
 * sees all flows at once, which takes too long for a large one.
 */
import type { ElkNode } from 'elkjs/lib/elk-api.js'
import type { Document } from '../document.ts'
import { absoluteRects, boundsOf } from '../geometry.ts'
import type { Point } from '../layout.ts'
import { gridOf } from '../placing/grid.ts'
import { type Link, linksByZone } from '../placing/links.ts'
import { nestingOf } from '../placing/nesting.ts'
import { insetOf } from '../placing/placement.ts'
import { EMPTY_ZONE, type Item, type Size, zoneSize } from '../placing/sizes.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'
import { type Direction, graphOf } from './graph.ts'
import { holderOf, withMembers } from './members.ts'
import { costOf, sizeOf } from './pack.ts'

/** As many components are arranged in one piece: of a diagram, of one without zones, of a zone of a larger one. */
const WHOLE = { diagram: 60, flat: 150, zone: 30 } as const
/** ELK's time grows faster than what it is given: 200 boxes with all their flows take seconds. */
const MOST = 150
/** In larger models than this, a plain block takes the place of an answer that is so much larger than it. */
const LARGE = 300
const SPRAWL = 2

/** One run of ELK: these elements, all directly in one zone. */
export interface Task {
  readonly holder: string | null
  readonly members: readonly string[]
  /** What is in their zones is arranged with them; else they are boxes of the size they have by then. */
  readonly isWhole: boolean
  /** Nothing is arranged after it that has the holder in it: the holder stays where it is. */
  readonly isLast: boolean
}

/**
 * What to do, in this order: a zone comes right after the zones in it. `isAll` says that these are
 * everything on their page; else only zones that hold two or more of them are arranged.
 */
export function tasksFor(model: Model, ids: readonly string[], isAll: boolean): readonly Task[] {
  const byHolder = new Map<string | null, string[]>()
  for (const id of ids) {
    const holder = holderOf(model, id)
    const known = byHolder.get(holder)
    if (known) known.push(id)
    else byHolder.set(holder, [id])
  }
  return [...byHolder]
    .filter(([, members]) => isAll || members.length > 1)
    .flatMap(([holder, members]) => tasksOf(model, holder, members))
}

function tasksOf(model: Model, holder: string | null, members: readonly string[]): readonly Task[] {
  const { components, zonesIn, componentsIn } = indexOf(model)
  const isSmall = (ids: readonly string[], most: number) =>
    [...withMembers(model, ids)].filter((id) => components.has(id)).length <= most
  const isFlat = members.every((id) => components.has(id))
  if (isSmall(members, isFlat ? WHOLE.flat : WHOLE.diagram))
    return [{ holder, members, isWhole: true, isLast: true }]
  const tasks: Task[] = []
  const visit = (zone: string): void => {
    const own = [...(zonesIn.get(zone) ?? []), ...(componentsIn.get(zone) ?? [])].map(({ id }) => id)
    if (own.length === 0) return
    const isWhole = isSmall(own, WHOLE.zone)
    if (!isWhole) for (const id of own) if (!components.has(id)) visit(id)
    tasks.push({ holder: zone, members: own, isWhole, isLast: false })
  }
  for (const id of members) if (!components.has(id)) visit(id)
  return [...tasks, { holder, members, isWhole: false, isLast: true }]
}

/** What is arranged so far. */
export class Arranged {
  readonly document: Document
  /** Relative to the zone. */
  readonly corners = new Map<string, Point>()
  readonly sizes = new Map<string, Size>()
  /** With the answer that was taken; null where a plain block was. */
  readonly done = new Map<Task, ElkNode | null>()
  #links: ReadonlyMap<string | null, readonly Link[]> | undefined

  constructor(document: Document) {
    this.document = document
  }

  /** What to ask of ELK, given what was arranged before; null where it would take too long. */
  graphFor(task: Task, direction: Direction = 'RIGHT'): ElkNode | null {
    if (!task.isWhole && task.members.length > MOST) return null
    return graphOf(this.document.model, task, direction, (id) => this.#sizeOf(id))
  }

  /** Flows between a task's members, or between what they hold. */
  linksOf({ holder, members }: Task): readonly Link[] {
    this.#links ??= linksByZone(this.document.model, nestingOf(this.document.model))
    const all = new Set(members)
    return (this.#links.get(holder) ?? []).filter(({ from, to }) => all.has(from) && all.has(to))
  }

  /** Takes an answer, or a plain block where there is none or where it is much larger than that. */
  add(task: Task, answer: ElkNode | null): void {
    const { boundaries } = indexOf(this.document.model)
    const taken = answer && !this.#isSprawling(task, answer) ? answer : null
    const result = taken ?? this.#plain(task)
    const visit = (node: ElkNode): void => {
      const { id, x = 0, y = 0, width = 0, height = 0 } = node
      this.corners.set(id, { x, y })
      if (boundaries.has(id)) this.sizes.set(id, { width, height })
      for (const child of node.children ?? []) visit(child)
    }
    for (const node of result.children ?? []) visit(node)
    if (task.holder !== null && !task.isLast) this.sizes.set(task.holder, sizeOf(result))
    this.done.set(task, taken)
  }

  #sizeOf(id: string): Size {
    const { model, layout } = this.document
    const known = this.sizes.get(id) ?? absoluteRects(model, layout).get(id) ?? EMPTY_ZONE
    return { width: known.width, height: known.height }
  }

  #isSprawling(task: Task, answer: ElkNode): boolean {
    if (task.isWhole || this.document.model.components.length <= LARGE) return false
    return costOf(answer) > SPRAWL * costOf(this.#plain(task))
  }

  /** The placement that needs no time. */
  #plain(task: Task): ElkNode {
    const items = task.members.map((id): Item => ({ id, size: this.#sizeOf(id) }))
    const inset = insetOf(task.holder)
    const children = [...gridOf(items, this.linksOf(task))].map(([id, rect]) => {
      return { ...rect, id, x: rect.x + inset.x, y: rect.y + inset.y }
    })
    return { id: '', children, ...zoneSize(boundsOf(children)) }
  }
}
