import { describe, expect, it } from 'vitest'
import { fingerprintOf } from '../model/fingerprint.ts'
import type { Draft, Model, Risk } from '../model/schema.ts'
import { EMPTY_MODEL } from '../model/schema.ts'
import {
  answerMissing,
  markAnalysed,
  markNotApplicable,
  rejectDraft,
  setOutOfScope,
  unrejectDraft,
} from './analyses.ts'
import { isResolved, lacksJustification } from './resolution.ts'
import { addRisk, keepDraft, removeRisk, updateRisk } from './risks.ts'
import { suggestTicket } from './tickets.ts'

const DATE = { date: '2026-11-23' }

const MODEL: Model = {
  ...EMPTY_MODEL,
  components: [
    {
      id: 'redis',
      title: 'Redis',
      kind: 'store',
      zone: null,
      technologies: [],
      tags: [],
      dataProcessed: [],
      dataStored: [],
      formatsAccepted: [],
    },
  ],
}

const DRAFT: Draft = {
  id: 'redis-tampering',
  key: 'abc123',
  target: 'redis',
  category: 'tampering',
  title: 'Cache is writable',
  description: 'Why',
  assumption: 'If',
  mitigation: 'Do',
  certainty: 'inferred',
  severity: 'high',
  rules: ['cache-writable'],
  facts: [],
  source: { by: 'rules', rule: 'cache-writable' },
}

const RISK: Risk = { id: 'r', target: 'redis', category: 'tampering', title: 'Forged', status: 'unchecked' }

describe('keeping a draft', () => {
  it('adds an unchecked risk that remembers its rule and the date', () => {
    const [risk] = keepDraft(MODEL, DRAFT, DATE).risks
    expect(risk).toEqual({
      id: 'redis-tampering-cache-is-writable',
      target: 'redis',
      category: 'tampering',
      title: 'Cache is writable',
      description: 'Why',
      assumption: 'If',
      mitigation: 'Do',
      certainty: 'inferred',
      status: 'unchecked',
      source: { by: 'rules', rule: 'cache-writable', date: '2026-11-23' },
    })
  })

  it('twice changes nothing', () => {
    const kept = keepDraft(MODEL, DRAFT, DATE)
    expect(keepDraft(kept, DRAFT, DATE)).toBe(kept)
  })
})

describe('keeping a draft of a language model', () => {
  const { rules: _, source: __, ...rest } = DRAFT
  const draft: Draft = { ...rest, rules: [], source: { by: 'llm', llm: 'claude-sonnet-5-5' } }

  it('remembers its key, so that any edit of the risk still hides it', () => {
    const kept = keepDraft(MODEL, draft, DATE)
    expect(kept.risks[0]?.source).toEqual({
      by: 'llm',
      llm: 'claude-sonnet-5-5',
      date: '2026-11-23',
      draft: 'abc123',
    })
    const edited = updateRisk(kept, kept.risks[0]?.id ?? '', { title: 'Other words', description: undefined })
    expect(keepDraft(edited, draft, DATE)).toBe(edited)
  })
})

describe('risks', () => {
  it('get a suffix where an id is taken', () => {
    const { id: _, status: __, ...risk } = RISK
    const model = addRisk(addRisk(MODEL, risk), risk)
    expect(model.risks.map(({ id }) => id)).toEqual(['redis-tampering-forged', 'redis-tampering-forged-2'])
  })

  it('on flows and boundaries get ids without arrows and colons', () => {
    const model = addRisk(addRisk(MODEL, { target: 'a>b', category: 'spoofing', title: 'X' }), {
      target: 'boundary:dmz',
      category: 'spoofing',
      title: 'Y',
    })
    expect(model.risks.map(({ id }) => id)).toEqual(['a-b-spoofing-x', 'boundary-dmz-spoofing-y'])
  })

  it('change field by field, and lose a field that is given as undefined', () => {
    const model = { ...MODEL, risks: [{ ...RISK, ticket: 'SEC-1' }] }
    expect(updateRisk(model, 'r', { status: 'mitigated', ticket: undefined }).risks).toEqual([
      { ...RISK, status: 'mitigated' },
    ])
    expect(updateRisk(model, 'r', { ticket: 'SEC-1' })).toBe(model)
    expect(updateRisk(model, 'unknown', { ticket: 'SEC-1' })).toBe(model)
  })

  it('can be removed', () => {
    const model = { ...MODEL, risks: [RISK] }
    expect(removeRisk(model, 'r').risks).toEqual([])
    expect(removeRisk(model, 'unknown')).toBe(model)
  })

  it.each([
    [{}, false],
    [{ status: 'in-progress' }, false],
    [{ status: 'in-progress', ticket: 'SEC-1' }, true],
    [{ status: 'mitigated' }, true],
    [{ status: 'accepted' }, false],
    [{ status: 'accepted', justification: ' ' }, false],
    [{ status: 'accepted', justification: 'Cheap' }, true],
    [{ status: 'wont-fix', justification: 'Gone soon' }, true],
    [{ status: 'false-positive', justification: 'No such path' }, true],
  ] as const)('with %j are resolved: %s', (part, resolved) => {
    expect(isResolved({ ...RISK, ...part })).toBe(resolved)
  })

  it('that are accepted with a ticket but without a word still lack their justification', () => {
    expect(lacksJustification({ ...RISK, status: 'accepted', ticket: 'SEC-1' })).toBe(true)
  })
})

describe('decisions about a target', () => {
  it('remember a rejection once, with its key and reason', () => {
    const model = rejectDraft(MODEL, DRAFT, 'Fiction')
    expect(model.analyses[0]?.rejected).toEqual([
      { category: 'tampering', title: 'Cache is writable', reason: 'Fiction', key: 'abc123' },
    ])
    expect(rejectDraft(model, DRAFT, 'Again')).toBe(model)
    expect(unrejectDraft(model, 'redis', 'abc123').analyses[0]?.rejected).toEqual([])
    expect(unrejectDraft(MODEL, 'redis', 'abc123')).toBe(MODEL)
  })

  it('state and take back that a category does not apply', () => {
    const model = markNotApplicable(MODEL, 'redis', 'spoofing', 'Passive')
    expect(model.analyses[0]?.notApplicable).toEqual({ spoofing: 'Passive' })
    expect(markNotApplicable(model, 'redis', 'spoofing', 'Passive')).toBe(model)
    expect(markNotApplicable(model, 'redis', 'spoofing', '').analyses[0]?.notApplicable).toEqual({})
    expect(markNotApplicable(MODEL, 'redis', 'spoofing', '')).toBe(MODEL)
  })

  it('mark several targets analysed with the fingerprint of today', () => {
    const model = markAnalysed(MODEL, ['redis', 'gone'], DATE)
    expect(model.analyses).toEqual([
      {
        target: 'redis',
        notApplicable: {},
        rejected: [],
        reviewed: '2026-11-23',
        fingerprint: fingerprintOf(MODEL, 'redis'),
      },
    ])
    expect(markAnalysed(model, ['redis'], { date: '2027-01-01' })).toBe(model)
  })

  it('keep earlier decisions when a target is marked analysed', () => {
    const model = markAnalysed(rejectDraft(MODEL, DRAFT, 'Fiction'), ['redis'], DATE)
    expect(model.analyses).toHaveLength(1)
    expect(model.analyses[0]?.rejected).toHaveLength(1)
  })

  it('put a target out of scope and bring it back', () => {
    const model = setOutOfScope(MODEL, 'redis', 'Not ours')
    expect(model.analyses[0]?.outOfScope).toBe('Not ours')
    expect(setOutOfScope(model, 'redis', 'Not ours')).toBe(model)
    expect(setOutOfScope(model, 'redis', '').analyses[0]).not.toHaveProperty('outOfScope')
    expect(setOutOfScope(MODEL, 'redis', '')).toBe(MODEL)
  })
})

describe('suggestTicket', () => {
  const model = {
    ...MODEL,
    risks: ['SEC-412', 'SEC-9', 'OPS-900', 'SEC-x', 'sec-3'].map((ticket, at) => ({
      ...RISK,
      id: `r${at}`,
      ticket,
    })),
  }

  it.each([
    ['SEC', 'SEC-413'],
    ['SEC-', 'SEC-413'],
    ['OPS', 'OPS-901'],
    ['NEW', 'NEW-1'],
    ['', undefined],
  ])('for the prefix "%s" is %s', (prefix, ticket) => {
    expect(suggestTicket(model, prefix)).toBe(ticket)
  })
})

describe('an answer to what may be missing', () => {
  it('is kept under its question beside others, and goes with its words', () => {
    const one = answerMissing(MODEL, 'redis', 'backup', 'Nothing in it is worth one')
    const both = answerMissing(one, 'redis', 'session-end', ' At logout ')
    expect(both.analyses[0]?.answered).toEqual({
      backup: 'Nothing in it is worth one',
      'session-end': 'At logout',
    })
    const less = answerMissing(answerMissing(both, 'redis', 'backup', ''), 'redis', 'session-end', '')
    expect(less.analyses[0]).not.toHaveProperty('answered')
    expect(answerMissing(one, 'redis', 'backup', 'Nothing in it is worth one')).toBe(one)
  })
})
