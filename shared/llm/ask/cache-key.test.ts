import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { aComponent, aFlow, aLine, aModel, aZone } from '../../analysis/sample.ts'
import { listTargets } from '../../model/crossings.ts'
import { flowRef } from '../../model/ids.ts'
import type { Component, Flow, Model } from '../../model/schema.ts'
import { cacheKeyOf } from './cache-key.ts'

const ASKED = { unit: 'component', promptHash: 'p', llm: 'm', tier: 'schema' } as const
const keysOf = (model: Model): ReadonlyMap<string, string> =>
  new Map(listTargets(model).map((target) => [target, cacheKeyOf({ ...ASKED, model, target })]))
const changed = (before: Model, after: Model): readonly string[] => {
  const keys = keysOf(after)
  return [...keysOf(before)].filter(([target, key]) => keys.get(target) !== key).map(([target]) => target)
}

/** Twelve components in three zones and 26 flows between zones: 38 targets. */
const IDS = Array.from({ length: 12 }, (_, at) => `c${at}`)
const FLOWS = Array.from({ length: 26 }, (_, at): Flow => {
  const [from, to] = [IDS[at % 12] ?? '', IDS[(at + 1 + 3 * Math.floor(at / 12)) % 12] ?? '']
  return aFlow({ from, to, id: `${to}-${at}`, dataSent: ['orders'], tags: ['b', 'a'] })
})
const MODEL = aModel({
  components: IDS.map(
    (id, at): Component => aComponent({ id, kind: 'process', zone: `z${at % 3}`, tags: ['y', 'x'] }),
  ),
  flows: FLOWS,
  boundaries: [
    aZone('z0', 'Zero'),
    aZone('z1', 'One'),
    aZone('z2', 'Two', 'z1'),
    aLine('l', 'Line', [flowRef(FLOWS[0] ?? { from: '', id: '' })]),
  ],
  dataAssets: [{ id: 'orders', title: 'Orders', tags: [] }],
  notes: ['One', 'Two'],
})

/** The same model with every list the other way round. */
const turned = <T>(value: T): T => {
  if (Array.isArray(value)) return [...value].reverse().map(turned) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, turned(each)])) as T
}

const relabel = (model: Model, at: number, part: Partial<Flow>): Model => ({
  ...model,
  flows: model.flows.map((flow, index) => (index === at ? { ...flow, ...part } : flow)),
})

describe('the key of a cached answer', () => {
  test('has the 38 targets that the measure names', () => {
    expect(listTargets(MODEL)).toHaveLength(38)
  })

  test.each(FLOWS.map((flow, at) => [flowRef(flow), at, flow] as const))(
    'changes for %s and its two ends only when that flow is relabelled',
    (ref, at, { from, to }) => {
      const after = relabel(MODEL, at, { title: 'places an order', protocol: 'https' })
      expect([...changed(MODEL, after)].sort()).toEqual([ref, from, to].sort())
    },
  )

  test('changes for at most three targets of any model when a flow is relabelled', () => {
    fc.assert(
      fc.property(anyModel(8), fc.nat(), (model, seed) => {
        fc.pre(model.flows.length > 0)
        const after = relabel(model, seed % model.flows.length, { title: 'another label' })
        expect(changed(model, after).length).toBeLessThanOrEqual(3)
      }),
    )
  })

  test('does not change when an unrelated component is added or lists are reordered', () => {
    fc.assert(
      fc.property(anyModel(8), (model) => {
        const added = aComponent({ id: 'brand-new-thing', kind: 'store', title: 'Zzyzx' })
        expect(changed(model, { ...model, components: [...model.components, added] })).toEqual([])
        expect(changed(model, turned(model))).toEqual([])
        const whole = { ...ASKED, target: null }
        expect(cacheKeyOf({ ...whole, model })).toBe(cacheKeyOf({ ...whole, model: turned(model) }))
      }),
    )
    expect(changed(MODEL, turned(MODEL))).toEqual([])
  })

  test('does not change with decisions, which are no part of a request', () => {
    const analyses = [{ target: 'c0', reviewed: '2026-01-01', notApplicable: {}, rejected: [] }]
    const after = { ...MODEL, analyses }
    expect(changed(MODEL, after)).toEqual([])
    const whole = { ...ASKED, target: null }
    expect(cacheKeyOf({ ...whole, model: MODEL })).toBe(cacheKeyOf({ ...whole, model: after }))
  })

  test('changes with the prompt, the language model, the tier and the unit', () => {
    const key = (part: object) => cacheKeyOf({ ...ASKED, model: MODEL, target: 'c0', ...part })
    const keys = [{}, { promptHash: 'q' }, { llm: 'n' }, { tier: 'tool' }, { unit: 'crossing' }].map(key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const each of keys) expect(each).toMatch(/^[0-9a-f]{64}$/)
  })

  test('changes for a flow and its ends only when a line is drawn over that flow', () => {
    const [, second] = FLOWS
    const over = second ? flowRef(second) : ''
    const boundaries = MODEL.boundaries.map((each) =>
      each.kind === 'line' ? { ...each, crossedBy: [...each.crossedBy, over] } : each,
    )
    expect([...changed(MODEL, { ...MODEL, boundaries })].sort()).toEqual(['c1', over, 'c2'])
  })

  test('changes where a zone, a data asset, an end or a note is another one', () => {
    const boundaries = MODEL.boundaries.map((each) => (each.id === 'z0' ? { ...each, title: 'DMZ' } : each))
    expect(changed(MODEL, { ...MODEL, boundaries })).toContain('c0')
    const dataAssets = [{ id: 'orders', title: 'Orders', confidentiality: 'restricted', tags: [] } as const]
    expect(changed(MODEL, { ...MODEL, dataAssets })).toHaveLength(38)
    const components = MODEL.components.map((each) => (each.id === 'c1' ? { ...each, title: 'Kiosk' } : each))
    expect(changed(MODEL, { ...MODEL, components })).toContain('c0')
    const named = { ...MODEL, components }
    expect(changed(named, { ...named, notes: ['Auth: badge at the Kiosk'] })).toContain('c1')
  })
})
