/**
 * Makes tickets one after another, each at most once. Between a ticket and its id in the model anything may end:
 * the connection, the process, the machine. So a run begins with a look at what there is already, and after a
 * request whose outcome nobody knows it looks again before it asks again.
 */

import type { TicketItem } from '../../../../shared/protocol/tickets.ts'
import { parseBlocks } from '../../../../shared/triage/tickets/blocks.ts'
import { keysToWrite, type RiskKeys } from '../../../../shared/triage/tickets/keys.ts'
import { createKnownTickets } from '../../../../shared/triage/tickets/known-tickets.ts'
import { findTicketUrl, ticketId } from '../../../../shared/triage/tickets/tracker.ts'
import { TrackerFault } from '../http/fault.ts'
import { backoff, pause } from '../http/wait.ts'
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
  readonly pause?: typeof pause
}

export interface CreateEnd {
  readonly state: 'done' | 'stopped'
  /** Why no further ticket was tried. */
  readonly problem?: { readonly message: string; readonly hint?: string }
}

const MOST_TRIES = 6
/** A tracker that refuses so many in a row, for reasons of their own, would refuse the rest as well. */
const MOST_REFUSED = 3

/** Never throws for what a tracker does; what `onItem` throws ends the run and is thrown on. */
export async function createTickets(options: CreateOptions): Promise<CreateEnd> {
  const { tracker, jobs, signal, onItem } = options
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

  const make = async (job: TicketJob): Promise<TicketItem['state']> => {
    for (let tries = 1; missing(job.risks).length > 0; tries += 1) {
      const left = missing(job.risks)
      const keys = keysToWrite(left.map((risk) => risk.keys))
      try {
        const number = await tracker.create({ title: job.title, blocks: parseBlocks(job.body), keys }, signal)
        known.note(number, keys)
        return 'created'
      } catch (error) {
        if (!(error instanceof TrackerFault) || error.kind !== 'unsure' || tries >= MOST_TRIES) throw error
        await wait(backoff(tries), signal)
        await lookUp()
        // The answer was lost, the ticket was not.
        if (missing(left).length === 0) return 'created'
      }
    }
    return 'found'
  }

  let end: CreateEnd = { state: 'done' }
  try {
    await lookUp()
  } catch (error) {
    end = endOf(error, signal)
  }
  let refused = 0
  for (const job of jobs) {
    const item: TicketItem = {
      id: job.id,
      riskIds: job.risks.map(({ id }) => id),
      title: job.title,
      state: 'running',
      filed: [],
    }
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
    } catch (error) {
      const isOwn = error instanceof TrackerFault && error.kind === 'refused'
      refused = isOwn ? refused + 1 : 0
      if (!isOwn || refused >= MOST_REFUSED) end = endOf(error, signal)
      outcome = {
        ...item,
        state: signal.aborted ? 'stopped' : 'failed',
        filed: filedBy(job.risks),
        ...(signal.aborted ? {} : { problem: problemOf(error) }),
      }
    }
    await onItem(outcome)
  }
  return end
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
