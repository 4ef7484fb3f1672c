import { describe, expect, test } from 'vitest'
import {
  type DrawnSpec,
  GENERIC_TYPES,
  type KnowledgeBaseSpec,
  type Tm7Spec,
  tm7File,
} from '../../../../test/support/models/tm7-file.ts'
import { parseXml } from '../../../core/xml/xml.ts'
import { Reporting } from '../../reporting.ts'
import { readFile } from '../file/file.ts'
import type { ThreatModelFile } from '../file/types.ts'
import { compareThreats } from './compare.ts'
import { generate } from './generate.ts'

const SHOP: readonly DrawnSpec[] = [
  { shape: 'StencilRectangle', guid: 'shopper', name: 'Shopper', rect: [0, 0, 100, 100] },
  { shape: 'StencilEllipse', guid: 'till', name: 'Till', type: 'SE.P.Till', rect: [300, 0, 100, 100] },
  {
    shape: 'Connector',
    guid: 'pay',
    name: 'pays',
    source: 'shopper',
    target: 'till',
    through: [
      [100, 50],
      [200, 50],
      [300, 50],
    ],
    attributes: [
      {
        label: 'Source Authenticated',
        name: 'authenticatesSource',
        value: ['Not Selected', 'No', 'Yes'],
        selected: 2,
      },
      { label: 'Encrypted', name: 'isSecret', value: ['Yes'], isFixed: true },
    ],
  },
]
const TYPES: KnowledgeBaseSpec['types'] = [
  ...GENERIC_TYPES,
  ['SE.P.Till', 'GE.P', 'Till'],
  ['SE.TB.Wall', 'GE.TB.B', 'Wall'],
  ['A', 'B', 'Circle'],
  ['B', 'A', 'Circle'],
]

const fileOf = (spec: Tm7Spec): ThreatModelFile => {
  const { root } = parseXml(tm7File(spec))
  if (!root) throw new Error('not XML')
  return readFile(root, new Reporting(''))
}

const firing = (include: string, exclude: string, drawn: readonly DrawnSpec[] = SHOP): boolean => {
  const threats = [{ id: 'X', include, exclude }]
  return (
    generate(fileOf({ tabs: [{ drawn }], knowledgeBase: { types: TYPES, threats } })).instances.length > 0
  )
}

describe('a threat type fires for a flow', () => {
  test.each([
    ["source is 'GE.EI' and target is 'GE.P'", '', true],
    ["target is 'SE.P.Till'", '', true],
    ["target is 'GE.DS'", '', false],
    ["source is 'ROOT'", '', false],
    ["flow is 'GE.DF'", '', true],
    ["flow.authenticatesSource is 'Yes'", '', true],
    ["flow.authenticatesSource is 'No'", '', false],
    ["flow.isSecret is 'Yes'", '', true],
    ["flow.unheardOf is 'Yes'", '', false],
    ["source is 'GE.EI'", "flow.authenticatesSource is 'Yes'", false],
    ["source is 'GE.EI'", "target is 'GE.DS'", true],
    ['', '', false],
    ['source is nonsense', '', false],
    ["source is 'GE.EI'", 'nonsense', false],
  ])('include "%s", exclude "%s": %s', (include, exclude, expected) => {
    expect(firing(include, exclude)).toBe(expected)
  })

  test('where its curve crosses a box or a line of that type or a descendant', () => {
    const wall: DrawnSpec = {
      shape: 'BorderBoundary',
      guid: 'wall',
      type: 'SE.TB.Wall',
      rect: [250, -50, 300, 200],
    }
    const around: DrawnSpec = { ...wall, rect: [-50, -50, 600, 300] }
    expect(firing("flow crosses 'GE.TB.B'", '', [...SHOP, wall])).toBe(true)
    expect(firing("flow crosses 'SE.TB.Wall'", '', [...SHOP, wall])).toBe(true)
    expect(firing("flow crosses 'GE.TB.L'", '', [...SHOP, wall])).toBe(false)
    expect(firing("flow crosses 'GE.TB.B'", '', [...SHOP, around])).toBe(false)
    const line: DrawnSpec = {
      shape: 'LineBoundary',
      guid: 'line',
      through: [
        [200, 0],
        [200, 100],
      ],
    }
    const bent: DrawnSpec = {
      ...line,
      through: [
        [200, 0],
        [350, 50],
        [200, 100],
      ],
    }
    expect(firing("flow crosses 'GE.TB.L'", '', [...SHOP, line])).toBe(true)
    expect(firing("flow crosses 'GE.TB.L'", '', [...SHOP, bent])).toBe(false)
  })

  test('and never for one whose end is not drawn, or for types that descend from each other', () => {
    const open = SHOP.filter(({ guid }) => guid !== 'till')
    expect(firing("source is 'GE.EI'", '', open)).toBe(false)
    const circle = SHOP.map((each) => (each.guid === 'till' ? { ...each, type: 'A' } : each))
    expect(firing("target is 'B'", '', circle)).toBe(true)
    expect(firing("target is 'C'", '', circle)).toBe(false)
  })
})

describe('stored threats', () => {
  const stored = { type: 'X', source: 'shopper', flow: 'pay', target: 'till' }
  const threats = [{ id: 'X', include: "source is 'GE.EI'" }]
  const compare = (spec: Tm7Spec) =>
    compareThreats(fileOf({ tabs: [{ drawn: SHOP }], knowledgeBase: { types: TYPES, threats }, ...spec }))

  test('that the knowledge base gives are equal', () => {
    expect(compare({ threats: [stored] })).toEqual({ stored: 1, computed: 1, equal: 1, differences: [] })
  })

  test.each([
    ['type-unknown', { ...stored, type: 'Y' }],
    ['flow-gone', { ...stored, flow: 'other' }],
    ['reconnected', { ...stored, source: 'till', target: 'shopper' }],
  ])('that it does not give have the cause %s', (cause, threat) => {
    expect(compare({ threats: [stored, threat] })?.differences.map((each) => each.cause)).toEqual([cause])
  })

  test('differ where the diagram was edited, or an end of the flow or a threat was deleted', () => {
    const types = TYPES
    const never = { types, threats: [{ id: 'X', include: "source is 'GE.DS'" }] }
    expect(compare({ threats: [stored], knowledgeBase: never })?.differences[0]?.cause).toBe('edited')
    const unread = { types, threats: [{ id: 'X', include: '???' }] }
    expect(compare({ threats: [stored], knowledgeBase: unread })?.differences[0]?.cause).toBe('type-unread')
    const open = SHOP.filter(({ guid }) => guid !== 'till')
    expect(compare({ threats: [stored], tabs: [{ drawn: open }] })?.differences[0]?.cause).toBe('end-gone')
    const two = { types, threats: [...threats, { id: 'Z', include: "target is 'GE.P'" }] }
    expect(compare({ threats: [stored], knowledgeBase: two })?.differences[0]?.cause).toBe('deleted')
  })

  test('are missing for a flow that was drawn later', () => {
    const later: DrawnSpec = { shape: 'Connector', guid: 'later', source: 'shopper', target: 'till' }
    const comparison = compare({ threats: [stored], tabs: [{ drawn: [...SHOP, later] }] })
    expect(comparison?.differences.map(({ cause, instance }) => [cause, instance.flow])).toEqual([
      ['drawn-later', 'later'],
    ])
    expect([comparison?.stored, comparison?.computed, comparison?.equal]).toEqual([1, 2, 1])
  })

  test('are not compared without a knowledge base', () => {
    const tabs = [{ drawn: SHOP }]
    expect(compareThreats(fileOf({ tabs, threats: [stored] }))).toBeUndefined()
  })
})
