import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel, anyTitle } from '../../../test/support/models/random-model.ts'
import { flowRef } from '../ids.ts'
import { indexOf, zoneChain } from '../queries.ts'
import type { Model, Risk } from '../schema.ts'
import { EMPTY_MODEL } from '../schema.ts'
import {
  addBoundary,
  addComponent,
  addDataAsset,
  moveIntoZone,
  removeDataAssets,
  updateBoundary,
  updateComponent,
  updateDataAsset,
} from './components.ts'
import { addFlow, reconnectFlow, setCrossedBy, updateFlow } from './flows.ts'
import { addMitigation, linkMitigation, removeMitigations, renameMitigation } from './mitigations.ts'
import { removeElements } from './remove.ts'

type Edit = (model: Model, a: number, b: number, title: string) => Model

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)]
const ids = (model: Model) => [...model.components, ...model.boundaries].map(({ id }) => id)
const refs = (model: Model) => model.flows.map(flowRef)
const zonesOf = (model: Model) => model.boundaries.filter(({ kind }) => kind === 'zone')
const targetsOf = (model: Model) => [
  ...model.components.map(({ id }) => id),
  ...refs(model),
  ...model.boundaries.map(({ id }) => `boundary:${id}`),
]

/** A risk and a review of some target, so that removals have something to take along. */
function withReview(model: Model, target: string | undefined, at: number): Model {
  if (target === undefined) return model
  const risk: Risk = {
    id: `risk-${at}-${model.risks.length}`,
    target,
    category: 'spoofing',
    title: 'x',
    status: 'unchecked',
  }
  const analyses = model.analyses.filter((analysis) => analysis.target !== target)
  return {
    ...model,
    risks: [...model.risks, risk],
    analyses: [...analyses, { target, notApplicable: {}, rejected: [] }],
  }
}

const EDITS: Readonly<Record<string, Edit>> = {
  addComponent: (model, a, _b, title) =>
    addComponent(model, { kind: 'process', title, zone: pick(zonesOf(model), a)?.id ?? null }).model,
  addZone: (model, a, _b, title) =>
    addBoundary(model, { kind: 'zone', title, parent: pick([null, ...zonesOf(model)], a)?.id ?? null }).model,
  addLine: (model, a, _b, title) =>
    addBoundary(model, { kind: 'line', title, crossedBy: refs(model).slice(0, a % 3) }).model,
  addFlow: (model, a, b) => {
    const [from, to] = [pick(model.components, a), pick(model.components, b)]
    return from && to ? addFlow(model, { from: from.id, to: to.id }).model : model
  },
  addData: (model, a, _b, title) => {
    const added = addDataAsset(model, { title })
    const component = pick(model.components, a)
    return component ? updateComponent(added.model, component.id, { dataStored: [added.id] }) : added.model
  },
  review: (model, a) => withReview(model, pick(targetsOf(model), a), a),
  rename: (model, a, _b, title) => {
    const id = pick(ids(model), a) ?? ''
    return updateBoundary(updateComponent(model, id, { title }), id, { title })
  },
  renameFlow: (model, a, _b, title) => updateFlow(model, pick(refs(model), a) ?? '', { title }),
  renameData: (model, a, _b, title) => updateDataAsset(model, pick(model.dataAssets, a)?.id ?? '', { title }),
  move: (model, a, b) => moveIntoZone(model, [pick(ids(model), a) ?? ''], pick(ids(model), b) ?? null),
  moveOut: (model, a) => moveIntoZone(model, ids(model).slice(a % 3), null),
  reconnect: (model, a, b) => {
    const [from, to] = [pick(model.components, b), pick(model.components, a)]
    return from && to
      ? reconnectFlow(model, pick(refs(model), a) ?? '', { from: from.id, to: to.id }).model
      : model
  },
  cross: (model, a, b) => setCrossedBy(model, pick(model.boundaries, a)?.id ?? '', refs(model).slice(b % 4)),
  remove: (model, a, b) =>
    removeElements(model, [pick(ids(model), a) ?? '', pick(refs(model), b) ?? '']).model,
  addMitigation: (model, a, _b, title) => addMitigation(model, { title, evidence: a % 2 ? ['x'] : [] }).model,
  link: (model, a, b) =>
    linkMitigation(model, pick(model.mitigations, a)?.id ?? '', [pick(model.risks, b)?.id ?? ''], a % 5 > 0),
  renameMitigation: (model, a, b) =>
    renameMitigation(model, pick(model.mitigations, a)?.id ?? '', `renamed-${b}-${model.mitigations.length}`),
  removeMitigation: (model, a) => removeMitigations(model, [pick(model.mitigations, a)?.id ?? '']),
  removeData: (model, a) => removeDataAssets(model, [pick(model.dataAssets, a)?.id ?? '']),
}

function expectSound(model: Model): void {
  const components = new Set(model.components.map(({ id }) => id))
  const zones = new Set(zonesOf(model).map(({ id }) => id))
  const data = new Set(model.dataAssets.map(({ id }) => id))
  expect(new Set(ids(model)).size).toBe(ids(model).length)
  expect(new Set(refs(model)).size).toBe(model.flows.length)
  expect(data.size).toBe(model.dataAssets.length)
  for (const { zone, dataStored } of model.components) {
    expect(zone === null || zones.has(zone)).toBe(true)
    for (const id of dataStored) expect(data).toContain(id)
  }
  for (const { from, to } of model.flows) expect(components.has(from) && components.has(to)).toBe(true)
  for (const boundary of model.boundaries) {
    expect(boundary.parent === null || zones.has(boundary.parent)).toBe(true)
    expect(zoneChain(model, boundary.parent)).not.toContain(boundary.id)
    for (const ref of boundary.crossedBy) expect(refs(model)).toContain(ref)
  }
  const mitigations = new Set(model.mitigations.map(({ id }) => id))
  expect(mitigations.size).toBe(model.mitigations.length)
  for (const { mitigations: named = ['none'] } of model.risks) {
    expect(named).not.toEqual([])
    if (named[0] !== 'none') for (const id of named) expect(mitigations).toContain(id)
  }
  const targets = targetsOf(model)
  for (const { target } of [...model.risks, ...model.analyses]) expect(targets).toContain(target)
}

/** All that can be looked up, as plain entries. */
function lookUpsOf(model: Model): Readonly<Record<string, unknown>> {
  const index = indexOf(model)
  return {
    components: [...index.components],
    flows: [...index.flows],
    boundaries: [...index.boundaries],
    dataAssets: [...index.dataAssets],
    risksByTarget: [...index.risksByTarget],
    mitigations: [...index.mitigations],
    mitigatedRisks: [...index.mitigatedRisks],
    analyses: [...index.analyses],
    outgoing: [...index.outgoing],
    incoming: [...index.incoming],
    componentsIn: [...index.componentsIn],
    zonesIn: [...index.zonesIn],
    linesOver: [...index.linesOver],
  }
}

const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(20), fc.nat(20), anyTitle), {
  maxLength: 30,
})

describe('edits', () => {
  test('any sequence keeps every reference valid', () => {
    fc.assert(
      fc.property(anyModel(5), steps, (start, sequence) => {
        let model = start
        for (const [name, a, b, title] of sequence) model = EDITS[name]?.(model, a, b, title) ?? model
        expectSound(model)
      }),
    )
  })

  test('what looks into the lists of edited models finds what it would in a model read anew', () => {
    fc.assert(
      fc.property(anyModel(5), steps, (start, sequence) => {
        let model = start
        for (const [name, a, b, title] of sequence) {
          model = EDITS[name]?.(model, a, b, title) ?? model
          expect(lookUpsOf(model)).toEqual(lookUpsOf(structuredClone(model)))
        }
        const { incoming, outgoing } = indexOf(model)
        for (const { id } of model.components) {
          expect(outgoing.get(id) ?? []).toEqual(model.flows.filter(({ from }) => from === id))
          expect(incoming.get(id) ?? []).toEqual(model.flows.filter(({ to }) => to === id))
        }
      }),
    )
  })

  test('an edit that changes nothing returns the same model', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const [component, flow, boundary] = [model.components[0], model.flows[0], model.boundaries[0]]
        if (component) {
          expect(updateComponent(model, component.id, { ...component, tags: [...component.tags] })).toBe(
            model,
          )
          expect(moveIntoZone(model, [component.id], component.zone)).toBe(model)
        }
        if (flow) {
          expect(updateFlow(model, flowRef(flow), { title: flow.title, vpn: undefined })).toBe(model)
          expect(reconnectFlow(model, flowRef(flow), { from: flow.from, to: flow.to }).model).toBe(model)
        }
        if (boundary) {
          expect(updateBoundary(model, boundary.id, { crossedBy: [...boundary.crossedBy] })).toBe(model)
          expect(setCrossedBy(model, boundary.id, [...boundary.crossedBy])).toBe(model)
          expect(moveIntoZone(model, [boundary.id], boundary.parent)).toBe(model)
        }
        expect(updateComponent(model, 'ghost', { title: 'x' })).toBe(model)
        expect(removeElements(model, ['ghost', 'ghost>x']).model).toBe(model)
        expect(removeDataAssets(model, ['ghost'])).toBe(model)
      }),
    )
  })

  test('what an edit does not touch stays the same object', () => {
    const one = addComponent(EMPTY_MODEL, { kind: 'process', title: 'One' })
    const two = addComponent(one.model, { kind: 'process', title: 'Two' })
    const data = addDataAsset(two.model, { title: 'PII' })
    const used = updateComponent(data.model, two.id, { dataStored: [data.id] })
    const after = removeDataAssets(used, [data.id])
    expect(after.components[0]).toBe(used.components[0])
    expect(after.components[1]?.dataStored).toEqual([])
  })

  test('a zone moves neither into itself, nor into what it holds, nor into what is no zone', () => {
    const outer = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'Outer' })
    const inner = addBoundary(outer.model, { kind: 'zone', title: 'Inner', parent: outer.id })
    const line = addBoundary(inner.model, { kind: 'line', title: 'Line' })
    const { model } = line
    for (const into of [outer.id, inner.id, line.id, 'ghost']) {
      expect(moveIntoZone(model, [outer.id], into)).toBe(model)
    }
  })

  test('removing a component takes its flows, risks and reviews, and nothing that names another target', () => {
    const a = addComponent(EMPTY_MODEL, { kind: 'process', title: 'A' })
    const b = addComponent(a.model, { kind: 'process', title: 'B' })
    const flow = addFlow(b.model, { from: 'a', to: 'b' })
    const line = addBoundary(flow.model, {
      kind: 'line',
      title: 'L',
      crossedBy: [flow.ref, 'written>by-hand'],
    })
    const model = ['a', flow.ref, 'b', 'not-there'].reduce(
      (at, target) => withReview(at, target, 0),
      line.model,
    )
    const removal = removeElements(model, ['a'])
    expect(removal).toMatchObject({ components: 1, flows: 1, boundaries: 0, risks: 2 })
    expect(removal.model.risks.map(({ target }) => target)).toEqual(['b', 'not-there'])
    expect(removal.model.analyses.map(({ target }) => target)).toEqual(['b', 'not-there'])
    expect(removal.model.boundaries[0]?.crossedBy).toEqual(['written>by-hand'])
  })

  test('members of removed zones move to the nearest zone that is left', () => {
    const outer = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'Outer' })
    const middle = addBoundary(outer.model, { kind: 'zone', title: 'Middle', parent: outer.id })
    const inner = addBoundary(middle.model, { kind: 'zone', title: 'Inner', parent: middle.id })
    const { model, id } = addComponent(inner.model, { kind: 'process', zone: inner.id })
    const after = removeElements(model, [inner.id, middle.id]).model
    expect(after.components.find((component) => component.id === id)?.zone).toBe('outer')
    expect(removeElements(model, ['outer', 'middle', 'inner']).model.components[0]?.zone).toBeNull()
  })

  test('a flow that starts elsewhere takes along what names it', () => {
    let model = EMPTY_MODEL
    for (const title of ['A', 'B', 'C']) model = addComponent(model, { kind: 'process', title }).model
    model = addFlow(model, { from: 'a', to: 'b' }).model
    model = addFlow(model, { from: 'c', to: 'b' }).model
    model = withReview(addBoundary(model, { kind: 'line', title: 'L', crossedBy: ['a>b'] }).model, 'a>b', 0)
    const moved = reconnectFlow(model, 'a>b', { from: 'c', to: 'b' })
    expect(moved.ref).toBe('c>b-2')
    expect(moved.model.boundaries[0]?.crossedBy).toEqual(['c>b-2'])
    expect(moved.model.risks[0]?.target).toBe('c>b-2')
    expect(moved.model.analyses[0]?.target).toBe('c>b-2')
  })
})
