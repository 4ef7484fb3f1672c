/** A diagram proposed from prose: prepared, looked at, sent, and handed to the person as text to read and edit. */
import { createStore, useStore } from 'zustand'
import type { DroppedRow } from '../../../shared/llm/types.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { Plan, Run } from '../../../shared/protocol/llm.ts'
import { client } from '../../platform/client.ts'
import { type Problem, problemOf } from '../problem.ts'

export interface DescribeState {
  /** What the person wrote; kept while the dialog is closed. */
  readonly prose: string
  readonly preparing: boolean
  /** Of exactly this prose; null after a change of it. */
  readonly plan: Plan | null
  readonly body: string | null
  /** Id of the run under way. */
  readonly run: string | null
  readonly problem: Problem | null
  /** Parts of the last proposal that were not taken. */
  readonly dropped: readonly DroppedRow[]
}

export const describeStore = createStore<DescribeState>(() => ({
  prose: '',
  preparing: false,
  plan: null,
  body: null,
  run: null,
  problem: null,
  dropped: [],
}))

export function useDescribe<T>(selector: (state: DescribeState) => T): T {
  return useStore(describeStore, selector)
}

const { getState } = describeStore
const setDescribe = (changes: Partial<DescribeState>) => describeStore.setState(changes)
/** For an answer whose event was missed, in milliseconds. */
const LOOK_AGAIN = 2000

/** Called when the run that is followed may have ended. */
let lookNow: (() => void) | null = null

/** Another text needs another plan. */
export function setProse(prose: string): void {
  setDescribe({ prose, plan: null, body: null, problem: null })
}

/** Builds the request and its exact bytes and sends nothing; false when it cannot be built. */
export async function prepareDescription(path: string): Promise<boolean> {
  const { prose, preparing } = getState()
  if (prose.trim() === '' || preparing) return false
  setDescribe({ preparing: true, plan: null, body: null, problem: null })
  try {
    const task = { kind: 'describe' as const, text: prose }
    const plan = await client.call('llm.prepare', { path, model: EMPTY_MODEL, drafts: [], task })
    const item = plan.items[0]
    const body = item ? (await client.call('llm.preview', { plan: plan.plan, item: item.id })).body : null
    if (getState().prose !== prose) return false
    setDescribe({ plan, body })
    return true
  } catch (error) {
    if (getState().prose === prose) setDescribe({ problem: problemOf(error) })
    return false
  } finally {
    setDescribe({ preparing: false })
  }
}

/** Sends what the plan shows and waits; the text of the diagram, null when there is none. */
export async function proposeDiagram(): Promise<string | null> {
  const { plan, run: other } = getState()
  if (!plan || other !== null) return null
  // A plan starts once.
  setDescribe({ run: '', problem: null, dropped: [] })
  try {
    const run = await ended(await client.call('llm.start', { plan: plan.plan, hash: plan.hash }))
    const item = run.items[0]
    if (item?.text !== undefined) {
      setDescribe({ dropped: item.dropped })
      return item.text
    }
    setDescribe({ problem: item?.problem ?? { message: endWords(run) } })
    return null
  } catch (error) {
    setDescribe({ problem: problemOf(error) })
    return null
  } finally {
    setDescribe({ run: null, plan: null, body: null })
  }
}

export async function stopDescribing(): Promise<void> {
  const { run } = getState()
  if (run === null || run === '') return
  await client.call('llm.stop', { run }).catch((error: unknown) => setDescribe({ problem: problemOf(error) }))
  lookNow?.()
}

/** Some run ended or went on; the one that is waited for may be it. */
export function onDescribeEvent(run: string): void {
  if (run === getState().run) lookNow?.()
}

async function ended(started: Run): Promise<Run> {
  let run = started
  setDescribe({ run: run.run })
  while (run.state === 'running') {
    await changed()
    run = await client.call('llm.status', { run: run.run })
  }
  return run
}

function changed(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LOOK_AGAIN)
    lookNow = () => {
      clearTimeout(timer)
      resolve()
    }
  })
}

function endWords(run: Run): string {
  if (run.state === 'stopped') return 'Stopped: no diagram was proposed.'
  if (run.state === 'over-cap') return 'The spending cap was reached before a diagram was proposed.'
  return 'The reply holds no diagram.'
}
