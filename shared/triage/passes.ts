/**
 * How far a kept risk is on its way through a review: first whether its assumption is true here, then what is
 * done about it. The status says it, so that a review goes on where it was left, on any machine.
 */
import type { Model, Risk } from '../model/schema.ts'
import { isResolved } from './resolution.ts'
import { updateRisk } from './risks.ts'

/** The pass that a risk waits in; undefined once it is resolved. */
export function passOfRisk(risk: Risk): 'test' | 'resolve' | undefined {
  if (isResolved(risk)) return undefined
  return isUntested(risk) ? 'test' : 'resolve'
}

/** Proposed by rules or a language model, kept, and nobody has said yet whether its assumption holds. */
function isUntested({ status, question, source }: Risk): boolean {
  return status === 'unchecked' && question === undefined && (source?.by === 'rules' || source?.by === 'llm')
}

/** The assumption is true here: what is left is to decide what is done. */
export function confirmRisk(model: Model, id: string): Model {
  const risk = model.risks.find((each) => each.id === id)
  if (!risk) return model
  const status = risk.status === 'unchecked' ? 'in-discussion' : risk.status
  return updateRisk(model, id, { status, question: undefined })
}

/** Nobody here knows: the question stays with the risk, for its owner when one is named. */
export function questionRisk(model: Model, id: string, question: string, owner = ''): Model {
  if (question.trim() === '') return model
  const named = owner.trim() === '' ? {} : { owner: owner.trim() }
  return updateRisk(model, id, { question: question.trim(), ...named })
}

/** What is asked of the assumption: the whole threat where there is none. */
export function assumptionOf({
  assumption,
  title,
  description,
}: Pick<Risk, 'assumption' | 'title' | 'description'>) {
  return assumption?.trim() || title || (description ?? '')
}

/** What has to be found out about a risk, to start the reviewer's own words with. */
export function questionOf(risk: Pick<Risk, 'assumption' | 'title' | 'description'>): string {
  return `Is it true that: ${assumptionOf(risk)}`
}

/** Why a risk is not real when its assumption is false, to start the reviewer's own words with. */
export function reasonFromAssumption(assumption: string): string {
  return `Not so here: ${assumption.trim()}`
}
