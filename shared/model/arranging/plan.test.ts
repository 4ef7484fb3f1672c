import { describe, expect, test } from 'vitest'
import { aSeededModel } from '../../../test/support/models/seeded-model.ts'
import type { Document } from '../document.ts'
import { absoluteRects } from '../geometry.ts'
import { EMPTY_LAYOUT, type Layout } from '../layout.ts'
import { overlaps } from '../placing/rect.ts'
import { indexOf } from '../queries.ts'
import type { Model } from '../schema.ts'
import { withArranged } from './finish.ts'
import { holderOf, withMembers } from './members.ts'
import { pinned } from './pinned.ts'
import { Arranged, tasksFor } from './plan.ts'

const model = aSeededModel(200, 260)
const roots = [...model.components, ...model.boundaries]
  .map(({ id }) => id)
  .filter((id) => holderOf(model, id) === null)

describe('the plan of a layout', () => {
  test('of a small model is one piece, of a large one a zone at a time, inside first, outside last', () => {
    const small = aSeededModel(24, 30)
    expect(tasksFor(small, ['zone-0'], true)).toHaveLength(1)
    const tasks = tasksFor(model, roots, true)
    const order = tasks.map(({ holder }) => holder)
    expect(order.at(-1)).toBe(null)
    const inWhole = new Set(tasks.flatMap((task) => (task.isWhole ? task.members : [])))
    for (const { id, parent } of model.boundaries) {
      if (inWhole.has(id)) expect(order).not.toContain(id)
      else if (parent !== null) expect(order.indexOf(id)).toBeLessThan(order.indexOf(parent))
    }
    const placed = tasks.flatMap(({ members, isWhole }) => [
      ...(isWhole ? withMembers(model, members) : members),
    ])
    expect(placed.toSorted()).toEqual([...model.components, ...model.boundaries].map(({ id }) => id).sort())
  })

  test('of a model without zones is one piece until it is large', () => {
    const flat = (count: number) => tasksFor(...aFlatModel(count), true)
    expect(flat(150)).toMatchObject([{ isWhole: true }])
    expect(flat(151)).toMatchObject([{ isWhole: false }])
  })

  test('asks with boxes for zones, and with an edge for flows between what they hold', () => {
    const arranged = new Arranged({ model, layout: EMPTY_LAYOUT, drafts: [] })
    const last = tasksFor(model, roots, true).at(-1)
    const graph = last && arranged.graphFor(last)
    expect(graph?.children?.find(({ id }) => id === 'zone-0')?.children).toBeUndefined()
    const sources = (graph?.edges ?? []).flatMap((edge) => [...edge.sources, ...edge.targets])
    expect(sources).toContain('zone-0')
    expect(sources.every((id) => roots.includes(id))).toBe(true)
  })

  test('takes a plain block where asking would take too long, or where the answer is as large in a large model', () => {
    const [flat, ids] = aFlatModel(160)
    const [task] = tasksFor(flat, ids, true)
    const widest = (count: number): number => {
      const arranged = new Arranged({ model: aFlatModel(count)[0], layout: EMPTY_LAYOUT, drafts: [] })
      if (!task) throw new Error('there is a task')
      expect(arranged.graphFor(task)).toBe(null)
      const children = ids.map((id, at) => ({ id, x: at * 1000, y: 0, width: 144, height: 64 }))
      arranged.add(task, { id: '', width: 160_000, height: 64, children })
      return Math.max(...[...arranged.corners.values()].map(({ x }) => x))
    }
    expect(widest(160)).toBe(159_000)
    expect(widest(301)).toBeLessThan(5000)
  })
})

describe('what was arranged', () => {
  test('as a whole overlaps nothing', () => {
    const document: Document = { model, layout: EMPTY_LAYOUT, drafts: [] }
    const layout = arrangedUpTo(document, Infinity)
    expect(layout.boxes).toHaveLength(model.components.length + model.boundaries.length)
    expectNoOverlap(layout)
  })

  test.for([1, 5, 11])(
    'up to zone %i is kept when stopped, and the rest stays without an overlap',
    (count) => {
      const document: Document = { model, layout: pinned(model, EMPTY_LAYOUT), drafts: [] }
      const before = absoluteRects(model, document.layout)
      const layout = arrangedUpTo(document, count)
      expectNoOverlap(layout)
      const after = absoluteRects(model, layout)
      const done = tasksFor(model, roots, true)
        .slice(0, count)
        .flatMap(({ members }) => [...members])
      const inDone = withMembers(model, done)
      for (const { id } of model.components)
        if (!inDone.has(id)) expect(after.get(id)).toEqual(before.get(id))
      expectNoOverlap(arrangedUpTo({ ...document, layout: EMPTY_LAYOUT }, count))
    },
  )

  test('gives up the waypoints of flows whose ends moved, and only those', () => {
    const document: Document = { model, layout: pinned(model, EMPTY_LAYOUT), drafts: [] }
    const far = { x: 90_000, y: 90_000 }
    const routes = [...indexOf(model).flows.keys()].slice(0, 30).map((ref) => ({ ref, points: [far] }))
    const layout = arrangedUpTo({ ...document, layout: { ...document.layout, routes } }, 1)
    const [task] = tasksFor(model, roots, true)
    const moved = new Set(task?.members)
    for (const { ref } of layout.routes) {
      const flow = indexOf(model).flows.get(ref)
      const [from, to] = [flow?.from ?? '', flow?.to ?? '']
      const [a, b] = [absoluteRects(model, document.layout), absoluteRects(model, layout)]
      expect([b.get(from)?.x, b.get(to)?.x]).toEqual([a.get(from)?.x, a.get(to)?.x])
    }
    expect(layout.routes.length).toBeGreaterThan(0)
    expect(moved.size).toBeGreaterThan(0)
  })
})

/** Components without zones and flows, and their ids. */
function aFlatModel(count: number): [model: Model, ids: readonly string[]] {
  const components = aSeededModel(count, 0).components.map((component) => ({ ...component, zone: null }))
  return [{ ...model, boundaries: [], flows: [], components }, components.map(({ id }) => id)]
}

/** Plain blocks shifted a little stand for ELK's answers: what it says does not matter here. */
function arrangedUpTo(document: Document, count: number): Layout {
  const arranged = new Arranged(document)
  for (const task of tasksFor(model, roots, true).slice(0, count)) arranged.add(task, null)
  return withArranged(arranged, true)
}

function expectNoOverlap(layout: Layout): void {
  const rects = absoluteRects(model, layout)
  const all = [...model.components, ...model.boundaries].map(({ id }) => id)
  for (const a of all) {
    for (const b of all) {
      const [first, second] = [rects.get(a), rects.get(b)]
      if (a >= b || holderOf(model, a) !== holderOf(model, b) || !first || !second) continue
      if (overlaps(first, second)) throw new Error(`${a} covers ${b}`)
    }
  }
}
