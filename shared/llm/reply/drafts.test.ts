import { describe, expect, test } from 'vitest'
import { evaluateModel } from '../../analysis/evaluate.ts'
import { RICH_ORDERS } from '../../analysis/sample.ts'
import { listTargets } from '../../model/crossings.ts'
import { CATEGORIES, draftSchema, remarkSchema } from '../../model/schema.ts'
import { describeDiagram } from '../ask/diagram.ts'
import type { Answer, ThreatRow } from '../types.ts'
import { draftsOfAnswer } from './drafts.ts'
import { readQuestions } from './questions.ts'

const source = { by: 'llm', prompt: 'stride-crossing@1', llm: 'claude-sonnet-5-5' } as const
const target = 'browser>api-gateway'
const aRow = (part: Partial<ThreatRow>): ThreatRow => ({
  category: 'spoofing',
  title: 'A stolen session is used',
  threat: 'Somebody acts as the customer.',
  assumption: 'The session is not bound.',
  mitigation: 'Bind it.',
  certainty: 'inferred',
  evidence: [target],
  ...part,
})
const anAnswer = (part: Partial<Answer>): Answer => ({
  threats: [],
  notApplicable: [],
  cannotAssess: [],
  dropped: [],
  unanswered: [],
  ...part,
})
const become = (answer: Answer, about = target) =>
  draftsOfAnswer({ model: RICH_ORDERS, target: about, answer, source, flagsOf: () => [] })

describe('the drafts of an answer', () => {
  test('carry the words, the evidence, the flags and the source', () => {
    const flags = [{ kind: 'not-in-diagram', text: 'Kafka' }] as const
    const answer = anAnswer({ threats: [aRow({})] })
    const { drafts } = draftsOfAnswer({
      model: RICH_ORDERS,
      target,
      answer,
      source,
      flagsOf: (_, about, row) => (about === target && row.title.startsWith('A stolen') ? flags : []),
    })
    expect(drafts).toMatchObject([
      {
        target,
        category: 'spoofing',
        description: 'Somebody acts as the customer.',
        evidence: [target],
        flags,
      },
    ])
    expect(drafts[0]).toMatchObject({ rules: [], facts: [], source, certainty: 'inferred' })
    expect(draftSchema.parse(drafts[0])).toEqual(drafts[0])
  })

  test('have readable ids that no draft of a rule has and no two share', () => {
    const threats = CATEGORIES.flatMap((category) => [
      aRow({ category }),
      aRow({ category, title: 'Another one' }),
    ])
    const ids = [
      ...evaluateModel(RICH_ORDERS).map((draft) => draft.id),
      ...listTargets(RICH_ORDERS).flatMap((about) =>
        become(anAnswer({ threats }), about).drafts.map((draft) => draft.id),
      ),
    ]
    expect(new Set(ids).size).toBe(ids.length)
    expect(become(anAnswer({ threats })).drafts[0]?.id).toMatch(
      /^browser-to-api-gateway-spoofing-[0-9a-f]{6}$/,
    )
  })

  test('have one key for the same words in another spelling, and another one elsewhere', () => {
    const keyOf = (row: ThreatRow, about = target) =>
      become(anAnswer({ threats: [row] }), about).drafts[0]?.key
    expect(keyOf(aRow({ title: 'a STOLEN session — is used.' }))).toBe(keyOf(aRow({})))
    expect(keyOf(aRow({}), 'browser')).not.toBe(keyOf(aRow({})))
    expect(keyOf(aRow({ category: 'tampering' }))).not.toBe(keyOf(aRow({})))
    expect(keyOf(aRow({ threat: 'Something else.' }))).not.toBe(keyOf(aRow({})))
  })

  test('are rated by the facts of the target, speculation one step lower', () => {
    const [stated, speculative] = (['stated', 'speculative'] as const).map(
      (certainty) => become(anAnswer({ threats: [aRow({ certainty })] })).drafts[0]?.severity,
    )
    expect(stated).not.toBe(speculative)
    const unknown = become(anAnswer({ threats: [aRow({})] }), 'nowhere').drafts[0]
    expect(unknown?.severity).toBe('elevated')
  })

  test('leave what is no threat to remarks, with one id for the same words', () => {
    const { drafts, remarks } = become(
      anAnswer({
        notApplicable: [{ category: 'repudiation', reason: 'Nothing is decided here.' }],
        cannotAssess: [{ category: 'tampering', needed: 'Whether TLS ends here.' }],
      }),
    )
    expect(drafts).toEqual([])
    expect(remarks).toMatchObject([
      { kind: 'not-applicable', target, category: 'repudiation', text: 'Nothing is decided here.', source },
      { kind: 'cannot-assess', target, category: 'tampering', text: 'Whether TLS ends here.', source },
    ])
    for (const remark of remarks) expect(remarkSchema.parse(remark)).toEqual(remark)
    const again = become(
      anAnswer({ cannotAssess: [{ category: 'tampering', needed: 'whether TLS ends here' }] }),
    )
    expect(again.remarks[0]?.id).toBe(remarks[1]?.id)
  })
})

describe('questions', () => {
  const diagram = describeDiagram(RICH_ORDERS, (text) => text)
  const ask = (questions: unknown) =>
    readQuestions(JSON.stringify({ questions }), { diagram, restore: (text) => text, source })
  const flow = diagram.aliasOf(target)
  const good = { target: flow, category: 'tampering', question: 'Who sets the price?', why: 'It is trusted.' }

  test('become remarks about a component or flow, bad rows are dropped', () => {
    const read = ask([
      good,
      { ...good, target: 'c999' },
      { ...good, target: 'b1' },
      { ...good, why: '' },
      { ...good, category: 'none', question: 'Who approves a refund?' },
      good,
    ])
    expect(read).toMatchObject({
      remarks: [
        {
          kind: 'question',
          target,
          category: 'tampering',
          text: 'Who sets the price?',
          why: 'It is trusted.',
        },
        { kind: 'question', target, text: 'Who approves a refund?' },
      ],
      dropped: [{}, {}, {}],
    })
    if ('remarks' in read) {
      for (const remark of read.remarks) expect(remarkSchema.parse(remark)).toEqual(remark)
      expect(read.remarks[1]).not.toHaveProperty('category')
    }
  })

  test('that are no list are a problem', () => {
    expect(ask('none')).toEqual({ problem: 'The reply has no list of questions.' })
    const options = { diagram, restore: (text: string) => text, source }
    expect(readQuestions('nothing', options)).toHaveProperty('problem')
  })
})
