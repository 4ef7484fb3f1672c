/**
 * Following a run: each finished item goes into the document as it comes, all of a run as one undo step.
 * An event may overtake the answer that names its run, and an answer may be older than events that came
 * meanwhile; since every change has its own event, what was heard last wins.
 */
import { takeResult } from '../../../shared/llm/merge/take-result.ts'
import { type Document, tidy, withRemarks } from '../../../shared/model/document.ts'
import { fingerprintOf } from '../../../shared/model/fingerprint.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { EventData } from '../../../shared/protocol/contract.ts'
import type { Run, RunItem } from '../../../shared/protocol/llm.ts'
import { client } from '../../platform/client.ts'
import { apply, currentDocument, documentStore } from '../document.ts'
import { problemOf } from '../problem.ts'
import { notify } from '../ui.ts'
import { countsOf, draftingStore, isRetryable, runWords, setDrafting } from './drafting.ts'

export type RunEvent =
  | { readonly event: 'llm.item'; readonly data: EventData<'llm.item'> }
  | { readonly event: 'llm.ended'; readonly data: EventData<'llm.ended'> }

/** Events of runs that are not known yet, while a start is under way. */
let early: RunEvent[] | null = null

/** Takes the run that `start` answers with in hand; it asks about `model`. */
export async function beginRun(start: () => Promise<Run>, model: Model): Promise<void> {
  early = []
  try {
    const run = await start()
    const heard = early
    setDrafting({ run, asked: model, taken: new Set(), late: new Set(), stopping: false, problem: null })
    takeItems(run.items)
    for (const event of heard) onRunEvent(event)
    announceEnd(run.state)
  } finally {
    early = null
  }
}

/** What the process says of a run; one that is not in hand is somebody else's. */
export function onRunEvent(event: RunEvent): void {
  const { run } = draftingStore.getState()
  if (run?.run !== event.data.run) {
    early?.push(event)
    return
  }
  const { usage } = event.data
  if (event.event === 'llm.ended') {
    setDrafting({ run: { ...run, state: event.data.state, usage }, stopping: false })
    if (run.state === 'running') announceEnd(event.data.state)
    return
  }
  const { item } = event.data
  const items = run.items.map((each) => (each.id === item.id ? item : each))
  setDrafting({ run: { ...run, items, usage } })
  takeItems([item])
}

/** Asks how the run stands, for a page that may have missed events. */
export async function askStatus(): Promise<void> {
  const { run } = draftingStore.getState()
  if (run?.state !== 'running') return
  await ask(run, () => client.call('llm.status', { run: run.run }))
}

/** Ends the run; what is finished stays. */
export async function stopRun(): Promise<void> {
  const { run, stopping } = draftingStore.getState()
  if (run?.state !== 'running' || stopping) return
  setDrafting({ stopping: true })
  await ask(run, () => client.call('llm.stop', { run: run.run }))
  setDrafting({ stopping: false })
}

/** Asks the failed and stopped items again, or only these; not what changed since: see `draftChanged`. */
export async function retryRun(items: readonly string[] | null = null): Promise<void> {
  refuseChanged()
  const { run, late } = draftingStore.getState()
  if (!run || run.state === 'running') return
  const wanted = run.items.filter((item) => isRetryable(item, late) && (items?.includes(item.id) ?? true))
  if (wanted.length === 0) return
  const again = items === null && late.size === 0 ? null : wanted.map(({ id }) => id)
  // Its events may come before its answer does.
  setDrafting({ run: { ...run, state: 'running' } })
  await ask(run, () => client.call('llm.retry', { run: run.run, items: again }))
}

/** The text of a bundle that replays the run; null when it cannot be had. */
export async function readBundle(): Promise<string | null> {
  const { run } = draftingStore.getState()
  if (!run) return null
  try {
    setDrafting({ problem: null })
    return (await client.call('llm.bundle', { run: run.run })).text
  } catch (error) {
    setDrafting({ problem: problemOf(error) })
    return null
  }
}

/** Puts an ended run away. What it brought stays in the document. */
export function putRunAway(): void {
  if (draftingStore.getState().run?.state !== 'running') setDrafting({ run: null, problem: null })
}

/** Results that wait because another model was open when they came. */
export function waitingResults(run: Run, taken: ReadonlySet<string>): readonly RunItem[] {
  return run.items.filter((item) => hasResult(item) && !taken.has(item.id))
}

/** Takes what came while another model was open, once that of the run is open again. */
export function takeWaiting(): void {
  const { run } = draftingStore.getState()
  if (run) takeItems(run.items)
}

async function ask(run: Run, call: () => Promise<Run>): Promise<void> {
  const before = draftingStore.getState().run
  setDrafting({ problem: null })
  try {
    const answer = await call()
    const now = draftingStore.getState().run
    if (now?.run !== run.run) return
    setDrafting({ run: withRefused(newest(before, now, answer), draftingStore.getState().late) })
    takeItems(answer.items)
    if (now.state === 'running') announceEnd(answer.state)
  } catch (error) {
    const now = draftingStore.getState().run
    // A retry that did not begin.
    if (now?.run === run.run && now === before) setDrafting({ run })
    setDrafting({ problem: problemOf(error) })
  }
}

/** The answer, but what events changed while it was awaited stays. */
function newest(before: Run | null, now: Run, answer: Run): Run {
  const known = new Map(before?.items.map((item) => [item.id, item]))
  const heard = new Map(now.items.map((item) => [item.id, item]))
  const items = answer.items.map((item) => {
    const last = heard.get(item.id)
    return last && last !== known.get(item.id) ? last : item
  })
  return before?.state === now.state ? { ...answer, items } : { ...answer, items, state: now.state }
}

function hasResult({ state }: RunItem): boolean {
  return state === 'done' || state === 'cached'
}

function takeItems(items: readonly RunItem[]): void {
  const { run, asked, taken, late: before } = draftingStore.getState()
  if (!run || documentStore.getState().path !== run.path) return
  const answered = items.filter((item) => hasResult(item) && !taken.has(item.id))
  if (answered.length === 0) return
  const late = new Set([...before, ...answered.map(({ id }) => id).filter((id) => isLate(id, asked))])
  const fresh = answered.filter(({ id }) => !late.has(id))
  setDrafting({
    run: withRefused(run, late),
    late,
    taken: new Set([...taken, ...answered.map(({ id }) => id)]),
  })
  if (fresh.length === 0) return
  apply((document) => fresh.reduce(withResult, document), 'Draft with the language model', `llm:${run.run}`)
}

/** Whether what the answer is about has changed since it was asked. */
function isLate(id: string, asked: Model | null): boolean {
  if (asked === null) return false
  return fingerprintOf(asked, id) !== fingerprintOf(currentDocument().model, id)
}

/** What has changed by now would be asked in words of before, and paid for to be refused. */
function refuseChanged(): void {
  const { run, asked, late: before } = draftingStore.getState()
  if (!run || documentStore.getState().path !== run.path) return
  const changed = run.items.filter((item) => isRetryable(item, before) && isLate(item.id, asked))
  if (changed.length === 0) return
  const late = new Set([...before, ...changed.map(({ id }) => id)])
  setDrafting({ run: withRefused(run, late), late })
}

function withRefused(run: Run, late: ReadonlySet<string>): Run {
  const message = 'It was changed meanwhile, so an answer to the old request is not taken.'
  const refused = {
    state: 'failed',
    drafts: [],
    remarks: [],
    problem: { message, hint: 'Draft it again.' },
  } as const
  return { ...run, items: run.items.map((item) => (late.has(item.id) ? { ...item, ...refused } : item)) }
}

function withResult(document: Document, { id, drafts, remarks }: RunItem): Document {
  const waiting = { model: document.model, drafts: document.drafts, remarks: document.remarks ?? NO_REMARKS }
  const target = id === 'questions' || id === 'description' ? null : id
  const next = takeResult(waiting, { target, drafts, remarks })
  if (next.drafts === waiting.drafts && next.remarks === waiting.remarks) return document
  // The target may be gone by now.
  return tidy(withRemarks({ ...document, drafts: next.drafts }, next.remarks))
}

const NO_REMARKS: NonNullable<Document['remarks']> = []

function announceEnd(state: Run['state']): void {
  const { run } = draftingStore.getState()
  if (!run || state === 'running') return
  const { failed } = countsOf(run.items)
  notify(state === 'done' && failed === 0 ? 'done' : 'warning', `${runWords({ ...run, state })}.`)
}
