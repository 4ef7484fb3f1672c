/**
 * Makes tickets one after another, each at most once. Between a ticket and its id in the model anything may end:
 * the connection, the process, the machine. So a run begins with a look at what there is already. A request without an
 * answer may still be worked on, so its ticket is looked for at once, and again last, before it is asked for again.
 */

import type { TicketItem } from '../../../../shared/protocol/tickets.ts'
import { parseBlocks } from '../../../../shared/triage/tickets/blocks.ts'
import { keysToWrite, type RiskKeys } from '../../../../shared/triage/tickets/keys.ts'
import { createKnownTickets } from '../../../../shared/triage/tickets/known-tickets.ts'
import { findTicketUrl, ticketId } from '../../../../shared/triage/tickets/tracker.ts'
import { TrackerFault } from '../http/fault.ts'
import { backoff, pause, SETTLE } from '../http/wait.ts'
import type { Tracker } from '../trackers/tracker.ts'

export interface TicketJob {
  readonly id: string
  readonly title: string
  readonly body: string
  /** Each risk with how its ticket is known. */
  readonly risks: readonly { readonly id: string; readonly keys: RiskKeys }[]
}

export interface CreateOptions {
  readonly tracker: Tracker
  readonly jobs: readonly TicketJob[]
  /** Ends the run after the ticket under way. */
  readonly signal: AbortSignal
  /** Told of every change; awaited, so that an id can be kept before the next ticket is made. */
  readonly onItem: (item: TicketItem) => void | Promise<void>
  /** Called before each request for a ticket. */
  readonly beforeAsking?: () => Promise<void>
  /** A run before was cut off so lately that the tracker may still work on what it asked for. */
  readonly isUnsettled?: boolean
  readonly pause?: typeof pause
}

export interface CreateEnd {
  readonly state: 'done' | 'stopped'
  /** Why no further ticket was tried. */
  readonly problem?: { readonly message: string; readonly hint?: string }
}

/** The run itself, and so many more for what the tracker left without an answer. */
const MOST_ROUNDS = 6
/** A tracker that leaves so many requests in a row without an answer is not well. */
const MOST_UNSURE = 4
/** A tracker that refuses so many in a row, for reasons of their own, would refuse the rest as well. */
const MOST_REFUSED = 3

/** Never throws for what a tracker does; what `onItem` throws ends the run and is thrown on. */
export async function createTickets(options: CreateOptions): Promise<CreateEnd> {
  const { tracker, jobs, signal, onItem, beforeAsking } = options
  const wait = options.pause ?? pause
  const known = createKnownTickets()
  const lookUp = async () => {
    for (const { number, keys } of await tracker.list(signal)) known.note(number, keys)
  }
  const filedBy = (risks: TicketJob['risks']): TicketItem['filed'] => {
    const byNumber = new Map<string, string[]>()
    for (const { id, keys } of risks) {
      const number = known.find(keys)
      if (number !== undefined) byNumber.set(number, [...(byNumber.get(number) ?? []), id])
    }
    return [...byNumber].map(([number, riskIds]) => filedAs(tracker, number, riskIds))
  }
  const missing = (risks: TicketJob['risks']) => risks.filter(({ keys }) => known.find(keys) === undefined)

  const asked = new Set<string>()
  const make = async ({ id, title, body, risks }: TicketJob): Promise<TicketItem['state']> => {
    const left = missing(risks)
    // One that the tracker finished behind our back is no less of this run.
    if (left.length === 0) return asked.has(id) ? 'created' : 'found'
    asked.add(id)
    const keys = keysToWrite(left.map((risk) => risk.keys))
    await beforeAsking?.()
    try {
      known.note(await tracker.create({ title, blocks: parseBlocks(body), keys }, signal), keys)
    } catch (error) {
      if (!isUnsure(error)) throw error
      await wait(backoff(1), signal)
      await lookUp()
      if (missing(left).length > 0) throw error
    }
    return 'created'
  }

  let end: CreateEnd = { state: 'done' }
  let [refused, unsure] = [0, 0]
  let queue = jobs
  for (let round = 1; queue.length > 0; round += 1) {
    const unsettled: TicketJob[] = []
    if (end.state === 'done') {
      try {
        if (round > 1 || options.isUnsettled) await wait(SETTLE, signal)
        await lookUp()
      } catch (error) {
        end = endOf(error, signal)
      }
    }
    for (const job of queue) {
      const { id, title } = job
      const riskIds = job.risks.map((risk) => risk.id)
      const item: TicketItem = { id, riskIds, title, state: 'running', filed: [] }
      if (end.state === 'stopped' || signal.aborted) {
        end = { ...end, state: 'stopped' }
        await onItem({ ...item, state: 'stopped' })
        continue
      }
      await onItem(item)
      let outcome: TicketItem
      try {
        outcome = { ...item, state: await make(job), filed: filedBy(job.risks) }
        refused = 0
        unsure = 0
      } catch (error) {
        const isOwn = error instanceof TrackerFault && error.kind === 'refused'
        refused = isOwn ? refused + 1 : 0
        unsure = isUnsure(error) ? unsure + 1 : 0
        const isLater = isUnsure(error) && unsure < MOST_UNSURE && round < MOST_ROUNDS && !signal.aborted
        if (isLater) unsettled.push(job)
        else if (!isOwn || refused >= MOST_REFUSED) end = endOf(error, signal)
        outcome = {
          ...item,
          state: signal.aborted ? 'stopped' : isLater ? 'waiting' : 'failed',
          filed: filedBy(job.risks),
          ...(signal.aborted ? {} : { problem: isLater ? ASKED_AGAIN : problemOf(error) }),
        }
      }
      await onItem(outcome)
    }
    queue = unsettled
  }
  return end
}

const ASKED_AGAIN = {
  message: 'The tracker gave no answer.',
  hint: 'It is looked for again at the end, before it is asked for again.',
}

function isUnsure(error: unknown): error is TrackerFault {
  return error instanceof TrackerFault && error.kind === 'unsure'
}

function filedAs({ place }: Tracker, number: string, riskIds: string[]): TicketItem['filed'][number] {
  const ticket = ticketId(place, number)
  return { riskIds, ticket, url: findTicketUrl(place, ticket) ?? place.address }
}

function endOf(error: unknown, signal: AbortSignal): CreateEnd {
  if (signal.aborted) return { state: 'stopped' }
  return { state: 'stopped', problem: problemOf(error) }
}

/** Throws what is no fault of a tracker. */
function problemOf(error: unknown): { message: string; hint?: string } {
  if (!(error instanceof TrackerFault)) throw error
  const { message, hint } = error
  return hint === undefined ? { message } : { message, hint }
}
