import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { compareText } from '../../core/text.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import type { Draft, Model } from '../../model/schema.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { readDfd } from '../dfd/read.ts'
import { exportSchema, printJson, toJson } from './write.ts'

const DRAFT: Draft = {
  id: 'z',
  key: 'k',
  target: 'b',
  category: 'tampering',
  title: 'T',
  description: 'D',
  assumption: 'A',
  mitigation: 'M',
  certainty: 'inferred',
  severity: 'high',
  rules: ['r2', 'r1'],
  facts: ['f'],
  source: { by: 'rules' },
}

function modelOf(text: string): Model {
  const { model } = readDfd(text)
  if (!model) throw new Error('the text must read')
  return model
}

describe('the JSON export', () => {
  test('has the documented members, sorted, with positions that are absolute', () => {
    const model = modelOf('Zone: Z\n  Process: B\nExternal: A\nA -> [TLS, trust boundary 1] -> B\nAuth: x')
    const layout = {
      ...EMPTY_LAYOUT,
      boxes: [
        { id: 'z', x: 100, y: 200, width: 400, height: 300 },
        { id: 'b', x: 10, y: 50, width: 160, height: 64 },
        { id: 'a', x: 0, y: 0, width: 160, height: 64 },
      ],
    }
    expect(toJson(model, [DRAFT], layout)).toEqual({
      title: 'Threat model',
      notes: ['Auth: x'],
      components: [
        { id: 'a', title: 'A', kind: 'external', zone: null },
        { id: 'b', title: 'B', kind: 'process', zone: 'z' },
      ],
      flows: [{ ref: 'a>b', from: 'a', to: 'b', title: '', protocol: 'TLS' }],
      boundaries: [
        { id: 'trust-boundary-1', title: 'trust boundary 1', kind: 'line', parent: null },
        { id: 'z', title: 'Z', kind: 'zone', parent: null },
      ],
      crossings: [{ flow: 'a>b', boundaries: ['trust-boundary-1', 'z'] }],
      risks: [],
      drafts: [
        {
          id: 'z',
          target: 'b',
          category: 'tampering',
          title: 'T',
          assumption: 'A',
          mitigation: 'M',
          certainty: 'inferred',
          rules: ['r2', 'r1'],
        },
      ],
      positions: {
        a: { x: 0, y: 0, width: 160, height: 64 },
        b: { x: 110, y: 250, width: 160, height: 64 },
        z: { x: 100, y: 200, width: 400, height: 300 },
      },
    })
  })

  test('drafts keep the order in which they are given', () => {
    const drafts = [DRAFT, { ...DRAFT, id: 'a' }]
    expect(toJson(EMPTY_MODEL, drafts, EMPTY_LAYOUT).drafts.map(({ id }) => id)).toEqual(['z', 'a'])
  })

  test('a risk without a title has the first sentence of its description', () => {
    const risk = { id: 'r', target: 'a', category: 'spoofing', title: '', status: 'unchecked' } as const
    const model: Model = {
      ...EMPTY_MODEL,
      risks: [{ ...risk, description: 'Forged JWT accepted. It is not checked.' }],
    }
    expect(toJson(model, [], EMPTY_LAYOUT).risks).toEqual([
      { ...risk, title: 'Forged JWT accepted', ticket: null },
    ])
  })

  test('any model gives text of the documented shape with sorted lists', () => {
    fc.assert(
      fc.property(anyModel(), (model) => {
        const json = exportSchema.parse(JSON.parse(printJson(model, [], EMPTY_LAYOUT)))
        const lists = [
          json.components.map(({ id }) => id),
          json.flows.map(({ ref }) => ref),
          json.boundaries.map(({ id }) => id),
          json.crossings.map(({ flow }) => flow),
        ]
        for (const list of lists) expect(list).toEqual([...list].sort(compareText))
        expect(Object.keys(json.positions)).toHaveLength(
          model.components.length + model.boundaries.filter(({ kind }) => kind === 'zone').length,
        )
      }),
    )
  })

  test('an id that is a name of Object.prototype pollutes nothing', () => {
    const component = {
      title: 'x',
      kind: 'process',
      zone: null,
      technologies: [],
      tags: [],
      dataProcessed: [],
    } as const
    const model: Model = {
      ...EMPTY_MODEL,
      components: [{ ...component, id: '__proto__', dataStored: [], formatsAccepted: [] }],
    }
    expect(Object.keys(toJson(model, [], EMPTY_LAYOUT).positions)).toEqual(['__proto__'])
  })
})
