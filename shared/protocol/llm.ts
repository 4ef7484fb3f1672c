/**
 * Drafting with a language model. Only the process behind the page talks to a server, reads the key and
 * redacts; the page asks for a plan, shows what would be sent, and starts exactly that. Part of the contract.
 */
import { z } from 'zod'
import { REPLACEMENT_KINDS, TIERS, UNITS } from '../llm/types.ts'
import { categorySchema, draftSchema, modelSchema, remarkSchema } from '../model/schema.ts'

const path = z.string().min(1).max(1024)
const nothing = z.object({})
/** SHA-256 in hexadecimal. */
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const id = z.string().min(1).max(80)
/** US dollars; null where the model's price is not known. */
const dollars = z.number().min(0).nullable()

const llmModelSchema = z.object({
  id: z.string().min(1).max(120),
  /** US dollars for a million tokens; null where the person did not say. */
  inputPrice: dollars,
  outputPrice: dollars,
})

export const llmSettingsSchema = z.object({
  /** Without a path of the API: `https://api.anthropic.com`, `http://127.0.0.1:11434`. */
  baseURL: z.string().max(500),
  /** Id of the model that is asked. */
  model: z.string().min(1).max(120),
  models: z.array(llmModelSchema).max(50),
  /** Requests at the same time. */
  concurrency: z.number().int().min(1).max(32),
  /** Most tokens of one reply. */
  maxTokens: z.number().int().min(256).max(64_000),
  /** US dollars that one run may cost; null: no cap. */
  cap: dollars,
})

const promptEntrySchema = z.object({
  id,
  version: z.string(),
  unit: z.enum(UNITS),
  title: z.string(),
  hash,
  from: z.enum(['built-in', 'folder']),
  /** The file under `.fenceline/prompts/`, relative to the folder that holds it; absent for a built-in one. */
  path: path.exactOptional(),
  /**
   * `used`; `overridden` by the folder's own; `new` and `changed` wait for the person's trust and the
   * built-in one is used meanwhile; `broken` cannot be read.
   */
  state: z.enum(['used', 'overridden', 'new', 'changed', 'broken']),
  /** Why it is broken, with its line. */
  problem: z.string().exactOptional(),
})

const llmStateSchema = z.object({
  /** False: the folder is restricted; drawing, rules, review and export work, the language model does not. */
  trusted: z.boolean(),
  settings: llmSettingsSchema,
  /** Origin of `settings.baseURL`. */
  origin: z.string(),
  /** Where the key for that origin is kept; `not-needed` for a server on this machine without one. */
  key: z.enum(['none', 'disk', 'memory', 'not-needed']),
  /** Why the key is asked for again after a restart. */
  keyNotice: z.string().exactOptional(),
  /** What the last test of this address and model found; null: not tested since. */
  tier: z.enum(TIERS).nullable(),
  prompts: z.array(promptEntrySchema),
  /** Settings in the folder that Fenceline does not take from there, in words. */
  ignored: z.array(z.string()),
})

const llmTaskSchema = z.discriminatedUnion('kind', [
  /** Null: every target. What was answered before is not asked again. */
  z.object({ kind: z.literal('threats'), targets: z.array(z.string()).max(50_000).nullable() }),
  z.object({ kind: z.literal('questions') }),
  z.object({ kind: z.literal('describe'), text: z.string().min(1).max(100_000) }),
])

/** What was replaced before anything is shown or sent. */
const replacementSchema = z.object({
  placeholder: z.string(),
  kind: z.enum(REPLACEMENT_KINDS),
  /** What it stands for, where that may be shown; a secret's is a few of its first characters. */
  shown: z.string(),
  count: z.number(),
})

const planItemSchema = z.object({
  /** A target, `questions` or `description`. */
  id: z.string(),
  title: z.string(),
  /** `cached`: an equal request was answered before and nothing is sent. */
  state: z.enum(['send', 'cached']),
  bytes: z.number(),
  /** Estimated on this machine; nothing is sent to count. */
  inputTokens: z.number(),
  /** SHA-256 of the body. */
  hash,
})

const planSchema = z.object({
  plan: id,
  /** Of all bodies in order; starting the plan needs it. */
  hash,
  origin: z.string(),
  model: z.string(),
  tier: z.enum(TIERS),
  prompts: z.array(z.object({ id, version: z.string(), hash })),
  items: z.array(planItemSchema),
  replacements: z.array(replacementSchema),
  inputTokens: z.number(),
  /** The most the replies can have. */
  outputTokens: z.number(),
  /** The least and the most that the run can cost. */
  cost: z.object({ expected: dollars, most: dollars }),
  cap: dollars,
})

const usageSchema = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cachedTokens: z.number(),
  cost: dollars,
})

const droppedRowSchema = z.object({ row: z.string(), reason: z.string() })

const runItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cached', 'failed', 'stopped']),
  /** Of one that is done: to be merged into the document by `takeResult`. */
  drafts: z.array(draftSchema).readonly(),
  remarks: z.array(remarkSchema).readonly(),
  /** Rows of the reply that were not taken. */
  dropped: z.array(droppedRowSchema),
  /** Categories that the reply did not answer. */
  unanswered: z.array(categorySchema),
  /** Of `describe`: the proposed diagram as plain-text DFD. */
  text: z.string().exactOptional(),
  problem: z.object({ message: z.string(), hint: z.string().exactOptional() }).exactOptional(),
  usage: usageSchema,
})

const runSchema = z.object({
  run: id,
  plan: id,
  /** The model that it is for. */
  path,
  state: z.enum(['running', 'done', 'stopped', 'over-cap']),
  items: z.array(runItemSchema),
  usage: usageSchema,
})

/** What a plan is made for: the document as it is in hand, not as it is on disk. */
const inHand = {
  path,
  model: modelSchema,
  drafts: z.array(draftSchema).readonly(),
}

export const LLM_METHODS = {
  'llm.state': { input: nothing, output: llmStateSchema },
  /** `unconfirmed` for an address that needs the person's word, `bad-request` for one that is refused. */
  'llm.configure': {
    input: llmSettingsSchema.partial().extend({ confirmed: z.boolean().exactOptional() }),
    output: llmStateSchema,
  },
  /** Null forgets it. The key goes this way only: nothing ever answers with it. */
  'llm.set-key': {
    input: z.object({ origin: z.string().max(500), key: z.string().min(1).max(500).nullable() }),
    output: llmStateSchema,
  },
  /** Asks the server a fixed question that holds nothing of the person's. */
  'llm.test': {
    input: nothing,
    output: z.object({
      tier: z.enum(TIERS),
      model: z.string(),
      /** Whether the server counts tokens. */
      countsTokens: z.boolean(),
      /** Milliseconds of the slowest question. */
      latency: z.number(),
      notes: z.array(z.string()),
    }),
  },
  'llm.trust': { input: z.object({ trusted: z.boolean() }), output: llmStateSchema },
  /** Trusts one prompt of the folder in exactly these words. */
  'llm.pin-prompt': { input: z.object({ path, hash }), output: llmStateSchema },
  /** A built-in prompt by id, or one of the folder by path. */
  'llm.prompt-text': {
    input: z.union([z.object({ id }), z.object({ path })]),
    output: z.object({ text: z.string(), hash }),
  },
  /** Copies a built-in prompt into the folder, trusted as it is; `exists` when there is one. */
  'llm.customise': { input: z.object({ id }), output: z.object({ path }) },
  /** Builds every request and sends none. `restricted` in a folder that is not trusted. */
  'llm.prepare': { input: z.object({ ...inHand, task: llmTaskSchema }), output: planSchema },
  /** The exact bytes of one request. */
  'llm.preview': {
    input: z.object({ plan: id, item: z.string() }),
    output: z.object({ body: z.string(), hash }),
  },
  /** Sends what the plan shows, nothing else; `conflict` when `hash` is not the plan's. */
  'llm.start': { input: z.object({ plan: id, hash }), output: runSchema },
  /** What is finished stays. */
  'llm.stop': { input: z.object({ run: id }), output: runSchema },
  /** Sends the failed and stopped items of a run again. */
  'llm.retry': { input: z.object({ run: id, items: z.array(z.string()).nullable() }), output: runSchema },
  /** For a page that missed events. */
  'llm.status': { input: z.object({ run: id }), output: runSchema },
  /** The run as a bundle that `fenceline draft --replay` reads. */
  'llm.bundle': { input: z.object({ run: id }), output: z.object({ text: z.string() }) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export const LLM_EVENTS = {
  /** One item of a run changed its state. */
  'llm.item': z.object({ run: id, item: runItemSchema, usage: usageSchema }),
  /** A run ended, by itself, by the person or at the cap. */
  'llm.ended': z.object({ run: id, state: runSchema.shape.state, usage: usageSchema }),
} as const satisfies Record<string, z.ZodType>

export type LlmModel = z.infer<typeof llmModelSchema>
export type LlmSettings = z.infer<typeof llmSettingsSchema>
export type LlmState = z.infer<typeof llmStateSchema>
export type LlmTask = z.infer<typeof llmTaskSchema>
export type PromptEntry = z.infer<typeof promptEntrySchema>
export type Plan = z.infer<typeof planSchema>
export type PlanItem = z.infer<typeof planItemSchema>
export type Usage = z.infer<typeof usageSchema>
export type RunItem = z.infer<typeof runItemSchema>
export type Run = z.infer<typeof runSchema>
