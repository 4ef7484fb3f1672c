import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DrawnSpec,
  GENERIC_TYPES,
  type ThreatSpec,
  type Tm7Spec,
  tm7File,
} from '../../../test/support/tm7-file.ts'
import { absoluteRects, pageOf } from '../../model/geometry.ts'
import type { Model } from '../../model/schema.ts'
import { readAny } from '../registry.ts'
import { readTm7 } from './read.ts'

const client: DrawnSpec = { shape: 'StencilRectangle', guid: 'c', name: 'Shopper', rect: [0, 0, 100, 100] }
const server: DrawnSpec = { shape: 'StencilEllipse', guid: 's', name: 'Till', rect: [300, 0, 90, 80] }
const ledger: DrawnSpec = {
  shape: 'StencilParallelLines',
  guid: 'l',
  name: 'Ledger',
  rect: [600, 0, 100, 60],
}
const pay: DrawnSpec = {
  shape: 'Connector',
  guid: 'p',
  name: 'pays',
  source: 'c',
  target: 's',
  through: [
    [100, 50],
    [300, 50],
  ],
}
const write: DrawnSpec = {
  shape: 'Connector',
  guid: 'w',
  name: 'writes',
  source: 's',
  target: 'l',
  through: [
    [390, 50],
    [500, 120],
    [600, 30],
  ],
}
const SHOP = [client, server, ledger, pay, write]

const read = (spec: Tm7Spec) => readTm7(tm7File(spec))
const readTab = (...drawn: readonly DrawnSpec[]) => read({ tabs: [{ drawn }] })
const modelOf = (spec: Tm7Spec): Model => {
  const { model, diagnostics } = read(spec)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

describe('a tab', () => {
  test('gives components of three kinds, flows and their places', () => {
    const { model, layout, diagnostics, locate } = readTab(...SHOP)
    expect(model?.components.map(({ id, title, kind, zone }) => [id, title, kind, zone])).toEqual([
      ['shopper', 'Shopper', 'external', null],
      ['till', 'Till', 'process', null],
      ['ledger', 'Ledger', 'store', null],
    ])
    expect(model?.flows.map(({ id, from, to, title }) => [id, from, to, title])).toEqual([
      ['till', 'shopper', 'till', 'pays'],
      ['ledger', 'till', 'ledger', 'writes'],
    ])
    expect(layout.boxes).toContainEqual({ id: 'till', x: 300, y: 0, width: 90, height: 80 })
    expect(layout.routes).toEqual([{ ref: 'till>ledger', points: [{ x: 500, y: 120 }] }])
    expect(layout.pages).toEqual([])
    expect(diagnostics).toEqual([])
    expect(locate('till')?.start.line).toBe(2)
    expect(locate('till>ledger')).toBeDefined()
    expect(locate('nothing')).toBeUndefined()
  })

  test('names what has no name by its type, and keeps ids apart', () => {
    const types = [...GENERIC_TYPES, ['SE.P.Api', 'GE.P', 'Web API']] as const
    const api: DrawnSpec = { ...server, name: '', type: 'SE.P.Api' }
    const drawn = [api, { ...api, guid: 's2' }, { ...server, guid: 's3', name: 'Web API' }]
    const { components } = modelOf({ tabs: [{ drawn }], knowledgeBase: { types } })
    expect(components.map(({ id, title, note }) => [id, title, note])).toEqual([
      ['web-api', 'Web API', undefined],
      ['web-api-2', 'Web API', undefined],
      ['web-api-3', 'Web API', undefined],
    ])
  })

  test('takes the kind from what a type descends from, else from the shape', () => {
    const types = [...GENERIC_TYPES, ['own', 'GE.DS', 'Cold store'], ['other', 'ROOT', 'Thing']] as const
    const drawn: readonly DrawnSpec[] = [
      { ...server, type: 'own' },
      { ...client, type: 'other', generic: 'other' },
    ]
    const { components } = modelOf({ tabs: [{ drawn }], knowledgeBase: { types } })
    expect(components.map(({ kind, note }) => [kind, note])).toEqual([
      ['store', 'Cold store'],
      ['external', undefined],
    ])
  })

  test('of several becomes a page each, and the same name on two tabs two components', () => {
    const { model, layout } = read({
      tabs: [
        { name: 'Front', drawn: SHOP },
        { name: 'Back', drawn: [{ ...server, guid: 'x' }] },
      ],
    })
    expect(layout.pages).toEqual([
      { id: 'front', title: 'Front' },
      { id: 'back', title: 'Back' },
    ])
    expect(model?.components.map(({ id }) => id)).toEqual(['shopper', 'till', 'ledger', 'till-2'])
    expect(model && [pageOf(model, layout, 'till'), pageOf(model, layout, 'till-2')]).toEqual([
      'front',
      'back',
    ])
  })

  test('keeps a text as a note, and as a component where a flow ends at it', () => {
    const note: DrawnSpec = {
      shape: 'StencilRectangle',
      guid: 'n',
      generic: 'GE.A',
      name: 'Draft',
      rect: [0, 300, 90, 40],
    }
    const used: DrawnSpec = { ...note, guid: 'u', name: 'Courier' }
    const way: DrawnSpec = { ...pay, guid: 'q', source: 's', target: 'u' }
    const { model, layout, diagnostics } = readTab(server, note, used, way)
    expect(layout.notes).toEqual([{ id: 'note-1', text: 'Draft', x: 0, y: 300, width: 90, height: 40 }])
    expect(model?.components.map(({ title, kind }) => [title, kind])).toEqual([
      ['Till', 'process'],
      ['Courier', 'external'],
    ])
    expect(diagnostics.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['tm7-kind-guessed', 'courier'],
    ])
  })

  test('tells which connectors and drawings are left out', () => {
    const loose: DrawnSpec = { ...pay, guid: 'x', name: 'lost', target: '00000000' }
    const { model, diagnostics } = readTab(client, server, loose, { shape: 'StencilStar', guid: 'y' })
    expect(model?.flows).toEqual([])
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['tm7-not-carried', 'warning'],
      ['tm7-not-carried', 'warning'],
    ])
    expect(diagnostics[0]?.message).toContain('"StencilStar"')
    expect(diagnostics[1]?.message).toContain('"lost" has no target')
  })
})

describe('boundaries', () => {
  const zone = (guid: string, name: string, rect: DrawnSpec['rect']): DrawnSpec => ({
    shape: 'BorderBoundary',
    guid,
    name,
    ...(rect ? { rect } : {}),
  })

  test('as boxes enclose what their middle lies in, and nest', () => {
    const outer = zone('o', 'Shop', [250, -50, 600, 400])
    const inner = zone('i', 'Safe', [580, -20, 150, 120])
    const { model, layout } = readTab(...SHOP, inner, outer)
    expect(model?.boundaries.map(({ id, kind, parent }) => [id, kind, parent])).toEqual([
      ['safe', 'zone', 'shop'],
      ['shop', 'zone', null],
    ])
    expect(model?.components.map(({ zone: inside }) => inside)).toEqual([null, 'shop', 'safe'])
    const placed = model && absoluteRects(model, layout)
    expect(placed?.get('ledger')).toEqual({ x: 600, y: 0, width: 100, height: 60 })
    expect(placed?.get('safe')).toEqual({ x: 580, y: -20, width: 150, height: 120 })
  })

  test('that a component only overlaps are told, and its middle decides', () => {
    const { model, diagnostics } = readTab(server, zone('z', 'Yard', [0, 0, 350, 100]))
    expect(model?.components[0]?.zone).toBe('yard')
    expect(diagnostics.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['tm7-partial-overlap', 'till'],
    ])
  })

  test('as lines are crossed by the flows whose curves really cross theirs', () => {
    const line = (guid: string, through: DrawnSpec['through']): DrawnSpec => ({
      shape: 'LineBoundary',
      guid,
      name: guid,
      ...(through ? { through } : {}),
    })
    const crossing = line('street', [
      [200, 0],
      [200, 100],
    ])
    const beside = line('fence', [
      [200, 0],
      [380, 50],
      [200, 100],
    ])
    // The straight way from the till to the ledger passes above it, the drawn curve does not.
    const below = line('drain', [
      [450, 100],
      [550, 100],
    ])
    const { model } = readTab(...SHOP, crossing, beside, below)
    expect(model?.boundaries.map(({ id, crossedBy }) => [id, crossedBy])).toEqual([
      ['street', ['shopper>till']],
      ['fence', []],
      ['drain', ['till>ledger']],
    ])
  })

  test('without a place enclose and cross nothing', () => {
    const { model, layout } = readTab(...SHOP, zone('z', 'Lost', undefined), {
      shape: 'LineBoundary',
      guid: 'b',
      name: 'Nowhere',
    })
    expect(model?.boundaries.map(({ id, crossedBy }) => [id, crossedBy])).toEqual([
      ['lost', []],
      ['nowhere', []],
    ])
    expect(layout.boxes.some(({ id }) => id === 'lost')).toBe(false)
  })
})

describe('attributes', () => {
  const list = (name: string, value: readonly string[], selected: number, label = name) => ({
    name,
    label,
    value,
    selected,
  })

  test('that say what ours say become ours, and whatever else was chosen stays in words', () => {
    const attributes = [
      list('storesCredentials', ['No', 'Yes'], 1),
      list('Encrypted', ['No', 'Yes'], 1),
      list('shared', ['No', 'Yes'], 1, 'Shared'),
      list('Signed', ['No', 'Yes'], 0),
      { label: 'Retention', name: 'r-1', value: '7 years' },
      { label: 'Dataflow Order', value: '0' },
    ]
    const { components } = modelOf({ tabs: [{ drawn: [{ ...ledger, attributes }] }] })
    expect(components[0]).toMatchObject({
      tags: ['credentials'],
      encryption: 'transparent',
      description: 'Shared: Yes\nRetention: 7 years',
    })
  })

  test('that nobody chose say nothing', () => {
    const attributes = [
      list('Encrypted', ['No', 'Yes'], 0),
      { label: 'Out Of Scope', value: false },
      { label: 'Reason For Out Of Scope', value: '' },
    ]
    const [component] = modelOf({ tabs: [{ drawn: [{ ...ledger, attributes }] }] }).components
    expect(component).not.toHaveProperty('encryption')
    expect(component).not.toHaveProperty('description')
    expect(component).not.toHaveProperty('outOfScope')
  })

  test('say a person, what is out of scope, and why', () => {
    const attributes = [
      { name: 'type', label: 'Type', value: ['Human'], isFixed: true },
      { label: 'Out Of Scope', value: true },
      { label: 'Reason For Out Of Scope', value: 'Sold last year' },
    ]
    const model = modelOf({
      tabs: [{ drawn: [{ ...client, attributes }, server, { ...pay, attributes: attributes.slice(1, 2) }] }],
    })
    expect(model.components[0]).toMatchObject({ usedByHuman: true, outOfScope: 'Sold last year' })
    expect(model.analyses).toEqual([
      { target: 'shopper>till', notApplicable: {}, rejected: [], outOfScope: 'No reason was given.' },
    ])
  })

  test('of a flow say its protocol and who authenticates', () => {
    const [no, yes] = [
      ['Not Selected', 'No', 'Yes'],
      ['No', 'Yes'],
    ]
    const flow = (type: string, ...attributes: NonNullable<DrawnSpec['attributes']>) => {
      const drawn = [client, server, { ...pay, type, attributes }]
      return modelOf({ tabs: [{ drawn }] }).flows[0]
    }
    expect(flow('SE.DF.TMCore.HTTPS')).toMatchObject({ protocol: 'https' })
    expect(flow('GE.DF')).not.toHaveProperty('protocol')
    expect(flow('GE.DF')).not.toHaveProperty('authentication')
    expect(flow('x', list('authenticatesSource', no, 1))).toMatchObject({ authentication: 'none' })
    expect(flow('x', list('authenticatesSource', no, 2))).toMatchObject({ authentication: 'source' })
    expect(
      flow('x', list('authenticatesSource', no, 2), list('authenticatesDestination', yes, 1)),
    ).toMatchObject({ authentication: 'mutual' })
    const fixed = { name: 'authenticatesSource', label: 'Source Authenticated', value: ['No'], isFixed: true }
    expect(flow('x', fixed)).toMatchObject({ authentication: 'none' })
    expect(flow('x', list('channel', ['Not Selected', 'Wi-Fi'], 1, 'Physical Network'))).toMatchObject({
      description: 'Physical Network: Wi-Fi',
    })
    expect(flow('x', { label: 'Protocol', name: 'g-1', value: 'mqtts' })).toMatchObject({ protocol: 'mqtts' })
  })
})

describe('threats', () => {
  const threat: ThreatSpec = {
    type: 'S7',
    source: 'c',
    flow: 'p',
    target: 's',
    properties: {
      Title: 'A stranger pays',
      UserThreatCategory: 'Spoofing',
      UserThreatDescription: 'With a found card.',
      Priority: 'High',
    },
  }
  const risksOf = (...threats: readonly ThreatSpec[]) => modelOf({ tabs: [{ drawn: SHOP }], threats }).risks

  test('are risks at their flow, with the words of the tool kept', () => {
    expect(risksOf({ ...threat, id: '15' })).toEqual([
      {
        id: 'shopper-till-spoofing-a-stranger-pays',
        target: 'shopper>till',
        category: 'spoofing',
        title: 'A stranger pays',
        description: 'With a found card.',
        status: 'unchecked',
        impact: 'high',
        source: {
          by: 'rules',
          rule: 'S7',
          format: 'tm7',
          id: '15',
          status: 'AutoGenerated',
          severity: 'High',
        },
      },
    ])
  })

  test.each([
    ['AutoGenerated', 'unchecked'],
    ['NotStarted', 'unchecked'],
    ['NeedsInvestigation', 'in-discussion'],
    ['Needs Investigation', 'in-discussion'],
    ['NotApplicable', 'false-positive'],
    ['Mitigated', 'mitigated'],
    ['Parked', 'unchecked'],
  ])('of the state %s are %s', (state, status) => {
    const [risk] = risksOf({ ...threat, state })
    expect([risk?.status, risk?.source?.status]).toEqual([status, state])
  })

  test('carry the justification, as the mitigation where it is mitigated', () => {
    const of = (state: string) => risksOf({ ...threat, state, justification: 'Cards need a PIN' })[0]
    expect(of('NotApplicable')).toMatchObject({ justification: 'Cards need a PIN' })
    expect(of('Mitigated')).toMatchObject({ mitigation: 'Cards need a PIN' })
    expect(of('Mitigated')).not.toHaveProperty('justification')
  })

  test('without words of their own have those of their type', () => {
    const knowledgeBase = {
      threats: [
        {
          id: 'Q1',
          category: 'R',
          title: '{target.Name} denies that {source.Name} {flow.Name}',
          include: '',
        },
      ],
      categories: { R: 'Repudiation' },
    }
    const { risks } = modelOf({
      tabs: [{ drawn: SHOP }],
      threats: [{ ...threat, type: 'Q1', properties: {} }],
      knowledgeBase,
    })
    expect(risks[0]).toMatchObject({ title: 'Till denies that Shopper pays', category: 'repudiation' })
  })

  test.each([
    ['Elevation Of Privileges', 'elevation-of-privilege', 0],
    ['Denial of Service', 'denial-of-service', 0],
    ['Information Disclosure', 'information-disclosure', 0],
    ['Abuse', 'elevation-of-privilege', 1],
    ['Weather', 'tampering', 1],
  ])('of the category %s are %s', (word, category, guesses) => {
    const { model, diagnostics } = read({
      tabs: [{ drawn: SHOP }],
      threats: [{ ...threat, type: 'x', properties: { UserThreatCategory: word } }],
    })
    expect(model?.risks[0]?.category).toBe(category)
    expect(diagnostics.filter(({ code }) => code === 'tm7-category-guessed')).toHaveLength(guesses)
  })

  test('whose flow is gone are at its target or source, and are told where all are', () => {
    const { model, diagnostics } = read({
      tabs: [{ drawn: SHOP }],
      threats: [
        { ...threat, flow: 'x' },
        { ...threat, flow: 'x', target: 'x' },
        { ...threat, flow: 'x', target: 'x', source: 'x' },
      ],
    })
    expect(model?.risks.map(({ target }) => target)).toEqual(['till', 'shopper'])
    expect(
      diagnostics.filter(({ code }) => code === 'tm7-not-carried').map(({ message }) => message),
    ).toEqual([
      'The threat "A stranger pays" (1) is left out: neither its flow nor its ends are on a diagram.',
    ])
  })

  test('have fields of a template by their labels, links as text, and the rest told once', () => {
    const knowledgeBase = { fields: { 'f-1': 'Mitigation(s)', 'f-2': 'Phase' }, threats: [] }
    const properties = {
      ...threat.properties,
      'f-1': 'See <a href="https://example.org/x">the guide</a>.',
      'f-2': 'Design',
    }
    const { model, diagnostics } = read({
      tabs: [{ drawn: SHOP }],
      threats: [
        { ...threat, properties },
        { ...threat, properties },
      ],
      knowledgeBase,
    })
    expect(model?.risks[0]?.mitigation).toBe('See the guide (https://example.org/x).')
    expect(diagnostics.map(({ message }) => message)).toEqual(['The field "Phase" of 2 threats is left out.'])
  })

  test('that no longer follow from the diagram are told with the reason', () => {
    const knowledgeBase = { threats: [{ id: 'S7', include: "target is 'GE.DS'" }] }
    const { diagnostics } = read({ tabs: [{ drawn: SHOP }], threats: [threat], knowledgeBase })
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['tm7-threats-differ']))
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "The file's own rules give 1 threat, and it stores 1; 0 are the same.",
      'The threat type S7 holds for the flow "writes" and is not stored: its flow was drawn after generation, or generation was off.',
      'The threat "A stranger pays" (1) no longer follows: the diagram or its attributes were edited after it was generated.',
    ])
  })
})

test('a file says its title, description, people and notes', () => {
  const meta = {
    HighLevelSystemDescription: 'A shop',
    Owner: 'Ada',
    Reviewer: '',
    Assumptions: 'Cash is fine',
  }
  const model = modelOf({ title: 'Corner shop', meta, notes: ['Ask about refunds'], tabs: [{ drawn: SHOP }] })
  expect([model.title, model.description, model.notes]).toEqual([
    'Corner shop',
    'A shop',
    ['Owner: Ada', 'Assumptions: Cash is fine', 'Ask about refunds'],
  ])
  expect(modelOf({ tabs: [{ name: 'Kiosk', drawn: SHOP }] }).title).toBe('Kiosk')
  expect(modelOf({ tabs: [{ name: 'Diagram 1', drawn: SHOP }] }).title).toBe('Threat model')
})

describe('which format a text is', () => {
  test('is seen by its root element, whatever its name', () => {
    const text = tm7File({ tabs: [{ drawn: SHOP }] })
    for (const prefix of ['', '\uFEFF', '<?xml version="1.0" encoding="utf-8"?>\n<!-- by hand -->\n']) {
      expect(readAny(`${prefix}${text}`, 'model.xml').format).toBe('tm7')
      expect(readAny(`${prefix}${text}`).model?.components).toHaveLength(3)
    }
    expect(readAny('nothing', 'x.TM7').format).toBe('tm7')
    expect(readAny('<mxfile/>').format).not.toBe('tm7')
  })
})

describe('a broken file gives an error at its place and no model', () => {
  const whole = tm7File({ tabs: [{ drawn: SHOP }] })
  test.each([
    ['cut off', whole.slice(0, whole.length / 2), 'tm7-malformed'],
    ['with crossed tags', whole.replace('</Borders>', '</Lines>'), 'tm7-malformed'],
    ['of another kind', '<svg/>', 'tm7-not-a-model'],
    ['that is an archive', 'PK\u0003\u0004', 'tm7-malformed'],
    ['without a diagram', '<ThreatModel/>', 'tm7-no-diagram'],
    ['with a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${whole}`, 'tm7-doctype'],
    ['without anything', '', 'tm7-malformed'],
    ['nested too deep', `<ThreatModel>${'<a>'.repeat(100_000)}`, 'tm7-too-large'],
    ['longer than 8 MB', `<ThreatModel>${' '.repeat(9_000_000)}`, 'tm7-too-large'],
  ])('%s', (_, text, code) => {
    const { model, layout, diagnostics } = readAny(text, 'broken.tm7')
    expect(model).toBeNull()
    expect(layout.boxes).toEqual([])
    expect(diagnostics.map((each) => [each.code, each.severity])).toEqual([[code, 'error']])
    expect(diagnostics[0]?.range?.start.line).toBeGreaterThan(0)
    expect(diagnostics[0]?.file).toBe('broken.tm7')
  })
})

describe('hostile content', () => {
  test('of names that objects have is data', () => {
    const guid = '__proto__'
    const drawn = [
      { ...client, guid, name: '__proto__' },
      { ...server, name: 'constructor' },
      { ...pay, source: guid },
    ]
    const threats = [{ type: '__proto__', flow: 'p', properties: { ['__proto__']: 'x', Title: 'toString' } }]
    const { model } = read({
      tabs: [{ drawn }],
      threats,
      knowledgeBase: { categories: { ['__proto__']: 'x' } },
    })
    expect(model?.flows[0]?.from).toBe('proto')
    expect(model?.risks).toHaveLength(1)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  const many = (count: number, each: (index: number) => DrawnSpec) =>
    Array.from({ length: count }, (_, index) => each(index))
  test.each([
    [
      'boxes in boxes',
      many(3_000, (i) => ({
        shape: 'BorderBoundary',
        guid: `b${i}`,
        rect: [i, i, 9_000 - 2 * i, 9_000 - 2 * i],
      })),
    ],
    [
      'lines across flows',
      [
        client,
        server,
        ...many(1_400, (i) => ({ ...pay, guid: `f${i}` })),
        ...many(1_400, (i) => ({
          shape: 'LineBoundary',
          guid: `b${i}`,
          through: [
            [200, 0],
            [180, 50],
            [200, 100],
          ],
        })),
      ],
    ],
    [
      'far curves',
      [
        client,
        server,
        ...many(300, (i) => ({
          ...pay,
          guid: `f${i}`,
          through: [
            [100, 50],
            [1e6, i * 3e3],
            [300, 50],
          ],
        })),
        ...many(300, (i) => ({
          shape: 'LineBoundary',
          guid: `b${i}`,
          through: [
            [200, 0],
            [1e6, i * 3e3 + 1],
            [200, 100],
          ],
        })),
      ],
    ],
  ] as const)('as %s is read or refused within two seconds', (_, drawn) => {
    const text = tm7File({ tabs: [{ drawn }] })
    const start = performance.now()
    readTm7(text)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  test('as any change of a whole file never throws, and gives a model or an error', () => {
    const whole = tm7File({
      tabs: [{ drawn: SHOP }],
      threats: [{ type: 'S1', flow: 'p' }],
      knowledgeBase: { threats: [{ id: 'S1', include: "source is 'GE.P'" }] },
    })
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(60), fc.string({ maxLength: 12 }), (at, length, text) => {
        const { model, diagnostics } = readTm7(whole.slice(0, at) + text + whole.slice(at + length))
        expect(model === null).toBe(diagnostics.some(({ severity }) => severity === 'error'))
      }),
      { numRuns: 300 },
    )
  })
})
