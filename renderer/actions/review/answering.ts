/** Answering what a review asks: whether an assumption is true here, and what nobody thought of. */

import { passOfRisk } from '../../../shared/triage/passes.ts'
import { documentStore } from '../../state/document.ts'
import { acceptRemarkOf, confirm, dismissRemarkOf } from '../../state/review/answers.ts'
import {
  answerInHand,
  currentStep,
  decide,
  questionInHand,
  skipInHand,
  threatInHand,
} from '../../state/review/review.ts'
import { setReview } from '../../state/review/store.ts'
import type { Action } from '../action.ts'

const canWrite = () => !documentStore.getState().readOnly
/** A kept risk of which nobody has said yet whether it is true here. */
const isTested = () => {
  const threat = threatInHand()
  if (!canWrite() || threat?.kind !== 'risk') return false
  return passOfRisk(threat.risk) === 'test' || threat.risk.question !== undefined
}
const isAsked = () => canWrite() && questionInHand() !== undefined
const remark = () => {
  const item = questionInHand()
  return item?.kind === 'remark' ? item.remark : undefined
}

const testing = (id: string, label: string, keys: readonly string[], run: () => void): Action => ({
  id: `review.${id}`,
  label,
  group: 'review',
  keys,
  scope: 'review',
  isEnabled: isTested,
  run,
})

const missing = (id: string, label: string, keys: readonly string[], run: () => void): Action => ({
  id: `review.${id}`,
  label,
  group: 'review',
  keys,
  scope: 'review',
  isEnabled: isAsked,
  run,
})

export const answeringActions: readonly Action[] = [
  testing('true', 'Yes, it is true here', ['Y', 'Enter'], () => decide(confirm)),
  testing('false', 'No, it is not true here', ['N'], () => setReview({ ask: 'reject' })),
  testing('unknown', 'Unknown: leave it open with a question', ['U'], () => setReview({ ask: 'unknown' })),
  missing('add-found', 'Add the risk that is asked about', ['Y', 'Enter'], () =>
    setReview({ ask: 'found', scope: 'one' }),
  ),
  missing('covered', 'Covered: say how', ['C'], () => {
    if (remark()?.kind === 'not-applicable') answerInHand(acceptRemarkOf)
    else setReview({ ask: 'covered' })
  }),
  missing('skip', 'Skip the question for now', ['S'], () => {
    if (remark()) answerInHand(dismissRemarkOf)
    else skipInHand()
  }),
  {
    id: 'review.add-risk',
    label: 'Add a risk at this target',
    group: 'review',
    keys: ['R'],
    scope: 'review',
    isEnabled: () => canWrite() && documentStore.getState().history.present.model.components.length > 0,
    run: () => setReview({ ask: 'add', scope: 'one', step: currentStep() }),
  },
]
