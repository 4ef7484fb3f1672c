/** A person's own choices for drafting with a language model. They come from here and from nowhere else. */
import { z } from 'zod'
import { AppError } from '../../../../shared/core/errors.ts'
import { TIERS } from '../../../../shared/llm/types.ts'
import { type LlmSettings, llmSettingsSchema } from '../../../../shared/protocol/llm.ts'
import { createQueue } from '../../queue.ts'
import { createStored } from '../../settings/stored.ts'
import type { Probe } from '../provider/provider.ts'
import { checkEndpoint } from './endpoint.ts'

// Prices are the provider's list prices for a million tokens, in US dollars, of November 2026; haiku's are
// those of prompts up to 100,000 tokens.
export const DEFAULT_LLM_SETTINGS: LlmSettings = {
  baseURL: 'https://api.anthropic.com',
  model: 'claude-sonnet-5-5',
  models: [
    { id: 'claude-sonnet-5-5', inputPrice: 2, outputPrice: 10 },
    { id: 'claude-opus-5-5', inputPrice: 4, outputPrice: 20 },
    { id: 'claude-haiku-5-5', inputPrice: 0.1, outputPrice: 0.5 },
  ],
  concurrency: 4,
  maxTokens: 8000,
  cap: 5,
}

const probeSchema = z.object({
  tier: z.enum(TIERS),
  countsTokens: z.boolean(),
  charactersPerToken: z.number().positive().optional(),
  latency: z.number().min(0),
  notes: z.array(z.string()),
})

const fileSchema = z.object({
  settings: llmSettingsSchema.partial().default({}),
  /** Origins that the person gave their word for. */
  confirmed: z.array(z.string()).default([]),
  /** By origin and model. */
  probes: z.record(z.string(), probeSchema).default({}),
})
type LlmFile = z.infer<typeof fileSchema>

export interface LlmSettingsStore {
  get(): Promise<LlmSettings>
  /**
   * Throws `bad-request` for an address that is refused, and `unconfirmed` for one that needs the person's
   * word while `confirmed` is false; nothing is kept then.
   */
  set(change: Partial<LlmSettings>, confirmed: boolean): Promise<LlmSettings>
  isConfirmed(origin: string): Promise<boolean>
  /** Null: not tested since. */
  probeOf(baseURL: string, model: string): Promise<Probe | null>
  keepProbe(baseURL: string, model: string, probe: Probe): Promise<void>
}

export function createLlmSettings(settingsFolder: string): LlmSettingsStore {
  const stored = createStored(settingsFolder, 'llm', fileSchema)
  const inTurn = createQueue()
  const read = async (): Promise<LlmFile> => (await stored.read()) ?? fileSchema.parse({})
  const get = async () => settingsOf(await read())
  return {
    get,
    set: (change, confirmed) =>
      inTurn(async () => {
        const file = await read()
        const parsed = llmSettingsSchema.partial().safeParse(change)
        if (!parsed.success) throw unusable(parsed.error)
        const settings = withKnownModel({ ...settingsOf(file), ...parsed.data })
        const origins = confirmedBy(settings.baseURL, file.confirmed, confirmed)
        await stored.write({ ...file, settings, confirmed: [...origins] })
        return settings
      }),
    isConfirmed: async (origin) => (await read()).confirmed.includes(origin),
    async probeOf(baseURL, model) {
      const probe = (await read()).probes[probeKey(baseURL, model)]
      return probe ? { ...probe, charactersPerToken: probe.charactersPerToken } : null
    },
    keepProbe: (baseURL, model, probe) =>
      inTurn(async () => {
        const file = await read()
        const probes = { ...file.probes, [probeKey(baseURL, model)]: { ...probe, notes: [...probe.notes] } }
        await stored.write({ ...file, probes })
      }),
  }
}

function settingsOf(file: LlmFile): LlmSettings {
  return { ...DEFAULT_LLM_SETTINGS, ...file.settings }
}

/** The chosen model is always one of the list, so that its price can be said. */
function withKnownModel(settings: LlmSettings): LlmSettings {
  if (settings.models.some(({ id }) => id === settings.model)) return settings
  const added = { id: settings.model, inputPrice: null, outputPrice: null }
  return { ...settings, models: [...settings.models, added] }
}

function confirmedBy(baseURL: string, known: readonly string[], confirmed: boolean): readonly string[] {
  const { kind, origin, reason } = checkEndpoint(baseURL)
  if (kind === 'ok' || (kind === 'confirm' && known.includes(origin))) return known
  if (kind === 'refused')
    throw new AppError('bad-request', reason ?? 'This address is refused.', {
      hint: 'Enter an address as https://api.example.com, or http://127.0.0.1:11434 for a server on this machine.',
    })
  if (!confirmed)
    throw new AppError('unconfirmed', reason ?? 'This address needs your word.', {
      hint: `Confirm ${origin} if you know this server.`,
    })
  return [...known, origin]
}

function unusable(error: z.ZodError): AppError {
  const [issue] = error.issues
  const name = issue?.path.join('.') ?? 'settings'
  return new AppError('bad-request', `"${name}" cannot be set to that: ${issue?.message ?? 'not usable'}.`, {
    hint: 'Correct it and save again.',
  })
}

function probeKey(baseURL: string, model: string): string {
  return `${new URL(baseURL).origin} ${model}`
}
