import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patience, runs } from '../../test/support/properties/runs.ts'
import { listTargets } from '../model/crossings.ts'
import { EMPTY_DOCUMENT } from '../model/document.ts'
import { addBoundary, addComponent, moveIntoZone, updateComponent } from '../model/edits/components.ts'
import { addFlow, setCrossedBy } from '../model/edits/flows.ts'
import { fingerprintOf } from '../model/fingerprint.ts'
import { EMPTY_MODEL, type Model } from '../model/schema.ts'
import { applyDiff } from './apply.ts'
import { documents, editDocument, rawEdits } from './arbitrary.test-support.ts'
import { diffModels, isEmptyDiff } from './diff.ts'
import { printDiffJson, toDiffJson } from './print-json.ts'
import { isStale } from './stale.ts'

const RUNS = { numRuns: runs(1000) }
// A loaded machine takes its time over a thousand runs.
const SECONDS = patience(60_000)
const pairs = fc
  .tuple(documents, rawEdits(15))
  .map(([document, edits]) => ({ a: document.model, b: editDocument(document, edits).model }))

function aModel(): Model {
  let model = addComponent(EMPTY_MODEL, { kind: 'external', title: 'Browser' }).model
  model = addBoundary(model, { kind: 'zone', title: 'DMZ' }).model
  model = addComponent(model, { kind: 'process', title: 'API Gateway', zone: 'dmz' }).model
  model = addComponent(model, { kind: 'process', title: 'Orders', zone: 'dmz' }).model
  model = addFlow(model, { from: 'browser', to: 'api-gateway', protocol: 'https' }).model
  return addFlow(model, { from: 'api-gateway', to: 'orders' }).model
}

function reviewed(model: Model): Model {
  const review = (target: string) => ({ target, fingerprint: fingerprintOf(model, target) ?? '' })
  const analyses = listTargets(model).map((target) => ({
    ...review(target),
    notApplicable: {},
    rejected: [],
  }))
  return { ...model, analyses }
}

describe('diffModels', () => {
  test('a model has no difference to itself', () => {
    expect(isEmptyDiff(diffModels(aModel(), structuredClone(aModel())))).toBe(true)
  })

  test('moving boxes gives an empty diff', () => {
    const document = { ...EMPTY_DOCUMENT, model: aModel() }
    const moved = { ...document, layout: { ...document.layout, boxes: [{ id: 'browser', x: 7, y: 7 }] } }
    expect(isEmptyDiff(diffModels(document.model, moved.model))).toBe(true)
  })

  test('another order of elements and of tags is carried and not shown', () => {
    const a = updateComponent(aModel(), 'orders', { tags: ['pci', 'core'] })
    const b = updateComponent({ ...a, flows: a.flows.toReversed() }, 'orders', { tags: ['core', 'pci'] })
    expect(isEmptyDiff(diffModels(a, b))).toBe(true)
    expect(applyDiff(a, diffModels(a, b))).toEqual(b)
  })

  test('a changed attribute shows its value before and after', () => {
    const b = updateComponent(aModel(), 'orders', { title: 'Order service', owner: 'team-a' })
    expect(diffModels(aModel(), b).components.changed).toEqual([
      {
        key: 'orders',
        changes: [
          { attribute: 'title', before: 'Orders', after: 'Order service' },
          { attribute: 'owner', before: undefined, after: 'team-a' },
        ],
      },
    ])
  })

  test('moving a component out of its zone gains one crossing and loses another', () => {
    const diff = diffModels(aModel(), moveIntoZone(aModel(), ['api-gateway'], null))
    expect(diff.crossings).toEqual({
      gained: [{ flow: 'api-gateway>orders', boundaries: ['dmz'] }],
      lost: [{ flow: 'browser>api-gateway', boundaries: ['dmz'] }],
    })
  })

  test('a flow that meets one more boundary gains only that one', () => {
    const lined = addBoundary(aModel(), { kind: 'line', id: 'wire' }).model
    const diff = diffModels(aModel(), setCrossedBy(lined, 'wire', ['browser>api-gateway']))
    expect(diff.crossings).toEqual({
      gained: [{ flow: 'browser>api-gateway', boundaries: ['wire'] }],
      lost: [],
    })
  })

  test('a review that a change outdates is stale once', () => {
    const a = reviewed(aModel())
    const b = updateComponent(a, 'browser', { internet: true })
    expect(diffModels(a, b).stale).toEqual(['browser', 'browser>api-gateway'])
    expect(diffModels(b, updateComponent(b, 'browser', { internet: false })).stale).toEqual([])
  })

  test(
    'exactly the targets that hashing everything finds are stale',
    () => {
      fc.assert(
        fc.property(pairs, ({ a: plain, b: edited }) => {
          const a = reviewed(plain)
          const b = { ...edited, analyses: a.analyses }
          const expected = listTargets(b).filter((target) => isStale(b, target) && !isStale(a, target))
          expect(diffModels(a, b).stale).toEqual(expected.sort())
        }),
        RUNS,
      )
    },
    SECONDS,
  )
})

describe('applyDiff', () => {
  test(
    'the diff of a and b applied to a is b, in its order',
    () => {
      fc.assert(
        fc.property(pairs, ({ a, b }) => {
          expect(applyDiff(a, diffModels(a, b))).toEqual(b)
          expect(applyDiff(b, diffModels(b, a))).toEqual(a)
        }),
        RUNS,
      )
    },
    SECONDS,
  )

  test(
    'two unrelated models turn into each other',
    () => {
      fc.assert(
        fc.property(documents, documents, ({ model: a }, { model: b }) => {
          expect(applyDiff(a, diffModels(a, b))).toEqual(b)
        }),
      )
    },
    SECONDS,
  )

  test(
    'a diff survives JSON',
    () => {
      fc.assert(
        fc.property(pairs, ({ a, b }) => {
          expect(applyDiff(a, JSON.parse(JSON.stringify(diffModels(a, b))))).toEqual(b)
        }),
      )
    },
    SECONDS,
  )

  test('two risks that share an id in a broken file are both kept', () => {
    const risk = {
      id: 'SEC-1',
      target: 'orders',
      category: 'spoofing',
      title: 'A',
      status: 'unchecked',
    } as const
    const a = { ...aModel(), risks: [risk] }
    const b = { ...aModel(), risks: [risk, { ...risk, title: 'B' }] }
    expect(applyDiff(a, diffModels(a, b))).toEqual(b)
    expect(applyDiff(b, diffModels(b, a))).toEqual(a)
  })
})

describe('printDiffJson', () => {
  test('an empty diff has exactly the documented members', () => {
    expect(JSON.parse(printDiffJson(diffModels(EMPTY_MODEL, EMPTY_MODEL)))).toEqual({
      components: { added: [], removed: [], changed: [] },
      flows: { added: [], removed: [], changed: [] },
      boundaries: { added: [], removed: [], changed: [] },
      crossings: { gained: [], lost: [] },
      stale: [],
    })
  })

  test('elements look as in the JSON export and stand in the order of their ids', () => {
    const json = toDiffJson(diffModels(EMPTY_MODEL, aModel()))
    expect(json.components.added.map((component) => component.id)).toEqual([
      'api-gateway',
      'browser',
      'orders',
    ])
    expect(json.components.added[1]).toEqual({
      id: 'browser',
      title: 'Browser',
      kind: 'external',
      zone: null,
    })
    expect(json.flows.added[1]).toEqual({
      ...{ ref: 'browser>api-gateway', from: 'browser', to: 'api-gateway', title: '', protocol: 'https' },
    })
  })
})
