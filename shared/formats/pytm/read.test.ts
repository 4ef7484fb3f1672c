import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { readAny } from '../registry.ts'
import { isPytm, readPytm } from './read.ts'

const BAKERY = {
  name: 'Bakery',
  description: 'Bread over the counter',
  boundaries: [{ name: 'Street' }, { name: 'Shop' }, { name: 'Back room', inBoundary: 'Shop' }],
  data: [{ name: 'Order', classification: 'RESTRICTED', isStored: true }],
  elements: [
    { __class__: 'Actor', name: 'Guest', inBoundary: 'Street' },
    { __class__: 'Server', name: 'Counter', inBoundary: 'Shop' },
    { __class__: 'Datastore', name: 'Order book', inBoundary: 'Back room' },
  ],
  flows: [
    { name: 'asks', source: 'Guest', sink: 'Counter', protocol: 'HTTPS', dstPort: 443, data: ['Order'] },
    { name: 'notes', source: 'Counter', sink: 'Order book', data: 'Order', note: 'by hand' },
    { name: 'hands over', source: 'Counter', sink: 'Guest', responseTo: 'asks' },
  ],
}

function read(change: object = {}) {
  return readPytm(JSON.stringify({ ...BAKERY, ...change }, null, 2), 'bakery.json')
}

function modelOf(change: object = {}) {
  const { model, diagnostics } = read(change)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

function problemsOf(change: object) {
  const { model, diagnostics } = read(change)
  expect(model).toBeNull()
  return diagnostics.map(({ code, message, range }) => ({ code, message, line: range?.start.line }))
}

describe('what is written for pytm.load', () => {
  test('gives components by class, zones by inBoundary, and flows by name', () => {
    const { components, boundaries, flows, title, description } = modelOf()
    expect([title, description]).toEqual(['Bakery', 'Bread over the counter'])
    expect(components.map(({ id, kind, zone }) => [id, kind, zone])).toEqual([
      ['guest', 'external', 'street'],
      ['counter', 'process', 'shop'],
      ['order-book', 'store', 'back-room'],
    ])
    expect(boundaries.map(({ id, kind, parent }) => [id, kind, parent])).toEqual([
      ['street', 'zone', null],
      ['shop', 'zone', null],
      ['back-room', 'zone', 'shop'],
    ])
    expect(flows.map(({ id, from, to, title: name }) => [from, id, to, name])).toEqual([
      ['guest', 'counter', 'counter', 'asks'],
      ['counter', 'order-book', 'order-book', 'notes'],
      ['counter', 'guest', 'guest', 'hands over'],
    ])
  })

  test('carries protocol, port, note and what a flow answers', () => {
    const [asks, notes, over] = modelOf().flows
    expect(asks).toMatchObject({ protocol: 'HTTPS', description: 'Port: 443', dataSent: ['order'] })
    expect(notes).toMatchObject({ description: 'by hand' })
    expect(over).toMatchObject({ description: 'Response to: asks', tags: ['response'] })
  })

  test('says which data its ends process, and which a store keeps', () => {
    const { components, dataAssets } = modelOf()
    expect(dataAssets).toEqual([{ id: 'order', title: 'Order', tags: [], confidentiality: 'restricted' }])
    expect(components.map(({ dataProcessed, dataStored }) => [dataProcessed, dataStored])).toEqual([
      [['order'], []],
      [['order'], []],
      [[], ['order']],
    ])
  })

  test('lets a flow carry the data of its source, and data of a name that no list has', () => {
    const elements = [{ ...BAKERY.elements[0], data: ['Order'] }, ...BAKERY.elements.slice(1)]
    const flows = [{ name: 'pays', source: 'Guest', sink: 'Counter', data: 'Coins' }]
    const { model, diagnostics } = read({ elements, flows })
    expect(model?.flows[0]?.dataSent).toEqual(['coins', 'order'])
    expect(model?.dataAssets.map(({ title }) => title)).toEqual(['Order', 'Coins'])
    expect(diagnostics).toMatchObject([
      { code: 'pytm-data-guessed', about: 'guessed', elementId: 'data:coins' },
    ])
  })

  test('tells a component of no kind as a guess', () => {
    const { model, diagnostics } = read({ elements: [...BAKERY.elements, { name: 'Oven' }] })
    expect(model?.components.at(-1)).toMatchObject({ id: 'oven', kind: 'process' })
    expect(diagnostics).toMatchObject([{ code: 'pytm-kind-guessed', about: 'guessed', elementId: 'oven' }])
  })

  test.each([
    [
      { flows: [{ name: 'x', source: 'Gest', sink: 'Counter' }] },
      'pytm-unknown-name',
      'Did you mean "Guest"?',
    ],
    [{ flows: [{ name: 'x', sink: 'Counter' }] }, 'pytm-incomplete', 'has no source'],
    [
      { elements: [{ __class__: 'Server', name: 'A', inBoundary: 'Nowhere' }], flows: [] },
      'pytm-unknown-name',
      '"Nowhere"',
    ],
    [{ elements: [{ __class__: 'Server' }], flows: [] }, 'pytm-incomplete', 'Server without a name'],
    [{ name: '' }, 'pytm-incomplete', 'The model has no "name"'],
    [{ elements: {} }, 'pytm-malformed', '"elements" is no list'],
    [{ boundaries: [4] }, 'pytm-malformed', 'An entry of "boundaries" is no object'],
    [
      {
        boundaries: [
          { name: 'A', inBoundary: 'B' },
          { name: 'B', inBoundary: 'A' },
        ],
        elements: [],
        flows: [],
      },
      'pytm-nesting',
      'nested in itself',
    ],
  ])('%j is refused where it stands', (change, code, words) => {
    const [problem] = problemsOf(change)
    expect(problem).toMatchObject({ code, message: expect.stringContaining(words) })
    expect(problem?.line).toBeGreaterThan('name' in change ? 0 : 1)
  })

  test('is located element by element', () => {
    const { locate } = read()
    expect(locate('guest')?.start.line).toBeGreaterThan(1)
    expect(locate('guest>counter')?.start.line).toBeGreaterThan(locate('guest')?.start.line ?? Infinity)
    expect(locate('boundary:shop')).toBeDefined()
    expect(locate('data:order')).toBeDefined()
    expect(locate('nobody')).toBeUndefined()
  })
})

describe('what pytm prints', () => {
  const dump = (change: object = {}) => {
    const [guest, counter, book] = BAKERY.elements
    return read({ actors: [guest], assets: [counter, book], findings: [], ...change })
  }

  test('has each actor and asset once, though it is in two lists', () => {
    expect(dump().model?.components.map(({ id }) => id)).toEqual(['guest', 'counter', 'order-book'])
    expect(dump({ elements: undefined }).model?.components.map(({ id }) => id)).toEqual([
      'guest',
      'counter',
      'order-book',
    ])
  })

  test('may name what is in no list: an element of no class, a boundary that nothing uses', () => {
    const flows = [...BAKERY.flows, { name: 'y', source: 'Counter', sink: 'Bin' }]
    const elements = [...BAKERY.elements, { __class__: 'Server', name: 'Oven', inBoundary: 'Cellar' }]
    const { model, diagnostics } = dump({ flows, elements })
    expect(model?.components.at(-1)).toMatchObject({ id: 'bin', kind: 'process', zone: null })
    expect(model?.boundaries.at(-1)).toMatchObject({ id: 'cellar', parent: null })
    expect(diagnostics.map(({ about }) => about)).toEqual(['guessed', 'guessed'])
  })

  test('states nothing by the flags that nobody set', () => {
    const [guest, counter, book] = BAKERY.elements
    const controls = { isEncryptedAtRest: false, sanitizesInput: false, encodesOutput: true }
    const model = dump({ elements: [guest, { ...counter, controls }, { ...book, controls }] }).model
    expect(model?.components[1]).toMatchObject({ description: 'Has: encodesOutput' })
    expect(model?.components[2]).not.toHaveProperty('encryption')
  })

  test('of several of one name means the last, and that is told', () => {
    const elements = [...BAKERY.elements, { __class__: 'Server', name: 'Counter' }]
    const { model, diagnostics } = dump({ elements })
    expect(model?.flows[0]?.to).toBe('counter-2')
    expect(diagnostics.filter(({ code }) => code === 'pytm-name-ambiguous')).toHaveLength(3)
  })
})

describe('older spellings', () => {
  test('of a template name class, boundary, target, port and description otherwise', () => {
    const { components, flows } = modelOf({
      elements: [
        { type: 'Actor', name: 'Guest', boundary: 'Street' },
        { type: 'Datastore', name: 'Till', datastoreType: 'SQL' },
      ],
      flows: [{ source: 'Guest', target: 'Till', description: 'Pays', port: '80' }],
    })
    expect(components.map(({ kind, zone, technologies }) => [kind, zone, technologies])).toEqual([
      ['external', 'street', []],
      ['store', null, ['database', 'sql']],
    ])
    expect(flows[0]).toMatchObject({ title: 'Pays', description: 'Port: 80' })
  })

  test('of the first version are one list, with references', () => {
    const text = JSON.stringify([
      { Element: 'TM', id: 'tm', name: 'Bakery' },
      { Element: 'Boundary', id: 'shop', name: 'shop' },
      { Element: 'Actor', id: 'Guest', name: 'Guest' },
      { Element: 'Server', id: 'web', name: 'web', inBoundary: { $ref: 'shop' }, Kernel: '3.10' },
      { Element: 'Dataflow', name: 'asks', source: { $ref: 'Guest' }, sink: { $ref: 'web' }, dstport: '80' },
    ])
    const { model, format } = readAny(text, 'tm.json')
    expect(format).toBe('pytm')
    expect(model).toMatchObject({
      title: 'Bakery',
      components: [{ id: 'guest' }, { id: 'web', zone: 'shop', description: 'Kernel: 3.10' }],
      flows: [{ from: 'guest', to: 'web', description: 'Port: 80' }],
    })
  })

  test('of enums, flags and numbers as text are read', () => {
    const { components } = modelOf({
      elements: [
        {
          __class__: 'Server',
          name: 'Counter',
          maxClassification: 'Classification.SECRET',
          inScope: 'False',
        },
        { __class__: 'Datastore', name: 'Order book', controls: { isEncryptedAtRest: 'True' } },
        { __class__: 'Actor', name: 'Guest' },
      ],
    })
    expect(components[0]).toMatchObject({ confidentiality: 'strictly-confidential' })
    expect(components[0]?.outOfScope).toBe('No reason was given.')
    expect(components[1]).toMatchObject({ encryption: 'transparent' })
  })
})

describe('files that are not its models', () => {
  test.each([
    ['{"name": "x", "elements": [}', 'pytm-malformed'],
    ['{"name": "x", "onDuplicates": "IGNORE"}', 'pytm-not-a-model'],
    [`{"name": "x", "elements": ${'['.repeat(80)}`, 'pytm-too-deep'],
    ['{"name": "x", "elements": [], "elements": []}', 'pytm-duplicate-key'],
  ])('%s is refused with its place', (text, code) => {
    const { model, diagnostics } = readPytm(text)
    expect(model).toBeNull()
    expect(diagnostics).toMatchObject([{ code, severity: 'error', range: { start: { line: 1 } } }])
  })

  test('of more than 50,000 elements or 8 MB are refused', () => {
    const elements = Array.from({ length: 50_001 }, () => ({ name: 'x' }))
    expect(problemsOf({ elements, flows: [] })[0]?.code).toBe('pytm-too-large')
    expect(readPytm(' '.repeat(8 * 1024 * 1024 + 1)).diagnostics[0]?.code).toBe('pytm-too-large')
  })

  test('are told apart by content', () => {
    expect(isPytm('\uFEFF{ "elements": [], "flows": [] }')).toBe(true)
    expect(isPytm('{"name": "x", "elements": [{"__class__": "Server"')).toBe(true)
    expect(isPytm('{"summary": {"title": "x"}, "detail": {"diagrams": []}}')).toBe(false)
    expect(isPytm('# elements, flows')).toBe(false)
    const report = '## Dataflows\n\nName|From|To |Data|Protocol|Port\n|:--|:--|\n'
    expect(readAny(report, 'report.md')).toMatchObject({ format: 'unknown', model: null })
    expect(readAny(report, 'report.md').diagnostics[0]?.message).toContain('report of pytm')
  })

  test('never make it throw, whatever stands where', () => {
    const json = fc.jsonValue({ depthSize: 'small', maxDepth: 3 })
    const entry = fc.record(
      {
        name: fc.constantFrom('A', 'B', '', 4),
        ...{
          __class__: json,
          source: json,
          sink: fc.constantFrom('A', 'B'),
          inBoundary: json,
          controls: json,
        },
        ...{ data: json, levels: json, findings: json, overrides: json, assumptions: json, type: json },
      },
      { requiredKeys: ['name'] },
    )
    const list = fc.oneof(fc.array(entry, { maxLength: 4 }), json)
    const file = fc.record({
      name: fc.constantFrom('x', 4),
      ...{ elements: list, flows: list, boundaries: list, data: list, actors: list, findings: list },
    })
    fc.assert(
      fc.property(file, (content) => {
        const { model, diagnostics } = readPytm(JSON.stringify(content))
        return (model === null) === diagnostics.some(({ severity }) => severity === 'error')
      }),
      { numRuns: runs(300) },
    )
  })
})
