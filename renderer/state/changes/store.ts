/** What the job Changes compares, and how it is looked at. Nothing here is part of the document. */
import { createStore, useStore } from 'zustand'
import type { HistoryCommit, HistoryList, HistoryRefs, PastModel } from '../../../shared/protocol/history.ts'
import type { Problem } from '../problem.ts'
import { uiStore } from '../ui.ts'

/** A commit that somebody chose; `name` is the branch or tag that it was chosen by. */
export interface Picked {
  readonly commit: string
  readonly name: string | null
}

export type Revision = PastModel | { readonly state: 'failed'; readonly problem: Problem }

/** One picture with both, or one beside the other. */
export type ChangesView = 'overlay' | 'side'

export interface ChangesState {
  /** The model that all of this belongs to. */
  readonly path: string | null
  /** Null until it was read. */
  readonly history: HistoryList | null
  readonly refs: HistoryRefs | null
  /** Why the history could not be read. */
  readonly problem: Problem | null
  /** Null: the last commit of the model. */
  readonly base: Picked | null
  /** Null: what is open now, unsaved edits included. */
  readonly head: Picked | null
  /** By commit. A commit never changes, so what was read stays. */
  readonly revisions: ReadonlyMap<string, Revision>
  readonly view: ChangesView
  /** Key of the change that is looked at. */
  readonly inHand: string | null
}

export const NOTHING_COMPARED: ChangesState = {
  path: null,
  history: null,
  refs: null,
  problem: null,
  base: null,
  head: null,
  revisions: new Map(),
  view: 'overlay',
  inHand: null,
}

export const changesStore = createStore<ChangesState>(() => NOTHING_COMPARED)

export function useChanges<T>(select: (state: ChangesState) => T): T {
  return useStore(changesStore, select)
}

export function setChanges(changes: Partial<ChangesState>): void {
  changesStore.setState(changes)
}

/** True while a revision lies over the canvas in place of what is open. */
export function isRevisionShown(): boolean {
  return uiStore.getState().mode === 'changes' && changesStore.getState().head !== null
}

/** The commits that touched the model, oldest first; the same list while the history is. */
export function commitsOf({ history }: Pick<ChangesState, 'history'>): readonly HistoryCommit[] {
  return history?.state === 'listed' ? oldestFirst(history) : NONE
}

/** The commit that is compared from; undefined where there is none. */
export function baseCommitOf(state: Pick<ChangesState, 'history' | 'base'>): string | undefined {
  return state.base?.commit ?? commitsOf(state).at(-1)?.id
}

const NONE: readonly HistoryCommit[] = []
const orders = new WeakMap<object, readonly HistoryCommit[]>()

function oldestFirst(history: Extract<HistoryList, { state: 'listed' }>): readonly HistoryCommit[] {
  const known = orders.get(history) ?? history.commits.toReversed()
  orders.set(history, known)
  return known
}
