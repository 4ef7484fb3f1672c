import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../test/support/properties/runs.ts'
import { readAny } from '../registry.ts'
import { isThreatComposer, readThreatComposer } from './read.ts'

const PNG = 'data:image/png;base64,AAAA'
const THREAT = {
  ...{
    id: 't1',
    numericId: 3,
    threatSource: 'burglar',
    prerequisites: 'with a ladder',
    threatAction: 'climb in',
  },
  ...{
    threatImpact: 'missing bread',
    impactedGoal: ['confidentiality'],
    impactedAssets: ['bread', 'recipes'],
  },
  statement:
    'A burglar with a ladder can climb in, which leads to missing bread, resulting in reduced confidentiality of bread and recipes',
  status: 'threatIdentified',
  metadata: [
    { key: 'STRIDE', value: ['I'] },
    { key: 'Priority', value: 'High' },
  ],
  tags: ['night'],
}
const BAKERY = {
  schema: 1,
  applicationInfo: { name: 'Bakery', description: 'Sells *bread*.' },
  architecture: { image: PNG, description: 'One house.' },
  dataflow: { image: 'https://example.org/flow.png', description: 'Bread goes out.' },
  assumptions: [{ id: 'a1', numericId: 1, content: 'Windows are shut', tags: ['house'] }],
  mitigations: [
    {
      ...{ id: 'm1', numericId: 2, content: 'Bars on all windows', status: 'mitigationInProgress' },
      metadata: [{ key: 'Comments', value: 'Iron, not steel' }],
    },
  ],
  assumptionLinks: [{ type: 'Threat', assumptionId: 'a1', linkedId: 't1' }],
  mitigationLinks: [{ mitigationId: 'm1', linkedId: 't1' }],
  threats: [THREAT],
}

function read(change: object = {}) {
  return readThreatComposer(JSON.stringify({ ...BAKERY, ...change }, null, 2), 'bakery.tc.json')
}

function modelOf(change: object = {}) {
  const { model, diagnostics } = read(change)
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return model
}

const riskOf = (change: object) => modelOf({ threats: [{ ...THREAT, ...change }] }).risks[0]

describe('a workspace', () => {
  test('is one process that stands for the application, and says that this is a guess', () => {
    const { model, diagnostics, locate } = read()
    expect(model?.components).toMatchObject([{ id: 'bakery', title: 'Bakery', kind: 'process', zone: null }])
    expect([model?.flows, model?.boundaries]).toEqual([[], []])
    expect(model?.risks.map(({ target }) => target)).toEqual(['bakery'])
    expect(diagnostics.filter(({ about }) => about === 'guessed')).toMatchObject([
      { code: 'threat-composer-target-guessed', elementId: 'bakery' },
    ])
    expect(locate('bakery')?.start.line).toBe(3)
    expect(locate('mitigation:bars-on-all-windows')).toBeDefined()
  })

  test('keeps the words of its diagrams, and tells each image as lost', () => {
    const { model, diagnostics } = read()
    expect(model).toMatchObject({
      title: 'Bakery',
      description: 'Sells *bread*.\n\n## Architecture\n\nOne house.\n\n## Data flow\n\nBread goes out.',
    })
    const lost = diagnostics.filter(({ about }) => about === 'lost')
    expect(lost.map(({ message }) => message)).toEqual([
      'The architecture diagram is an image and is left out. Draw it, or keep it beside the model.',
      'The data flow diagram is an image at https://example.org/flow.png and is left out. Draw it, or keep it beside the model.',
    ])
    expect(lost[0]?.range?.start.line).toBeLessThan(lost[1]?.range?.start.line ?? 0)
  })

  test('of schema 1.1 has several diagrams', () => {
    const diagrams = [
      { id: 'd1', name: 'Day', image: PNG, description: 'Selling' },
      { id: 'd2', name: 'Night', description: 'Baking' },
    ]
    const { model, diagnostics } = read({ schema: 1.1, architecture: undefined, dataflow: { diagrams } })
    expect(model?.description).toBe(
      'Sells *bread*.\n\n## Data flow: Day\n\nSelling\n\n## Data flow: Night\n\nBaking',
    )
    expect(diagnostics.filter(({ about }) => about === 'lost')).toHaveLength(1)
  })

  test('of a later schema is read, and what is new is told', () => {
    const { model, diagnostics } = read({ schema: 2, costs: [] })
    expect(model?.risks).toHaveLength(1)
    expect(diagnostics.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['threat-composer-version', 'threat-composer-not-carried']),
    )
    expect(diagnostics.some(({ message }) => message.startsWith('"costs" is left out'))).toBe(true)
  })

  test('without a name is called an application', () => {
    const model = modelOf({ applicationInfo: undefined, schema: 1, workspace: undefined })
    expect(model).toMatchObject({ title: 'Threat model', components: [{ id: 'application' }] })
    expect(modelOf({ applicationInfo: {}, workspace: { id: 'w', name: 'Shop' } }).title).toBe('Shop')
  })

  test('before any schema is a list of threats', () => {
    const { model, format } = readAny(JSON.stringify([THREAT]), 'threats.json')
    expect(format).toBe('threat-composer')
    expect(model?.risks).toMatchObject([{ target: 'application', title: 'Climb in' }])
  })

  test('is one of several in an export of all: a component each, ids apart', () => {
    const all = [{ name: 'One', value: { ...BAKERY, applicationInfo: {} } }, BAKERY]
    for (const content of [all, { workspaces: all }]) {
      const { model } = readThreatComposer(JSON.stringify(content))
      expect(model?.title).toBe('Threat Composer workspaces')
      expect(model?.components.map(({ id }) => id)).toEqual(['one', 'bakery'])
      expect(model?.risks.map(({ target, mitigations }) => [target, mitigations])).toEqual([
        ['one', ['bars-on-all-windows']],
        ['bakery', ['bars-on-all-windows-2']],
      ])
      expect(model?.description).toContain('## Bakery\n\nSells *bread*.\n\n### Architecture')
    }
  })
})

describe('a threat', () => {
  test('is a risk with its statement, number, tags, priority and links', () => {
    expect(modelOf().risks).toEqual([
      {
        ...{
          id: 'bakery-information-disclosure-climb-in',
          target: 'bakery',
          category: 'information-disclosure',
        },
        ...{ title: 'Climb in', status: 'unchecked', impact: 'high', assumption: 'Windows are shut' },
        description: `${THREAT.statement}\n\nTags: night\nNumber in Threat Composer: 3`,
        mitigations: ['bars-on-all-windows'],
        source: {
          ...{
            by: 'person',
            format: 'threat-composer',
            id: 't1',
            status: 'threatIdentified',
            severity: 'High',
          },
        },
      },
    ])
  })

  test.each([
    ['threatIdentified', 'unchecked'],
    ['threatResolved', 'mitigated'],
    ['threatResolvedNotUseful', 'false-positive'],
    [undefined, 'unchecked'],
    ['NoSet', 'unchecked'],
  ])('of the status %s is %s', (status, expected) => {
    expect(riskOf({ status })?.status).toBe(expected)
  })

  test('of a status of another tool is unchecked, and that is told', () => {
    const { model, diagnostics } = read({ threats: [{ ...THREAT, status: 'parked' }] })
    expect(model?.risks[0]).toMatchObject({ status: 'unchecked', source: { status: 'parked' } })
    expect(diagnostics.map(({ code }) => code)).toContain('threat-composer-status-guessed')
  })

  test('that is not useful is so for the reason in its comments, and for none where there are none', () => {
    const metadata = [{ key: 'Comments', value: 'We have no ladder' }]
    const status = 'threatResolvedNotUseful'
    expect(riskOf({ status, metadata })?.justification).toBe('We have no ladder')
    expect(riskOf({ status })).not.toHaveProperty('justification')
  })

  test.each([
    [['S'], 'spoofing', ''],
    [['Tampering'], 'tampering', ''],
    [['T', 'E'], 'tampering', 'has several STRIDE letters (T, E)'],
    [[], 'information-disclosure', 'has no STRIDE letter'],
    [['X'], 'information-disclosure', 'has no STRIDE letter'],
  ])('with the letters %j is %s', (value, category, because) => {
    const threats = [{ ...THREAT, metadata: [{ key: 'STRIDE', value }] }]
    const { model, diagnostics } = read({ threats })
    expect(model?.risks[0]?.category).toBe(category)
    const told = diagnostics.filter(({ code }) => code === 'threat-composer-category-guessed')
    expect(told.map(({ message }) => message)).toEqual(
      because === '' ? [] : [`The threat "Climb in" ${because}; it is read as ${category}.`],
    )
    if (value.length > 1) expect(model?.risks[0]?.description).toContain('STRIDE: T, E')
  })

  test('without letters and goals is read by its words', () => {
    const change = {
      metadata: [],
      impactedGoal: [],
      threatAction: 'flood the shop',
      statement: 'x can flood the shop',
    }
    expect(riskOf(change)?.category).toBe('denial-of-service')
  })

  test('without a statement has one of its parts', () => {
    expect(riskOf({ statement: undefined })?.description).toMatch(
      /^A burglar with a ladder can climb in, which leads to missing bread, resulting in reduced confidentiality of bread, recipes\n/,
    )
  })

  test('keeps the parts that its statement leaves out, and metadata of any key', () => {
    const metadata = [{ key: 'custom:team', value: 'blue' }]
    expect(
      riskOf({ statement: 'A burglar can climb in', metadata, tags: [], numericId: undefined })?.description,
    ).toBe(
      [
        'A burglar can climb in',
        'Prerequisites: with a ladder\nImpact: missing bread\nImpacted goals: confidentiality\nImpacted assets: bread, recipes',
        'custom:team: blue',
      ].join('\n\n'),
    )
  })

  test('has a short title whatever its action says', () => {
    const long = `take ${'all the bread and '.repeat(20)}leave`
    expect(riskOf({ threatAction: 'can climb in' })?.title).toBe('Climb in')
    expect(riskOf({ threatAction: long })?.title).toMatch(/^Take all the bread .*…$/)
    expect(riskOf({ threatAction: undefined, statement: undefined, threatSource: '' })?.title).not.toBe('')
  })
})

describe('mitigations and assumptions', () => {
  test.each([
    ['mitigationIdentified', 'planned', false],
    ['mitigationInProgress', 'in-progress', false],
    ['mitigationResolved', 'landed', false],
    ['mitigationResolvedWillNotAction', 'planned', true],
    [undefined, 'planned', false],
  ])('a mitigation of the status %s is %s', (status, expected, isGuess) => {
    const { model, diagnostics } = read({ mitigations: [{ id: 'm1', content: 'Bars', status }] })
    expect(model?.mitigations[0]?.status).toBe(expected)
    expect(diagnostics.some(({ code }) => code === 'threat-composer-status-guessed')).toBe(isGuess)
    if (isGuess) expect(model?.mitigations[0]?.description).toBe(`Status in Threat Composer: ${status}`)
  })

  test('a long mitigation is called by its first sentence and keeps the rest', () => {
    const content = `Put bars on all windows. ${'They are to be of iron. '.repeat(10)}`.trim()
    const [mitigation] = modelOf({ mitigations: [{ id: 'm1', content }] }).mitigations
    expect(mitigation).toMatchObject({ id: 'put-bars-on-all-windows', title: 'Put bars on all windows.' })
    expect(mitigation?.description).toBe(content)
  })

  test('an assumption is a note, whatever it is linked to, and says what answers it', () => {
    const { notes, mitigations } = modelOf({
      assumptionLinks: [{ type: 'Mitigation', assumptionId: 'a1', linkedId: 'm1' }],
      mitigationLinks: [{ mitigationId: 'm1', linkedId: 'a1' }],
    })
    expect(notes).toEqual(['Assumption: Windows are shut\nMitigated by: Bars on all windows\nTags: house'])
    expect(mitigations[0]?.description).toContain('Assumes: Windows are shut')
  })

  test('links to what is gone are told once for each that is gone', () => {
    const link = { mitigationId: 'm1', linkedId: 'gone' }
    const { model, diagnostics } = read({
      mitigationLinks: [link, link, { mitigationId: 'x', linkedId: 't1' }],
    })
    expect(model?.risks[0]).not.toHaveProperty('mitigations')
    const told = diagnostics.filter(({ message }) => message.includes('mitigationLinks'))
    expect(told.map(({ message }) => message)).toEqual([
      '2 links in "mitigationLinks" left out: nothing in the file has the id gone.',
      '1 link in "mitigationLinks" left out: nothing in the file has the id x.',
    ])
  })

  test('ideas of a brainstorm are notes', () => {
    const brainstormData = { threatSources: [{ id: 'b', content: 'A jealous baker' }], assets: [] }
    expect(modelOf({ brainstormData }).notes).toContain('Idea (threat source): A jealous baker')
  })
})

describe('files that are not its workspaces', () => {
  test.each([
    ['{"schema": 1, "threats": [{"threatAction": "x"}', 'threat-composer-malformed'],
    ['{"schema": 1, "brainstormData": {}}', 'threat-composer-not-a-model'],
    ['{"applicationInfo": {}, "threats": {}}', 'threat-composer-malformed'],
    ['{"applicationInfo": {}, "mitigations": [1]}', 'threat-composer-malformed'],
  ])('%s is refused with its place', (text, code) => {
    const { model, diagnostics } = readThreatComposer(text)
    expect(model).toBeNull()
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code, range: { start: { line: 1 } } },
    ])
  })

  test('of more than 50,000 items or 8 MB are refused', () => {
    const threats = Array.from({ length: 50_001 }, () => ({}))
    expect(read({ threats }).diagnostics.map(({ code }) => code)).toContain('threat-composer-too-large')
    expect(readThreatComposer(' '.repeat(8 * 1024 * 1024 + 1)).diagnostics[0]?.code).toBe(
      'threat-composer-too-large',
    )
  })

  test('are told apart by content', () => {
    expect(isThreatComposer('\uFEFF{"schema": 1, "applicationInfo": {')).toBe(true)
    expect(isThreatComposer('[{"threatAction": "x"}]')).toBe(true)
    expect(isThreatComposer('{"otmVersion": "0.2.0", "threats": []}')).toBe(false)
    expect(isThreatComposer('threatAction')).toBe(false)
    expect(readAny('{', 'x.tc.json').format).toBe('threat-composer')
  })

  test('never make it throw, whatever stands where', () => {
    const json = fc.jsonValue({ depthSize: 'small', maxDepth: 3 })
    const id = fc.constantFrom('a', 'b', 4, '')
    const item = fc.record(
      {
        ...{
          id,
          metadata: json,
          tags: json,
          content: json,
          status: json,
          statement: json,
          threatAction: json,
        },
        ...{ impactedGoal: json, mitigationId: id, assumptionId: id, linkedId: id, numericId: json },
      },
      { requiredKeys: [] },
    )
    const list = fc.oneof(fc.array(item, { maxLength: 4 }), json)
    const file = fc.record({
      ...{ schema: json, applicationInfo: json, architecture: json, dataflow: json, brainstormData: json },
      ...{
        threats: list,
        mitigations: list,
        assumptions: list,
        mitigationLinks: list,
        assumptionLinks: list,
      },
    })
    fc.assert(
      fc.property(file, (content) => {
        const { model, diagnostics } = readThreatComposer(JSON.stringify(content))
        return (model === null) === diagnostics.some(({ severity }) => severity === 'error')
      }),
      { numRuns: runs(300) },
    )
  })
})
