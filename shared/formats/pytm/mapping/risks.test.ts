import { describe, expect, test } from 'vitest'
import { readPytm } from '../read.ts'

const FINDING = {
  ...{ id: '7', threat_id: 'INP11', target: 'Till', description: 'Path traversal', details: 'Too many dots' },
  ...{
    severity: 'High',
    likelihood: 'Medium',
    mitigations: 'Count them',
    example: '../..',
    references: 'CAPEC-139',
  },
}

function read(findings: readonly object[], more: object = {}) {
  const elements = [
    { __class__: 'Server', name: 'Till' },
    { __class__: 'Actor', name: 'Guest' },
  ]
  const flows = [{ name: 'pays', source: 'Guest', sink: 'Till' }]
  const content = { name: 'x', elements, flows, boundaries: [{ name: 'Shop' }], findings, ...more }
  const { model, diagnostics } = readPytm(JSON.stringify(content))
  if (!model) throw new Error(JSON.stringify(diagnostics))
  return { risks: model.risks, diagnostics }
}

describe('a finding', () => {
  test('is a risk at its element, with the words and ids of the tool', () => {
    expect(read([FINDING]).risks).toEqual([
      {
        ...{
          id: 'till-information-disclosure-path-traversal',
          target: 'till',
          category: 'information-disclosure',
        },
        ...{
          title: 'Path traversal',
          description: 'Too many dots\n\nExample: ../..\n\nReferences: CAPEC-139',
        },
        ...{ status: 'unchecked', mitigation: 'Count them', impact: 'high', likelihood: 'likely' },
        source: { by: 'rules', rule: 'INP11', format: 'pytm', id: '7', severity: 'High' },
      },
    ])
  })

  test.each([
    ['pays', 'guest>till'],
    ['Shop', 'boundary:shop'],
  ])('of %s is at %s', (target, ref) => {
    expect(read([{ ...FINDING, target }]).risks[0]?.target).toBe(ref)
  })

  test('of one of two with the same name is at the one that lists it', () => {
    const elements = [
      { __class__: 'Server', name: 'Till', findings: [] },
      { __class__: 'Server', name: 'Till', findings: ['7'] },
      { __class__: 'Actor', name: 'Guest' },
    ]
    expect(read([FINDING], { elements }).risks[0]?.target).toBe('till-2')
  })

  test('of what the file does not have is told as lost', () => {
    const { risks, diagnostics } = read([{ ...FINDING, target: 'Roof' }])
    expect(risks).toEqual([])
    expect(diagnostics).toMatchObject([{ code: 'pytm-not-carried', about: 'lost' }])
    expect(diagnostics[0]?.message).toContain('"Roof"')
  })

  test('of the first versions has its threat as its id, once an element', () => {
    const old = { ...FINDING, threat_id: undefined, id: 'DO01', description: 'Flooding' }
    const { risks } = read([old, { ...old, target: 'pays' }])
    expect(risks.map(({ target, category, source }) => [target, category, source?.rule])).toEqual([
      ['till', 'denial-of-service', 'DO01'],
      ['guest>till', 'denial-of-service', 'DO01'],
    ])
  })

  test('may stand in its element', () => {
    const elements = [
      { __class__: 'Server', name: 'Till', findings: [FINDING] },
      { __class__: 'Actor', name: 'Guest' },
    ]
    expect(read([], { elements }).risks).toMatchObject([{ target: 'till', source: { id: '7' } }])
    expect(read([FINDING], { elements }).risks).toHaveLength(1)
  })

  test.each([
    ['Very Low', 'low'],
    ['Severity.MEDIUM', 'medium'],
    ['Very high', 'very-high'],
    ['Critical', 'very-high'],
    ['', undefined],
  ])('of the severity "%s" has the impact %s', (severity, impact) => {
    expect(read([{ ...FINDING, severity }]).risks[0]?.impact).toBe(impact)
  })

  test('has its category by its id, which is told once, or by its words, which is told each time', () => {
    const own = { ...FINDING, threat_id: 'OWN1', description: 'Session can be forged' }
    const { risks, diagnostics } = read([FINDING, { ...FINDING, id: '8', target: 'pays' }, own])
    expect(risks.map(({ category }) => category)).toEqual([
      'information-disclosure',
      'information-disclosure',
      'spoofing',
    ])
    expect(diagnostics.map(({ code, elementId }) => [code, elementId])).toEqual([
      ['pytm-category-guessed', undefined],
      ['pytm-category-guessed', 'risk:till-spoofing-session-can-be-forged'],
    ])
  })
})

describe('a response', () => {
  test.each([
    ['mitigated', { status: 'mitigated', mitigation: 'Count them' }],
    [
      '**Mitigated by**: a guard',
      { status: 'mitigated', mitigation: '**Mitigated by**: a guard\n\nCount them' },
    ],
    ['**To Mitigate**: hire a guard', { status: 'in-progress' }],
    ['accepted', { status: 'accepted' }],
    ['Accepted: nobody steals bread', { status: 'accepted', justification: 'Accepted: nobody steals bread' }],
    [
      'transferred',
      { status: 'accepted', justification: 'Transferred: those who use the system have to mitigate it.' },
    ],
    ['avoided', { status: 'mitigated' }],
    ['False positive: no paths', { status: 'false-positive', justification: 'False positive: no paths' }],
    ['Ask Ann', { status: 'in-discussion' }],
    ['', { status: 'unchecked' }],
  ])('of "%s" gives %j', (response, expected) => {
    const [risk] = read([{ ...FINDING, response }]).risks
    expect(risk).toMatchObject(expected)
    expect(risk?.source?.status).toBe(response === '' ? undefined : response)
  })

  test('of one word gives no justification that nobody wrote', () => {
    expect(read([{ ...FINDING, response: 'accepted' }]).risks[0]).not.toHaveProperty('justification')
  })
})

test('an override makes a risk by a person where pytm found nothing, and none beside its finding', () => {
  const overrides = [{ threat_id: 'AA01', response: 'accepted: locked', cvss: '9.1' }]
  const elements = [
    { __class__: 'Server', name: 'Till', overrides },
    { __class__: 'Actor', name: 'Guest' },
  ]
  expect(read([], { elements }).risks).toMatchObject([
    { target: 'till', status: 'accepted', description: 'CVSS: 9.1', source: { by: 'person', rule: 'AA01' } },
  ])
  expect(read([{ ...FINDING, threat_id: 'AA01' }], { elements }).risks).toHaveLength(1)
})

test('a finding that an assumption excludes is a false positive, and says why', () => {
  const excluded = { ...FINDING, assumption: { name: 'No paths', description: 'Only numbers' } }
  expect(read([], { excluded_findings: [excluded] }).risks).toMatchObject([
    { status: 'false-positive', justification: 'Excluded: No paths. Only numbers' },
  ])
})
