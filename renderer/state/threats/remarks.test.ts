import { beforeEach, expect, test } from 'vitest'
import { PLAIN_ORDERS } from '../../../shared/analysis/sample.ts'
import { takeResult } from '../../../shared/llm/merge/take-result.ts'
import type { Remark } from '../../../shared/model/schema.ts'
import { isOpenRemark } from '../../../shared/triage/remarks.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { currentDocument, showOpened, undoEdit } from '../document.ts'
import { acceptNotApplicable, answer, dismiss, riskFromRemark } from './remarks.ts'

const source = { by: 'llm', llm: 'claude-sonnet-5-5' } as const
const QUESTION: Remark = {
  id: 'q',
  kind: 'question',
  target: 'orders-service',
  text: 'Who may refund an order?',
  source,
}
const CELL: Remark = {
  id: 'n',
  kind: 'not-applicable',
  target: 'redis',
  category: 'repudiation',
  text: 'A cache makes no promises.',
  source,
}

beforeEach(() => showOpened(anOpenedModel({ model: PLAIN_ORDERS, remarks: [QUESTION, CELL] })))

const left = () => (currentDocument().remarks ?? []).filter(isOpenRemark).map(({ id }) => id)

test('an answer becomes a note of the model, and undo asks again', () => {
  answer(QUESTION, 'Only support leads')
  expect(currentDocument().model.notes.at(-1)).toBe('Who may refund an order? Only support leads')
  expect(left()).toEqual(['n'])
  expect(undoEdit()).toBe('Answer "Who may refund an order?"')
  expect(left()).toEqual(['q', 'n'])
  expect(currentDocument().model.notes).toEqual(PLAIN_ORDERS.notes)
})

test('an empty answer answers nothing', () => {
  answer(QUESTION, '  ')
  expect(left()).toEqual(['q', 'n'])
  expect(undoEdit()).toBeNull()
})

test('an accepted proposal states its category not applicable with its reason', () => {
  acceptNotApplicable(CELL)
  const analysis = currentDocument().model.analyses.find(({ target }) => target === 'redis')
  expect(analysis?.notApplicable).toEqual({ repudiation: CELL.text })
  expect(left()).toEqual(['q'])
  undoEdit()
  expect(left()).toEqual(['q', 'n'])
})

test('a question becomes a risk that remembers who asked', () => {
  riskFromRemark(QUESTION, { title: 'Anybody refunds', category: 'elevation-of-privilege' })
  expect(currentDocument().model.risks).toMatchObject([
    { target: 'orders-service', title: 'Anybody refunds', source: { by: 'llm' } },
  ])
  expect(left()).toEqual(['n'])
})

test('dismissed remarks wait no more, and a run that says them again brings none back', () => {
  dismiss(QUESTION)
  dismiss(CELL)
  expect(left()).toEqual([])
  const { model, remarks = [] } = currentDocument()
  const again = takeResult({ model, drafts: [], remarks }, { target: null, drafts: [], remarks: [QUESTION] })
  expect(again.remarks).toBe(remarks)
  undoEdit()
  expect(left()).toEqual(['n'])
})
