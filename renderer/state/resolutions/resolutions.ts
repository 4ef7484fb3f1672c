/** Decisions that settle a risk, and the mitigations that answer them, as edits of the open document. */
import {
  addMitigation,
  removeMitigations,
  updateMitigation,
} from '../../../shared/model/edits/mitigations.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import type { Mitigation, Model } from '../../../shared/model/schema.ts'
import { type Acceptance, acceptedAs, mitigatedBy } from '../../../shared/triage/decisions.ts'
import { currentDocument } from '../document.ts'
import { applyModel } from '../elements/attributes.ts'
import { keep, kept } from '../threats/analysis.ts'
import type { Threat } from '../threats/threats.ts'

export function acceptUntil(threat: Threat, acceptance: Acceptance): void {
  keep(threat, acceptedAs(acceptance), 'Accept')
}

/** What the form of a mitigated threat asks for. */
export interface MitigatedAnswer {
  readonly evidence: readonly string[]
  /** Titles: of mitigations that there are, and of new ones, which are added as landed: the threat is mitigated. */
  readonly titles: readonly string[]
}

export function mitigateWith(threat: Threat, { evidence, titles }: MitigatedAnswer): void {
  applyModel((before) => {
    const { model, ids } = withMitigations(before, titles)
    return kept(model, threat, mitigatedBy(model, { evidence, mitigations: ids }))
  }, `Mark mitigated "${threat.title}"`)
}

/** The titles of a risk's mitigations, in its order. */
export function titlesOf(model: Model, ids: readonly string[] = []): readonly string[] {
  const { mitigations } = indexOf(model)
  return ids.map((id) => mitigations.get(id)?.title ?? id)
}

function withMitigations(
  model: Model,
  titles: readonly string[],
): { readonly model: Model; readonly ids: readonly string[] } {
  const ids: string[] = []
  let next = model
  for (const title of titles) {
    const known = next.mitigations.find((each) => each.title === title)
    const added = known ? { model: next, id: known.id } : addMitigation(next, { title, status: 'landed' })
    next = added.model
    ids.push(added.id)
  }
  return { model: next, ids: [...new Set(ids)] }
}

/** Who accepted a risk last in this model: most often the same person again. */
export function lastAccepter(model: Model): string {
  return model.risks.findLast(({ acceptedBy }) => acceptedBy)?.acceptedBy ?? ''
}

/** Everybody who accepted a risk, each once, the latest first. */
export function listAccepters(model: Model): readonly string[] {
  return [...new Set(model.risks.flatMap(({ acceptedBy }) => acceptedBy ?? []).reverse())]
}

export function newMitigation(title: string): string {
  const { id } = addMitigation(currentDocument().model, { title })
  applyModel((model) => addMitigation(model, { title }).model, `Add mitigation ${title}`)
  return id
}

export function setMitigation(
  id: string,
  changes: Partial<Omit<Mitigation, 'id'>>,
  what: string,
  typing?: string,
): void {
  const [title] = titlesOf(currentDocument().model, [id])
  const label = what === 'title' ? `Rename ${title}` : `Set ${what} of ${title}`
  applyModel((model) => updateMitigation(model, id, changes), label, typing)
}

export function dropMitigation(id: string): void {
  const [title] = titlesOf(currentDocument().model, [id])
  applyModel((model) => removeMitigations(model, [id]), `Remove mitigation ${title}`)
}
