import { beforeEach, expect, test } from 'vitest'
import { type Question, questionsAt } from '../../../shared/analysis/questions.ts'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { addDataAsset } from '../../../shared/model/edits/components.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, documentStore, showOpened, undoEdit } from '../document.ts'
import { draftThreats } from './analysis.ts'
import { giveAnswer, leaveQuestion, listAnswers, openQuestions, questionsAbout } from './questions.ts'
import { threatsOf } from './threats.ts'

const REF = 'orders-service>redis'
const steps = () => documentStore.getState().history.past.map(({ label }) => label)
const speculative = () => {
  const guess = threatsOf(currentDocument()).find(
    (threat) => threat.kind === 'draft' && threat.draft.rules.includes('cache-writable'),
  )
  if (!guess) throw new Error('no draft of the cache')
  return guess
}
const question = (): Question => {
  const [first] = questionsAbout(currentDocument().model, speculative(), [])
  if (!first) throw new Error('no question')
  return first
}

beforeEach(() => {
  showOpened(anOpenedModel({ model: PLAIN_ORDERS }))
  draftThreats()
})

test('an answer is stated in the model and drafts again what depends on it, as one step', () => {
  const asked = question()
  expect(asked).toMatchObject({ target: REF, attribute: 'authentication' })
  const before = currentDocument()
  giveAnswer(asked, 'credentials')
  expect(steps()).toEqual(['Draft threats', 'Set authentication of Orders Service → Redis'])
  const { model, drafts } = currentDocument()
  expect(model.flows.find((flow) => flowRef(flow) === REF)?.authentication).toBe('credentials')
  expect(drafts.flatMap(({ rules }) => rules)).not.toContain('cache-writable')
  const gateway = before.drafts.filter(({ target }) => target === 'api-gateway')
  expect(drafts.filter(({ target }) => target === 'api-gateway')).toEqual(gateway)
  undoEdit()
  expect(currentDocument()).toBe(before)
})

test('an answer that confirms the guess leaves the draft, no longer speculative and without a question', () => {
  giveAnswer(question(), 'none')
  const sure = speculative()
  expect(sure.kind === 'draft' && sure.draft.certainty).not.toBe('speculative')
  expect(questionsAbout(currentDocument().model, sure, [])).toEqual([])
})

test('what nobody knows is stated nowhere and asked no more', () => {
  const asked = questionsAbout(currentDocument().model, speculative(), [])
  const before = currentDocument()
  expect(openQuestions(asked)).toEqual(asked)
  leaveQuestion(question())
  expect(openQuestions(asked)).toEqual(asked.slice(1))
  expect(currentDocument()).toBe(before)
})

test('which data a store holds is answered with an asset of the model', () => {
  const { model, id } = addDataAsset(PLAIN_ORDERS, { title: 'Sessions' })
  showOpened(anOpenedModel({ model }))
  const asked = questionsAt(model, 'redis').find(({ attribute }) => attribute === 'data')
  if (!asked) throw new Error('no question about data')
  expect(listAnswers(model, asked)).toEqual([{ value: id, label: 'Sessions' }])
  giveAnswer(asked, id)
  const after = currentDocument()
  expect(after.model.components.find((component) => component.id === 'redis')?.dataStored).toEqual([id])
  expect(after.drafts).toEqual([])
})

test('a draft of a language model asks nothing', () => {
  const guess = speculative()
  if (guess.kind !== 'draft') throw new Error('no draft')
  const asked = { ...guess, draft: { ...guess.draft, source: { by: 'llm' } as const } }
  expect(questionsAbout(PLAIN_ORDERS, asked, [])).toEqual([])
})
