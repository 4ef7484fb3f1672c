/** A server that speaks the Messages API, reached through the SDK and nothing but what is given here. */
import { batchResults, createBatch, findBatch } from './batches.ts'
import { callApi, stoppable, subjectOf, type Target } from './client.ts'
import { toProviderError } from './faults.ts'
import { probeServer } from './probe.ts'
import type { Provider, ProviderOptions, RawReply } from './provider.ts'
import { readReply } from './read-reply.ts'
import { LIMITS, type Limits } from './wire.ts'

export function createProvider(options: ProviderOptions, limits: Limits = LIMITS): Provider {
  const target: Target = { ...options, limits }
  const send = (body: string, signal: AbortSignal) => sendOne(target, body, signal)
  return {
    send,
    probe: (signal) => probeServer(target, send, signal),
    createBatch: (requests) => createBatch(target, requests),
    findBatch: (id) => findBatch(target, id),
    batchResults: (id) => batchResults(target, id),
  }
}

async function sendOne(target: Target, body: string, signal: AbortSignal): Promise<RawReply> {
  const response = await callApi(target, '/v1/messages', body, signal)
  try {
    return await stoppable(readReply(response), signal)
  } catch (error) {
    signal.throwIfAborted()
    throw toProviderError(error, subjectOf(target, body))
  }
}
