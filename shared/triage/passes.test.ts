import { describe, expect, test } from 'vitest'
import { aModel } from '../analysis/sample.ts'
import type { Model, Risk } from '../model/schema.ts'
import { confirmRisk, passOfRisk, questionRisk } from './passes.ts'

const aRisk = (part: Partial<Risk> = {}): Risk => ({
  id: 'r',
  target: 'api',
  category: 'spoofing',
  title: 'Forged token',
  assumption: 'Nothing else checks it',
  status: 'unchecked',
  source: { by: 'rules', rule: 'entry-token-forged' },
  ...part,
})
const withRisk = (part?: Partial<Risk>): Model => aModel({ risks: [aRisk(part)] })
const only = ({ risks: [risk] }: Model): Risk => risk ?? aRisk()

describe('the pass of a risk', () => {
  test.each<[string, Partial<Risk>, ReturnType<typeof passOfRisk>]>([
    ['a kept draft is tested', {}, 'test'],
    ['one of a language model, too', { source: { by: 'llm' } }, 'test'],
    ['one that a person wrote is real already', { source: { by: 'person' } }, 'resolve'],
    ['one in a file that does not say by whom, too', { source: undefined }, 'resolve'],
    ['one that was confirmed is to be resolved', { status: 'in-discussion' }, 'resolve'],
    ['one that waits for an answer is not asked about twice', { question: 'Is it true?' }, 'resolve'],
    ['one with a ticket waits for nobody', { ticket: 'SEC-1' }, undefined],
    ['one that is accepted without saying why is to be resolved', { status: 'accepted' }, 'resolve'],
  ])('%s', (_, part, pass) => {
    expect(passOfRisk(aRisk(part))).toBe(pass)
  })
})

test('yes takes the open question away and goes on to what is done', () => {
  const asked = questionRisk(withRisk(), 'r', 'Does the gateway check it?', 'platform')
  expect(only(asked)).toMatchObject({
    question: 'Does the gateway check it?',
    owner: 'platform',
    status: 'unchecked',
  })
  const confirmed = only(confirmRisk(asked, 'r'))
  expect(confirmed).toMatchObject({ status: 'in-discussion', owner: 'platform' })
  expect(confirmed).not.toHaveProperty('question')
})

test('yes leaves a status alone that says more', () => {
  expect(only(confirmRisk(withRisk({ status: 'in-progress' }), 'r')).status).toBe('in-progress')
})

test('an owner who is known stays when nobody is named', () => {
  expect(only(questionRisk(withRisk({ owner: 'platform' }), 'r', 'Is it so?')).owner).toBe('platform')
})

test('no words leave nothing open, and a risk that is not there changes nothing', () => {
  const model = withRisk()
  expect(questionRisk(model, 'r', '  ')).toBe(model)
  expect(questionRisk(model, 'gone', 'Is it so?')).toBe(model)
  expect(confirmRisk(model, 'gone')).toBe(model)
})
