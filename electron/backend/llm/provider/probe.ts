/** Finds out with fixed questions how a server is made to answer in a schema. Nothing of the person's is in them. */
import { z } from 'zod'
import type { Tier } from '../../../../shared/llm/types.ts'
import { callApi, subjectOf, type Target } from './client.ts'
import { ProviderError, toProviderError } from './faults.ts'
import type { Probe, RawReply } from './provider.ts'

type Send = (body: string, signal: AbortSignal) => Promise<RawReply>

// Words that no reply has by chance: only one that was held to the schema, or read it, has them.
const ANSWERS = ['kestrel-41', 'plover-97'] as const
const SCHEMA = {
  type: 'object',
  properties: { verdict: { type: 'string', enum: ANSWERS } },
  required: ['verdict'],
  additionalProperties: false,
}
const answerSchema = z.strictObject({ verdict: z.enum(ANSWERS) })

const QUESTION = 'Is a locked door harder to open than one that is not locked? Answer with a verdict.'
const TOOL = 'answer'
// Room for a model that thinks before it speaks.
const MOST_TOKENS = 2000
const SAMPLE = JSON.stringify(
  Array.from({ length: 40 }, (_, at) => ({
    id: `c${at + 1}`,
    kind: 'process',
    title: 'Order service',
    next: `f${at}`,
  })),
)

export async function probeServer(target: Target, send: Send, signal: AbortSignal): Promise<Probe> {
  const notes: string[] = []
  let latency = 0
  const ask = async (tier: Tier): Promise<boolean> => {
    const began = performance.now()
    const reply = await send(bodyFor(tier, target.model), signal)
    latency = Math.max(latency, Math.round(performance.now() - began))
    return reply.stopReason === 'end' && obeys(reply.text, tier)
  }
  const tier = await findTier(ask, notes)
  const charactersPerToken = await countSample(target, signal)
  if (charactersPerToken === undefined)
    notes.push('The server does not count tokens, so their number is estimated here.')
  return { tier, countsTokens: charactersPerToken !== undefined, charactersPerToken, latency, notes }
}

async function findTier(ask: (tier: Tier) => Promise<boolean>, notes: string[]): Promise<Tier> {
  if (await triedWithout(ask, 'schema')) return 'schema'
  notes.push('The server does not hold its answers to a schema.')
  if (await triedWithout(ask, 'tool')) return 'tool'
  notes.push('The server does not keep to one forced tool.')
  if (!((await ask('prompt')) || (await ask('prompt'))))
    notes.push(
      'The language model did not answer in the form that the prompt asked for, so many answers may fail.',
    )
  return 'prompt'
}

/** A server may refuse, or break at, what it does not know; whatever else it refuses is the person's to mend. */
async function triedWithout(ask: (tier: Tier) => Promise<boolean>, tier: Tier): Promise<boolean> {
  try {
    return await ask(tier)
  } catch (error) {
    const status = error instanceof ProviderError ? error.status : undefined
    if (status === 400 || status === 422 || status === 500 || status === 501) return false
    throw error
  }
}

function bodyFor(tier: Tier, model: string): string {
  const asked =
    tier === 'prompt'
      ? `${QUESTION} Answer with one JSON object and nothing else. Its schema:\n\n${JSON.stringify(SCHEMA)}`
      : QUESTION
  const form =
    tier === 'schema'
      ? { output_config: { format: { type: 'json_schema', schema: SCHEMA } } }
      : tier === 'tool'
        ? {
            tools: [{ name: TOOL, description: 'Takes the answer.', input_schema: SCHEMA }],
            tool_choice: { type: 'tool', name: TOOL },
          }
        : {}
  return JSON.stringify({
    model,
    max_tokens: MOST_TOKENS,
    messages: [{ role: 'user', content: asked }],
    ...form,
    stream: true,
  })
}

function obeys(text: string, tier: Tier): boolean {
  const json = tier === 'prompt' ? text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1) : text
  try {
    return answerSchema.safeParse(JSON.parse(json)).success
  } catch {
    return false
  }
}

const countSchema = z.object({ input_tokens: z.number().positive() })

/** Characters of one token; undefined where the server does not count. */
async function countSample(target: Target, signal: AbortSignal): Promise<number | undefined> {
  const body = JSON.stringify({ model: target.model, messages: [{ role: 'user', content: SAMPLE }] })
  try {
    const response = await callApi(target, '/v1/messages/count_tokens', body, signal)
    const counted = countSchema.safeParse(await response.json().catch(() => undefined))
    return counted.success ? SAMPLE.length / counted.data.input_tokens : undefined
  } catch (error) {
    signal.throwIfAborted()
    const fault = toProviderError(error, subjectOf(target, body))
    if (fault instanceof ProviderError && fault.status === undefined) throw fault
    return undefined
  }
}
