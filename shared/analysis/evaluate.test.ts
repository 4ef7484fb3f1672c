import { describe, expect, it } from 'vitest'
import { CATEGORIES } from '../model/schema.ts'
import { evaluateModel } from './evaluate.ts'
import { RULES } from './rules/index.ts'
import { aComponent, aFlow, aModel, aZone, PLAIN_ORDERS, RICH_ORDERS } from './sample.ts'

const SIX = [
  ['api-gateway', 'spoofing', /forged.*alg:none.*JWT/],
  ['orders-service', 'elevation-of-privilege', /Object-level authorization/],
  ['postgres', 'information-disclosure', /Over-broad response/],
  ['redis', 'tampering', /writable without authentication/],
  ['orders-service>stripe-api', 'repudiation', /No audit trail/],
  ['api-gateway', 'denial-of-service', /Unbounded pagination/],
] as const

const FORMS = [
  ['plain-text', PLAIN_ORDERS],
  ['richer', RICH_ORDERS],
] as const

describe.each(FORMS)('the drafts of the %s Orders Platform', (_, model) => {
  const drafts = evaluateModel(model)

  it.each(SIX)('name %s %s among the first eight', (target, category, title) => {
    const at = drafts.findIndex((draft) => draft.target === target && draft.category === category)
    expect(at).toBeGreaterThanOrEqual(0)
    expect(at).toBeLessThan(8)
    expect(drafts[at]?.title).toMatch(title)
  })

  it('are at most 40', () => {
    expect(drafts.length).toBeLessThanOrEqual(40)
  })

  const endsOf = (target: string) =>
    target.split('>').map((id) => model.components.find((each) => each.id === id)?.title ?? id)

  it('name the target in every title, and leave no placeholder open', () => {
    for (const draft of drafts) {
      expect(
        endsOf(draft.target).some((title) => draft.title.includes(title)),
        draft.title,
      ).toBe(true)
      expect(JSON.stringify(draft)).not.toMatch(/[{]\w+[}]/)
    }
  })

  it('tell in every title or description of the component itself, or of both ends of the flow', () => {
    for (const { target, title, description } of drafts) {
      const text = `${title} ${description}`
      const missing = endsOf(target).filter((end) => !text.includes(end))
      expect(missing, text).toEqual([])
    }
  })

  it('rest on a fact that names the component itself, or both ends of the flow', () => {
    for (const { id, target, facts } of drafts) {
      const names = (fact: string) => endsOf(target).every((end) => fact.includes(end))
      expect(facts.some(names), `${id}: ${facts.join('; ')}`).toBe(true)
    }
  })

  it('would read otherwise on another system', () => {
    const titles = new Map(model.components.map(({ title }) => [title, `Other ${title}`]))
    const other = {
      ...model,
      components: model.components.map((each) => ({ ...each, title: titles.get(each.title) ?? '' })),
    }
    const texts = new Set(evaluateModel(other).map(({ description, title }) => `${title} ${description}`))
    for (const { description, title } of drafts) expect(texts).not.toContain(`${title} ${description}`)
  })
})

describe('evaluateModel', () => {
  it('gives one draft at most for each target and category', () => {
    const cells = evaluateModel(RICH_ORDERS).map((draft) => `${draft.target}|${draft.category}`)
    expect(new Set(cells).size).toBe(cells.length)
  })

  it('says how a target is reached in its facts', () => {
    const draft = evaluateModel(RICH_ORDERS).find((each) => each.id === 'api-gateway-spoofing')
    expect(draft?.facts[0]).toBe(
      'Browser reaches API Gateway over https from outside into DMZ with jwt authentication',
    )
    expect(draft?.certainty).toBe('stated')
  })

  it('calls a draft speculative when it hangs on an attribute that nobody stated', () => {
    const redis = evaluateModel(PLAIN_ORDERS).find((each) => each.id === 'redis-tampering')
    expect(redis?.certainty).toBe('speculative')
  })

  it('reads a JWT from a model note that names the component', () => {
    const without = evaluateModel({ ...PLAIN_ORDERS, notes: [] })
    expect(without.find((each) => each.id === 'api-gateway-spoofing')?.rules).not.toContain(
      'entry-token-forged',
    )
  })

  it('narrows to the given targets without changing their drafts', () => {
    const all = evaluateModel(RICH_ORDERS).filter((draft) => draft.target === 'redis')
    expect(evaluateModel(RICH_ORDERS, { targets: ['redis'] })).toEqual(all)
  })

  it('gives the same drafts twice, and the same set whatever the order of the file', () => {
    const turned = {
      ...RICH_ORDERS,
      components: RICH_ORDERS.components.toReversed(),
      flows: RICH_ORDERS.flows.toReversed(),
      boundaries: RICH_ORDERS.boundaries.toReversed(),
    }
    const cells = (model: typeof RICH_ORDERS): readonly string[] =>
      evaluateModel(model).map((draft) => draft.key)
    expect(evaluateModel({ ...RICH_ORDERS })).toEqual(evaluateModel(RICH_ORDERS))
    expect(new Set(cells(turned))).toEqual(new Set(cells(RICH_ORDERS)))
  })

  it('drafts nothing for a flow inside one zone', () => {
    const refs = evaluateModel(RICH_ORDERS).map((draft) => draft.target)
    expect(refs).not.toContain('orders-service>redis')
  })

  it('gives ids that differ even where two refs have one slug', () => {
    const model = aModel({
      components: [
        aComponent({ id: 'a', kind: 'external', title: 'Browser' }),
        aComponent({ id: 'b', kind: 'process', title: 'Web application', zone: 'z' }),
        aComponent({ id: 'a-to-b', kind: 'process', title: 'Web application two', zone: 'z' }),
      ],
      flows: [aFlow({ from: 'a', to: 'b' }), aFlow({ from: 'a', to: 'a-to-b', id: 'other' })],
      boundaries: [aZone('z', 'Zone')],
    })
    const ids = evaluateModel(model).map((draft) => draft.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('survives a flow to nowhere and components without titles', () => {
    const model = aModel({
      components: [aComponent({ id: 'a', kind: 'process', title: '' })],
      flows: [aFlow({ from: 'a', to: 'gone' })],
    })
    expect(() => evaluateModel(model)).not.toThrow()
    expect(evaluateModel(aModel({}))).toEqual([])
  })
})

describe('the rules', () => {
  it('have unique ids, all six categories and words for everything', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length)
    expect(new Set(RULES.map((rule) => rule.category)).size).toBe(CATEGORIES.length)
    for (const rule of RULES) {
      expect(rule.id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(rule.reference).toMatch(/^(CWE-\d+|OWASP .+|CAPEC-\d+)$/)
      expect(rule.priority).toBeGreaterThanOrEqual(1)
      expect(rule.priority).toBeLessThanOrEqual(10)
    }
  })
})
