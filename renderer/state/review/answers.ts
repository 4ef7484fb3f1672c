/** What is said to an assumption and to a question about what is missing, each as one labelled undo step. */
import type { Category, Risk } from '../../../shared/model/schema.ts'
import { answerMissing } from '../../../shared/triage/analyses.ts'
import { confirmRisk, questionOf, questionRisk } from '../../../shared/triage/passes.ts'
import { addRisk } from '../../../shared/triage/risks.ts'
import { applyModel } from '../elements/attributes.ts'
import { today } from '../resolutions/today.ts'
import { acceptNotApplicable, answer, dismiss, riskFromRemark } from '../threats/remarks.ts'
import type { Threat } from '../threats/threats.ts'
import type { AddItem } from './queues.ts'

/** The assumption is true here. */
export function confirm(threat: Threat): void {
  if (threat.kind === 'risk')
    applyModel((model) => confirmRisk(model, threat.id), `Confirm "${threat.title}"`)
}

/** Nobody here knows; `owner` finds out. */
export function leaveOpen(threat: Threat, question: string, owner: string): void {
  if (threat.kind !== 'risk') return
  applyModel((model) => questionRisk(model, threat.id, question, owner), `Leave "${threat.title}" open`)
}

/** What has to be found out about a risk, to start the reviewer's own words with. */
export function openQuestionOf(threat: Threat): string {
  if (threat.kind !== 'risk') return ''
  return threat.risk.question ?? questionOf(threat.risk)
}

/** Says why nothing is missing; a question of the language model gets its answer as a note of the model. */
export function cover(item: AddItem, words: string): void {
  if (item.kind === 'remark') {
    answer(item.remark, words)
    return
  }
  const { target, id, question } = item.question
  applyModel((model) => answerMissing(model, target, id, words), `Answer "${question}"`)
}

/** Takes the language model's word that a category does not apply. */
export function acceptRemarkOf(item: AddItem): void {
  if (item.kind === 'remark') acceptNotApplicable(item.remark)
}

/** For good, unlike a question that is put off. */
export function dismissRemarkOf(item: AddItem): void {
  if (item.kind === 'remark') dismiss(item.remark)
}

export type AddedRisk = Partial<Omit<Risk, 'id' | 'source'>> & {
  readonly title: string
  readonly category: Category
}

/** Adds what the question found; that answers it. */
export function addFound(item: AddItem, risk: AddedRisk): void {
  if (item.kind === 'remark') {
    riskFromRemark(item.remark, risk)
    return
  }
  const { target, id } = item.question
  const source = { by: 'person', date: today() } as const
  applyModel(
    (model) => answerMissing(addRisk(model, { source, target, ...risk }), target, id, `Risk: ${risk.title}`),
    `Add risk "${risk.title}"`,
  )
}
