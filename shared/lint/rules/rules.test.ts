import { describe, expect, it } from 'vitest'
import { aTeamRule, PLAIN_ORDERS, RICH_ORDERS } from '../../analysis/sample.ts'
import { DEFAULT_CONFIG } from '../../model/config.ts'
import { EMPTY_DOCUMENT } from '../../model/document.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { LINT_RULES } from '../rules.ts'
import { CASES } from './cases/cases.ts'
import { aRisk, codesIn, findIn, reviewed, SMALL } from './cases/sample.ts'

describe('each lint rule', () => {
  const cases = Object.entries(CASES)

  it.each(cases)('%s finds what it is for', (code, { finds, facts }) => {
    for (const model of finds) expect(codesIn(model, facts)).toContain(code)
  })

  it.each(cases)('%s finds nothing in what only looks like it', (code, { spares }) => {
    for (const model of [SMALL, ...spares]) {
      const facts = { layout: { ...EMPTY_LAYOUT, boxes: [{ id: 'a', x: 0, y: 0 }] }, outdated: [] }
      expect(codesIn(model, facts)).not.toContain(code)
    }
  })

  it('finds nothing in a small model that is fully reviewed', () => {
    expect(codesIn(SMALL)).toEqual([])
  })

  it('has cases and docs, and a code of its own', () => {
    expect(LINT_RULES.map(({ code }) => code).sort()).toEqual(Object.keys(CASES).sort())
    for (const { summary, docs } of LINT_RULES) {
      expect(docs.length).toBeGreaterThan(summary.length / 2)
      expect(docs).toMatch(/\.$|`\.$/)
    }
  })

  it('says what to do, naming the thing', () => {
    for (const [code, { finds, facts }] of cases) {
      for (const model of finds) {
        const { message = '' } = findIn(model, facts).find((each) => each.code === code) ?? {}
        expect([code, message]).toEqual([code, expect.stringMatching(/[.?]$/)])
        expect(message).not.toContain('undefined')
      }
    }
  })
})

describe('a quick fix', () => {
  const fixes = Object.entries(CASES).flatMap(([code, { finds, facts }]) =>
    finds.flatMap((model, at) =>
      findIn(model, facts)
        .filter((each) => each.code === code)
        .flatMap(({ fix, message }) => (fix ? [{ code, at, model, facts, fix, message }] : [])),
    ),
  )

  it.each(fixes)('of $code settles its finding: $fix.title', ({ code, model, facts = {}, fix, message }) => {
    const layout = facts.layout ?? EMPTY_LAYOUT
    const after = fix.edit({ ...EMPTY_DOCUMENT, model, layout })
    const left = findIn(after.model, { ...facts, layout: after.layout })
    expect(left.filter((each) => each.code === code && each.message === message)).toEqual([])
    expect(after.model.risks.length).toBeGreaterThanOrEqual(
      model.risks.length - (code === 'risk-duplicate' ? 1 : 0),
    )
  })

  it.each(fixes)(
    'of $code does nothing twice, and nothing to a model without its element: $fix.title',
    ({ model, fix }) => {
      const once = fix.edit({ ...EMPTY_DOCUMENT, model })
      expect(fix.edit(once)).toBe(once)
      expect(fix.edit(EMPTY_DOCUMENT)).toBe(EMPTY_DOCUMENT)
    },
  )

  it('is named by one or two short words and a step that says what of', () => {
    for (const { fix } of fixes) {
      expect(fix.label).toMatch(/^[A-Z][a-z]+( [a-z]+){0,2}$/)
      expect(fix.title.startsWith(`${fix.label} `)).toBe(true)
    }
  })

  it('never decides a threat: what nobody analysed has none', () => {
    const decided = ['crossing-not-analysed', 'crossing-stale', 'component-not-analysed', 'risk-unresolved']
    expect(fixes.filter(({ code }) => decided.includes(code))).toEqual([])
    expect(new Set(fixes.map(({ code }) => code)).size).toBeGreaterThan(12)
  })

  it('keeps a second risk that somebody works on', () => {
    const risks = [aRisk({ id: 'x' }), aRisk({ id: 'y', status: 'in-progress', ticket: 'SEC-2' })]
    const [found] = findIn({ ...SMALL, risks }).filter(({ code }) => code === 'risk-duplicate')
    expect(found?.message).toContain('y')
    expect(found?.fix).toBeUndefined()
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
    aRisk({ id: `SEC-${at}`, target, ticket: `SEC-${at}`, title: `Threat ${at}` }),
  )

  it('in its richer form gives nothing', () => {
    expect(codesIn(reviewed({ ...RICH_ORDERS, risks }))).toEqual([])
  })

  it('in its plain-text form only asks how two crossings travel', () => {
    const found = findIn(reviewed({ ...PLAIN_ORDERS, risks: risks.slice(0, 5) }))
    expect(found.map(({ code, severity, elementId }) => [code, severity, elementId])).toEqual([
      ['protocol-missing', 'info', 'api-gateway>orders-service'],
      ['protocol-missing', 'info', 'orders-service>stripe-api'],
    ])
  })
})

describe('rules that draft', () => {
  it('are known with their packs, and those of the team', () => {
    const rulesOff = { fenceline: 'a', 'sdl-flow-sniffed': 'b', team: 'c', ours: 'd' }
    const model = { ...SMALL, rulePacks: ['microsoft-sdl'], rulesOff }
    expect(codesIn(model, { config: { ...DEFAULT_CONFIG, rules: [aTeamRule()] } })).toEqual([])
    expect(codesIn({ ...SMALL, rulesOff })).toEqual(['switched-rule-unknown'])
  })
})

it('a secret is never repeated in the message that tells of it', () => {
  const token = `ghp_${'a1B2c3D4e5'.repeat(4)}`.slice(0, 40)
  const found = findIn({ ...SMALL, risks: [aRisk({ description: `Token ${token} leaks` })] })
  expect(found.map(({ code }) => code)).toEqual(['secret-in-model'])
  expect(JSON.stringify(found)).not.toContain(token)
})
