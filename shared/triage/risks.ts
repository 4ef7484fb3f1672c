/** Edits of the reviewed threats. Each gives the same model back when it changes nothing. */
import { canonicalJson } from '../core/text.ts'
import { uniqueId } from '../model/ids.ts'
import { riskId } from '../model/names/risk-id.ts'
import type { Draft, Model, Risk, Source } from '../model/schema.ts'

/** What a person fills in; the id follows from target, category and title. */
export type NewRisk = Omit<Risk, 'id' | 'status' | 'source'> & Partial<Pick<Risk, 'status' | 'source'>>

/**
 * Adds a draft to the model as an unchecked risk that remembers what proposed it; a kept draft is not kept
 * twice. One of a language model is remembered by its key too, because its words will be edited.
 */
export function keepDraft(model: Model, draft: Draft, { date }: { readonly date: string }): Model {
  const { target, category, title, description, assumption, mitigation, certainty, key } = draft
  const { by } = draft.source
  const source: Source = { ...draft.source, date, ...(by === 'llm' ? { draft: key } : {}) }
  const isKept = (risk: Risk): boolean =>
    risk.target === target &&
    risk.category === category &&
    risk.source?.by === by &&
    (risk.title === title || (source.draft !== undefined && risk.source.draft === source.draft))
  if (model.risks.some(isKept)) return model
  return addRisk(model, { target, category, title, description, assumption, mitigation, certainty, source })
}

/** Adds a risk with a new id; `unchecked` and by a person unless it says otherwise. */
export function addRisk(model: Model, risk: NewRisk): Model {
  const taken = new Set(model.risks.map(({ id }) => id))
  const id = uniqueId(riskId(risk), (wanted) => taken.has(wanted))
  const added: Risk = { id, status: 'unchecked', source: { by: 'person' }, ...risk }
  return { ...model, risks: [...model.risks, added] }
}

/**
 * Changes a risk's fields but never its id; a field given as undefined is removed. With the decision to accept it
 * goes who accepted it and until when.
 */
export function updateRisk(model: Model, id: string, changes: Partial<Omit<Risk, 'id'>>): Model {
  const before = model.risks.find((risk) => risk.id === id)
  if (!before) return model
  const ended = before.status === 'accepted' && (changes.status ?? 'accepted') !== 'accepted'
  const after = { ...before, ...(ended ? NOT_ACCEPTED : {}), ...changes }
  if (canonicalJson(after) === canonicalJson(before)) return model
  const kept = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined)) as Risk
  return { ...model, risks: model.risks.map((risk) => (risk === before ? kept : risk)) }
}

const NOT_ACCEPTED = { acceptedBy: undefined, acceptedUntil: undefined } satisfies Partial<Risk>

/** Its mitigations stay: they may answer other risks, and are worth keeping for new ones. */
export function removeRisk(model: Model, id: string): Model {
  const risks = model.risks.filter((risk) => risk.id !== id)
  return risks.length === model.risks.length ? model : { ...model, risks }
}
