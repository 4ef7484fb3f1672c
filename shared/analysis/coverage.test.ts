import { describe, expect, it } from 'vitest'
import { switchRule } from '../model/edits/rules.ts'
import { fingerprintOf } from '../model/fingerprint.ts'
import type { Analysis, Model, Risk } from '../model/schema.ts'
import { boundaryCoverage, coverageOf, isAnalysed, isStale, progressOf } from './coverage.ts'
import { evaluateModel } from './evaluate.ts'
import { explainCell, rulesAtCell } from './explain.ts'
import { questionsOf } from './questions.ts'
import { openDrafts } from './redrafting/open-drafts.ts'
import { PLAIN_ORDERS, RICH_ORDERS } from './sample.ts'

const DRAFTS = evaluateModel(RICH_ORDERS)

function analysed(model: Model, target: string, part: Partial<Analysis> = {}): Model {
  const fingerprint = fingerprintOf(model, target) ?? ''
  const entry: Analysis = { target, notApplicable: {}, rejected: [], fingerprint, ...part }
  return { ...model, analyses: [...model.analyses, entry] }
}

/** An entry that decides something about a target without having been reviewed as a whole. */
function decided(model: Model, target: string, part: Partial<Analysis>): Model {
  return { ...model, analyses: [...model.analyses, { target, notApplicable: {}, rejected: [], ...part }] }
}

function aRisk(part: Partial<Risk>): Risk {
  return {
    id: 'r',
    target: 'redis',
    category: 'tampering',
    title: 'Forged session',
    status: 'unchecked',
    ...part,
  }
}

function cell(model: Model, target: string, category: keyof ReturnType<typeof coverageOf>[number]['cells']) {
  return coverageOf(model, DRAFTS).find((row) => row.target === target)?.cells[category]
}

describe('coverage', () => {
  it('lists components, then crossings', () => {
    expect(coverageOf(RICH_ORDERS, []).map((row) => row.target)).toEqual([
      'browser',
      'api-gateway',
      'orders-service',
      'postgres',
      'redis',
      'stripe-api',
      'browser>api-gateway',
      'api-gateway>orders-service',
      'orders-service>stripe-api',
    ])
  })

  it('is blank where nobody looked and nothing was drafted', () => {
    expect(cell(RICH_ORDERS, 'browser', 'spoofing')).toEqual({ state: 'blank' })
  })

  it('shows drafts until they are decided on', () => {
    expect(cell(RICH_ORDERS, 'redis', 'tampering')?.state).toBe('drafts')
  })

  it('shows risks before anything else', () => {
    const model = analysed({ ...RICH_ORDERS, risks: [aRisk({})] }, 'redis')
    expect(cell(model, 'redis', 'tampering')).toEqual({ state: 'risks', risks: [aRisk({})] })
  })

  it('gives the reason where a category does not apply', () => {
    const model = decided(RICH_ORDERS, 'redis', { notApplicable: { tampering: 'Read-only replica' } })
    expect(cell(model, 'redis', 'tampering')).toEqual({
      state: 'not-applicable',
      reason: 'Read-only replica',
    })
  })

  it('gives the reason where a target is out of scope', () => {
    const model = decided(RICH_ORDERS, 'redis', { outOfScope: 'Replaced next week' })
    expect(cell(model, 'redis', 'spoofing')).toEqual({
      state: 'not-applicable',
      reason: 'Replaced next week',
    })
    expect(isAnalysed(model, DRAFTS, 'redis')).toBe(true)
  })

  it('is reviewed once the target is marked analysed, drafts included', () => {
    const model = analysed(RICH_ORDERS, 'redis')
    expect(cell(model, 'redis', 'tampering')).toEqual({ state: 'reviewed' })
    expect(isAnalysed(model, DRAFTS, 'redis')).toBe(true)
  })

  it('is stale, with its drafts back, when the target changed since', () => {
    const model = analysed(RICH_ORDERS, 'redis')
    const changed = {
      ...model,
      components: model.components.map((each) =>
        each.id === 'redis' ? { ...each, multiTenant: true } : each,
      ),
    }
    expect(isStale(changed, 'redis')).toBe(true)
    expect(isAnalysed(changed, DRAFTS, 'redis')).toBe(false)
    expect(cell(changed, 'redis', 'tampering')?.state).toBe('drafts')
    expect(cell(changed, 'redis', 'spoofing')).toEqual({ state: 'stale' })
  })

  it('does not turn stale by moving, renaming without meaning, or reordering', () => {
    const model = analysed(RICH_ORDERS, 'redis')
    const renamed = {
      ...model,
      title: 'Other',
      components: model.components.toReversed(),
      flows: model.flows.toReversed(),
    }
    expect(isStale(renamed, 'redis')).toBe(false)
  })

  it('of a boundary holds the crossings of that boundary only', () => {
    expect(boundaryCoverage(RICH_ORDERS, DRAFTS, 'dmz').map((row) => row.target)).toEqual([
      'browser>api-gateway',
      'api-gateway>orders-service',
    ])
  })
})

describe('progress', () => {
  it('counts everything as open at the start', () => {
    expect(progressOf(RICH_ORDERS, DRAFTS)).toEqual({
      targets: 9,
      analysed: 0,
      crossings: 3,
      crossingsAnalysed: 0,
      openDrafts: DRAFTS.length,
      unresolvedRisks: 0,
      stale: 0,
    })
  })

  it('counts what was reviewed, and risks that still need somebody', () => {
    const risks = [
      aRisk({}),
      aRisk({ id: 'ticketed', ticket: 'SEC-1' }),
      aRisk({ id: 'accepted', status: 'accepted' }),
      aRisk({ id: 'justified', status: 'accepted', justification: 'Internal only' }),
      aRisk({ id: 'done', status: 'mitigated' }),
    ]
    const model = analysed({ ...RICH_ORDERS, risks }, 'browser>api-gateway')
    const progress = progressOf(model, DRAFTS)
    expect(progress.analysed).toBe(1)
    expect(progress.crossingsAnalysed).toBe(1)
    expect(progress.unresolvedRisks).toBe(2)
  })
})

describe('open drafts', () => {
  const draft = DRAFTS.find((each) => each.id === 'redis-tampering')
  const isOpen = (model: Model): boolean => openDrafts(model, DRAFTS).some((each) => each === draft)

  it('leave out what was rejected, by key and for that target', () => {
    const rejected = { category: 'tampering', title: 'x', reason: 'y', key: draft?.key ?? '' } as const
    expect(isOpen(decided(RICH_ORDERS, 'redis', { rejected: [rejected] }))).toBe(false)
    expect(isOpen(decided(RICH_ORDERS, 'postgres', { rejected: [rejected] }))).toBe(true)
  })

  it('leave out what became a risk, known by its rule or its title', () => {
    const source = { by: 'rules', rule: 'cache-writable' } as const
    expect(isOpen({ ...RICH_ORDERS, risks: [aRisk({ source })] })).toBe(false)
    expect(isOpen({ ...RICH_ORDERS, risks: [aRisk({ title: draft?.title ?? '' })] })).toBe(false)
    expect(isOpen({ ...RICH_ORDERS, risks: [aRisk({ source, category: 'spoofing' })] })).toBe(true)
    expect(isOpen({ ...RICH_ORDERS, risks: [aRisk({ title: '' })] })).toBe(true)
  })

  it('leave out what became a risk of any words, known by the key that its source gives', () => {
    const [draft] = evaluateModel(PLAIN_ORDERS)
    if (!draft) throw new Error('no draft')
    const proposed = { ...draft, rules: [], source: { by: 'llm' as const } }
    const risk = {
      id: 'r',
      target: draft.target,
      category: draft.category,
      title: 'Else',
      status: 'unchecked',
    } as const
    const withSource = (key: string) => ({
      ...PLAIN_ORDERS,
      risks: [{ ...risk, source: { by: 'llm' as const, draft: key } }],
    })
    expect(openDrafts(withSource(draft.key), [proposed])).toEqual([])
    expect(openDrafts(withSource('other'), [proposed])).toEqual([proposed])
  })

  it('leave out a component that its file puts out of scope', () => {
    const components = RICH_ORDERS.components.map((each) =>
      each.id === 'redis' ? { ...each, outOfScope: 'Not ours' } : each,
    )
    expect(isOpen({ ...RICH_ORDERS, components })).toBe(false)
  })
})

describe('questions', () => {
  it('ask what is not stated and nothing else', () => {
    const about = (model: Model, target: string): readonly string[] =>
      questionsOf(model).flatMap((each) => (each.target === target ? [each.attribute] : []))
    expect(about(PLAIN_ORDERS, 'api-gateway>orders-service')).toEqual([
      'encryption',
      'authentication',
      'data',
    ])
    expect(about(PLAIN_ORDERS, 'browser>api-gateway')).toEqual(['authentication', 'data'])
    expect(about(RICH_ORDERS, 'browser>api-gateway')).toEqual([])
    expect(about(RICH_ORDERS, 'postgres')).toEqual(['encryption'])
    expect(about(RICH_ORDERS, 'orders-service>redis')).toEqual([])
  })
})

describe('explainCell', () => {
  it.each([
    ['gone', 'spoofing', 'The model has no target "gone".'],
    ['redis', 'tampering', 'Rules draft tampering for Redis: cache-writable, store-tampered.'],
    [
      'orders-service>redis',
      'tampering',
      'Orders Service → Redis crosses no boundary, so it is analysed with its two ends.',
    ],
    [
      'browser',
      'denial-of-service',
      'No rule drafts denial of service for Browser: for an external entity they look for something of its own that can be exhausted; an outage is drafted at whoever depends on it.',
    ],
  ] as const)('says why %s %s is as it is', (target, category, sentence) => {
    expect(explainCell(RICH_ORDERS, target, category)).toBe(sentence)
  })

  it('tells what reviewers decided', () => {
    const model = decided(RICH_ORDERS, 'redis', { notApplicable: { tampering: 'Read-only replica' } })
    expect(explainCell(model, 'redis', 'tampering')).toContain('Read-only replica')
    const outside = decided(RICH_ORDERS, 'redis', { outOfScope: 'Not ours' })
    expect(explainCell(outside, 'redis', 'spoofing')).toBe('Redis is out of scope: Not ours.')
  })
})

describe('the rules behind a cell', () => {
  it('are those that its sentence names, and those that look there and find nothing', () => {
    const { firing, off, silent } = rulesAtCell(PLAIN_ORDERS, 'redis', 'tampering')
    expect(firing).toContain('cache-writable')
    expect(off).toEqual([])
    expect(silent.length).toBeGreaterThan(0)
    expect(silent).not.toContain('cache-writable')
    expect(explainCell(PLAIN_ORDERS, 'redis', 'tampering')).toContain(firing.join(', '))
  })

  it('name the one that is switched off', () => {
    const model = switchRule(PLAIN_ORDERS, 'cache-writable', 'Nobody but us reaches it')
    expect(rulesAtCell(model, 'redis', 'tampering').off).toEqual(['cache-writable'])
    expect(rulesAtCell(model, 'redis', 'tampering').firing).not.toContain('cache-writable')
  })

  it('are none for what is not analysed on its own', () => {
    const none = { firing: [], off: [], silent: [] }
    expect(rulesAtCell(PLAIN_ORDERS, 'orders-service>redis', 'tampering')).toEqual(none)
    expect(rulesAtCell(PLAIN_ORDERS, 'nowhere', 'tampering')).toEqual(none)
  })
})
