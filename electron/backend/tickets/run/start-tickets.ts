/** One run that the page follows: its items as they stand, its stop, and another try for what failed. */
import { AppError } from '../../../../shared/core/errors.ts'
import type { TicketItem, TicketRun } from '../../../../shared/protocol/tickets.ts'
import { TRACKER_NAMES } from '../../../../shared/triage/tickets/tracker.ts'
import type { Tracker } from '../trackers/tracker.ts'
import { type CreateEnd, createTickets, type TicketJob } from './create-tickets.ts'
import { takeTurn } from './run-lock.ts'

export interface StartOptions {
  readonly run: string
  /** The model's path. */
  readonly path: string
  readonly jobs: readonly TicketJob[]
  /** The person's own settings folder. */
  readonly settings: string
  readonly tracker: Tracker
  readonly onItem: (item: TicketItem) => void
  readonly onEnd: (end: CreateEnd) => void
}

export interface StartedTickets {
  state(): TicketRun
  stop(): void
  /** Null: all that failed or were stopped. Throws `conflict` while it runs, or another run into the project. */
  retry(items: readonly string[] | null, tracker: Tracker): Promise<void>
}

const AGAIN: readonly TicketItem['state'][] = ['failed', 'stopped']

/** Throws `conflict` when another run into the project is under way. */
export async function startTickets(options: StartOptions): Promise<StartedTickets> {
  const { run, path, jobs, settings, onItem, onEnd } = options
  const { place } = options.tracker
  const items = new Map(jobs.map((job) => [job.id, waiting(job)]))
  let end: CreateEnd | null = null
  let stopping = new AbortController()

  const begin = async (wanted: readonly TicketJob[], tracker: Tracker) => {
    const turn = await takeTurn(settings, tracker.place)
    end = null
    stopping = new AbortController()
    for (const job of wanted) items.set(job.id, waiting(job))
    const note = (item: TicketItem) => {
      items.set(item.id, item)
      onItem(item)
    }
    const { isUnsettled, asking: beforeAsking } = turn
    void createTickets({
      ...{ tracker, jobs: wanted, signal: stopping.signal, onItem: note, isUnsettled, beforeAsking },
    })
      .catch(
        (): CreateEnd => ({ state: 'stopped', problem: { message: 'Something failed inside Fenceline.' } }),
      )
      .then(async (ended) => {
        await turn.end()
        end = ended
        onEnd(ended)
      })
  }
  await begin(jobs, options.tracker)
  return {
    state: () => ({
      run,
      path,
      place: `${TRACKER_NAMES[place.kind]} ${place.project}`,
      state: end?.state ?? 'running',
      items: [...items.values()],
      ...(end?.problem ? { problem: end.problem } : {}),
    }),
    stop: () => stopping.abort(),
    async retry(wanted, tracker) {
      if (end === null) throw new AppError('conflict', 'The run is still under way.')
      const again = jobs.filter(({ id }) => {
        const item = items.get(id)
        return item && AGAIN.includes(item.state) && (wanted?.includes(id) ?? true)
      })
      if (again.length > 0) await begin(again, tracker)
    },
  }
}

function waiting({ id, title, risks }: TicketJob): TicketItem {
  return { id, riskIds: risks.map((risk) => risk.id), title, state: 'waiting', filed: [] }
}
