/** A person's own choice of tracker. It comes from here or from the command line, never from a folder. */
import { z } from 'zod'
import { AppError } from '../../../../shared/core/errors.ts'
import {
  type TicketSettings,
  type TrackerSettings,
  trackerKindSchema,
  trackerSettingsSchema,
} from '../../../../shared/protocol/tickets.ts'
import { projectProblem, type TrackerKind } from '../../../../shared/triage/tickets/tracker.ts'
import { createQueue } from '../../queue.ts'
import { createStored } from '../../settings/stored.ts'
import { checkAddress, refuseAddress } from './address.ts'

const BLANK = { project: '', label: 'fenceline', account: '', issueType: 'Task' }
const DEFAULT_TICKET_SETTINGS: TicketSettings = {
  tracker: 'github',
  github: { ...BLANK, address: 'https://github.com' },
  gitlab: { ...BLANK, address: 'https://gitlab.com' },
  jira: { ...BLANK, address: '' },
}

const some = trackerSettingsSchema.partial().default({})
const fileSchema = z.object({
  tracker: trackerKindSchema.optional(),
  github: some,
  gitlab: some,
  jira: some,
  /** Origins that the person gave their word for. */
  confirmed: z.array(z.string()).default([]),
})
type TicketFile = z.infer<typeof fileSchema>

export interface TicketSettingsStore {
  get(): Promise<TicketSettings>
  /**
   * Chooses the tracker as well. Throws `bad-request` for what is refused, and `unconfirmed` for an address
   * that needs the person's word while `confirmed` is false; nothing is kept then.
   */
  set(tracker: TrackerKind, changes: Partial<TrackerSettings>, confirmed: boolean): Promise<TicketSettings>
  isConfirmed(origin: string): Promise<boolean>
}

export function createTicketSettings(settingsFolder: string): TicketSettingsStore {
  const stored = createStored(settingsFolder, 'tickets', fileSchema)
  const inTurn = createQueue()
  const read = async (): Promise<TicketFile> => (await stored.read()) ?? fileSchema.parse({})
  return {
    get: async () => settingsOf(await read()),
    set: (tracker, changes, confirmed) =>
      inTurn(async () => {
        const file = await read()
        const own = { ...settingsOf(file)[tracker], ...tidied(changes) }
        if (own.project !== '') checkProject(tracker, own.project)
        const known =
          own.address === '' ? file.confirmed : confirmedBy(tracker, own.address, file.confirmed, confirmed)
        const next = { ...file, tracker, [tracker]: own, confirmed: [...known] }
        await stored.write(next)
        return settingsOf(next)
      }),
    isConfirmed: async (origin) => (await read()).confirmed.includes(origin),
  }
}

/** Throws `bad-request` for what is no project's name. */
export function checkProject(tracker: TrackerKind, project: string): void {
  const problem = projectProblem(tracker, project)
  if (problem !== undefined)
    throw new AppError('bad-request', `"${project.slice(0, 100)}" is not a project. ${problem}`)
}

function settingsOf(file: TicketFile): TicketSettings {
  const own = (kind: TrackerKind) => ({ ...DEFAULT_TICKET_SETTINGS[kind], ...file[kind] })
  return {
    tracker: file.tracker ?? DEFAULT_TICKET_SETTINGS.tracker,
    github: own('github'),
    gitlab: own('gitlab'),
    jira: own('jira'),
  }
}

function tidied(changes: Partial<TrackerSettings>): Partial<TrackerSettings> {
  const trimmed = Object.entries(changes).map(([key, value]) => [key, value.trim()])
  const tidy: Partial<TrackerSettings> = Object.fromEntries(trimmed)
  return tidy.address === undefined ? tidy : { ...tidy, address: tidy.address.replace(/\/+$/, '') }
}

function confirmedBy(
  tracker: TrackerKind,
  address: string,
  known: readonly string[],
  confirmed: boolean,
): readonly string[] {
  const endpoint = checkAddress(address)
  const { kind, origin, reason } = endpoint
  if (kind === 'refused') refuseAddress(tracker, endpoint)
  if (kind === 'ok' || known.includes(origin)) return known
  if (confirmed) return [...known, origin]
  throw new AppError('unconfirmed', reason ?? 'This address needs your word.', {
    hint: `Confirm ${origin} if you know this server.`,
  })
}
