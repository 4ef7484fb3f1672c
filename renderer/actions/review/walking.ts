/** Moving through the passes of a review and the queue of each. */

import { currentDocument, documentStore } from '../../state/document.ts'
import { announce } from '../../state/elements/elements.ts'
import { countsOf, firstLeft, isPass } from '../../state/review/queues.ts'
import {
  askSkipped,
  countInScope,
  currentStep,
  moveInQueue,
  questionInHand,
  scopesInHand,
  threatInHand,
  widenScope,
} from '../../state/review/review.ts'
import { goTo, reviewStore, STEPS, type Step, setReview } from '../../state/review/store.ts'
import { setUi, uiStore } from '../../state/ui.ts'
import type { Action } from '../action.ts'

const hasSomething = () => threatInHand() !== undefined || questionInHand() !== undefined
const nextLeft = () => firstLeft(countsOf(currentDocument(), reviewStore.getState().skipped))
const isOpen = () => documentStore.getState().path !== null

const move = (step: 1 | -1, label: string, key: string): Action => ({
  id: step === 1 ? 'review.next' : 'review.previous',
  label,
  group: 'review',
  keys: [key],
  scope: 'review',
  isEnabled: hasSomething,
  run: () => moveInQueue(step),
})

const turn = (by: 1 | -1, label: string, keys: readonly string[]): Action => {
  const next = () => STEPS[STEPS.indexOf(currentStep()) + by]
  return {
    id: by === 1 ? 'review.next-pass' : 'review.previous-pass',
    label,
    group: 'review',
    keys,
    scope: 'review',
    isEnabled: () => isOpen() && next() !== undefined,
    run: () => {
      const step = next()
      if (step) goTo(step)
    },
  }
}

const pass = (step: Step, label: string): Action => ({
  id: `review.${step}`,
  label,
  group: 'review',
  scope: 'app',
  isEnabled: isOpen,
  run: () => {
    goTo(step)
    setUi({ mode: 'review' })
  },
})

export const walkingActions: readonly Action[] = [
  pass('prune', 'Prune drafts'),
  pass('test', 'Pressure-test what was kept'),
  pass('add', 'Add what is missing'),
  pass('resolve', 'Resolve what survives'),
  pass('summary', 'Show what the review came to'),
  turn(1, 'Next pass', [']', 'Shift+J']),
  turn(-1, 'Previous pass', ['[', 'Shift+K']),
  move(1, 'Next in the pass', 'J'),
  move(-1, 'Previous in the pass', 'K'),
  {
    id: 'review.go-on',
    label: 'Go on with what is left',
    group: 'review',
    keys: ['Enter'],
    scope: 'review',
    menu: false,
    isEnabled: () => isOpen() && !hasSomething() && currentStep() !== 'summary',
    run: () => goTo(nextLeft()),
  },
  {
    id: 'review.scope',
    label: 'Decide on several at once',
    also: 'bulk group',
    group: 'review',
    keys: ['B'],
    scope: 'review',
    isEnabled: () => scopesInHand().length > 1 && !documentStore.getState().readOnly,
    run: () => {
      widenScope()
      const count = countInScope()
      announce(count === 1 ? 'The next decision is about this one' : `The next decision is about ${count}`)
    },
  },
  {
    id: 'review.find',
    label: 'Find in the pass',
    group: 'review',
    keys: ['/'],
    scope: 'review',
    isEnabled: () => isPass(currentStep()),
    run: () => setReview({ searchRequests: reviewStore.getState().searchRequests + 1, ask: null }),
  },
  {
    id: 'review.ask-skipped',
    label: 'Ask again what was skipped',
    group: 'review',
    scope: 'review',
    isEnabled: () => reviewStore.getState().skipped.size > 0,
    run: askSkipped,
  },
  {
    id: 'review.open',
    label: 'Review what is selected',
    group: 'review',
    keys: ['Alt+Enter'],
    scope: 'app',
    isEnabled: () => uiStore.getState().mode === 'draw' && isOpen(),
    run: () => setUi({ mode: 'review' }),
  },
]
