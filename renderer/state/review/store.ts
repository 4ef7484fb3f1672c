/** Where the reviewer is: which pass, which question is open, what has been left for now. */
import { createStore, useStore } from 'zustand'
import { documentStore } from '../document.ts'
import { setUi } from '../ui.ts'
import { resetClock } from './clock.ts'

/** The passes in their order: what is fiction, what is true here, what nobody thought of, what is done about it. */
export const PASSES = ['prune', 'test', 'add', 'resolve'] as const
export type Pass = (typeof PASSES)[number]
/** After the passes comes the page that says what they came to. */
export const STEPS = [...PASSES, 'summary'] as const
export type Step = (typeof STEPS)[number]

/** The question that is open at what is in hand. */
export type Ask =
  | 'reject'
  | 'ticket'
  | 'accept'
  | 'mitigated'
  | 'wont-fix'
  | 'not-applicable'
  | 'edit'
  | 'add'
  /** The risk that a question about what is missing found. */
  | 'found'
  /** Nobody knows whether the assumption holds: what has to be found out, and by whom. */
  | 'unknown'
  /** The answer to a question about what is missing. */
  | 'covered'

/** How much the next decision is about; more than `one` only until it is made. */
export type Scope = 'one' | 'alike' | 'target' | 'topic' | 'selected' | 'found'

export interface ReviewState {
  /** Null until somebody chose or decided: the first pass in which something is left. */
  readonly step: Step | null
  readonly ask: Ask | null
  readonly scope: Scope
  /** Narrows the queue by words. */
  readonly search: string
  /** Key of the question in hand in the pass that adds. */
  readonly asked: string | null
  /** Keys of questions that were put off; they are asked again when the model is opened anew. */
  readonly skipped: ReadonlySet<string>
  /** An element is being selected that the threat in hand names: selecting it takes no other threat in hand. */
  readonly pointing: boolean
  /** Counts requests to put the focus into the search field. */
  readonly searchRequests: number
}

const NOTHING_SKIPPED: ReadonlySet<string> = new Set()

const FRESH: Omit<ReviewState, 'searchRequests'> = {
  step: null,
  ask: null,
  scope: 'one',
  search: '',
  asked: null,
  skipped: NOTHING_SKIPPED,
  pointing: false,
}

export const reviewStore = createStore<ReviewState>(() => ({ ...FRESH, searchRequests: 0 }))

// Another model is another review.
documentStore.subscribe((state, before) => {
  if (state.path === before.path) return
  reviewStore.setState(FRESH)
  resetClock()
})

export function useReview<T>(select: (state: ReviewState) => T): T {
  return useStore(reviewStore, select)
}

export function setReview(changes: Partial<ReviewState>): void {
  reviewStore.setState(changes)
}

/** Goes to a step with its first item in hand and nothing asked. */
export function goTo(step: Step): void {
  setReview({ step, ask: null, scope: 'one', search: '', asked: null })
  setUi({ focusedThreat: null })
}
