/** The server that a person chose, its key, and what the last test of it found. */
import { AppError } from '../../../../shared/core/errors.ts'
import type { LlmSettings, LlmState } from '../../../../shared/protocol/llm.ts'
import { createProvider } from '../provider/create-provider.ts'
import type { Probe, Provider } from '../provider/provider.ts'
import { checkEndpoint } from './endpoint.ts'
import type { KeptKey, KeyStore } from './key-store.ts'
import type { LlmSettingsStore } from './llm-settings.ts'

const PLAIN = /^[\x21-\x7e]+$/

/** Where each key is kept, as its store said; open folders share a store. */
const keptIn = new WeakMap<KeyStore, Map<string, KeptKey>>()

interface Reached {
  readonly settings: LlmSettings
  /** Null for a server on this machine that wants none. */
  readonly key: string | null
}

export interface Connection {
  state(): Promise<Pick<LlmState, 'settings' | 'origin' | 'key' | 'keyNotice' | 'tier'>>
  setKey(address: string, key: string | null): Promise<void>
  test(): Promise<{
    tier: Probe['tier']
    model: string
    countsTokens: boolean
    latency: number
    notes: string[]
  }>
  /** Opens no connection. Throws `provider` when a key or a test is missing. */
  ready(): Promise<Reached & { readonly probe: Probe }>
  providerFor(reached: Reached): Provider
}

export function createConnection(options: {
  readonly own: LlmSettingsStore
  readonly keys: KeyStore
}): Connection {
  const { own, keys } = options
  const kept = keptIn.get(keys) ?? new Map<string, KeptKey>()
  keptIn.set(keys, kept)

  const reach = async (): Promise<Reached & { origin: string }> => {
    const settings = await own.get()
    const { origin, kind, reason } = checkEndpoint(settings.baseURL)
    if (kind === 'refused') {
      throw new AppError('bad-request', reason ?? 'The address is refused.', {
        hint: 'Enter another address in the settings.',
      })
    }
    if (kind === 'confirm' && !(await own.isConfirmed(origin))) {
      throw new AppError('unconfirmed', reason ?? `${origin} needs your word.`, {
        hint: 'Confirm the address in the settings.',
      })
    }
    const key = await keys.find(origin)
    if (key === null && !isThisMachine(origin)) {
      throw new AppError('provider', `There is no API key for ${origin}.`, {
        hint: 'Enter the key in the settings.',
      })
    }
    return { settings, key, origin }
  }
  const providerFor = ({ settings: { baseURL, model }, key }: Reached) =>
    createProvider({ baseURL, model, key })

  return {
    async state() {
      const settings = await own.get()
      const { origin } = checkEndpoint(settings.baseURL)
      const key = origin === '' ? null : await keys.find(origin)
      const probe = origin === '' ? null : await own.probeOf(settings.baseURL, settings.model)
      const notice = kept.get(origin)?.notice
      const without = isThisMachine(origin) ? 'not-needed' : 'none'
      return {
        settings,
        origin,
        key: key === null ? without : (kept.get(origin)?.where ?? 'disk'),
        ...(key !== null && notice !== undefined ? { keyNotice: notice } : {}),
        tier: probe?.tier ?? null,
      }
    },
    async setKey(address, key) {
      const { kind, origin, reason } = checkEndpoint(address)
      if (kind === 'refused') throw new AppError('bad-request', reason ?? 'The address is refused.')
      if (key === null) {
        kept.delete(origin)
        return keys.forget(origin)
      }
      const trimmed = key.trim()
      if (!PLAIN.test(trimmed)) {
        throw new AppError(
          'bad-request',
          'This is not an API key: it holds a space or a letter that none has.',
          {
            hint: 'Copy the key again.',
          },
        )
      }
      kept.set(origin, await keys.keep(origin, trimmed))
    },
    async test() {
      const reached = await reach()
      const { baseURL, model } = reached.settings
      const probe = await providerFor(reached).probe(new AbortController().signal)
      await own.keepProbe(baseURL, model, probe)
      const { tier, countsTokens, latency, notes } = probe
      return { tier, model, countsTokens, latency, notes: [...notes] }
    },
    async ready() {
      const { settings, key, origin } = await reach()
      checkCap(settings, origin)
      const probe = await own.probeOf(settings.baseURL, settings.model)
      if (probe) return { settings, key, probe }
      throw new AppError('provider', `${settings.model} at ${origin} was not tested yet.`, {
        hint: 'Test the connection in the settings first.',
      })
    },
    providerFor,
  }
}

/** A cap that cannot be kept is worse than none: the person relies on it. */
function checkCap({ cap, model, models }: LlmSettings, origin: string): void {
  if (cap === null || isThisMachine(origin)) return
  const priced = models.find(({ id }) => id === model)
  if (priced && priced.inputPrice !== null && priced.outputPrice !== null) return
  throw new AppError(
    'bad-request',
    `The price of ${model} is not known, so the cap of $${cap} cannot be kept.`,
    {
      hint: 'Enter its price in the settings, or take the cap away.',
    },
  )
}

function isThisMachine(origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}
