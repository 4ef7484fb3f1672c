/**
 * What a person does with a language model's remarks. Each edit gives the same value back when it changes
 * nothing, and takes the remark away when it has an effect. A dismissed remark stays among the others, marked, so
 * that a later run does not say it again. An answered one is remembered by its note.
 */
import type { Category, Model, Remark } from '../model/schema.ts'
import { markNotApplicable } from './analyses.ts'
import { addRisk, type NewRisk } from './risks.ts'

/** A model with the remarks that wait for a person and those that were dismissed, such as a document. */
export interface Remarked {
  readonly model: Model
  readonly remarks?: readonly Remark[]
}

/** States that the remark's category does not apply, with the remark's reason or a better one. */
export function acceptRemark<D extends Remarked>(document: D, id: string, reason?: string): D {
  const remark = findRemark(document, id)
  const category = remark?.kind === 'not-applicable' ? remark.category : undefined
  if (!remark || !category) return document
  const words = reason?.trim() || remark.text
  return without(
    { ...document, model: markNotApplicable(document.model, remark.target, category, words) },
    id,
  )
}

/** Writes question and answer into the model's notes; an empty answer answers nothing. */
export function answerRemark<D extends Remarked>(document: D, id: string, answer: string): D {
  const remark = findRemark(document, id)
  if (!remark || remark.kind === 'not-applicable' || oneLine(answer) === '') return document
  const { model } = document
  const note = `${oneLine(remark.text)} ${oneLine(answer)}`
  const notes = model.notes.includes(note) ? model.notes : [...model.notes, note]
  return without({ ...document, model: notes === model.notes ? model : { ...model, notes } }, id)
}

/** What a person makes of a remark; the category is needed where the remark names none. */
export type RiskOfRemark = Omit<NewRisk, 'target' | 'category' | 'source'> & { readonly category?: Category }

/** Adds a risk of the remark's target that says which language model brought it up. */
export function turnRemarkIntoRisk<D extends Remarked>(
  document: D,
  id: string,
  risk: RiskOfRemark,
  { date }: { readonly date: string },
): D {
  const remark = findRemark(document, id)
  const category = risk.category ?? remark?.category
  if (!remark || !category) return document
  const { target } = remark
  const model = addRisk(document.model, { ...risk, target, category, source: { ...remark.source, date } })
  return without({ ...document, model }, id)
}

export function dismissRemark<D extends Remarked>(document: D, id: string): D {
  if (!findRemark(document, id)) return document
  const mark = (remark: Remark): Remark => (remark.id === id ? { ...remark, dismissed: true } : remark)
  return { ...document, remarks: (document.remarks ?? []).map(mark) }
}

/** True for a remark that waits for a person. */
export function isOpenRemark({ dismissed }: Remark): boolean {
  return dismissed !== true
}

/** True when a note of the model begins with the question: it was answered. */
export function isAnswered(model: Model, question: string): boolean {
  const wanted = `${oneLine(question).toLowerCase()} `
  return model.notes.some((note) => oneLine(note).toLowerCase().startsWith(wanted))
}

function findRemark(document: Remarked, id: string): Remark | undefined {
  return document.remarks?.find((remark) => remark.id === id && isOpenRemark(remark))
}

function without<D extends Remarked>(document: D, id: string): D {
  return { ...document, remarks: (document.remarks ?? []).filter((remark) => remark.id !== id) }
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}
