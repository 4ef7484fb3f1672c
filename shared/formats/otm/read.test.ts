import { describe, expect, test } from 'vitest'
import { readAny } from '../registry.ts'
import { isOtm, readOtm } from './read.ts'

const yaml = (...lines: string[]) => `${lines.join('\n')}\n`
const HEAD = ['otmVersion: 0.2.0', 'project:', '  name: Shop', '  id: shop']
const ZONES = [
  'trustZones:',
  '  - {id: net, name: Internet, risk: {trustRating: 1}}',
  '  - {id: b61d6911-338d-46a8-9f39-8dcd24abfe91, name: Cloud, risk: {trustRating: 60}}',
]

function read(...lines: string[]) {
  const result = readOtm(yaml(...HEAD, ...lines), 'shop.otm')
  if (!result.model) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'))
  return { ...result, model: result.model }
}

function codesOf(text: string) {
  const { model, diagnostics } = readOtm(text, 'shop.otm')
  return {
    isRead: model !== null,
    codes: diagnostics.map(({ code }) => code),
    lines: diagnostics.map(({ range }) => range?.start.line),
  }
}

describe('an Open Threat Model', () => {
  test('is told by its version, in JSON and in YAML, whatever its name', () => {
    expect(isOtm(yaml('# ours', '---', ...HEAD))).toBe(true)
    expect(isOtm('\uFEFF{"project": {}, "otmVersion": "0.1.0"}')).toBe(true)
    expect(isOtm('"otmVersion": 0.1.0\r\nproject: {}\r\n')).toBe(true)
    expect(isOtm('# A page\n\nIt shows a model:\n\notmVersion: 0.1.0\n')).toBe(false)
    expect(isOtm('title: Shop\nnotes: ["otmVersion: 0.1.0"]\n')).toBe(false)
    expect(
      readAny('{"otmVersion": "0.1.0", "project": {"name": "A", "id": "a"}}', 'model.yaml'),
    ).toMatchObject({
      format: 'otm',
      model: { title: 'A' },
    })
  })

  test('D17 that ends inside a line of YAML is read with a warning; a cut JSON text is refused', () => {
    const text = yaml(...HEAD, ...ZONES, 'components:', '  - id: web', '    name: Web shop', '    type: web')
    expect(codesOf(text.slice(0, -3)).codes).toContain('otm-no-final-newline')
    expect(codesOf(text).codes).not.toContain('otm-no-final-newline')
    expect(codesOf('{"otmVersion": "0.1.0", "project": {"name": "A", "id": "a"}').isRead).toBe(false)
  })

  test('gives zones with their types and ratings', () => {
    const { model } = read(
      ...ZONES,
      '  - {id: inside-1, name: Inner, risk: {trustRating: "70"}, parent: {trustZone: net}}',
    )
    expect(model.boundaries).toMatchObject([
      { id: 'net', title: 'Internet', kind: 'zone', parent: null, tags: ['trust-rating-1'] },
      { id: 'cloud', title: 'Cloud', type: 'network-cloud-provider', tags: ['trust-rating-60'] },
      { id: 'inside-1', title: 'Inner', parent: 'net', tags: ['trust-rating-70'] },
    ])
  })

  test('gives components with kinds and technologies by their types', () => {
    const { model, diagnostics } = read(
      ...ZONES,
      'components:',
      '  - {id: 1, name: Shopper, type: generic-client, parent: {trustZone: net}}',
      '  - {id: 2, name: Orders, type: CD-MICROSOFT-AZURE-DB-POSTGRESQL, parent: {trustZone: net}, tags: [pii]}',
      '  - {id: 3, name: Thing, type: empty-component, parent: {trustZone: net}}',
      '  - {id: 4, name: Cache, type: empty-component, parent: {trustZone: net}}',
    )
    expect(model.components).toMatchObject([
      { id: 'shopper', title: 'Shopper', kind: 'external', technologies: [], zone: 'net' },
      { id: 'orders', kind: 'store', technologies: ['database', 'sql'], tags: ['pii'] },
      { id: 'thing', kind: 'process' },
      { id: 'cache', kind: 'store', technologies: ['cache'] },
    ])
    expect(diagnostics.map(({ code, about, elementId }) => [code, about, elementId])).toEqual([
      ['otm-kind-guessed', 'guessed', 'thing'],
      ['otm-kind-guessed', 'guessed', 'cache'],
    ])
  })

  test('keeps a component of a component in its zone, and tells it', () => {
    const { model, diagnostics } = read(
      ...ZONES,
      '  - {id: deep, name: Deep, risk: {trustRating: 9}, parent: {component: host}}',
      'components:',
      '  - {id: host, name: Host, type: ec2, parent: {trustZone: net}}',
      '  - {id: app, name: App, type: web-service, description: It serves., parent: {component: host}}',
    )
    expect(model.components[1]).toMatchObject({ zone: 'net', description: 'It serves.\n\nPart of: Host' })
    expect(model.boundaries[2]).toMatchObject({ id: 'deep', parent: 'net' })
    expect(diagnostics).toMatchObject([{ code: 'otm-nested', about: 'lost' }])
  })

  test('places boxes inside of their zones, through the components between', () => {
    const { layout } = read(
      'representations:',
      '  - {id: d, name: Drawing, type: diagram, size: {width: 900, height: 900}}',
      '  - {id: c, name: Code, type: code}',
      'trustZones:',
      '  - id: net',
      '    name: Internet',
      '    risk: {trustRating: 1}',
      '    representations: [{id: r1, representation: d, position: {x: 100, y: 50}, size: {width: 400, height: 300}}]',
      'components:',
      '  - id: host',
      '    name: Host',
      '    type: ec2',
      '    parent: {trustZone: net}',
      '    representations: [{id: r2, representation: d, position: {x: 30, y: 40}, size: {width: 200, height: 200}}]',
      '  - id: app',
      '    name: App',
      '    type: web-service',
      '    parent: {component: host}',
      "    representations: [{id: r0, representation: c, file: a.ts}, {id: r3, representation: d, position: {x: '5', 'y': 6}}]",
    )
    expect(layout.pages).toEqual([])
    expect(layout.boxes).toEqual([
      { id: 'net', x: 100, y: 50, width: 400, height: 300 },
      { id: 'host', x: 30, y: 40, width: 200, height: 200 },
      { id: 'app', x: 35, y: 46 },
    ])
  })

  test('takes positions as absolute where they fit their parents only so', () => {
    const { layout, diagnostics } = read(
      'representations: [{id: d, name: Drawing, type: diagram}]',
      'trustZones:',
      '  - {id: net, name: Net, risk: {trustRating: 1}, representations: [{id: a, representation: d, position: {x: 500, y: 500}, size: {width: 90, height: 90}}]}',
      'components:',
      '  - {id: app, name: App, type: ec2, parent: {trustZone: net}, representations: [{id: b, representation: d, position: {x: 510, y: 520}}]}',
    )
    expect(layout.boxes[1]).toMatchObject({ id: 'app', x: 10, y: 20 })
    expect(diagnostics).toMatchObject([{ code: 'otm-positions-guessed' }])
  })

  test('makes a page of each diagram where there are several', () => {
    const drawn = (id: string, diagram: string) =>
      `  - {id: ${id}, name: ${id}, type: ec2, parent: {trustZone: net}, representations: [{id: r${id}, representation: ${diagram}, position: {x: 1, y: 2}}]}`
    const { layout } = read(
      'representations: [{id: d1, name: Front, type: diagram}, {id: d2, name: Back, type: diagram}]',
      ...ZONES,
      'components:',
      drawn('one', 'd1'),
      drawn('two', 'd2'),
    )
    expect(layout.pages).toEqual([
      { id: 'page-1', title: 'Front' },
      { id: 'page-2', title: 'Back' },
    ])
    expect(layout.boxes.map(({ id, page }) => [id, page])).toEqual([
      ['one', 'page-1'],
      ['two', 'page-2'],
    ])
  })

  const PAIR = [
    ...ZONES,
    'assets:',
    '  - {id: cards, name: Cards, risk: {confidentiality: 100, integrity: 50, availability: 0, comment: PCI}}',
    'components:',
    '  - {id: web, name: Web, type: web-client, parent: {trustZone: net}}',
    '  - {id: db, name: DB, type: postgres, parent: {trustZone: net}, assets: {processed: [cards], stored: [cards, gone]}}',
  ]

  test('gives assets with words for their numbers, and where they are kept', () => {
    const { model, diagnostics } = read(...PAIR)
    expect(model.dataAssets).toMatchObject([
      {
        ...{ id: 'cards', title: 'Cards', description: 'Risk: PCI' },
        ...{ confidentiality: 'strictly-confidential', integrity: 'important', availability: 'archive' },
      },
    ])
    expect(model.components[1]).toMatchObject({ dataProcessed: ['cards'], dataStored: ['cards'] })
    expect(diagnostics).toMatchObject([{ code: 'otm-unknown-asset', about: 'lost' }])
  })

  test('gives a dataflow that goes both ways as two flows', () => {
    const { model } = read(
      ...PAIR.slice(0, -1),
      '  - {id: db, name: DB, type: postgres, parent: {trustZone: net}}',
      'dataflows:',
      '  - {id: ask, name: Asks, source: web, destination: db, bidirectional: true, assets: [cards], tags: [https, "443"]}',
    )
    expect(model.flows).toMatchObject([
      { id: 'ask', from: 'web', to: 'db', title: 'Asks', protocol: 'https', dataSent: ['cards'] },
      { id: 'ask-back', from: 'db', to: 'web', title: 'Asks', dataSent: ['cards'] },
    ])
  })

  test('leaves out a dataflow without an end, with a word', () => {
    const { model, diagnostics } = read(
      ...ZONES,
      'components: [{id: web, name: Web, type: web-client, parent: {trustZone: net}}]',
      'dataflows:',
      '  - {id: a, name: A, source: web, destination: gone}',
      '  - {id: b, name: B, source: web, destination: net}',
    )
    expect(model.flows).toEqual([])
    expect(diagnostics.map(({ code, range }) => [code, range?.start.line])).toEqual([
      ['otm-flow-without-end', 10],
      ['otm-flow-without-end', 11],
    ])
  })

  test('gives threats at components and dataflows as risks, with what mitigates them', () => {
    const { model, diagnostics } = read(
      ...ZONES,
      'components:',
      '  - id: web',
      '    name: Web',
      '    type: web-service',
      '    parent: {trustZone: net}',
      '    threats:',
      '      - {threat: t1, state: exposed, mitigations: [{mitigation: m1, state: implemented}]}',
      '      - {threat: t2, state: Not Applicable}',
      'dataflows:',
      '  - id: self',
      '    name: Self',
      '    source: web',
      '    destination: web',
      '    threats: [{threat: t1, state: sulking, mitigations: [{mitigation: m1, state: required}]}]',
      'threats:',
      '  - {id: t1, name: Forged token, categories: [Business, Spoofing], cwes: [CWE-287], risk: {likelihood: 50, impact: 100}}',
      '  - {id: t2, name: Odd thing, risk: {likelihood: 100, impact: 10}, description: How.}',
      '  - {id: t3, name: Nowhere, risk: {likelihood: 1, impact: 1}}',
      'mitigations:',
      '  - {id: m1, name: Check it, riskReduction: 50}',
    )
    expect(model.risks).toMatchObject([
      {
        ...{ target: 'web', category: 'spoofing', title: 'Forged token', status: 'unchecked' },
        ...{
          likelihood: 'likely',
          impact: 'very-high',
          description: 'CWE: CWE-287',
          mitigations: ['m1'],
        },
        source: { format: 'otm', id: 't1', status: 'exposed' },
      },
      {
        target: 'web',
        category: 'tampering',
        status: 'false-positive',
        likelihood: 'frequent',
        impact: 'low',
      },
      { target: 'web>self', status: 'unchecked', source: { status: 'sulking' } },
    ])
    expect(model.mitigations).toMatchObject([
      { id: 'm1', title: 'Check it', status: 'planned', description: 'Risk reduction: 50' },
    ])
    expect(diagnostics.map(({ code }) => code)).toEqual([
      'otm-state-guessed',
      'otm-category-guessed',
      'otm-unused-threat',
      'otm-state-guessed',
    ])
  })

  test('says what is out of scope, and sets attributes that somebody chose below the description', () => {
    const { model } = read(
      ...ZONES,
      'components:',
      '  - id: web',
      '    name: Web',
      '    type: ec2',
      '    parent: {trustZone: net}',
      "    attributes: {Name: Web, Out Of Scope: 'true', Reason For Out Of Scope: Vendor, Hosting: Select, Region: eu, Odd: {}}",
    )
    expect(model.components[0]).toMatchObject({ outOfScope: 'Vendor', description: 'Region: eu' })
  })

  test('is read in the spelling of early files', () => {
    const { model } = read(
      'trustzones:',
      '  - {id: internet, name: Internet, type: internet}',
      'components:',
      '  - {id: user, name: User, type: user, parent: internet}',
      '  - {id: app, name: App, type: webapp, parent: {id: internet, type: trustZone}}',
      'dataflows: [{id: f, name: F, from: user, to: app}]',
    )
    expect(model.components.map(({ zone }) => zone)).toEqual(['internet', 'internet'])
    expect(model.flows).toHaveLength(1)
  })

  test('says where each element stands', () => {
    const { locate } = read(...PAIR)
    expect(locate('web')?.start.line).toBe(11)
    expect(locate('boundary:cloud')?.start.line).toBe(7)
    expect(locate('data:cards')?.start.line).toBe(9)
  })
})

describe('a file that is no whole Open Threat Model', () => {
  test.each([
    ['no version', 'project: {name: A, id: a}\n', ['otm-no-version'], 1],
    ['no project', 'otmVersion: 0.1.0\n', ['otm-no-project'], 1],
    ['a project without name and id', 'otmVersion: 0.1.0\nproject:\n  owner: A\n', ['otm-no-project'], 3],
    ['a list that is none', yaml(...HEAD, 'components: 7'), ['otm-wrong-type'], 5],
    ['a component that is none', yaml(...HEAD, 'components:', '  - 7'), ['otm-wrong-type'], 6],
    ['a component without an id', yaml(...HEAD, 'components:', '  - name: A'), ['otm-no-id'], 6],
    ['a key twice', yaml(...HEAD, 'otmVersion: 0.1.0'), ['otm-duplicate-key'], 5],
    ['broken JSON', '{"otmVersion": "0.1.0",\n "project": {"name": "A', ['otm-malformed'], 2],
    ['broken YAML', 'otmVersion: 0.1.0\nproject: [\n', ['otm-yaml-syntax'], 3],
    ['nothing', '', ['otm-empty'], 1],
    ['a list', '[]', ['otm-not-a-model'], 1],
  ])('%s is refused at its place', (_, text, codes, line) => {
    expect(codesOf(text)).toEqual({ isRead: false, codes, lines: [line] })
  })

  test('circles, repeated ids and absent parents are told, and the rest is read', () => {
    const text = yaml(
      ...HEAD,
      'trustZones:',
      '  - {id: a, name: A, risk: {trustRating: 1}, parent: {trustZone: b}}',
      '  - {id: b, name: B, risk: {trustRating: 1}, parent: {trustZone: a}}',
      'components:',
      '  - {id: c, name: C, type: ec2, parent: {trustZone: gone}}',
      '  - {id: c, name: C, type: ec2, parent: {trustZone: a}}',
    )
    expect(codesOf(text)).toEqual({
      isRead: true,
      codes: ['otm-circle', 'otm-no-parent', 'otm-repeated-id'],
      lines: [6, 9, 10],
    })
    expect(readOtm(text).model?.components.map(({ id }) => id)).toEqual(['c', 'c-2'])
  })

  test('more than 50,000 elements are refused', () => {
    const one = '{"id":"a","name":"a"}'
    const text = `{"otmVersion":"0.2.0","project":{"name":"A","id":"a"},"assets":[${Array(50_001).fill(one).join(',')}]}`
    expect(codesOf(text)).toMatchObject({ isRead: false, codes: ['otm-too-large'] })
  })
})
