/** Mitigations and which risks they answer: many to many. What no longer exists is named by no risk. */
import { slug, uniqueId } from '../ids.ts'
import { indexOf } from '../queries.ts'
import type { Mitigation, Model, Risk } from '../schema.ts'
import { updated } from './components.ts'

/** Adds a mitigation; its id is the slug of its title, unique among mitigations; planned unless it says otherwise. */
export function addMitigation(model: Model, given: Partial<Mitigation>): { model: Model; id: string } {
  const title = given.title ?? 'Mitigation'
  const { mitigations } = indexOf(model)
  const id = given.id ?? uniqueId(slug(title, 'mitigation'), (taken) => mitigations.has(taken))
  const added: Mitigation = { status: 'planned', evidence: [], ...given, id, title }
  return { model: { ...model, mitigations: [...model.mitigations, added] }, id }
}

/** Changes attributes; a member set to undefined is removed. The id cannot change. */
export function updateMitigation(model: Model, id: string, changes: Partial<Omit<Mitigation, 'id'>>): Model {
  const mitigations = updated(model.mitigations, (each) => each.id === id, changes)
  return mitigations === model.mitigations ? model : { ...model, mitigations }
}

/** Another id, which the risks follow. The new id must be free; an unknown old one changes nothing. */
export function renameMitigation(model: Model, from: string, to: string): Model {
  if (from === to || !indexOf(model).mitigations.has(from)) return model
  return {
    ...model,
    mitigations: model.mitigations.map((each) => (each.id === from ? { ...each, id: to } : each)),
    risks: model.risks.map((risk) =>
      risk.mitigations?.includes(from)
        ? { ...risk, mitigations: risk.mitigations.map((id) => (id === from ? to : id)) }
        : risk,
    ),
  }
}

/** Removes mitigations and every mention of them. What a risk's status says stays. */
export function removeMitigations(model: Model, ids: readonly string[]): Model {
  const gone = new Set(ids)
  const mitigations = model.mitigations.filter(({ id }) => !gone.has(id))
  if (mitigations.length === model.mitigations.length) return model
  return {
    ...model,
    mitigations,
    risks: model.risks.map((risk) => withoutMitigations(risk, (id) => gone.has(id))),
  }
}

/** Says of several risks whether a mitigation answers them; unknown ids change nothing. */
export function linkMitigation(model: Model, id: string, risks: readonly string[], isLinked: boolean): Model {
  if (!indexOf(model).mitigations.has(id)) return model
  const wanted = new Set(risks)
  const next = model.risks.map((risk) => {
    if (!wanted.has(risk.id) || (risk.mitigations?.includes(id) ?? false) === isLinked) return risk
    return isLinked
      ? { ...risk, mitigations: [...(risk.mitigations ?? []), id] }
      : withoutMitigations(risk, (each) => each === id)
  })
  return next.some((risk, at) => risk !== model.risks[at]) ? { ...model, risks: next } : model
}

/** The risk without the mitigations that are gone; the same one when it names none of them. */
export function withoutMitigations(risk: Risk, isGone: (id: string) => boolean): Risk {
  if (!risk.mitigations?.some(isGone)) return risk
  const { mitigations, ...rest } = risk
  const left = mitigations.filter((id) => !isGone(id))
  return left.length === 0 ? rest : { ...rest, mitigations: left }
}
