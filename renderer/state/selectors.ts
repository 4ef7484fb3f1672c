/** What several views derive from the document, computed once for each model and drafts. */

import { type Coverage, coverageOf, type Progress, progressOf } from '../../shared/analysis/coverage.ts'
import { questionsOf } from '../../shared/analysis/questions.ts'
import { isSettled, openDrafts } from '../../shared/analysis/redrafting/open-drafts.ts'
import { isOutdated } from '../../shared/analysis/redrafting/redraft.ts'
import type { Document } from '../../shared/model/document.ts'
import type { Draft, Model } from '../../shared/model/schema.ts'
import type { TeamRule } from '../../shared/model/team-rule.ts'
import { documentStore } from './document.ts'

/** Remembers the result for the last model and drafts it was asked about: a moved box changes neither. */
export function perDocument<T>(compute: (document: Document) => T): (document: Document) => T {
  let last: { readonly document: Document; readonly value: T } | undefined
  return (document) => {
    if (last?.document.model !== document.model || last.document.drafts !== document.drafts) {
      last = { document, value: compute(document) }
    }
    return last.value
  }
}

/** The drafts that nobody has decided on, best first. */
export const openDraftsOf = perDocument(({ model, drafts }): readonly Draft[] => openDrafts(model, drafts))

/** How many open drafts each target has; targets without one are absent. */
const openDraftCounts = perDocument((document): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { target } of openDraftsOf(document)) counts.set(target, (counts.get(target) ?? 0) + 1)
  return counts
})

/** `isAnalysed` without going through all drafts for each target. */
export function isAnalysedIn(document: Document, target: string): boolean {
  return isSettled(document.model, target) && !openDraftCounts(document).has(target)
}

/** Whether the rules would draft otherwise for the target now; never so where they did not draft at all. */
export function isOutdatedIn(
  model: Model,
  drafts: readonly Draft[],
  target: string,
  team: readonly TeamRule[],
): boolean {
  if (!drafts.some(({ source }) => source.by === 'rules')) return false
  const known = drafts.filter((draft) => draft.target === target)
  return isOutdated(model, target, known, team)
}

export const progressOfDocument = perDocument(({ model, drafts }): Progress => progressOf(model, drafts))

/** The coverage of every target, components first. */
export const coverageIn = perDocument(({ model, drafts }): Coverage => coverageOf(model, drafts))

/** What the model leaves open, by target. */
export const questionsIn = perDocument(({ model }) =>
  byTarget(questionsOf(model, documentStore.getState().config.rules)),
)

/** Items by the target that they name, in their order. */
export function byTarget<T extends { readonly target: string }>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(item.target)
    if (group) group.push(item)
    else groups.set(item.target, [item])
  }
  return groups
}
