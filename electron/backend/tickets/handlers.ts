/** Answers the `tickets.*` methods for one opened folder. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../../../shared/core/errors.ts'
import type { TicketHandlers } from '../../../shared/protocol/contract.ts'
import { riskKeys } from '../../../shared/triage/tickets/keys.ts'
import type { Events } from '../events.ts'
import type { KeyStore } from '../llm/connection/key-store.ts'
import { createTrust } from '../llm/connection/trust.ts'
import { createShelf } from '../llm/run/shelf.ts'
import { createTicketConnection } from './connection/connection.ts'
import { createTicketSettings } from './connection/tracker-settings.ts'
import { nameModel } from './name-model.ts'
import { readStates } from './run/refresh.ts'
import { type StartedTickets, startTickets } from './run/start-tickets.ts'

export interface TicketOptions {
  /** The folder's real path. */
  readonly root: string
  /** The person's own settings folder. */
  readonly settings: string
  readonly keys: KeyStore
  readonly events: Events
}

export interface Tickets {
  readonly handlers: TicketHandlers
  /** Begins no further ticket. One under way is made or not; the next run finds it. Never fails. */
  close(): Promise<void>
}

const MOST_RUNS = 8

export function createTicketMethods({ root, settings, keys, events }: TicketOptions): Tickets {
  const own = createTicketSettings(settings)
  const trust = createTrust(settings)
  const connection = createTicketConnection({ own, keys })
  const reading = new AbortController()
  const runs = createShelf<StartedTickets>(
    MOST_RUNS,
    'run',
    'Create the tickets again: those that were made are found.',
    (run) => run.state().state === 'running',
  )
  const state = async () => ({ trusted: await trust.isTrusted(root), ...(await connection.state()) })
  const checkTrust = async () => {
    if (await trust.isTrusted(root)) return
    throw new AppError('restricted', 'This folder is restricted, so nothing of it is sent to a tracker.', {
      hint: 'Trust the folder first if you know where its models come from.',
    })
  }

  const handlers: TicketHandlers = {
    'tickets.state': state,
    async 'tickets.configure'({ tracker, changes, confirmed = false }) {
      await own.set(tracker, changes, confirmed)
      return state()
    },
    async 'tickets.set-token'({ tracker, token }) {
      await connection.setToken(tracker, token)
      return state()
    },
    'tickets.test': async () => (await connection.tracker()).test(reading.signal),
    async 'tickets.start'({ path: file, title, tickets }) {
      await checkTrust()
      const model = await nameModel(root, file, title)
      const jobs = tickets.map((ticket, at) => ({
        id: String(at + 1),
        title: ticket.title,
        body: ticket.body,
        risks: ticket.riskIds.map((id) => ({ id, keys: riskKeys(model, id) })),
      }))
      const run = randomUUID()
      const started = await startTickets({
        run,
        path: file,
        jobs,
        settings,
        tracker: await connection.tracker(),
        onItem: (item) => events.announce('tickets.item', { run, item }),
        onEnd: (end) => events.announce('tickets.ended', { run, ...end }),
      })
      runs.put(run, started)
      return started.state()
    },
    async 'tickets.stop'({ run: id }) {
      const run = runs.get(id)
      run.stop()
      return run.state()
    },
    async 'tickets.retry'({ run: id, items }) {
      await checkTrust()
      const run = runs.get(id)
      await run.retry(items, await connection.tracker())
      return run.state()
    },
    'tickets.status': async ({ run }) => runs.get(run).state(),
    async 'tickets.refresh'({ tickets }) {
      await checkTrust()
      return readStates(await connection.tracker(), tickets, reading.signal)
    },
  }
  return {
    handlers,
    async close() {
      reading.abort()
      for (const run of runs.all()) run.stop()
    },
  }
}
