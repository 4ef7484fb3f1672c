/**
 * Drafting with the language model as the page sees it: a plan that is looked at, then a run that is
 * followed. Nothing here sends anything; the process behind the page does, and only what a plan showed.
 */
import { createStore, useStore } from 'zustand'
import type { Model } from '../../../shared/model/schema.ts'
import type { LlmTask, Plan, Run, RunItem } from '../../../shared/protocol/llm.ts'
import type { Problem } from '../problem.ts'

/** A plan that waits for the person's word. */
export interface Preview {
  readonly task: LlmTask
  /** The model that it is for. */
  readonly path: string
  /** What it is over, in words: "all 11 targets". */
  readonly over: string
  /** As it was when the plan was asked for. */
  readonly model: Model
  /** Null while the requests are built. */
  readonly plan: Plan | null
  readonly problem: Problem | null
  /** True from "Send" until the run began. */
  readonly starting: boolean
}

export interface DraftingState {
  readonly preview: Preview | null
  /** The last run, under way or ended; null before the first and after it was put away. */
  readonly run: Run | null
  /** The model that the run asks about; null where it is not known. */
  readonly asked: Model | null
  /** Items whose results were dealt with. */
  readonly taken: ReadonlySet<string>
  /** Items whose results are not taken, because what they are about has changed: they need a new plan. */
  readonly late: ReadonlySet<string>
  /** The person asked to stop and the answer is awaited. */
  readonly stopping: boolean
  /** A stop, a retry or a download that failed. */
  readonly problem: Problem | null
}

const NOTHING: ReadonlySet<string> = new Set()
export const NO_DRAFTING: DraftingState = {
  preview: null,
  run: null,
  asked: null,
  taken: NOTHING,
  late: NOTHING,
  stopping: false,
  problem: null,
}

export const draftingStore = createStore<DraftingState>(() => NO_DRAFTING)

export function useDrafting<T>(select: (state: DraftingState) => T): T {
  return useStore(draftingStore, select)
}

export function setDrafting(changes: Partial<DraftingState>): void {
  draftingStore.setState(changes)
}

/** How far a run is: what has ended, whatever the end. */
export interface RunCounts {
  readonly ended: number
  readonly done: number
  readonly cached: number
  readonly failed: number
  readonly stopped: number
  readonly running: number
  readonly drafts: number
  readonly remarks: number
}

export function countsOf(items: readonly RunItem[]): RunCounts {
  const count = (state: RunItem['state']) => items.filter((item) => item.state === state).length
  const [done, cached, failed, stopped] = [count('done'), count('cached'), count('failed'), count('stopped')]
  return {
    ended: done + cached + failed + stopped,
    done,
    cached,
    failed,
    stopped,
    running: count('running'),
    drafts: items.reduce((sum, { drafts }) => sum + drafts.length, 0),
    remarks: items.reduce((sum, { remarks }) => sum + remarks.length, 0),
  }
}

/** How a run stands, in words. */
export function runWords({ state, items }: Run): string {
  const { ended, failed, stopped } = countsOf(items)
  if (state === 'running') return `${ended} of ${items.length} answered`
  const left = stopped + items.filter((item) => item.state === 'waiting' || item.state === 'running').length
  if (state === 'stopped') return `Stopped: ${items.length - left - failed} of ${items.length} answered`
  if (state === 'over-cap') return `Stopped at the spending cap: ${left} of ${items.length} not asked`
  return failed > 0
    ? `Finished: ${failed} of ${items.length} failed`
    : `Finished: all ${items.length} answered`
}

/** What the same request may still answer: what failed or was stopped, and was not changed since it was asked. */
export function isRetryable({ id, state }: RunItem, late: ReadonlySet<string>): boolean {
  return (state === 'failed' || state === 'stopped') && !late.has(id)
}
