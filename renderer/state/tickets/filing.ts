/**
 * Making tickets of risks: what is planned, with a person's words and choice, and the run that makes them. Each
 * id goes into the document as it comes and is saved before much else can happen, all of a run as one undo step.
 */
import { createStore, useStore } from 'zustand'
import type { Model } from '../../../shared/model/schema.ts'
import type { TicketItem, TicketRun } from '../../../shared/protocol/tickets.ts'
import { needsTicket, type PlannedTicket, planTickets } from '../../../shared/triage/tickets/plan.ts'
import { recordTickets } from '../../../shared/triage/tickets/record.ts'
import { client } from '../../platform/client.ts'
import { currentDocument, type DocumentState, documentStore, useDocument } from '../document.ts'
import { applyModel } from '../elements/attributes.ts'
import { type Problem, problemOf } from '../problem.ts'
import { saveModel } from '../saving.ts'
import { notify, setUi } from '../ui.ts'
import { followTickets, type TicketEvent } from './heard.ts'

export interface FilingState {
  readonly isGrouped: boolean
  /** A person's own words, by `keyOf` the ticket. */
  readonly edited: ReadonlyMap<string, Pick<PlannedTicket, 'title' | 'body'>>
  /** Tickets that are not to be made, by `keyOf`. */
  readonly left: ReadonlySet<string>
  readonly run: TicketRun | null
  readonly isStarting: boolean
  readonly problem: Problem | null
}

const START: FilingState = {
  isGrouped: false,
  edited: new Map(),
  left: new Set(),
  run: null,
  isStarting: false,
  problem: null,
}
export const filingStore = createStore<FilingState>(() => START)
const { getState, setState } = filingStore

export function useFiling<T>(selector: (state: FilingState) => T): T {
  return useStore(filingStore, selector)
}

/** True when a risk waits for a ticket. */
function needsTickets({ risks }: Model): boolean {
  return risks.some(needsTicket)
}

/** Ids are written into a file, so there must be one that can be written, and a risk that waits for one. */
function canFileTickets({
  path,
  readOnly,
  modelHash,
  history,
}: Pick<DocumentState, 'path' | 'readOnly' | 'modelHash' | 'history'>): boolean {
  return path !== null && !readOnly && modelHash !== null && needsTickets(history.present.model)
}

/** True while there are tickets to make, or to watch as they are made. */
export function offersTickets(): boolean {
  return canFileTickets(documentStore.getState()) || isRunning(getState())
}

/** As `offersTickets`, for a button. */
export function useOffersTickets(): boolean {
  const canFile = useDocument(canFileTickets)
  return useFiling(isRunning) || canFile
}

function isRunning({ run }: FilingState): boolean {
  return run?.state === 'running'
}

/** Shows what would be made, or the run under way. */
export function openTickets(): void {
  if (!isRunning(getState())) setState(START)
  setUi({ dialog: 'tickets' })
}

/** Names a planned ticket as long as its risks stay the same. */
export function keyOf({ riskIds }: Pick<PlannedTicket, 'riskIds'>): string {
  return riskIds.join('\n')
}

/** What would be made of the document, in the person's words where they gave some. */
export function plannedFor(model: Model, { isGrouped, edited }: FilingState): readonly PlannedTicket[] {
  return planTickets(model, { risks: null, isGrouped }).map((ticket) => ({
    ...ticket,
    ...edited.get(keyOf(ticket)),
  }))
}

export function setGrouped(isGrouped: boolean): void {
  setState({ isGrouped })
}

export function editTicket(
  ticket: PlannedTicket,
  changes: Partial<Pick<PlannedTicket, 'title' | 'body'>>,
): void {
  const { title, body } = { ...ticket, ...changes }
  setState({ edited: new Map(getState().edited).set(keyOf(ticket), { title, body }) })
}

/** Takes tickets into the run, or leaves them out of it. */
export function chooseTickets(keys: readonly string[], isTaken: boolean): void {
  const left = new Set(getState().left)
  for (const key of keys) {
    if (isTaken) left.delete(key)
    else left.add(key)
  }
  setState({ left })
}

/** Makes what is planned and not left out. */
export async function startFiling(): Promise<void> {
  const { path } = documentStore.getState()
  const { model } = currentDocument()
  const state = getState()
  const wanted = plannedFor(model, state).filter((ticket) => !state.left.has(keyOf(ticket)))
  if (path === null || wanted.length === 0 || state.isStarting) return
  setState({ isStarting: true, problem: null })
  followTickets({ onEvent: onTicketEvent, onReconnected: () => void askTicketStatus() })
  try {
    const tickets = wanted.map(({ riskIds, title, body }) => ({ riskIds: [...riskIds], title, body }))
    setState({ run: await client.call('tickets.start', { path, title: model.title, tickets }) })
    // What happened before the run had a name here was not heard.
    await askTicketStatus()
  } catch (error) {
    setState({ problem: problemOf(error) })
  } finally {
    setState({ isStarting: false })
  }
}

/** The ticket under way is finished; no other is begun. */
export function stopFiling(): Promise<void> {
  return ask('tickets.stop')
}

/** Asks how the run stands, for a page that may have missed events. */
async function askTicketStatus(): Promise<void> {
  if (getState().run?.state === 'running') await ask('tickets.status')
}

/** Tries what failed or was stopped again, or only this item. */
export async function retryFiling(item: string | null = null): Promise<void> {
  const { run } = getState()
  if (!run || run.state === 'running') return
  const isAgain = ({ id, state }: TicketItem) => (item === null || id === item) && isRetryable(state)
  const items = run.items.map((each): TicketItem => (isAgain(each) ? { ...each, state: 'waiting' } : each))
  const { problem: _, ...rest } = run
  // Its events may come before its answer does.
  setState({ run: { ...rest, state: 'running', items } })
  try {
    await client.call('tickets.retry', { run: run.run, items: item === null ? null : [item] })
    await askTicketStatus()
  } catch (error) {
    setState({ run, problem: problemOf(error) })
  }
}

export function isRetryable(state: TicketItem['state']): boolean {
  return state === 'failed' || state === 'stopped'
}

/** What the process says of a run; one that is not in hand is somebody else's. */
export function onTicketEvent({ event, data }: TicketEvent): void {
  const { run } = getState()
  if (run?.run !== data.run) return
  if (event === 'tickets.item') takeItems([data.item])
  else if (run.items.every(({ state }) => isEnded(state))) end(data.state, data.problem)
  // Some of it happened before the run had a name here.
  else void ask('tickets.status')
}

async function ask(method: 'tickets.stop' | 'tickets.status'): Promise<void> {
  const { run } = getState()
  if (!run) return
  try {
    const answer = await client.call(method, { run: run.run })
    if (getState().run?.run !== run.run) return
    takeItems(answer.items)
    if (answer.state !== 'running') end(answer.state, answer.problem)
  } catch (error) {
    setState({ problem: problemOf(error) })
  }
}

/** An answer may be older than what was heard since: what has ended stays ended. */
function takeItems(items: readonly TicketItem[]): void {
  const { run } = getState()
  if (!run) return
  const news = new Map(items.map((item) => [item.id, item]))
  const next = run.items.map((item) => {
    const heard = news.get(item.id)
    return heard && !isEnded(item.state) ? heard : item
  })
  setState({ run: { ...run, items: next } })
  if (documentStore.getState().path !== run.path) return
  const before = currentDocument()
  const filed = next.flatMap((item) => item.filed)
  applyModel((model) => recordTickets(model, filed), 'Write down tickets', `tickets:${run.run}`)
  if (currentDocument() !== before) saveSoon()
}

function isEnded(state: TicketItem['state']): boolean {
  return state !== 'waiting' && state !== 'running'
}

let isSaving = false
let isDue = false

/** At most one save under way and one after it, whatever comes meanwhile. */
function saveSoon(): void {
  if (isSaving) {
    isDue = true
    return
  }
  isSaving = true
  void saveModel().finally(() => {
    isSaving = false
    if (!isDue) return
    isDue = false
    saveSoon()
  })
}

function end(state: TicketRun['state'], problem: TicketRun['problem']): void {
  const { run } = getState()
  if (run?.state !== 'running') return
  setState({ run: { ...run, state, ...(problem ? { problem } : {}) } })
  const { made, failed } = countsOf(run.items)
  const words = `${made} of ${run.items.length} tickets are there${failed > 0 ? `, ${failed} failed` : ''}.`
  notify(made === run.items.length ? 'done' : 'warning', words)
}

/** How many are there, and how many could not be made. */
export function countsOf(items: readonly TicketItem[]): { made: number; failed: number; ended: number } {
  const count = (...states: readonly TicketItem['state'][]) =>
    items.filter(({ state }) => states.includes(state)).length
  return {
    made: count('created', 'found'),
    failed: count('failed'),
    ended: count('created', 'found', 'failed', 'stopped'),
  }
}
