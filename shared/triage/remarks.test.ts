import { describe, expect, it } from 'vitest'
import type { Model, Remark } from '../model/schema.ts'
import { EMPTY_MODEL } from '../model/schema.ts'
import {
  acceptRemark,
  answerRemark,
  dismissRemark,
  isAnswered,
  isOpenRemark,
  turnRemarkIntoRisk,
} from './remarks.ts'

const SOURCE = { by: 'llm', llm: 'claude-sonnet-5-5', prompt: 'stride-component@1' } as const
const NOT_APPLICABLE: Remark = {
  id: 'n',
  kind: 'not-applicable',
  target: 'redis',
  category: 'repudiation',
  text: 'A cache acts for nobody.',
  source: SOURCE,
}
const QUESTION: Remark = {
  id: 'q',
  kind: 'question',
  target: 'redis',
  text: 'Who may  flush the cache?',
  source: SOURCE,
}
const CANNOT_ASSESS: Remark = {
  id: 'c',
  kind: 'cannot-assess',
  target: 'redis',
  category: 'spoofing',
  text: 'Whether Redis asks for a password.',
  source: SOURCE,
}
const START: { model: Model; remarks: readonly Remark[] } = {
  model: EMPTY_MODEL,
  remarks: [NOT_APPLICABLE, QUESTION, CANNOT_ASSESS],
}
const DATE = { date: '2026-11-25' }

describe('a remark', () => {
  it('that a category does not apply becomes a decision with its reason', () => {
    const { model, remarks } = acceptRemark(START, 'n')
    expect(model.analyses).toEqual([
      { target: 'redis', notApplicable: { repudiation: 'A cache acts for nobody.' }, rejected: [] },
    ])
    expect(remarks).toEqual([QUESTION, CANNOT_ASSESS])
  })

  it('that a category does not apply can be accepted for a better reason', () => {
    const { model } = acceptRemark(START, 'n', 'Entries expire within a minute.')
    expect(model.analyses[0]?.notApplicable).toEqual({ repudiation: 'Entries expire within a minute.' })
  })

  it('is not accepted as inapplicable when it is a question', () => {
    expect(acceptRemark(START, 'q')).toBe(START)
    expect(acceptRemark(START, 'gone')).toBe(START)
  })

  it('that asks becomes a note of one line when it is answered', () => {
    const { model, remarks } = answerRemark(START, 'q', ' Only operators,\nby hand. ')
    expect(model.notes).toEqual(['Who may flush the cache? Only operators, by hand.'])
    expect(remarks).toEqual([NOT_APPLICABLE, CANNOT_ASSESS])
    expect(isAnswered(model, QUESTION.text)).toBe(true)
    expect(isAnswered(model, 'Who may flush?')).toBe(false)
  })

  it('that cannot be assessed is answered like a question', () => {
    const { model } = answerRemark(START, 'c', 'It does.')
    expect(model.notes).toEqual(['Whether Redis asks for a password. It does.'])
  })

  it('stays when the answer is empty or it is not there', () => {
    expect(answerRemark(START, 'q', '  ')).toBe(START)
    expect(answerRemark(START, 'n', 'Yes')).toBe(START)
    expect(answerRemark(START, 'gone', 'Yes')).toBe(START)
  })

  it('turns into a risk of its target that says which language model brought it up', () => {
    const { model, remarks } = turnRemarkIntoRisk(START, 'c', { title: 'Cache without a password' }, DATE)
    expect(model.risks).toEqual([
      {
        id: 'redis-spoofing-cache-without-a-password',
        target: 'redis',
        category: 'spoofing',
        title: 'Cache without a password',
        status: 'unchecked',
        source: { ...SOURCE, date: '2026-11-25' },
      },
    ])
    expect(remarks).toEqual([NOT_APPLICABLE, QUESTION])
  })

  it('without a category needs one to become a risk', () => {
    expect(turnRemarkIntoRisk(START, 'q', { title: 'Flushed' }, DATE)).toBe(START)
    const { model } = turnRemarkIntoRisk(
      START,
      'q',
      { title: 'Flushed', category: 'denial-of-service' },
      DATE,
    )
    expect(model.risks[0]?.category).toBe('denial-of-service')
  })

  it('that is dismissed leaves the model as it is, waits no more and can be nothing else', () => {
    const dismissed = dismissRemark(START, 'q')
    expect(dismissed.model).toBe(EMPTY_MODEL)
    expect(dismissed.remarks.filter(isOpenRemark)).toEqual([NOT_APPLICABLE, CANNOT_ASSESS])
    expect(dismissed.remarks).toHaveLength(3)
    expect(answerRemark(dismissed, 'q', 'Operators.')).toBe(dismissed)
    expect(dismissRemark(dismissed, 'q')).toBe(dismissed)
    expect(dismissRemark(START, 'gone')).toBe(START)
  })
})
