/** What `fenceline tickets` takes, and where its tickets go. */
import { AppError } from '../../../shared/core/errors.ts'
import { trackerSettingsSchema } from '../../../shared/protocol/tickets.ts'
import { TRACKER_NAMES, type TrackerKind } from '../../../shared/triage/tickets/tracker.ts'
import { checkAddress, refuseAddress } from '../../backend/tickets/connection/address.ts'
import { checkToken } from '../../backend/tickets/connection/connection.ts'
import { checkProject, type TicketSettingsStore } from '../../backend/tickets/connection/tracker-settings.ts'
import type { TrackerParts } from '../../backend/tickets/trackers/tracker.ts'
import { TOKEN_NAMES } from './tokens.ts'

export interface TicketsOptions {
  readonly to: TrackerKind | 'csv' | 'markdown'
  readonly dryRun?: boolean
  readonly group?: boolean
  readonly project?: string
  readonly url?: string
  readonly label?: string
  readonly type?: string
}

/** Throws `bad-request` for options that say nothing here. */
export function checkOptions({ to, project, url, type }: TicketsOptions): void {
  const isList = to === 'csv' || to === 'markdown'
  const useless = isList
    ? [project && '--project', url && '--url', type && '--type']
    : [to !== 'jira' && type && '--type']
  const [flag] = useless.filter((each) => typeof each === 'string')
  if (flag === undefined) return
  throw new AppError('bad-request', `${flag} does not go with --to ${to}.`, {
    hint: isList ? 'Nothing is sent: the tickets are printed.' : 'Leave it out.',
  })
}

/** The chosen tracker, by the command line first, then the person's own settings; never by a folder. */
export async function chooseTracker(
  own: TicketSettingsStore,
  kind: TrackerKind,
  { project, url, label, type }: TicketsOptions,
  email: string | null,
): Promise<Omit<TrackerParts, 'token'>> {
  const kept = (await own.get())[kind]
  const wanted = trackerSettingsSchema.safeParse({
    address: (url ?? kept.address).trim().replace(/\/+$/, ''),
    project: (project ?? kept.project).trim(),
    label: label ?? kept.label,
    account: email ?? kept.account,
    issueType: type ?? kept.issueType,
  })
  if (!wanted.success) {
    throw new AppError('bad-request', wanted.error.issues[0]?.message ?? 'These options cannot be used.')
  }
  const { address, ...rest } = wanted.data
  if (address === '') missing(kind, 'address', '--url')
  if (rest.project === '') missing(kind, 'project', '--project')
  checkProject(kind, rest.project)
  const endpoint = checkAddress(address)
  if (endpoint.kind === 'refused') refuseAddress(kind, endpoint)
  // An address on the command line is the person's word; one in the settings was confirmed when it was entered.
  if (endpoint.kind === 'confirm' && url === undefined && !(await own.isConfirmed(endpoint.origin))) {
    throw new AppError('unconfirmed', endpoint.reason ?? `${endpoint.origin} needs your word.`, {
      hint: `Give it as --url ${address} if you know this server.`,
    })
  }
  return {
    place: { kind, address, project: rest.project },
    label: rest.label,
    account: rest.account,
    issueType: rest.issueType,
  }
}

/** Throws `tracker` where there is none. */
export function tokenOr(kind: TrackerKind, token: string | null): string {
  if (token !== null) return checkToken(token)
  const more = kind === 'jira' ? ', and the account of Jira Cloud as JIRA_EMAIL' : ''
  throw new AppError('tracker', `There is no token for ${TRACKER_NAMES[kind]}.`, {
    hint: `Set it in the environment as ${TOKEN_NAMES[kind].join(' or ')}${more}.`,
  })
}

function missing(kind: TrackerKind, what: string, flag: string): never {
  throw new AppError('bad-request', `There is no ${what} of ${TRACKER_NAMES[kind]} to file tickets in.`, {
    hint: `Give it as ${flag}, or choose it in the app, under Create tickets.`,
  })
}
