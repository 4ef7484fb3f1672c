/** What a review came to and what it still waits for. */
import type { Document } from '../../../shared/model/document.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { suggestTicket } from '../../../shared/triage/tickets.ts'
import { progressOfDocument } from '../selectors.ts'
import { countsOf, type PassCounts } from './queues.ts'
import type { Ask } from './store.ts'

/** Reasons people gave before, the latest first, without repeats; at most `limit`. */
export function recentReasons(model: Model, ask: Ask, limit = 4): readonly string[] {
  const reasons =
    ask === 'not-applicable'
      ? model.analyses.flatMap((analysis) => Object.values(analysis.notApplicable))
      : ask === 'covered'
        ? model.analyses.flatMap((analysis) => Object.values(analysis.answered ?? {}))
        : ask === 'reject'
          ? [
              ...model.risks.flatMap((risk) =>
                risk.status === 'false-positive' ? (risk.justification ?? []) : [],
              ),
              ...model.analyses.flatMap((analysis) => analysis.rejected.map((rejected) => rejected.reason)),
            ]
          : model.risks.flatMap((risk) => (risk.status === STATUS_OF[ask] ? (risk.justification ?? []) : []))
  return [...new Set(reasons.filter(Boolean).reverse())].slice(0, limit)
}

const STATUS_OF: Partial<Record<Ask, string>> = { accept: 'accepted', 'wont-fix': 'wont-fix' }

/** What the decisions so far came to, for the last page. */
export interface Outcome {
  readonly tickets: readonly string[]
  readonly accepted: number
  /** The day on which the first of them ends, as YYYY-MM-DD. */
  readonly acceptedUntil: string | undefined
  readonly wontFix: number
  readonly mitigated: number
  readonly rejected: number
  readonly notApplicable: number
  /** Questions about what is missing that somebody answered. */
  readonly answered: number
  readonly analysed: number
}

export function outcomeOf(document: Document): Outcome {
  const { risks, analyses } = document.model
  const count = (status: string) => risks.filter((risk) => risk.status === status).length
  const sum = (of: (analysis: Model['analyses'][number]) => number) =>
    analyses.reduce((total, analysis) => total + of(analysis), 0)
  const until = risks.flatMap(({ status, acceptedUntil = [] }) =>
    status === 'accepted' ? acceptedUntil : [],
  )
  return {
    tickets: [...new Set(risks.flatMap((risk) => (risk.ticket ? [risk.ticket] : [])))],
    accepted: count('accepted'),
    acceptedUntil: until.sort()[0],
    wontFix: count('wont-fix'),
    mitigated: count('mitigated'),
    rejected: sum(({ rejected }) => rejected.length) + count('false-positive'),
    notApplicable: sum(({ notApplicable }) => Object.keys(notApplicable).length),
    answered: sum(({ answered }) => Object.keys(answered ?? {}).length),
    analysed: progressOfDocument(document).analysed,
  }
}

/** What a review still waits for. */
export interface Left extends PassCounts {
  readonly targets: number
  /** Questions that were put off. */
  readonly skipped: number
  /** Risks that wait for somebody's answer; they are among those to resolve. */
  readonly asked: number
  /** Nothing of these. */
  readonly isDone: boolean
}

export function leftIn(document: Document, skipped: ReadonlySet<string>): Left {
  const counts = countsOf(document, skipped)
  const { targets: all, analysed } = progressOfDocument(document)
  const targets = all - analysed
  const { prune, test, add, resolve } = counts
  const asked = document.model.risks.filter(({ question }) => question !== undefined).length
  const off = countsOf(document, NOTHING).add - add
  return { ...counts, targets, skipped: off, asked, isDone: targets + prune + test + add + resolve === 0 }
}

const NOTHING: ReadonlySet<string> = new Set()

/** The next ticket id: by the team's prefix, else by the prefix of the last ticket given. */
export function nextTicket(model: Model, prefix: string): string {
  const last = model.risks.findLast((risk) => /-\d+$/.test(risk.ticket ?? ''))?.ticket ?? ''
  return suggestTicket(model, prefix || last.replace(/-\d+$/, '')) ?? ''
}
