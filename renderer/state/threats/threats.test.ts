import { expect, test } from 'vitest'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import type { Document } from '../../../shared/model/document.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import type { Model, Risk } from '../../../shared/model/schema.ts'
import { keepDraft } from '../../../shared/triage/risks.ts'
import {
  elementOf,
  matchesText,
  passesFilter,
  severityOf,
  statusWords,
  targetsOfSelection,
  threatsOf,
} from './threats.ts'

const drafts = evaluateModel(PLAIN_ORDERS)
const documentOf = (model: Model): Document => ({ model, layout: EMPTY_LAYOUT, drafts })
const risk = (part: Partial<Risk>): Risk => ({
  id: 'r',
  target: 'redis',
  category: 'tampering',
  title: 'Cache poisoned',
  status: 'unchecked',
  ...part,
})

test('open drafts come first, in rank order', () => {
  const list = threatsOf(documentOf({ ...PLAIN_ORDERS, risks: [risk({ title: 'Own' })] }))
  expect(list.at(-1)?.kind).toBe('risk')
  expect(list.slice(0, -1).map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
})

test('a filter takes a risk by whether it is resolved', () => {
  const [open, done] = threatsOf(
    documentOf({ ...PLAIN_ORDERS, risks: [risk({}), risk({ id: 's', ticket: 'SEC-1' })] }),
  ).filter(({ kind }) => kind === 'risk')
  expect(open && passesFilter(open, 'unresolved') && !passesFilter(open, 'resolved')).toBe(true)
  expect(done && passesFilter(done, 'resolved') && !passesFilter(done, 'unresolved')).toBe(true)
  expect(done && statusWords(done)).toBe('Unchecked')
})

test('an acceptance that ended is resolved and expired, and says so', () => {
  const accepted = { status: 'accepted', justification: 'Insured' } as const
  const [ended, holds] = threatsOf(
    documentOf({
      ...PLAIN_ORDERS,
      risks: [
        risk({ ...accepted, acceptedUntil: '2020-01-31' }),
        risk({ ...accepted, id: 's', acceptedUntil: '2999-01-31' }),
      ],
    }),
  ).filter(({ kind }) => kind === 'risk')
  expect(ended && [passesFilter(ended, 'expired'), passesFilter(ended, 'resolved')]).toEqual([true, true])
  expect(holds && passesFilter(holds, 'expired')).toBe(false)
  expect([ended, holds].map((threat) => threat && statusWords(threat))).toEqual([
    'Acceptance expired',
    'Accepted',
  ])
})

test('words are found in title, target, category and ticket, in any order', () => {
  const model = { ...PLAIN_ORDERS, risks: [risk({ ticket: 'SEC-9' })] }
  const threat = threatsOf(documentOf(model)).find(({ kind }) => kind === 'risk')
  if (!threat) throw new Error('no risk')
  expect(matchesText(model, threat, 'sec-9 redis tampering')).toBe(true)
  expect(matchesText(model, threat, 'postgres')).toBe(false)
})

test('a risk is as severe as a person rates it, else as the draft it came from', () => {
  const [draft] = drafts
  if (!draft) throw new Error('no draft')
  const document = documentOf(keepDraft(PLAIN_ORDERS, draft, { date: '2026-11-24' }))
  const [kept] = document.model.risks
  if (!kept) throw new Error('no risk')
  expect(severityOf(kept, document)).toBe(draft.severity)
  expect(severityOf({ ...kept, likelihood: 'unlikely', impact: 'low' }, document)).toBe('low')
  expect(severityOf({ ...kept, likelihood: 'frequent', impact: 'very-high' }, document)).toBe('critical')
  expect(severityOf(risk({}), document)).toBeUndefined()
})

test('a risk kept from a draft of a language model is as severe as that draft, whatever its words', () => {
  const [rule] = drafts
  if (!rule) throw new Error('no draft')
  const draft = { ...rule, key: 'llm-1', rules: [], severity: 'elevated', source: { by: 'llm' } } as const
  const model = keepDraft(PLAIN_ORDERS, draft, { date: '2026-11-24' })
  const document = { model, layout: EMPTY_LAYOUT, drafts: [...drafts, draft] }
  const [kept] = model.risks
  if (!kept) throw new Error('no risk')
  expect(severityOf({ ...kept, title: 'Other words' }, document)).toBe('elevated')
  expect(severityOf({ ...kept, source: { by: 'llm', draft: 'gone' } }, document)).toBeUndefined()
})

test('a selected boundary stands for itself and its crossings', () => {
  const targets = targetsOfSelection(PLAIN_ORDERS, ['trust-boundary-1', 'redis', 'note:1'])
  expect([...targets]).toEqual(['boundary:trust-boundary-1', 'browser>api-gateway', 'redis'])
})

test('a boundary as a target is shown by the boundary', () => {
  expect(elementOf('boundary:dmz')).toBe('dmz')
  expect(elementOf('a>b')).toBe('a>b')
})
