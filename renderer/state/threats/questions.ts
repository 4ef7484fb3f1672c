/** Questions that the rules ask where the model states too little, and their answers as undo steps. */
import { createStore, useStore } from 'zustand'
import {
  answerQuestion,
  answersTo,
  type Question,
  questionsBehind,
} from '../../../shared/analysis/questions.ts'
import { titleOf } from '../../../shared/model/queries.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { TeamRule } from '../../../shared/model/team-rule.ts'
import { currentDocument } from '../document.ts'
import { readable } from '../elements/labels.ts'
import { applyToDrafts } from './analysis.ts'
import type { Threat } from './threats.ts'

/** What nobody here knows: not asked again before the app is opened anew. */
const leftStore = createStore<{ readonly left: ReadonlySet<string> }>(() => ({ left: new Set() }))

export interface Answer {
  readonly value: string
  readonly label: string
}

/** What can be answered besides that nobody knows; about data one asset of the model. */
export function listAnswers(model: Model, question: Question): readonly Answer[] {
  if (question.attribute === 'data')
    return model.dataAssets.map(({ id, title }) => ({ value: id, label: title }))
  return answersTo(question).map((value) => ({ value, label: readable(value) }))
}

/** States the answer in the model, and drafts again what depends on it. */
export function giveAnswer(question: Question, answer: string): void {
  const { target, attribute } = question
  const what = attribute === 'redundant' ? 'redundancy' : attribute
  applyToDrafts(
    (model) => answerQuestion(model, question, answer),
    `Set ${what} of ${titleOf(currentDocument().model, target)}`,
  )
}

/** Nobody here knows: nothing is stated, and it is not asked again for now. */
export function leaveQuestion(question: Question): void {
  leftStore.setState(({ left }) => ({ left: new Set([...left, keyOf(question)]) }))
}

export function useOpenQuestions(questions: readonly Question[]): readonly Question[] {
  return notLeft(
    questions,
    useStore(leftStore, (state) => state.left),
  )
}

/** The questions that keep the threat speculative. */
export function questionsAbout(
  model: Model,
  threat: Threat | undefined,
  team: readonly TeamRule[],
): readonly Question[] {
  if (threat?.kind !== 'draft' || threat.draft.source.by !== 'rules') return []
  return threat.draft.certainty === 'speculative' ? questionsBehind(model, threat, team) : []
}

/** For actions; components have `useOpenQuestions`. */
export function openQuestions(questions: readonly Question[]): readonly Question[] {
  return notLeft(questions, leftStore.getState().left)
}

function notLeft(questions: readonly Question[], left: ReadonlySet<string>): readonly Question[] {
  return questions.filter((question) => !left.has(keyOf(question)))
}

function keyOf({ target, attribute }: Question): string {
  return `${attribute} ${target}`
}
