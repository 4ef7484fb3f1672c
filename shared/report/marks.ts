/** What a diagram says about each target's review: counts and one of three states. */
import { isStale } from '../analysis/coverage.ts'
import { isSettled } from '../analysis/redrafting/open-drafts.ts'
import { plural } from '../core/text.ts'
import { listTargets } from '../model/crossings.ts'
import { indexOf, titleOf } from '../model/queries.ts'
import type { Draft, Model } from '../model/schema.ts'
import { isResolved } from '../triage/resolution.ts'

export interface Mark {
  /** Open ones. */
  readonly drafts: number
  /** Unresolved ones. */
  readonly risks: number
  readonly state: 'open' | 'analysed' | 'stale'
}

/** Nobody looked at it, and nothing is known. */
export const UNTOUCHED: Mark = { drafts: 0, risks: 0, state: 'open' }

/** The mark of every component and crossing, by ref. */
export function marksOf(model: Model, openDrafts: readonly Draft[]): ReadonlyMap<string, Mark> {
  const drafts = new Map<string, number>()
  for (const { target } of openDrafts) drafts.set(target, (drafts.get(target) ?? 0) + 1)
  const { risksByTarget } = indexOf(model)
  const marks = new Map<string, Mark>()
  for (const target of listTargets(model)) {
    const open = drafts.get(target) ?? 0
    const risks = (risksByTarget.get(target) ?? []).filter((risk) => !isResolved(risk)).length
    const state = isStale(model, target)
      ? 'stale'
      : open === 0 && isSettled(model, target)
        ? 'analysed'
        : 'open'
    const isUntouched = open === 0 && risks === 0 && state === 'open'
    marks.set(target, isUntouched ? UNTOUCHED : { drafts: open, risks, state })
  }
  return marks
}

/** "3 open drafts, 1 unresolved risk, not analysed". */
export function describeMark(mark: Mark): string {
  return [
    mark.drafts > 0 ? plural(mark.drafts, 'open draft') : '',
    mark.risks > 0 ? plural(mark.risks, 'unresolved risk') : '',
    { open: 'not analysed', analysed: 'analysed', stale: 'stale' }[mark.state],
  ]
    .filter(Boolean)
    .join(', ')
}

/** "Crossing of DMZ, Core by Browser → API Gateway: 3 open drafts, not analysed". */
export function describeCrossing(
  model: Model,
  ref: string,
  boundaries: readonly string[],
  mark: Mark | undefined,
): string {
  const names = boundaries.map((id) => titleOf(model, id)).join(', ')
  const review = mark ? `: ${describeMark(mark)}` : ''
  return `Crossing of ${names} by ${titleOf(model, ref)}${review}`
}
