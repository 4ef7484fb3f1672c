import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../test/support/models/random-model.ts'
import { crossingsOf, crossingsOfBoundary, listTargets } from './crossings.ts'
import { addBoundary, addComponent } from './edits/components.ts'
import { addFlow } from './edits/flows.ts'
import { flowRef } from './ids.ts'
import { zoneChain } from './queries.ts'
import { EMPTY_MODEL, type Model } from './schema.ts'

/** Said another way than in the code: which components each zone holds, however deep. */
function holds(model: Model, zone: string): ReadonlySet<string> {
  const zones = new Set([zone])
  for (let grown = true; grown; ) {
    grown = false
    for (const { id, parent } of model.boundaries) {
      if (parent !== null && zones.has(parent) && !zones.has(id)) {
        zones.add(id)
        grown = true
      }
    }
  }
  return new Set(model.components.filter((component) => zones.has(component.zone ?? '')).map(({ id }) => id))
}

describe('crossings', () => {
  test('a flow crosses a zone when exactly one end is in it, and a line when the line names it', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const crossings = crossingsOf(model)
        for (const flow of model.flows) {
          const ref = flowRef(flow)
          const expected = model.boundaries
            .filter((boundary) => {
              if (boundary.kind === 'line') return boundary.crossedBy.includes(ref)
              const inside = holds(model, boundary.id)
              return inside.has(flow.from) !== inside.has(flow.to)
            })
            .map(({ id }) => id)
          expect([...(crossings.get(ref)?.boundaries ?? [])].sort()).toEqual(expected.sort())
        }
      }),
    )
  })

  test('the boundaries of a crossing stand in the order the flow meets them', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const zone = new Map(model.components.map((component) => [component.id, component.zone]))
        for (const { flow, boundaries } of crossingsOf(model).values()) {
          const left = zoneChain(model, zone.get(flow.from) ?? null)
          const entered = [...zoneChain(model, zone.get(flow.to) ?? null)].reverse()
          const order = [...left, 'line', ...entered]
          const places = boundaries.map((id) =>
            model.boundaries.find((boundary) => boundary.id === id)?.kind === 'line'
              ? left.length
              : order.indexOf(id),
          )
          expect(places).toEqual([...places].sort((a, b) => a - b))
        }
      }),
    )
  })

  test('a boundary and its crossings agree with the flows and their boundaries', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        for (const { id } of model.boundaries) {
          const refs = crossingsOfBoundary(model, id).map(({ ref }) => ref)
          expect(refs).toEqual(
            [...crossingsOf(model).values()]
              .filter(({ boundaries }) => boundaries.includes(id))
              .map(({ ref }) => ref),
          )
        }
        expect(listTargets(model)).toHaveLength(model.components.length + crossingsOf(model).size)
      }),
    )
  })

  test('stay as they are while only risks change, and follow a component that leaves its zone and comes back', () => {
    const zone = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'DMZ' })
    const parts = { kind: 'process', technologies: [] } as const
    const a = addComponent(zone.model, { ...parts, title: 'A', zone: null })
    const b = addComponent(a.model, { ...parts, title: 'B', zone: zone.id })
    const inside = addFlow(b.model, { from: a.id, to: b.id, protocol: 'https' }).model
    const outside = { ...inside, components: inside.components.map((each) => ({ ...each, zone: null })) }
    const refs = (model: Model) => [...crossingsOf(model).keys()]
    expect(crossingsOf({ ...inside, risks: [] })).toBe(crossingsOf(inside))
    expect([refs(inside), refs(outside), refs(inside)]).toEqual([
      [expect.any(String)],
      [],
      [expect.any(String)],
    ])
  })

  test('a line that names a flow twice is crossed once', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const boundaries = model.boundaries.map((boundary) => {
          return { ...boundary, crossedBy: [...boundary.crossedBy, ...boundary.crossedBy] }
        })
        expect([...crossingsOf({ ...model, boundaries }).values()]).toEqual([...crossingsOf(model).values()])
      }),
    )
  })
})
