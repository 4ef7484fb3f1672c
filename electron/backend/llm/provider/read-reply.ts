/** What a server said, as it came: server-sent events or one JSON message. */
import { APIError } from '@anthropic-ai/sdk'
import { Stream } from '@anthropic-ai/sdk/streaming'
import { z } from 'zod'
import { Fault } from './faults.ts'
import type { RawReply, StopReason } from './provider.ts'

const count = z.number().nullish()
const usageSchema = z.object({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
})

const blockSchema = z.object({ type: z.string(), text: z.string().nullish(), input: z.unknown().optional() })

const messageSchema = z.object({
  content: z.array(blockSchema),
  stop_reason: z.string().nullish(),
  usage: usageSchema.nullish(),
})

/** Of every event only what is looked at; others are let pass. */
const eventSchema = z.object({
  type: z.string(),
  message: z.object({ usage: usageSchema.nullish() }).nullish(),
  content_block: blockSchema.nullish(),
  delta: z
    .object({
      type: z.string().nullish(),
      text: z.string().nullish(),
      partial_json: z.string().nullish(),
      stop_reason: z.string().nullish(),
    })
    .nullish(),
  usage: usageSchema.nullish(),
})

/** Throws what the stream throws; a stream that ends before it said why gives `other`. */
export async function readReply(response: Response): Promise<RawReply> {
  if (response.headers.get('content-type')?.startsWith('application/json'))
    return readMessage(await response.json())
  const reply = createCollector()
  try {
    // The library's own reader prints what it cannot parse.
    for await (const { event, data } of Stream.rawEvents(response)) {
      if (event === 'error') throw spokenError(data)
      if (data !== '') reply.take(JSON.parse(data))
    }
  } catch (error) {
    // A connection that broke in the middle leaves what had come; what was refused or is no event does not.
    if (error instanceof Fault || error instanceof SyntaxError || !reply.hasBegun() || !isCut(error))
      throw error
  }
  return reply.reply()
}

const errorSchema = z.object({ error: z.object({ type: z.string(), message: z.string().nullish() }) })

function spokenError(data: string): Error {
  const read = errorSchema.safeParse(JSON.parse(data))
  if (!read.success) return new Fault('not-the-api')
  return new APIError(undefined, read.data, undefined, undefined, null)
}

function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error
}

/** Throws a Fault for what is no message. */
export function readMessage(value: unknown): RawReply {
  const message = messageSchema.safeParse(value)
  if (!message.success) throw new Fault('not-the-api')
  const { content, stop_reason, usage } = message.data
  const tool = content.find(({ type }) => type === 'tool_use')
  const text = content.flatMap((block) => (block.type === 'text' ? [block.text ?? ''] : [])).join('')
  return {
    text: tool ? JSON.stringify(tool.input ?? {}) : text,
    stopReason: stopReasonOf(stop_reason),
    usage: usageOf(usage ?? {}),
  }
}

type Counts = z.infer<typeof usageSchema> | Record<string, never>

function createCollector() {
  let text = ''
  let input = ''
  let whole = ''
  let began = false
  let stop: string | null | undefined
  let usage: Counts = {}
  return {
    take(value: unknown) {
      const read = eventSchema.safeParse(value)
      if (!read.success) throw new Fault('not-the-api')
      const { message, content_block: block, delta } = read.data
      began = true
      usage = { ...usage, ...known(message?.usage), ...known(read.data.usage) }
      if (block?.type === 'text') text += block.text ?? ''
      if (block?.type === 'tool_use' && hasFields(block.input)) whole = JSON.stringify(block.input)
      if (delta?.type === 'text_delta') text += delta.text ?? ''
      if (delta?.type === 'input_json_delta') input += delta.partial_json ?? ''
      if (delta?.stop_reason) stop = delta.stop_reason
    },
    hasBegun: () => began,
    reply(): RawReply {
      if (!began) throw new Fault('not-the-api')
      return { text: input || whole || text, stopReason: stopReasonOf(stop), usage: usageOf(usage) }
    },
  }
}

/** Without the counts that an event leaves open: the last one said counts. */
function known(usage: Counts | null | undefined): Counts {
  return Object.fromEntries(Object.entries(usage ?? {}).filter(([, value]) => typeof value === 'number'))
}

function hasFields(input: unknown): boolean {
  return typeof input === 'object' && input !== null && Object.keys(input).length > 0
}

const STOP_REASONS: Readonly<Record<string, StopReason>> = {
  end_turn: 'end',
  stop_sequence: 'end',
  tool_use: 'end',
  max_tokens: 'max-tokens',
  model_context_window_exceeded: 'max-tokens',
  refusal: 'refusal',
}

function stopReasonOf(said: string | null | undefined): StopReason {
  return (said && STOP_REASONS[said]) || 'other'
}

/**
 * The API counts what its cache read or wrote beside the input; here they are part of it. A count below
 * nothing is none: it would earn the run back what it has spent.
 */
function usageOf(usage: Counts): RawReply['usage'] {
  const tokens = (said: number | null | undefined) => Math.max(0, said ?? 0)
  const cachedTokens = tokens(usage.cache_read_input_tokens)
  const written = tokens(usage.cache_creation_input_tokens)
  return {
    inputTokens: tokens(usage.input_tokens) + cachedTokens + written,
    outputTokens: tokens(usage.output_tokens),
    cachedTokens,
  }
}
