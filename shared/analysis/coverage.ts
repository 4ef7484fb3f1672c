/** How far a review is: targets x six categories, and what is left to do. */
import { crossingsOf, crossingsOfBoundary, listTargets } from '../model/crossings.ts'
import { fingerprintOf } from '../model/fingerprint.ts'
import { indexOf } from '../model/queries.ts'
import type { Category, Draft, Model, Risk } from '../model/schema.ts'
import { CATEGORIES } from '../model/schema.ts'
import { isSettled, openDrafts, outOfScopeOf } from './redrafting/open-drafts.ts'

export type Cell =
  | { readonly state: 'risks'; readonly risks: readonly Risk[] }
  | { readonly state: 'not-applicable'; readonly reason: string }
  | { readonly state: 'drafts'; readonly drafts: readonly Draft[] }
  | { readonly state: 'stale' | 'reviewed' | 'blank' }

export interface TargetCoverage {
  readonly target: string
  readonly analysed: boolean
  readonly stale: boolean
  readonly cells: Readonly<Record<Category, Cell>>
}

/** Components in the model's order, then crossings in the order of its flows. */
export type Coverage = readonly TargetCoverage[]

export interface Progress {
  readonly targets: number
  readonly analysed: number
  readonly crossings: number
  readonly crossingsAnalysed: number
  readonly openDrafts: number
  readonly unresolvedRisks: number
  readonly stale: number
}

/** The state of every cell; `drafts` may hold decided ones, which are left out. */
export function coverageOf(model: Model, drafts: readonly Draft[]): Coverage {
  const open = byTarget(openDrafts(model, drafts))
  return listTargets(model).map((target) => targetCoverage(model, open.get(target) ?? [], target))
}

/** The coverage of the crossings of one boundary, in the order of the model's flows. */
export function boundaryCoverage(model: Model, drafts: readonly Draft[], boundaryId: string): Coverage {
  const open = byTarget(openDrafts(model, drafts))
  return crossingsOfBoundary(model, boundaryId).map(({ ref }) =>
    targetCoverage(model, open.get(ref) ?? [], ref),
  )
}

/** No open draft is left and the review, if there had to be one, was of the target as it is now. */
export function isAnalysed(model: Model, drafts: readonly Draft[], target: string): boolean {
  if (!isSettled(model, target)) return false
  return (
    openDrafts(
      model,
      drafts.filter((draft) => draft.target === target),
    ).length === 0
  )
}

/** Reviewed once, and changed since in something that its analysis depends on. */
export function isStale(model: Model, target: string): boolean {
  const reviewed = indexOf(model).analyses.get(target)?.fingerprint
  if (reviewed === undefined || outOfScopeOf(model, target) !== undefined) return false
  const current = fingerprintOf(model, target)
  return current !== undefined && current !== reviewed
}

/** Counts for the progress line; `drafts` may hold decided ones. */
export function progressOf(model: Model, drafts: readonly Draft[]): Progress {
  const targets = listTargets(model)
  const crossings = crossingsOf(model)
  const open = openDrafts(model, drafts)
  const waiting = new Set(open.map((draft) => draft.target))
  const analysed = targets.filter((target) => isSettled(model, target) && !waiting.has(target))
  return {
    targets: targets.length,
    analysed: analysed.length,
    crossings: crossings.size,
    crossingsAnalysed: analysed.filter((target) => crossings.has(target)).length,
    openDrafts: open.length,
    unresolvedRisks: model.risks.filter((risk) => !isResolved(risk)).length,
    stale: targets.filter((target) => isStale(model, target)).length,
  }
}

function targetCoverage(model: Model, open: readonly Draft[], target: string): TargetCoverage {
  const stale = isStale(model, target)
  const analysed = open.length === 0 && isSettled(model, target)
  const cells = Object.fromEntries(
    CATEGORIES.map((category) => [category, cellOf(model, open, target, category, { stale, analysed })]),
  ) as Record<Category, Cell>
  return { target, analysed, stale, cells }
}

function cellOf(
  model: Model,
  open: readonly Draft[],
  target: string,
  category: Category,
  { stale, analysed }: { readonly stale: boolean; readonly analysed: boolean },
): Cell {
  const { analyses, risksByTarget } = indexOf(model)
  const risks = (risksByTarget.get(target) ?? []).filter((risk) => risk.category === category)
  if (risks.length > 0) return { state: 'risks', risks }
  const reason = analyses.get(target)?.notApplicable[category] ?? outOfScopeOf(model, target)
  if (reason !== undefined) return { state: 'not-applicable', reason }
  const drafts = open.filter((draft) => draft.category === category)
  if (drafts.length > 0) return { state: 'drafts', drafts }
  return { state: stale ? 'stale' : analysed ? 'reviewed' : 'blank' }
}

function byTarget(drafts: readonly Draft[]): ReadonlyMap<string, readonly Draft[]> {
  const groups = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const group = groups.get(draft.target)
    if (group) group.push(draft)
    else groups.set(draft.target, [draft])
  }
  return groups
}

// The same sentence of the product as triage's `isResolved`, which a folder of this tier cannot import.
function isResolved(risk: Risk): boolean {
  if (risk.ticket || risk.status === 'mitigated') return true
  return (
    ['accepted', 'wont-fix', 'false-positive'].includes(risk.status) && Boolean(risk.justification?.trim())
  )
}
