import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aGraph } from '../../../../test/support/models/diagrams.ts'
import { runs } from '../../../../test/support/properties/runs.ts'
import { removeElements } from '../../edits/remove.ts'
import type { Rect } from '../../geometry.ts'
import { flowRef } from '../../ids.ts'
import type { Layout, Point } from '../../layout.ts'
import { shownIn, withCollapsedZone } from '../../names/shown.ts'
import { KINDS, type Model } from '../../schema.ts'
import { type Drawing, type DrawingInput, drawModel } from '../drawing.ts'

interface State {
  readonly model: Model
  readonly layout: Layout
  readonly density: 'compact' | 'detailed'
  /** A gesture that moves one element for now. */
  readonly moved: { readonly id: string; readonly by: Point } | null
}

type Edit = (state: State) => State

const at = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 500 }) })
const pick = fc.nat(1000)

const anEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(pick, at).map(
    ([nth, place]): Edit =>
      (state) => {
        const boxes = state.layout.boxes.map((box, index) =>
          index === nth % state.layout.boxes.length ? { ...box, ...place } : box,
        )
        return { ...state, moved: null, layout: { ...state.layout, boxes } }
      },
  ),
  fc.tuple(pick, at).map(
    ([nth, by]): Edit =>
      (state) => {
        const box = state.layout.boxes[nth % state.layout.boxes.length]
        return { ...state, moved: box ? { id: box.id, by } : null }
      },
  ),
  fc.tuple(pick, fc.constantFrom('', 'A', 'A much longer title than that')).map(
    ([nth, title]): Edit =>
      ({ model, ...rest }) => ({
        ...rest,
        model: {
          ...model,
          components: model.components.map((component, index) =>
            index === nth % model.components.length ? { ...component, title } : component,
          ),
        },
      }),
  ),
  fc.tuple(pick, fc.constantFrom(...KINDS)).map(
    ([nth, kind]): Edit =>
      ({ model, ...rest }) => ({
        ...rest,
        model: {
          ...model,
          components: model.components.map((component, index) =>
            index === nth % model.components.length ? { ...component, kind } : component,
          ),
        },
      }),
  ),
  fc.tuple(pick, fc.constantFrom(undefined, 'https', 'http', 'a protocol of many words')).map(
    ([nth, protocol]): Edit =>
      ({ model, ...rest }) => ({
        ...rest,
        model: {
          ...model,
          flows: model.flows.map((flow, index) => {
            const { protocol: _, ...other } = flow
            return index === nth % model.flows.length
              ? { ...other, ...(protocol === undefined ? {} : { protocol }) }
              : flow
          }),
        },
      }),
  ),
  fc.tuple(pick, pick, pick).map(
    ([from, to, nth]): Edit =>
      ({ model, ...rest }) => {
        const [one, other] = [
          model.components[from % model.components.length],
          model.components[to % model.components.length],
        ]
        if (!one || !other) return { ...rest, model }
        const id = `added-${from}-${to}`
        if (model.flows.some((flow) => flow.from === one.id && flow.id === id)) return { ...rest, model }
        const flow = {
          id,
          from: one.id,
          to: other.id,
          title: 'Added',
          dataSent: [],
          dataReceived: [],
          tags: [],
        }
        return {
          ...rest,
          model: { ...model, flows: model.flows.toSpliced(nth % (model.flows.length + 1), 0, flow) },
        }
      },
  ),
  fc.tuple(pick).map(
    ([nth]): Edit =>
      ({ model, ...rest }) => {
        const refs = [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)]
        return { ...rest, model: removeElements(model, [refs[nth % refs.length] ?? '']).model }
      },
  ),
  fc.tuple(pick, at).map(
    ([nth, point]): Edit =>
      ({ model, layout, ...rest }) => {
        const flow = model.flows[nth % model.flows.length]
        if (!flow) return { ...rest, model, layout }
        const ref = flowRef(flow)
        const others = layout.routes.filter((route) => route.ref !== ref)
        const routes = others.length < layout.routes.length ? others : [...others, { ref, points: [point] }]
        return { ...rest, model, layout: { ...layout, routes } }
      },
  ),
  fc.tuple(pick, fc.constantFrom('zone-0', 'zone-1', null)).map(
    ([nth, zone]): Edit =>
      ({ model, ...rest }) => ({
        ...rest,
        model: {
          ...model,
          components: model.components.map((component, index) =>
            index === nth % model.components.length ? { ...component, zone } : component,
          ),
        },
      }),
  ),
  fc.tuple(pick).map(
    ([nth]): Edit =>
      ({ model, ...rest }) => ({
        ...rest,
        model: {
          ...model,
          boundaries: model.boundaries.map((line) => {
            const ref = model.flows.map(flowRef)[nth % model.flows.length]
            return line.kind === 'line' && ref ? { ...line, crossedBy: [ref], title: `Line ${nth}` } : line
          }),
        },
      }),
  ),
  fc.constantFrom('zone-0', 'zone-1').map(
    (zone): Edit =>
      ({ layout, ...rest }) => {
        const isCollapsed = layout.boxes.some(({ id, collapsed }) => id === zone && collapsed)
        return { ...rest, layout: withCollapsedZone(layout, zone, !isCollapsed) }
      },
  ),
  fc.constant<Edit>((state) => ({ ...state, density: state.density === 'compact' ? 'detailed' : 'compact' })),
  fc.constant<Edit>(({ model, ...rest }) => ({
    ...rest,
    model: { ...model, flows: model.flows.toReversed() },
  })),
)

const inputOf = ({ model, layout, density, moved }: State): DrawingInput => {
  const collapsed = shownIn(model, layout)
  const atRest = collapsed.rects
  const rect = moved && atRest.get(moved.id)
  if (!rect) return { model, layout, density, collapsed, rects: atRest }
  const rects = new Map<string, Rect>(atRest).set(moved.id, {
    ...rect,
    x: rect.x + moved.by.x,
    y: rect.y + moved.by.y,
  })
  return { model, layout, density, collapsed, rects, atRest }
}

const plain = ({ flows, lines, pending }: Drawing) => ({ flows: [...flows], lines: [...lines], pending })

const EVERYWHERE = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 }

describe('a drawing made from the one before', () => {
  test('is the one that is made without, after any edits', () => {
    fc.assert(
      fc.property(fc.array(anEdit, { minLength: 1, maxLength: 12 }), fc.nat(50), (edits, seed) => {
        let state: State = { ...aGraph(14, 18, seed), density: 'detailed', moved: null }
        let drawing = drawModel(inputOf(state))
        for (const edit of edits) {
          state = edit(state)
          drawing = drawModel(inputOf(state), drawing)
          expect(plain(drawing)).toEqual(plain(drawModel(inputOf(state))))
        }
      }),
      // Each run draws and routes a board again and again.
      { numRuns: runs(60) },
    )
  })

  test('is routed where somebody looks, and elsewhere when somebody looks there', () => {
    fc.assert(
      fc.property(fc.nat(200), (seed) => {
        const input = inputOf({ ...aGraph(14, 18, seed), density: 'detailed', moved: null })
        const [corner] = input.rects.values()
        const here = drawModel({ ...input, searches: 0 })
        const near = drawModel({ ...input, searches: 100, near: corner ?? EVERYWHERE }, here)
        expect(near.pending).toBe(0)
        const nowhere = { x: 1e7, y: 1e7, width: 1, height: 1 }
        expect(drawModel({ ...input, searches: 100, near: nowhere })).toEqual({
          ...drawModel({ ...input, searches: 0 }),
          pending: 0,
        })
        const all = drawModel({ ...input, searches: 100, near: EVERYWHERE }, near)
        expect(plain(all)).toEqual(plain(drawModel(input)))
      }),
      // Each run draws and routes a board again and again.
      { numRuns: runs(20) },
    )
  })

  test('is routed step by step as it is at once', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 5 }), (seed, searches) => {
        const input = inputOf({ ...aGraph(14, 18, seed), density: 'detailed', moved: null })
        let drawing = drawModel({ ...input, searches: 0 })
        for (let steps = 0; drawing.pending > 0 && steps < 20; steps += 1)
          drawing = drawModel({ ...input, searches }, drawing)
        expect(plain(drawing)).toEqual(plain(drawModel(input)))
      }),
      // Each run draws and routes a board again and again.
      { numRuns: runs(20) },
    )
  })

  test('leads a flow as before, between the same ends, until there is time to look for another way', () => {
    let led = 0
    fc.assert(
      fc.property(fc.nat(200), pick, at, (seed, nth, place) => {
        const state: State = { ...aGraph(14, 18, seed), density: 'detailed', moved: null }
        const drawing = drawModel(inputOf(state))
        const ids = state.model.components.map(({ id }) => id)
        const dropped = ids[nth % ids.length]
        const boxes = state.layout.boxes.map((box) => (box.id === dropped ? { ...box, ...place } : box))
        const input = inputOf({ ...state, layout: { ...state.layout, boxes } })
        const meanwhile = drawModel({ ...input, searches: 0 }, drawing)
        const atLast = drawModel(input)
        for (const [ref, { path, ends }] of drawing.flows) {
          const isLed = path.length > 2 && (atLast.flows.get(ref)?.path.length ?? 0) > 2
          if (!isLed || ends.from === dropped || ends.to === dropped) continue
          led += 1
          expect(meanwhile.flows.get(ref)?.path.length).toBeGreaterThan(2)
        }
        expect(plain(drawModel(input, meanwhile))).toEqual(plain(atLast))
      }),
      // Each run draws and routes a board again and again.
      { numRuns: runs(20) },
    )
    expect(led).toBeGreaterThan(0)
  })

  test('leaves what waits where it is while nothing is resumed, and is the same in the end', () => {
    fc.assert(
      fc.property(fc.nat(200), (seed) => {
        const state: State = { ...aGraph(14, 18, seed), density: 'detailed', moved: null }
        const input = inputOf(state)
        const waiting = drawModel({ ...input, searches: 0 })
        const still = drawModel({ ...input, searches: 100, resumes: false }, waiting)
        expect(plain(still)).toEqual(plain(waiting))
        const components = state.model.components.map((each, at) =>
          at === 0 ? { ...each, title: 'New' } : each,
        )
        const edited = inputOf({ ...state, model: { ...state.model, components } })
        const typed = drawModel({ ...edited, searches: 100, resumes: false }, still)
        expect(plain(drawModel(edited, typed))).toEqual(plain(drawModel(edited)))
      }),
      // Each run draws and routes a board again and again.
      { numRuns: runs(20) },
    )
  })
})
