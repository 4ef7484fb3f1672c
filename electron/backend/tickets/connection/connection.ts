/** The tracker that a person chose, with the token for its origin. */
import { AppError } from '../../../../shared/core/errors.ts'
import type { TicketSettings, TicketSetup } from '../../../../shared/protocol/tickets.ts'
import { TRACKER_NAMES, type TrackerKind } from '../../../../shared/triage/tickets/tracker.ts'
import type { KeptKey, KeyStore } from '../../llm/connection/key-store.ts'
import { createTracker } from '../trackers/create-tracker.ts'
import type { Tracker } from '../trackers/tracker.ts'
import { apiOriginOf, checkAddress, refuseAddress, tokenName } from './address.ts'
import { checkProject, type TicketSettingsStore } from './tracker-settings.ts'

const PLAIN = /^[\x21-\x7e]+$/

/** Where each token is kept, as its store said; open folders share a store. */
const keptIn = new WeakMap<KeyStore, Map<string, KeptKey>>()

export interface TicketConnection {
  state(): Promise<Omit<TicketSetup, 'trusted'>>
  setToken(tracker: TrackerKind, token: string | null): Promise<void>
  /** Opens no connection. Throws `bad-request`, `unconfirmed`, or `tracker` where the token is missing. */
  tracker(): Promise<Tracker>
}

export function createTicketConnection(options: {
  readonly own: TicketSettingsStore
  readonly keys: KeyStore
}): TicketConnection {
  const { own, keys } = options
  const kept = keptIn.get(keys) ?? new Map<string, KeptKey>()
  keptIn.set(keys, kept)

  const nameFor = (kind: TrackerKind, settings: TicketSettings): string | null => {
    const { address } = settings[kind]
    return address === '' || checkAddress(address).kind === 'refused' ? null : tokenName(kind, address)
  }

  return {
    async state() {
      const settings = await own.get()
      const kind = settings.tracker
      const name = nameFor(kind, settings)
      const token = name === null ? null : await keys.find(name)
      const known = name === null ? undefined : kept.get(name)
      return {
        settings,
        origin: name === null ? '' : apiOriginOf(kind, settings[kind].address),
        token: token === null ? 'none' : (known?.where ?? 'disk'),
        ...(token !== null && known?.notice !== undefined ? { tokenNotice: known.notice } : {}),
      }
    },
    async setToken(kind, token) {
      const settings = await own.get()
      const name = nameFor(kind, settings)
      if (name === null) {
        throw new AppError(
          'bad-request',
          `There is no address of ${TRACKER_NAMES[kind]} to keep a token for.`,
          {
            hint: 'Save the address first.',
          },
        )
      }
      if (token === null) {
        kept.delete(name)
        return keys.forget(name)
      }
      kept.set(name, await keys.keep(name, checkToken(token)))
    },
    async tracker() {
      const settings = await own.get()
      const kind = settings.tracker
      const { address, project, label, account, issueType } = settings[kind]
      const endpoint = checkAddress(address)
      if (endpoint.kind === 'refused') refuseAddress(kind, endpoint)
      if (endpoint.kind === 'confirm' && !(await own.isConfirmed(endpoint.origin))) {
        throw new AppError('unconfirmed', endpoint.reason ?? `${endpoint.origin} needs your word.`, {
          hint: 'Confirm the address first.',
        })
      }
      checkProject(kind, project)
      const token = await keys.find(tokenName(kind, address))
      if (token === null) {
        const origin = apiOriginOf(kind, address)
        throw new AppError('tracker', `There is no token for ${origin}.`, { hint: 'Enter the token first.' })
      }
      return createTracker({ place: { kind, address, project }, label, token, account, issueType })
    },
  }
}

/** The token without blanks around it. Throws `bad-request` for what no tracker gives out. */
export function checkToken(token: string): string {
  const trimmed = token.trim()
  if (PLAIN.test(trimmed)) return trimmed
  throw new AppError('bad-request', 'This is not a token: it holds a space or a letter that none has.', {
    hint: 'Copy the token again.',
  })
}
