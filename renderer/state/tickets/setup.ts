/** What the page knows of the tracker that tickets go to. The process owns it; the token is never part of it. */
import { createStore, useStore } from 'zustand'
import { AppError } from '../../../shared/core/errors.ts'
import type { MethodOutput } from '../../../shared/protocol/contract.ts'
import type { TicketSetup, TrackerSettings } from '../../../shared/protocol/tickets.ts'
import type { TrackerKind } from '../../../shared/triage/tickets/tracker.ts'
import { client } from '../../platform/client.ts'
import { type Problem, problemOf } from '../problem.ts'

export type TrackerPart = 'load' | 'place' | 'token' | 'test' | 'trust'

export interface TrackerState {
  /** Null until it was asked for. */
  readonly setup: TicketSetup | null
  /** What is under way. */
  readonly busy: TrackerPart | null
  readonly problem: (Problem & { readonly part: TrackerPart }) | null
  /** An address that needs the person's word, and why. */
  readonly unconfirmed: { readonly changes: Partial<TrackerSettings>; readonly reason: string } | null
  /** What the last test found; null after a change of what it tested. */
  readonly tested: MethodOutput<'tickets.test'> | null
}

const trackerStore = createStore<TrackerState>(() => ({
  setup: null,
  busy: null,
  problem: null,
  unconfirmed: null,
  tested: null,
}))

export function useTracker<T>(selector: (state: TrackerState) => T): T {
  return useStore(trackerStore, selector)
}

const { setState, getState } = trackerStore

/** The first thing that a person must do before a ticket can be made; null when all is there. */
export function missingFor({ trusted, settings, token }: TicketSetup): 'trust' | 'place' | 'token' | null {
  const { address, project } = settings[settings.tracker]
  if (address === '' || project === '') return 'place'
  if (token === 'none') return 'token'
  return trusted ? null : 'trust'
}

/** Asks how it stands. */
export function loadTracker(): Promise<boolean> {
  return change('load', () => client.call('tickets.state', {}))
}

/** True when taken. An address that needs the person's word is kept as `unconfirmed` until `confirmed`. */
export async function configureTracker(
  tracker: TrackerKind,
  changes: Partial<TrackerSettings>,
  confirmed = false,
): Promise<boolean> {
  setState({ unconfirmed: null, tested: null })
  return await change('place', async () => {
    try {
      return await client.call('tickets.configure', { tracker, changes, confirmed })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unconfirmed') throw error
      setState({ unconfirmed: { changes, reason: error.message } })
      return null
    }
  })
}

/** Hands the token over; nothing of the page keeps it. Null forgets the one that is kept. */
export function setToken(tracker: TrackerKind, token: string | null): Promise<boolean> {
  setState({ tested: null })
  return change('token', () => client.call('tickets.set-token', { tracker, token }))
}

/** Asks the tracker who the token is and whether the project is there; sends nothing of the model. */
export function testTracker(): Promise<boolean> {
  setState({ tested: null })
  return change('test', async () => {
    setState({ tested: await client.call('tickets.test', {}) })
    return getState().setup
  })
}

/** One trust for a folder: the language model may then be asked as well. */
export function trustForTickets(): Promise<boolean> {
  return change('trust', async () => {
    await client.call('llm.trust', { trusted: true })
    return await client.call('tickets.state', {})
  })
}

async function change(part: TrackerPart, call: () => Promise<TicketSetup | null>): Promise<boolean> {
  setState({ busy: part, problem: null })
  try {
    const setup = await call()
    if (setup !== null) setState({ setup })
    return setup !== null
  } catch (error) {
    setState({ problem: { ...problemOf(error), part } })
    return false
  } finally {
    setState({ busy: null })
  }
}
