/** What the canvas says about each target's review: counts and one of three states. */
import { isStale } from '../../../shared/analysis/coverage.ts'
import { isSettled } from '../../../shared/analysis/open-drafts.ts'
import { plural } from '../../../shared/core/text.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import type { Document } from '../../../shared/model/document.ts'
import { indexOf, titleOf } from '../../../shared/model/queries.ts'
import { isResolved } from '../../../shared/triage/resolution.ts'
import { openDraftsOf } from '../selectors.ts'

export interface Mark {
  /** Open ones. */
  readonly drafts: number
  /** Unresolved ones. */
  readonly risks: number
  readonly state: 'open' | 'analysed' | 'stale'
}

const UNTOUCHED: Mark = { drafts: 0, risks: 0, state: 'open' }
let last: { model: Document['model']; drafts: Document['drafts']; marks: ReadonlyMap<string, Mark> } | null =
  null

/** The mark of every component and crossing, by ref. */
export function marksOf(document: Document): ReadonlyMap<string, Mark> {
  if (last?.model === document.model && last.drafts === document.drafts) return last.marks
  const { model } = document
  const drafts = new Map<string, number>()
  for (const { target } of openDraftsOf(document)) drafts.set(target, (drafts.get(target) ?? 0) + 1)
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
    marks.set(
      target,
      open === 0 && risks === 0 && state === 'open' ? UNTOUCHED : { drafts: open, risks, state },
    )
  }
  last = { model, drafts: document.drafts, marks }
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
  document: Document,
  ref: string,
  boundaries: readonly string[],
  mark: Mark,
): string {
  const names = boundaries.map((id) => titleOf(document.model, id)).join(', ')
  return `Crossing of ${names} by ${titleOf(document.model, ref)}: ${describeMark(mark)}`
}
