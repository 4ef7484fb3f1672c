import { describe, expect, it } from 'vitest'
import { aComponent, aFlow, aLine, aModel, aZone, PLAIN_ORDERS, RICH_ORDERS } from '../analysis/sample.ts'
import type { Diagnostic, Range } from '../core/diagnostics.ts'
import { readConfig } from '../formats/fenceline/config-file.ts'
import type { Config } from '../model/config.ts'
import { DEFAULT_CONFIG } from '../model/config.ts'
import { listTargets } from '../model/crossings.ts'
import { fingerprintOf } from '../model/fingerprint.ts'
import type { Analysis, Component, Model, Risk } from '../model/schema.ts'
import { lintModel } from './lint.ts'
import { LINT_RULES } from './rules.ts'

const TEAM_RULE = `rules:
  - id: our-rule
    category: tampering
    on: component
    when: store
    title: '{it} is changed'
    why: '{callers} write to it'
    assumption: Nobody looks
    mitigation: Look
    reference: CWE-284
    severity: low
`
const NOWHERE = {
  locate: () => undefined,
  file: 'threat-model.yaml',
  config: DEFAULT_CONFIG,
  diagnostics: [],
}

/** Everything analysed as it is now. */
function reviewed(model: Model): Model {
  const analyses = listTargets(model).map((target): Analysis => {
    const fingerprint = fingerprintOf(model, target)
    return {
      target,
      reviewed: '2026-11-23',
      ...(fingerprint ? { fingerprint } : {}),
      notApplicable: {},
      rejected: [],
    }
  })
  return { ...model, analyses }
}

function risk(part: Partial<Risk>): Risk {
  return { id: 'SEC-1', target: 'b', category: 'spoofing', title: 'Forged', status: 'unchecked', ...part }
}

const SMALL = reviewed(
  aModel({
    components: [
      aComponent({ id: 'a', kind: 'external' }),
      aComponent({ id: 'b', kind: 'process', zone: 'z' }),
    ],
    flows: [aFlow({ from: 'a', to: 'b', dataSent: ['d'] })],
    boundaries: [aZone('z', 'Zone')],
    dataAssets: [{ id: 'd', title: 'Data', tags: [] }],
  }),
)

function without(target: string): Model {
  return { ...SMALL, analyses: SMALL.analyses.filter((analysis) => analysis.target !== target) }
}

function outdated(target: string): Model {
  const analyses = SMALL.analyses.map((each) =>
    each.target === target ? { ...each, fingerprint: '00000000' } : each,
  )
  return { ...SMALL, analyses }
}

function withComponent(component: Component): Model {
  return { ...SMALL, components: [...SMALL.components, component] }
}

function codes(model: Model, config: Config = DEFAULT_CONFIG): readonly string[] {
  return lintModel(model, { ...NOWHERE, config }).map(({ code }) => code)
}

/** What each rule finds; a reviewed small model is the case where none finds anything. */
const FINDS: Readonly<Record<string, readonly Model[]>> = {
  'nothing-to-check': [aModel({}), aModel({ components: SMALL.components })],
  'crossing-not-analysed': [without('a>b')],
  'crossing-stale': [outdated('a>b')],
  'component-not-analysed': [without('b')],
  'component-stale': [outdated('b')],
  'boundary-not-crossed': [
    { ...SMALL, boundaries: [...SMALL.boundaries, aLine('l', 'Line', [])] },
    { ...SMALL, components: SMALL.components.map((each) => ({ ...each, zone: 'z' })) },
  ],
  'risk-unresolved': (['unchecked', 'in-discussion', 'in-progress'] as const).map((status) => ({
    ...SMALL,
    risks: [risk({ status })],
  })),
  'justification-missing': (['accepted', 'wont-fix', 'false-positive'] as const).map((status) => ({
    ...SMALL,
    risks: [risk({ status, ticket: 'SEC-1' })],
  })),
  'risk-target-unknown': ['gone', 'a>gone', 'boundary:gone'].map((target) => ({
    ...SMALL,
    risks: [risk({ target, ticket: 'SEC-1' })],
  })),
  'analysis-target-unknown': [
    { ...SMALL, analyses: [...SMALL.analyses, { target: 'gone', notApplicable: {}, rejected: [] }] },
  ],
  'zone-empty': [{ ...SMALL, boundaries: [...SMALL.boundaries, aZone('y', 'Empty')] }],
  'component-without-flows': [withComponent(aComponent({ id: 'c', kind: 'store' }))],
  'data-unused': [{ ...SMALL, dataAssets: [...SMALL.dataAssets, { id: 'e', title: 'Unused', tags: [] }] }],
  'title-duplicate': [withComponent(aComponent({ id: 'c', kind: 'store', title: 'B ' }))],
  'title-invisible-characters': ['b\u200b', '\u202eevil', 'b\ufeff'].map((title) =>
    withComponent(aComponent({ id: 'c', kind: 'store', title })),
  ),
  'switched-rule-unknown': [
    { ...SMALL, rulePacks: ['microsoft-sdi'] },
    { ...SMALL, rulesOff: { 'entry-token-forge': 'Checked by the mesh' } },
  ],
  'switched-rule-without-reason': [{ ...SMALL, rulesOff: { 'entry-token-forged': ' ' } }],
  'id-style': [withComponent(aComponent({ id: 'My_Store', kind: 'store' }))],
}

describe('each lint rule', () => {
  it.each(Object.entries(FINDS))('%s finds what it is for', (code, models) => {
    for (const model of models) expect(codes(model)).toContain(code)
  })

  it('finds nothing in a small model that is fully reviewed', () => {
    expect(codes(SMALL)).toEqual([])
  })

  it('has a case and docs', () => {
    const cases = [...Object.keys(FINDS), 'team-rule-id-taken']
    expect(LINT_RULES.map(({ code }) => code).sort()).toEqual(cases.sort())
    for (const rule of LINT_RULES) expect(rule.docs.length).toBeGreaterThan(rule.summary.length / 2)
  })
})

describe('a fully reviewed Orders Platform', () => {
  const targets = [
    'api-gateway',
    'orders-service',
    'postgres',
    'redis',
    'orders-service>stripe-api',
    'boundary:dmz',
  ]
  const risks = targets.map((target, at) =>
    risk({ id: `SEC-${at}`, target, status: 'in-progress', ticket: `SEC-${at}` }),
  )

  it.each([
    ['richer', RICH_ORDERS, risks],
    ['plain-text', PLAIN_ORDERS, risks.slice(0, 5)],
  ])('in its %s form gives nothing', (_, model, kept) => {
    expect(codes(reviewed({ ...model, risks: kept }))).toEqual([])
  })
})

describe('lintModel', () => {
  const at = (line: number): Range => ({ start: { line, column: 3 }, end: { line, column: 9 } })

  it('counts an out-of-scope crossing and component as analysed', () => {
    const analyses = ['a', 'b', 'a>b'].map((target) => ({
      target,
      outOfScope: 'Elsewhere',
      notApplicable: {},
      rejected: [],
    }))
    expect(codes({ ...SMALL, analyses })).toEqual([])
  })

  it('says once what is wrong: a stale crossing is not also unanalysed', () => {
    expect(codes(outdated('a>b'))).toEqual(['crossing-stale'])
  })

  it('knows the packs, their rules and those of the team', () => {
    const rulesOff = { fenceline: 'a', 'sdl-flow-sniffed': 'b', team: 'c', 'our-rule': 'd' }
    const rules = readConfig(TEAM_RULE).config.rules
    expect(codes({ ...SMALL, rulePacks: ['microsoft-sdl'], rulesOff }, { ...DEFAULT_CONFIG, rules })).toEqual(
      [],
    )
    expect(codes({ ...SMALL, rulesOff })).toEqual(['switched-rule-unknown'])
  })

  it('tells a rule of the team that has the id of another', () => {
    const { rules } = readConfig(TEAM_RULE.replace('our-rule', 'entry-token-forged')).config
    expect(codes(SMALL, { ...DEFAULT_CONFIG, rules })).toEqual(['team-rule-id-taken'])
  })

  it('accepts a risk that is resolved, with or without a ticket', () => {
    const risks = [
      risk({ id: '1', ticket: 'SEC-1' }),
      risk({ id: '2', status: 'mitigated' }),
      risk({ id: '3', status: 'wont-fix', justification: 'Gone next week' }),
    ]
    expect(codes({ ...SMALL, risks })).toEqual([])
  })

  it('places a diagnostic at its element, and a risk without a line at its target', () => {
    const locate = (id: string): Range | undefined => (id === 'b' ? at(7) : undefined)
    const [diagnostic] = lintModel({ ...SMALL, risks: [risk({})] }, { ...NOWHERE, locate })
    expect(diagnostic).toMatchObject({
      code: 'risk-unresolved',
      severity: 'error',
      file: 'threat-model.yaml',
      range: at(7),
      elementId: 'risk:SEC-1',
    })
    expect(diagnostic?.message).toContain('"Forged"')
  })

  it('takes severities from the config, and none where a rule is off', () => {
    const config = {
      ...DEFAULT_CONFIG,
      lint: { 'component-not-analysed': 'error', 'crossing-stale': 'off' },
    } as const
    const [diagnostic] = lintModel(without('b'), { ...NOWHERE, config })
    expect(diagnostic?.severity).toBe('error')
    expect(codes(outdated('a>b'), config)).toEqual([])
  })

  it("keeps the reader's diagnostics, names their file and orders all by line, then code", () => {
    const read = (code: string, line: number): Diagnostic => ({
      code,
      severity: 'warning',
      message: code,
      range: at(line),
    })
    const locate = (id: string): Range | undefined => (id === 'b' ? at(5) : undefined)
    const found = lintModel(without('b'), {
      ...NOWHERE,
      locate,
      diagnostics: [read('zz', 5), read('aa', 9), read('bb', 2)],
    })
    expect(found.map(({ code }) => code)).toEqual(['bb', 'component-not-analysed', 'zz', 'aa'])
    expect(found.every(({ file }) => file === 'threat-model.yaml')).toBe(true)
  })

  it('makes an id that breaks references an error', () => {
    const found = lintModel(withComponent(aComponent({ id: 'x:y', kind: 'store' })), NOWHERE)
    expect(found.find(({ code }) => code === 'id-style')?.severity).toBe('error')
  })
})
