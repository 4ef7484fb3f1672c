/** Message Batches: many requests as one, answered within a day at half the price. */
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { z } from 'zod'
import { AppError } from '../../../../shared/core/errors.ts'
import { batchBody } from './batch-body.ts'
import { callApi, subjectOf, type Target } from './client.ts'
import { Fault, ProviderError, toProviderError } from './faults.ts'
import type { BatchRequest, BatchResult, BatchState } from './provider.ts'
import { readMessage } from './read-reply.ts'

const PATH = '/v1/messages/batches'
const MEGABYTE = 1024 * 1024
/** Of all results together. */
const MOST_BYTES = 512 * MEGABYTE
const ID = /^[\w-]{1,120}$/
const NEVER = new AbortController().signal

const batchSchema = z.object({
  id: z.string().regex(ID),
  processing_status: z.string(),
  request_counts: z.object({
    processing: z.number(),
    succeeded: z.number(),
    errored: z.number(),
    canceled: z.number(),
    expired: z.number(),
  }),
})

const resultSchema = z.object({
  custom_id: z.string(),
  result: z.object({
    type: z.string(),
    message: z.unknown().optional(),
    error: z.object({ error: z.object({ type: z.string() }).nullish() }).nullish(),
  }),
})

export async function createBatch(target: Target, requests: readonly BatchRequest[]): Promise<string> {
  const printed = requests.map(
    ({ id, body }) => `{"custom_id":${JSON.stringify(id)},"params":${batchBody(body)}}`,
  )
  const { origin } = subjectOf(target)
  const response = await callApi(target, PATH, `{"requests":[${printed.join(',')}]}`, NEVER).catch(
    inWords(`${origin} does not take batches.`, 'Draft without a batch there.'),
  )
  return (await readBatch(target, response)).id
}

export async function findBatch(target: Target, id: string): Promise<BatchState> {
  const response = await callApi(target, pathOf(id), undefined, NEVER).catch(noSuch(target, id))
  const batch = await readBatch(target, response)
  const { processing, ...finished } = batch.request_counts
  return {
    ended: batch.processing_status === 'ended',
    waiting: processing,
    finished: Object.values(finished).reduce((sum, count) => sum + count, 0),
  }
}

/** The address of the results is made here: the one that the server names could lead anywhere. */
export async function* batchResults(target: Target, id: string): AsyncGenerator<BatchResult> {
  const roomy = { ...target, limits: { ...target.limits, bytes: MOST_BYTES } }
  const response = await callApi(roomy, `${pathOf(id)}/results`, undefined, NEVER).catch(noSuch(target, id))
  if (!response.body) return
  try {
    // The types of the page's streams and of Node's are two of the same thing.
    const lines = createInterface({ input: Readable.fromWeb(response.body as NodeStream) })
    for await (const line of lines) {
      const result = line.trim() === '' ? undefined : readResult(line)
      if (result) yield result
    }
  } catch (error) {
    throw toProviderError(error, subjectOf(target))
  }
}

/** Undefined for a line that names no request; one that cannot be read must not take the others along. */
function readResult(line: string): BatchResult | undefined {
  const read = resultSchema.safeParse(parsed(line))
  if (!read.success) {
    const id = namedIn(line)
    return id === undefined ? undefined : { id, problem: 'The server gave a result that cannot be read.' }
  }
  const { custom_id: id, result } = read.data
  if (result.type !== 'succeeded') return { id, problem: problemOf(result.type, result.error?.error?.type) }
  try {
    return { id, reply: readMessage(result.message) }
  } catch {
    return { id, problem: 'The server gave a result that is no message.' }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The request that a line names at its start; a name further on may be part of a reply. */
function namedIn(line: string): string | undefined {
  return /^\s*\{\s*"custom_id"\s*:\s*"([\w-]{1,64})"\s*,\s*"result"/.exec(line)?.[1]
}

function problemOf(type: string, reason: string | undefined): string {
  if (type === 'expired') return 'The batch ended before this request was answered.'
  if (type === 'canceled') return 'The batch was cancelled before this request was answered.'
  const named = reason && /^[a-z_]{1,60}$/.test(reason) ? ` (${reason.replaceAll('_', ' ')})` : ''
  return `The server refused this request${named}.`
}

async function readBatch(target: Target, response: Response): Promise<z.infer<typeof batchSchema>> {
  try {
    const batch = batchSchema.safeParse(await response.json())
    if (!batch.success) throw new Fault('not-the-api')
    return batch.data
  } catch (error) {
    throw toProviderError(error, subjectOf(target))
  }
}

function noSuch(target: Target, id: string) {
  const { origin } = subjectOf(target)
  return inWords(`${origin} has no batch ${id}.`, 'Results are kept for some weeks only. Send a new batch.')
}

/** A path that is not there means something else here than a language model that is not known. */
function inWords(message: string, hint: string) {
  return (error: unknown): never => {
    const isMissing = error instanceof ProviderError && error.status === 404
    throw isMissing ? new ProviderError(message, hint, 404) : error
  }
}

function pathOf(id: string): string {
  if (!ID.test(id)) throw new AppError('bad-request', 'This is not the id of a batch.')
  return `${PATH}/${id}`
}
