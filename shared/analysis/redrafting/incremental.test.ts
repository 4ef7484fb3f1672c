import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { aSeededModel } from '../../../test/support/models/seeded-model.ts'
import { runs } from '../../../test/support/properties/runs.ts'
import {
  addBoundary,
  addComponent,
  addDataAsset,
  moveIntoZone,
  updateBoundary,
  updateComponent,
} from '../../model/edits/components.ts'
import { addFlow, reconnectFlow, setCrossedBy, updateFlow } from '../../model/edits/flows.ts'
import { removeElements } from '../../model/edits/remove.ts'
import { flowRef } from '../../model/ids.ts'
import type { Kind, Model } from '../../model/schema.ts'
import { CONFIDENTIALITIES, KINDS } from '../../model/schema.ts'
import { asksOf, evaluateModel } from '../evaluate.ts'
import { explainCell } from '../explain.ts'

const TITLES = ['API Gateway', 'Postgres', 'Redis', 'Browser', 'Stripe', 'LLM agent', 'a to b', 'A-to-B', 'x']

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length]
const idAt = (model: Model, at: number) => pick(model.components, at)?.id ?? ''
const refAt = (model: Model, at: number) => {
  const flow = pick(model.flows, at)
  return flow ? flowRef(flow) : ''
}
const zoneAt = (model: Model, at: number) =>
  pick([null, ...model.boundaries.filter(({ kind }) => kind === 'zone').map(({ id }) => id)], at) ?? null
const kindAt = (at: number): Kind => pick(KINDS, at) ?? 'process'
const titleAt = (at: number): string => pick(TITLES, at) ?? ''

const EDITS: Readonly<Record<string, (model: Model, a: number, b: number) => Model>> = {
  'name a component': (model, a, b) => updateComponent(model, idAt(model, a), { title: titleAt(b) }),
  'change its kind': (model, a, b) => updateComponent(model, idAt(model, a), { kind: kindAt(b) }),
  'state an attribute': (model, a, b) => updateComponent(model, idAt(model, a), { multiTenant: b % 2 === 0 }),
  'move it': (model, a, b) => moveIntoZone(model, [idAt(model, a)], zoneAt(model, b)),
  'add a component': (model, a, b) =>
    addComponent(model, { kind: kindAt(a), title: titleAt(b), zone: zoneAt(model, a) }).model,
  'add a flow': (model, a, b) =>
    model.components.length > 0 ? addFlow(model, { from: idAt(model, a), to: idAt(model, b) }).model : model,
  'put a flow first': (model, a, b) => {
    const { flows } = EDITS['add a flow']?.(model, a, b) ?? model
    return { ...model, flows: [...flows.slice(-1), ...flows.slice(0, -1)] }
  },
  'turn the flows around': (model) => ({ ...model, flows: model.flows.toReversed() }),
  'state a protocol': (model, a, b) =>
    updateFlow(model, refAt(model, a), { protocol: pick(['https', 'http'], b), authentication: 'jwt' }),
  'reconnect a flow': (model, a, b) =>
    reconnectFlow(model, refAt(model, a), { from: idAt(model, b), to: idAt(model, a) }).model,
  'remove a component': (model, a) => removeElements(model, [idAt(model, a)]).model,
  'remove a flow': (model, a) => removeElements(model, [refAt(model, a)]).model,
  'remove a zone': (model, a) => removeElements(model, [pick(model.boundaries, a)?.id ?? '']).model,
  'add a zone': (model, a) => addBoundary(model, { kind: 'zone', parent: zoneAt(model, a) }).model,
  'name a zone': (model, a, b) =>
    updateBoundary(model, pick(model.boundaries, a)?.id ?? '', { title: titleAt(b) }),
  'move a zone': (model, a, b) =>
    updateBoundary(model, pick(model.boundaries, a)?.id ?? '', { parent: zoneAt(model, b) }),
  'put a component first': (model, a, b) => {
    const { components } = EDITS['add a component']?.(model, a, b) ?? model
    return { ...model, components: [...components.slice(-1), ...components.slice(0, -1)] }
  },
  'draw a line': (model, a) => {
    const { model: next, id } = addBoundary(model, { kind: 'line' })
    return setCrossedBy(next, id, [refAt(model, a)].filter(Boolean))
  },
  'rate data': (model, a) => {
    const { model: next, id } = addDataAsset(model, { confidentiality: 'confidential' })
    return updateComponent(next, idAt(model, a), { dataStored: [id] })
  },
  'rate it otherwise': (model, a, b) => ({
    ...model,
    dataAssets: model.dataAssets.map((asset, at) =>
      at === a % model.dataAssets.length
        ? { ...asset, confidentiality: pick(CONFIDENTIALITIES, b) ?? 'public' }
        : asset,
    ),
  }),
  'write a note': (model, a) => ({ ...model, notes: [...model.notes, `JWT validated at ${titleAt(a)}`] }),
}

const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(20), fc.nat(20), fc.nat(9)), {
  minLength: 1,
  maxLength: 12,
})

/** What each state of a history gives when they are evaluated one after the other; some are undone at once. */
function history(
  start: Model,
  sequence: readonly (readonly [string, number, number, number])[],
): readonly (readonly [Model, ReturnType<typeof evaluateModel>])[] {
  let model = start
  const seen = [[model, evaluateModel(model)] as const]
  for (const [name, a, b, turn] of sequence) {
    const before = model
    model = EDITS[name]?.(model, a, b) ?? model
    seen.push([model, evaluateModel(model)])
    if (turn === 1) explainCell(before, idAt(before, a), 'spoofing')
    if (turn !== 0) continue
    seen.push([before, evaluateModel(before)])
    model = before
  }
  return seen
}

describe('evaluating an edited model', () => {
  it('gives what evaluating it from scratch gives, whatever was edited and undone before', () => {
    fc.assert(
      fc.property(anyModel(6), steps, (start, sequence) => {
        for (const [model, drafts] of history(start, sequence)) {
          expect(drafts).toEqual(evaluateModel(structuredClone(model)))
        }
      }),
      // Each run evaluates all rules after every edit, twice.
      { numRuns: runs(120) },
    )
  })

  it('does so in a model where most stays as it was', () => {
    const start = aSeededModel(60, 120)
    fc.assert(
      fc.property(steps, (sequence) => {
        for (const [model, drafts] of history(start, sequence).slice(-2)) {
          expect(drafts).toEqual(evaluateModel(structuredClone(model)))
        }
      }),
      // Each run evaluates all rules after every edit, twice.
      { numRuns: runs(25) },
    )
  })

  it('asks what evaluating it from scratch asks', () => {
    fc.assert(
      fc.property(anyModel(6), steps, (start, sequence) => {
        const last = history(start, sequence).at(-1)?.[0] ?? start
        expect(asksOf(last)).toEqual(asksOf(structuredClone(last)))
      }),
      // Each run evaluates all rules after every edit, twice.
      { numRuns: runs(60) },
    )
  })

  it('keeps the very drafts of what did not change', () => {
    const model = aSeededModel(60, 120)
    const before = new Set(evaluateModel(model))
    const after = evaluateModel(updateComponent(model, 'part-20', { multiTenant: true }))
    const fresh = after.filter((draft) => !before.has(draft))
    expect(fresh.length).toBeGreaterThan(0)
    expect(after.length - fresh.length).toBeGreaterThan(after.length / 2)
    const near = new Set(
      model.flows.flatMap((flow) =>
        flow.from === 'part-20' || flow.to === 'part-20' ? [flow.from, flow.to, flowRef(flow)] : [],
      ),
    )
    expect(fresh.filter(({ target }) => !near.has(target))).toEqual([])
  })
})
