/** Deciding on the threat in hand; the next one is in hand at once. */
import { plural } from '../../../shared/core/text.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import { currentDocument, documentStore } from '../../state/document.ts'
import { decide, decideAtLarge, decideOne, threatInHand } from '../../state/review/review.ts'
import { type Ask, setReview } from '../../state/review/store.ts'
import { dismissedWords, keep, setAnalysed, targetsLeft } from '../../state/threats/analysis.ts'
import {
  giveAnswer,
  leaveQuestion,
  listAnswers,
  openQuestions,
  questionsAbout,
} from '../../state/threats/questions.ts'
import { explainRule } from '../../state/threats/rules.ts'
import { notify } from '../../state/ui.ts'
import type { Action } from '../action.ts'

const canDecide = () => threatInHand() !== undefined && !documentStore.getState().readOnly
const hasDraft = () => canDecide() && threatInHand()?.kind === 'draft'

const ask = (question: Ask, label: string, key: string, isEnabled = canDecide): Action => ({
  id: `review.${question}`,
  label,
  group: 'review',
  keys: [key],
  scope: 'review',
  isEnabled,
  run: () => setReview({ ask: question }),
})

const rule = () => {
  const threat = threatInHand()
  const [id] = threat?.kind === 'draft' ? threat.draft.rules : []
  return threat && id !== undefined ? { id, target: threat.target } : undefined
}

const question = () => {
  const [first] = openQuestions(
    questionsAbout(currentDocument().model, threatInHand(), documentStore.getState().config.rules),
  )
  return first
}

/** By its place: the one after the last answer is that nobody knows. */
const answer = (place: number): Action => {
  const answers = () => {
    const asked = question()
    return asked ? listAnswers(currentDocument().model, asked) : []
  }
  return {
    id: `review.answer-${place}`,
    label: `Answer the question of the draft with ${place}`,
    group: 'review',
    keys: [String(place)],
    scope: 'review',
    menu: false,
    isEnabled: () => canDecide() && question() !== undefined && place <= answers().length + 1,
    run: () => {
      const asked = question()
      const given = answers()[place - 1]
      if (asked && given) decideOne(() => giveAnswer(asked, given.value))
      else if (asked) leaveQuestion(asked)
    },
  }
}

export const decidingActions: readonly Action[] = [
  {
    id: 'review.keep',
    label: 'Keep',
    group: 'review',
    keys: ['Y', 'Enter'],
    scope: 'review',
    isEnabled: hasDraft,
    run: () => decide((threat) => keep(threat)),
  },
  ask('ticket', 'Keep with a ticket', 'T'),
  ask('reject', 'Reject with a reason', 'X'),
  ask('accept', 'Accept the risk', 'A'),
  ask('wont-fix', "Won't fix", 'W'),
  ask('mitigated', 'Mark mitigated', 'M'),
  ask('not-applicable', 'Category not applicable here', 'N', hasDraft),
  ask('edit', 'Edit the words', 'E'),
  {
    id: 'review.target-analysed',
    label: 'Mark this target analysed',
    group: 'review',
    keys: ['Shift+A'],
    scope: 'review',
    isEnabled: hasDraft,
    run: () =>
      decideOne(({ target }) => {
        const dismissed = setAnalysed([target], titleOf(currentDocument().model, target))
        notify('done', dismissedWords(1, dismissed), 'Undo brings them back.')
      }),
  },
  {
    id: 'review.all-analysed',
    label: 'Mark everything left analysed',
    group: 'review',
    keys: ['Shift+D'],
    scope: 'review',
    isEnabled: () => !documentStore.getState().readOnly && targetsLeft().length > 0,
    run: () =>
      decideAtLarge(() => {
        const left = targetsLeft()
        const dismissed = setAnalysed(left, plural(left.length, 'target'))
        notify('done', dismissedWords(left.length, dismissed), 'Undo brings them back.')
      }),
  },
  ...[1, 2, 3, 4, 5].map(answer),
  {
    id: 'review.explain-rule',
    label: 'What the rule of this draft looks for',
    group: 'review',
    keys: ['G'],
    scope: 'review',
    isEnabled: () => rule() !== undefined,
    run: () => {
      const inHand = rule()
      if (inHand) explainRule(inHand.id, inHand.target)
    },
  },
  {
    id: 'review.rule-off',
    label: 'Switch the rule of this draft off…',
    group: 'review',
    keys: ['Shift+X'],
    scope: 'review',
    isEnabled: () => rule() !== undefined && !documentStore.getState().readOnly,
    run: () => {
      const inHand = rule()
      if (inHand) explainRule(inHand.id, inHand.target, true)
    },
  },
]
