/**
 * The server that a run asks, chosen by the command line and the person's own settings, never by a folder.
 * The key comes from the environment alone.
 */
import { AppError } from '../../../shared/core/errors.ts'
import type { Tier } from '../../../shared/llm/types.ts'
import type { LlmSettings } from '../../../shared/protocol/llm.ts'
import { createConnection } from '../../backend/llm/connection/connection.ts'
import { checkEndpoint } from '../../backend/llm/connection/endpoint.ts'
import { createMemoryKeys } from '../../backend/llm/connection/key-store.ts'
import type { LlmSettingsStore } from '../../backend/llm/connection/llm-settings.ts'
import type { Provider } from '../../backend/llm/provider/provider.ts'
import { say } from '../output.ts'
import { KEY_NAMES } from '../own-key.ts'
import type { DraftOptions } from './options.ts'

export interface Known {
  readonly settings: LlmSettings
  readonly tier: Tier
  readonly charactersPerToken: number | undefined
}

export interface Server extends Known {
  readonly key: string | null
  readonly origin: string
  readonly provider: Provider
}

/** The person's own settings with what the command line says instead. Throws `bad-request`, `unconfirmed`. */
export async function chooseSettings(own: LlmSettingsStore, options: DraftOptions): Promise<LlmSettings> {
  const { baseUrl, model, concurrency } = options
  const kept = await own.get()
  const settings: LlmSettings = {
    ...kept,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    ...(model === undefined ? {} : { model }),
    ...(concurrency === undefined ? {} : { concurrency }),
  }
  const { kind, origin, reason } = checkEndpoint(settings.baseURL)
  if (kind === 'refused') {
    throw new AppError('bad-request', reason ?? 'This address is refused.', {
      hint: 'Give an address as --base-url https://api.example.com, or http://127.0.0.1:11434 for a server on this machine.',
    })
  }
  if (kind === 'confirm' && !(await own.isConfirmed(origin))) {
    throw new AppError('unconfirmed', reason ?? `${origin} needs your word.`, {
      hint: `Confirm ${origin} once in the app, under Settings, Language model; the command line takes it then.`,
    })
  }
  return settings
}

/** What is known without a connection; null where this address and language model were never tested. */
export async function knownOf(own: LlmSettingsStore, settings: LlmSettings): Promise<Known | null> {
  const probe = await own.probeOf(settings.baseURL, settings.model)
  return probe && { settings, tier: probe.tier, charactersPerToken: probe.charactersPerToken }
}

/** What a dry run takes for granted of a server that was never tested, which it says. */
export function assumed(settings: Known['settings']): Known {
  const { origin } = checkEndpoint(settings.baseURL)
  say(`${settings.model} at ${origin} was not tested yet, so this assumes that it takes a schema`)
  return { settings, tier: 'schema', charactersPerToken: undefined }
}

/** Tests the server where that was not done before. Throws `provider` without a key that it needs. */
export async function reachServer(
  own: LlmSettingsStore,
  settings: LlmSettings,
  key: string | null,
): Promise<Server> {
  const keys = createMemoryKeys()
  const connection = createConnection({ own: { ...own, get: async () => settings }, keys })
  const { origin } = checkEndpoint(settings.baseURL)
  if (key !== null) await connection.setKey(settings.baseURL, key)
  if ((await connection.state()).key === 'none') {
    throw new AppError('provider', `There is no API key for ${origin}.`, {
      hint: `Set it in the environment as ${KEY_NAMES.join(' or ')}.`,
    })
  }
  if (!(await own.probeOf(settings.baseURL, settings.model))) await connection.test()
  const ready = await connection.ready()
  const { tier, charactersPerToken } = ready.probe
  return { settings, tier, charactersPerToken, key, origin, provider: connection.providerFor(ready) }
}
