import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../test/support/models/random-model.ts'
import { fingerprintOf } from './fingerprint.ts'
import { flowRef } from './ids.ts'
import type { Boundary, Component, DataAsset, Flow, Model } from './schema.ts'
import { EMPTY_MODEL } from './schema.ts'

const LISTS = {
  technologies: ['web-server'],
  tags: [],
  dataProcessed: [],
  dataStored: [],
  formatsAccepted: [],
}

/** a (outside) -> b (in zone inner in zone outer), with one line over the flow and one data asset. */
const MODEL: Model = {
  ...EMPTY_MODEL,
  dataAssets: [{ id: 'pii', title: 'PII', confidentiality: 'confidential', tags: [] }],
  components: [
    { ...LISTS, id: 'a', title: 'A', kind: 'external', zone: null },
    { ...LISTS, id: 'b', title: 'B', kind: 'process', zone: 'inner', dataProcessed: ['pii'] },
    { ...LISTS, id: 'c', title: 'C', kind: 'store', zone: null },
  ],
  flows: [{ id: 'b', from: 'a', to: 'b', title: '', dataSent: ['pii'], dataReceived: [], tags: [] }],
  boundaries: [
    { id: 'outer', title: 'Outer', kind: 'zone', parent: null, crossedBy: [], tags: [] },
    { id: 'inner', title: 'Inner', kind: 'zone', parent: 'outer', crossedBy: [], tags: [] },
    { id: 'edge', title: 'Edge', kind: 'line', parent: null, crossedBy: ['a>b'], tags: [] },
  ],
}

const component = (id: string, changes: Partial<Component>): Model => ({
  ...MODEL,
  components: MODEL.components.map((item) => (item.id === id ? { ...item, ...changes } : item)),
})
const flow = (changes: Partial<Flow>): Model => ({
  ...MODEL,
  flows: MODEL.flows.map((item) => ({ ...item, ...changes })),
})
const boundary = (id: string, changes: Partial<Boundary>): Model => ({
  ...MODEL,
  boundaries: MODEL.boundaries.map((item) => (item.id === id ? { ...item, ...changes } : item)),
})
const asset = (changes: Partial<DataAsset>): Model => ({
  ...MODEL,
  dataAssets: MODEL.dataAssets.map((item) => ({ ...item, ...changes })),
})

describe('the fingerprint of a crossing', () => {
  test.each([
    ['its protocol', flow({ protocol: 'https' })],
    ['its authentication', flow({ authentication: 'jwt' })],
    ['its data', flow({ dataSent: [] })],
    ['the data it brings back', flow({ dataReceived: ['pii'] })],
    ['the rating of its data', asset({ confidentiality: 'public' })],
    ['the kind of its source', component('a', { kind: 'process' })],
    ['the technologies of its target', component('b', { technologies: ['database'] })],
    ['the note of its target', component('b', { note: 'third party' })],
    ['the zone of its target', component('b', { zone: 'outer' })],
    ['the zone of its source', component('a', { zone: 'inner' })],
    ['the nesting of a zone', boundary('inner', { parent: null })],
    ['the type of a zone it crosses', boundary('inner', { type: 'network-cloud-provider' })],
    ['the lines it crosses', boundary('edge', { crossedBy: [] })],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprintOf(changed, 'a>b')).not.toBe(fingerprintOf(MODEL, 'a>b'))
  })

  test.each([
    ['titles', component('b', { title: 'Renamed' })],
    ['descriptions', flow({ description: 'x', title: 'y' })],
    ['owners', component('b', { owner: 'x' })],
    ['the title of a boundary', boundary('edge', { title: 'x' })],
    ['a component it does not touch', component('c', { kind: 'process', zone: 'inner' })],
    ['notes and risks', { ...MODEL, notes: ['x'], title: 'y' }],
    [
      'a line over another flow',
      { ...MODEL, boundaries: [...MODEL.boundaries, { ...boundaryOf('far'), crossedBy: ['c>a'] }] },
    ],
  ])('stays with other %s', (_what, changed) => {
    expect(fingerprintOf(changed, 'a>b')).toBe(fingerprintOf(MODEL, 'a>b'))
  })
})

describe('the fingerprint of a component', () => {
  test.each([
    ['its own attributes', component('b', { internet: true })],
    ['its zone', component('b', { zone: null })],
    ['the rating of its data', asset({ integrity: 'critical' })],
    ['a flow that reaches it', flow({ protocol: 'https' })],
    ['losing a flow', { ...MODEL, flows: [] }],
  ])('changes with %s', (_what, changed) => {
    expect(fingerprintOf(changed, 'b')).not.toBe(fingerprintOf(MODEL, 'b'))
  })

  test('a title counts only through the technology that is read from it', () => {
    const plain = component('b', { technologies: [], title: 'B' })
    const renamed = component('b', { technologies: [], title: 'Another' })
    const database = component('b', { technologies: [], title: 'Postgres' })
    expect(fingerprintOf(renamed, 'b')).toBe(fingerprintOf(plain, 'b'))
    expect(fingerprintOf(database, 'b')).not.toBe(fingerprintOf(plain, 'b'))
  })
})

test('an unknown target has no fingerprint', () => {
  expect(fingerprintOf(MODEL, 'ghost')).toBeUndefined()
  expect(fingerprintOf(MODEL, 'boundary:outer')).toBeUndefined()
})

test('the order of anything in the model changes no fingerprint', () => {
  const shuffled = (model: Model): fc.Arbitrary<Model> =>
    fc
      .tuple(shuffle(model.components), shuffle(model.flows), shuffle(model.boundaries))
      .map(([components, flows, boundaries]) => ({
        ...model,
        components,
        flows,
        boundaries: boundaries.map((item) => ({ ...item, crossedBy: [...item.crossedBy].reverse() })),
      }))
  fc.assert(
    fc.property(
      anyModel().chain((model) => fc.tuple(fc.constant(model), shuffled(model))),
      ([model, other]) => {
        const targets = [...model.components.map(({ id }) => id), ...model.flows.map(flowRef)]
        for (const target of targets) expect(fingerprintOf(other, target)).toBe(fingerprintOf(model, target))
      },
    ),
  )
})

function shuffle<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length })
}

function boundaryOf(id: string): Boundary {
  return { id, title: id, kind: 'line', parent: null, crossedBy: [], tags: [] }
}
