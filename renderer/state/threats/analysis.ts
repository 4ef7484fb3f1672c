/**
 * Drafting threats and deciding on them, each as one labelled undo step. What a decision means is
 * shared/triage's; the date is the page's clock, read here and nowhere deeper.
 */
import { isStale } from '../../../shared/analysis/coverage.ts'
import { evaluateModel } from '../../../shared/analysis/evaluate.ts'
import { isSettled } from '../../../shared/analysis/redrafting/open-drafts.ts'
import { changedTargets, mergeDrafts, sameDrafts } from '../../../shared/analysis/redrafting/redraft.ts'
import { plural } from '../../../shared/core/text.ts'
import { crossingsOfBoundary, listTargets } from '../../../shared/model/crossings.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import type { Category, Draft, Model, Risk } from '../../../shared/model/schema.ts'
import {
  markAnalysed,
  markNotApplicable,
  rejectDraft,
  setOutOfScope,
  unrejectDraft,
} from '../../../shared/triage/analyses.ts'
import { addRisk, keepDraft, type NewRisk, removeRisk, updateRisk } from '../../../shared/triage/risks.ts'
import { apply, currentDocument, documentStore } from '../document.ts'
import { applyModel } from '../elements/attributes.ts'
import { today } from '../resolutions/today.ts'
import { isAnalysedIn, openDraftsOf } from '../selectors.ts'
import { notify } from '../ui.ts'
import type { Threat } from './threats.ts'

/**
 * Runs the offline rules over everything, or over `targets` and then leaves the drafts of others as
 * they are. Drafts of another source stay. Returns how many drafts are open afterwards.
 */
export function draftThreats(targets?: readonly string[], label = 'Draft threats'): number {
  apply((document) => {
    const fresh = evaluateModel(document.model, { team: documentStore.getState().config.rules })
    const all = () => [...listTargets(document.model), ...document.drafts.map(({ target }) => target)]
    const next = mergeDrafts(document.drafts, fresh, targets ?? all())
    return sameDrafts(next, document.drafts) ? document : { ...document, drafts: next }
  }, label)
  return openDraftsOf(currentDocument()).length
}

/**
 * Edits the model and, in the same step, drafts again the targets that the rules see otherwise after it. Where
 * they never drafted they do not begin now.
 */
export function applyToDrafts(edit: (model: Model) => Model, label: string): void {
  const { rules: team } = documentStore.getState().config
  apply((document) => {
    const model = edit(document.model)
    if (model === document.model) return document
    const before = evaluateModel(document.model, { team })
    // Rules that are all switched off have no drafts that would show that they were asked for.
    const isDrafted = before.length === 0 || document.drafts.some(({ source }) => source.by === 'rules')
    if (!isDrafted) return { ...document, model }
    const fresh = evaluateModel(model, { team })
    const drafts = mergeDrafts(document.drafts, fresh, changedTargets(before, fresh))
    return { ...document, model, drafts }
  }, label)
}

/** The refs of the flows that cross a boundary: what "Analyse this boundary" runs over. */
export function crossingRefs(boundaryId: string): readonly string[] {
  return crossingsOfBoundary(currentDocument().model, boundaryId).map((crossing) => crossing.ref)
}

/** Keeps a draft as a risk, with changed words and a decision in the same step. A risk is changed only. */
export function keep(threat: Threat, changes: Partial<Omit<Risk, 'id'>> = {}, verb = 'Keep'): void {
  applyModel((model) => kept(model, threat, changes), `${verb} "${threat.title}"`)
}

/** Keeps and files: a ticket means that somebody works on it. */
export function keepWithTicket(threat: Threat, ticket: string): void {
  const isNew = threat.kind !== 'risk' || threat.risk.status === 'unchecked'
  const changes: Partial<Risk> = isNew ? { ticket, status: 'in-progress' } : { ticket }
  applyModel((model) => kept(model, threat, changes), `File "${threat.title}" as ${ticket}`)
}

export function accept(threat: Threat, justification: string): void {
  keep(threat, { status: 'accepted', justification }, 'Accept')
}

export function wontFix(threat: Threat, justification: string): void {
  keep(threat, { status: 'wont-fix', justification }, "Won't fix")
}

/** A draft is remembered as fiction; a kept risk becomes a false positive with the same reason. */
export function reject(threat: Threat, reason: string): void {
  if (threat.kind === 'risk') keep(threat, { status: 'false-positive', justification: reason }, 'Reject')
  else if (threat.kind === 'draft')
    applyModel((model) => rejectDraft(model, threat.draft, reason), `Reject "${threat.title}"`)
}

/** Offers a rejected draft again. */
export function unreject(threat: Threat): void {
  if (threat.kind !== 'rejected') return
  applyModel((model) => unrejectDraft(model, threat.target, threat.rejected.key), `Restore "${threat.title}"`)
}

/** An empty reason takes the statement back. */
export function setNotApplicable(target: string, category: Category, reason: string): void {
  const { model } = currentDocument()
  applyModel(
    (present) => markNotApplicable(present, target, category, reason),
    `Mark ${category.replaceAll('-', ' ')} ${reason.trim() === '' ? 'applicable' : 'not applicable'} at ${titleOf(model, target)}`,
  )
}

/** Marks targets analysed as they are now; returns how many open drafts that dismissed. */
export function setAnalysed(targets: readonly string[], what: string): number {
  const before = openDraftsOf(currentDocument()).length
  applyModel((model) => markAnalysed(model, targets, { date: today() }), `Mark ${what} analysed`)
  return before - openDraftsOf(currentDocument()).length
}

/** The targets that still need a look, in the model's order. */
export function targetsLeft(): readonly string[] {
  const document = currentDocument()
  return listTargets(document.model).filter((target) => !isAnalysedIn(document, target))
}

/** The targets that changed since their review or since the rules drafted for them, in the model's order. */
export function staleTargets(): readonly string[] {
  const { model, drafts } = currentDocument()
  const ours = drafts.filter(({ source }) => source.by === 'rules')
  const fresh = ours.length === 0 ? [] : evaluateModel(model, { team: documentStore.getState().config.rules })
  const outdated = new Set(changedTargets(ours, fresh))
  return listTargets(model).filter(
    (target) => isStale(model, target) || (outdated.has(target) && !isSettled(model, target)),
  )
}

/** "24 open drafts of 9 targets dismissed." for the notice after `setAnalysed`. */
export function dismissedWords(targets: number, drafts: number): string {
  const marked = `${plural(targets, 'target')} marked analysed`
  return drafts === 0 ? `${marked}.` : `${marked}, ${plural(drafts, 'open draft')} dismissed.`
}

/** Excludes a target from analysis; an empty reason brings it back. Components say it themselves. */
export function setScope(target: string, reason: string, typing?: string): void {
  const { model } = currentDocument()
  const verb = reason.trim() === '' ? 'Bring' : 'Take'
  const where = reason.trim() === '' ? 'into' : 'out of'
  applyModel(
    (present) => setOutOfScope(present, target, reason),
    `${verb} ${titleOf(model, target)} ${where} scope`,
    typing,
  )
}

export function addOwnRisk(risk: NewRisk): void {
  const source = { by: 'person', date: today() } as const
  applyModel((model) => addRisk(model, { source, ...risk }), `Add risk "${risk.title}"`)
}

export function deleteRisk(risk: Risk): void {
  applyModel((model) => removeRisk(model, risk.id), `Delete risk "${risk.title || risk.id}"`)
}

/** The model with a threat as a risk, changed as the decision wants it. */
export function kept(model: Model, threat: Threat, changes: Partial<Omit<Risk, 'id'>>): Model {
  if (threat.kind === 'risk') return updateRisk(model, threat.id, changes)
  return threat.kind === 'rejected' ? model : keptDraft(model, threat.draft, changes)
}

/** The model with the draft as a risk, changed as the decision wants it. */
export function keptDraft(model: Model, draft: Draft, changes: Partial<Omit<Risk, 'id'>>): Model {
  const known = new Set(
    indexOf(model)
      .risksByTarget.get(draft.target)
      ?.map((risk) => risk.id),
  )
  const next = keepDraft(model, draft, { date: today() })
  const risk = next.risks.find(({ id, target }) => target === draft.target && !known.has(id))
  return risk ? updateRisk(next, risk.id, changes) : next
}

/** Runs the rules over the crossings of one boundary. */
export function analyseBoundary(boundaryId: string): void {
  const title = titleOf(currentDocument().model, boundaryId)
  runOn(crossingRefs(boundaryId), `Analyse ${title}`, title)
}

/** Runs the rules over one component or crossing. */
export function draftTarget(target: string): void {
  const title = titleOf(currentDocument().model, target)
  runOn([target], `Draft threats of ${title}`, title)
}

export function markBoundaryAnalysed(boundaryId: string): void {
  const title = titleOf(currentDocument().model, boundaryId)
  const refs = crossingRefs(boundaryId)
  notify('done', dismissedWords(refs.length, setAnalysed(refs, `the crossings of ${title}`)))
}

function runOn(targets: readonly string[], label: string, title: string): void {
  draftThreats(targets, label)
  const open = openDraftsOf(currentDocument()).filter((draft) => targets.includes(draft.target)).length
  notify('done', open === 0 ? `${title}: nothing new to review.` : `${title}: ${plural(open, 'open draft')}.`)
}
