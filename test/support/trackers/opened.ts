// Each kind of tracker over its scripted server, as a run uses it; nothing is waited for.

import { createTickets, type TicketJob } from '../../../electron/backend/tickets/run/create-tickets.ts'
import { createTracker } from '../../../electron/backend/tickets/trackers/create-tracker.ts'
import type { Tracker, TrackerParts } from '../../../electron/backend/tickets/trackers/tracker.ts'
import type { TicketItem } from '../../../shared/protocol/tickets.ts'
import { riskKeys } from '../../../shared/triage/tickets/keys.ts'
import { GITHUB_TOKEN, startGitHub } from './github.ts'
import { GITLAB_TOKEN, startGitLab } from './gitlab.ts'
import { JIRA_EMAIL, JIRA_TOKEN, startJira } from './jira.ts'
import type { Script, TrackerServer } from './server.ts'

export interface OpenedTracker {
  tracker: Tracker
  server: TrackerServer
  /** Milliseconds of each pause that was asked for. */
  pauses: number[]
}

/** Every tracker, and Jira in both of its kinds. */
export const KINDS = ['github', 'gitlab', 'jira', 'jira-server'] as const
export type Kind = (typeof KINDS)[number]

const SERVERS = {
  github: startGitHub,
  gitlab: startGitLab,
  jira: (script: Script) => startJira({ ...script, lag: 40 }),
  'jira-server': (script: Script) => startJira({ ...script, isServer: true }),
} as const

export async function openTracker(kind: Kind, script: Script = {}): Promise<OpenedTracker> {
  const server = await SERVERS[kind](script)
  return { server, ...connect(kind, server.url) }
}

/** A tracker over a server that is there. */
export function connect(kind: Kind, address: string, changes: Partial<TrackerParts> = {}) {
  const pauses: number[] = []
  const common = {
    label: 'fenceline',
    account: '',
    issueType: 'Task',
    pause: async (milliseconds: number, signal: AbortSignal) => {
      signal.throwIfAborted()
      pauses.push(milliseconds)
    },
  }
  const own: Record<Kind, Pick<TrackerParts, 'place' | 'token'> & Partial<TrackerParts>> = {
    github: { place: { kind: 'github', address, project: 'acme/shop' }, token: GITHUB_TOKEN },
    gitlab: { place: { kind: 'gitlab', address, project: 'acme/web/shop' }, token: GITLAB_TOKEN },
    jira: { place: { kind: 'jira', address, project: 'SEC' }, token: JIRA_TOKEN, account: JIRA_EMAIL },
    'jira-server': { place: { kind: 'jira', address, project: 'SEC' }, token: JIRA_TOKEN },
  }
  return { tracker: createTracker({ ...common, ...own[kind], ...changes }), pauses }
}

const MODEL = { path: 'threat-model.yaml', title: 'Shop', repo: 'host/acme/shop', others: [] }

/** One ticket for each of these risks. */
export function jobsFor(count: number): TicketJob[] {
  return Array.from({ length: count }, (_, at) => jobOf(`risk-${at + 1}`))
}

export function jobOf(...risks: readonly string[]): TicketJob {
  return {
    id: risks.join('+'),
    title: `Threat ${risks.join(', ')}`,
    body: 'What can happen.\n\n## Target\n\n- API Gateway (process)',
    risks: risks.map((id) => ({ id, keys: riskKeys(MODEL, id) })),
  }
}

/** A run to its end, with the last that was heard of each item. */
export async function runJobs(
  { tracker, pauses }: Pick<OpenedTracker, 'tracker' | 'pauses'>,
  jobs: readonly TicketJob[],
  options: {
    onItem?: (item: TicketItem) => void
    onPause?: (milliseconds: number) => void
    signal?: AbortSignal
    isUnsettled?: boolean
  } = {},
) {
  const items = new Map<string, TicketItem>()
  const end = await createTickets({
    tracker,
    jobs,
    signal: options.signal ?? new AbortController().signal,
    pause: async (milliseconds, signal) => {
      signal.throwIfAborted()
      pauses.push(milliseconds)
      options.onPause?.(milliseconds)
    },
    isUnsettled: options.isUnsettled ?? false,
    onItem: (item) => {
      items.set(item.id, item)
      options.onItem?.(item)
    },
  })
  return { end, items: [...items.values()] }
}
