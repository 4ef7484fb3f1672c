/**
 * The walk through what waits for a decision. The queue is derived from the document; the place in it
 * is the threat in hand, and after a decision the next one takes that place.
 */
import { createStore, useStore } from 'zustand'
import type { Document } from '../../../shared/model/document.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { isOpenRemark } from '../../../shared/triage/remarks.ts'
import { suggestTicket } from '../../../shared/triage/tickets.ts'
import { currentDocument } from '../document.ts'
import { progressOfDocument } from '../selectors.ts'
import { matchesText, type Threat, threatsOf } from '../threats.ts'
import { select, setUi, uiStore } from '../ui.ts'
import { reveal } from '../view.ts'

/** `drafts` nobody has looked at; kept risks that are still `unresolved`. */
export type Queue = 'drafts' | 'unresolved'
/** The question that is open at the threat in hand. */
export type Ask = 'reject' | 'ticket' | 'accept' | 'wont-fix' | 'not-applicable' | 'edit' | 'add'

export interface ReviewState {
  readonly queue: Queue
  readonly ask: Ask | null
  /** Narrows the queue by words. */
  readonly search: string
  /** Id of the remark that the form of a new risk is filled from. */
  readonly remark: string | null
  /** An element is being selected that the threat in hand names: selecting it takes no other threat in hand. */
  readonly pointing: boolean
  /** Counts requests to put the focus into the search field. */
  readonly searchRequests: number
}

export const reviewStore = createStore<ReviewState>(() => ({
  queue: 'drafts',
  ask: null,
  search: '',
  remark: null,
  pointing: false,
  searchRequests: 0,
}))

export function useReview<T>(select: (state: ReviewState) => T): T {
  return useStore(reviewStore, select)
}

export function setReview(changes: Partial<ReviewState>): void {
  // The form of a remark is left with the question that it was opened for.
  reviewStore.setState('ask' in changes ? { remark: null, ...changes } : changes)
}

/** What waits, in the order it is walked: drafts best first, risks in the model's order. */
export function queueOf(document: Document, queue: Queue, search = ''): readonly Threat[] {
  return threatsOf(document).filter(
    (threat) =>
      (queue === 'drafts' ? threat.kind === 'draft' : threat.kind === 'risk' && !threat.resolved) &&
      matchesText(document.model, threat, search),
  )
}

export interface InHand {
  readonly threat: Threat | undefined
  /** Its index in the queue; -1 for one that was taken from elsewhere, or when nothing waits. */
  readonly at: number
}

/** The focused threat, in the queue or not; without one the first of the queue. */
export function inHandOf(document: Document, waiting: readonly Threat[], focused: string | null): InHand {
  const at = waiting.findIndex((threat) => threat.id === focused)
  if (at >= 0) return { threat: waiting[at], at }
  const aside = threatsOf(document).find((threat) => threat.id === focused && threat.kind !== 'rejected')
  if (aside) return { threat: aside, at: -1 }
  return { threat: waiting[0], at: waiting.length > 0 ? 0 : -1 }
}

function present(): InHand & { readonly waiting: readonly Threat[] } {
  const { queue, search } = reviewStore.getState()
  const document = currentDocument()
  const waiting = queueOf(document, queue, search)
  return { waiting, ...inHandOf(document, waiting, uiStore.getState().focusedThreat) }
}

/** The threat in hand now, for actions. */
export function threatInHand(): Threat | undefined {
  return present().threat
}

/** Takes the next (1) or previous (-1) threat in hand; stays at the ends. */
export function moveInQueue(step: 1 | -1): void {
  const { waiting, at } = present()
  const next = at < 0 ? waiting[0] : waiting[at + step]
  setReview({ ask: null })
  if (next) setUi({ focusedThreat: next.id })
}

/**
 * Runs a decision on the threat in hand and takes the one after it in hand. A risk that was taken
 * from outside the queue stays in hand.
 */
export function decide(decision: (threat: Threat) => void): void {
  const { waiting, at, threat } = present()
  if (!threat) return
  setReview({ ask: null })
  decision(threat)
  const after = present().waiting
  const left = new Set(after.map((other) => other.key))
  const following = at < 0 ? undefined : waiting.slice(at + 1).find((other) => left.has(other.key))
  const stays = left.has(threat.key) || (at < 0 && threat.kind === 'risk')
  const next = stays ? threat : (following ?? after.at(at < 0 ? 0 : -1))
  setUi({ focusedThreat: next?.id ?? null })
}

/** Selects and shows an element that the threat in hand names; that threat stays in hand. */
export function pointAt(ref: string): void {
  setReview({ pointing: true })
  select([ref])
  setReview({ pointing: false })
  reveal([ref])
}

/** Opens review at one threat, with a question already asked when `ask` is given. */
export function reviewThreat(threat: Threat, ask: Ask | null = null): void {
  if (threat.kind === 'rejected') return
  const { queue } = reviewStore.getState()
  const home = threat.kind === 'draft' ? 'drafts' : threat.resolved ? queue : 'unresolved'
  setReview({ queue: home, ask, search: '' })
  setUi({ mode: 'review', focusedThreat: threat.id })
}

/** Reasons people gave before, the latest first, without repeats; at most `limit`. */
export function recentReasons(model: Model, ask: Ask, limit = 4): readonly string[] {
  const reasons =
    ask === 'not-applicable'
      ? model.analyses.flatMap((analysis) => Object.values(analysis.notApplicable))
      : ask === 'reject'
        ? model.analyses.flatMap((analysis) => analysis.rejected.map((rejected) => rejected.reason))
        : model.risks.flatMap((risk) => (risk.status === STATUS_OF[ask] ? (risk.justification ?? []) : []))
  return [...new Set(reasons.filter(Boolean).reverse())].slice(0, limit)
}

const STATUS_OF: Partial<Record<Ask, string>> = { accept: 'accepted', 'wont-fix': 'wont-fix' }

/** What the decisions so far came to, for the last page. */
export interface Outcome {
  readonly tickets: readonly string[]
  readonly accepted: number
  readonly wontFix: number
  readonly mitigated: number
  readonly rejected: number
  readonly notApplicable: number
}

export function outcomeOf(model: Model): Outcome {
  const count = (status: string) => model.risks.filter((risk) => risk.status === status).length
  const rejected = model.analyses.reduce((sum, analysis) => sum + analysis.rejected.length, 0)
  const cells = model.analyses.reduce((sum, { notApplicable }) => sum + Object.keys(notApplicable).length, 0)
  return {
    tickets: [...new Set(model.risks.flatMap((risk) => (risk.ticket ? [risk.ticket] : [])))],
    accepted: count('accepted'),
    wontFix: count('wont-fix'),
    mitigated: count('mitigated'),
    rejected: rejected + count('false-positive'),
    notApplicable: cells,
  }
}

/** What a review still waits for. */
export interface Left {
  readonly targets: number
  readonly drafts: number
  readonly risks: number
  /** Remarks of the language model that were neither taken in nor dismissed. */
  readonly remarks: number
  /** Nothing of these. */
  readonly isDone: boolean
}

export function leftIn(document: Document): Left {
  const { targets: all, analysed, openDrafts: drafts, unresolvedRisks: risks } = progressOfDocument(document)
  const targets = all - analysed
  const remarks = document.remarks?.filter(isOpenRemark).length ?? 0
  return { targets, drafts, risks, remarks, isDone: targets + drafts + risks + remarks === 0 }
}

/** The next ticket id: by the team's prefix, else by the prefix of the last ticket given. */
export function nextTicket(model: Model, prefix: string): string {
  const last = model.risks.findLast((risk) => /-\d+$/.test(risk.ticket ?? ''))?.ticket ?? ''
  return suggestTicket(model, prefix || last.replace(/-\d+$/, '')) ?? ''
}
