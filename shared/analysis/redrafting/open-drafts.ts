/** Which drafts still wait for a person: decisions live in the model, drafts beside it. */
import { fingerprintOf } from '../../model/fingerprint.ts'
import { indexOf } from '../../model/queries.ts'
import type { Draft, Model, Risk } from '../../model/schema.ts'

/**
 * The candidates that nobody has decided on, in their order. Marking a target analysed dismisses what
 * is left of it; when its fingerprint changes, they come back.
 */
export function openDrafts(model: Model, candidates: readonly Draft[]): readonly Draft[] {
  const dismissed = new Map<string, boolean>()
  return candidates.filter((draft) => {
    let gone = dismissed.get(draft.target)
    if (gone === undefined) {
      gone = isSettled(model, draft.target)
      dismissed.set(draft.target, gone)
    }
    return !gone && !isInapplicable(model, draft) && !isDecided(model, draft)
  })
}

/** Why a target is not analysed at all; its own entry's reason before the component's. */
export function outOfScopeOf(model: Model, target: string): string | undefined {
  const index = indexOf(model)
  return index.analyses.get(target)?.outOfScope ?? index.components.get(target)?.outOfScope
}

/** Out of scope, or reviewed as it is now. */
export function isSettled(model: Model, target: string): boolean {
  if (outOfScopeOf(model, target) !== undefined) return true
  const reviewed = indexOf(model).analyses.get(target)?.fingerprint
  return reviewed !== undefined && reviewed === fingerprintOf(model, target)
}

function isInapplicable(model: Model, { target, category }: Draft): boolean {
  return indexOf(model).analyses.get(target)?.notApplicable[category] !== undefined
}

/** Kept as a risk or rejected: what a person said of this very draft, not of its target or category. */
export function isDecided(model: Model, draft: Draft): boolean {
  const { analyses, risksByTarget } = indexOf(model)
  if (analyses.get(draft.target)?.rejected.some((rejected) => rejected.key === draft.key)) return true
  return (risksByTarget.get(draft.target) ?? []).some((risk) => cameFrom(risk, draft))
}

/** By its key whatever a person made of it since, its category included. */
function cameFrom(risk: Risk, draft: Draft): boolean {
  if (risk.source?.draft === draft.key) return true
  if (risk.category !== draft.category) return false
  if (risk.title !== '' && risk.title === draft.title) return true
  return risk.source?.rule !== undefined && draft.rules.includes(risk.source.rule)
}
