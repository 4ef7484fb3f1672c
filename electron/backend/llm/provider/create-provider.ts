/** A server that speaks the Messages API, reached through the SDK and nothing but what is given here. */
import { batchResults, createBatch, findBatch } from './batches.ts'
import { callApi, stoppable, subjectOf, type Target } from './client.ts'
import { toProviderError } from './faults.ts'
import { probeServer } from './probe.ts'
import type { OnAttempt, Provider, ProviderOptions, RawReply } from './provider.ts'
import { readReply } from './read-reply.ts'
import { LIMITS, type Limits } from './wire.ts'

export function createProvider(options: ProviderOptions, limits: Limits = LIMITS): Provider {
  const target: Target = { ...options, limits }
  const send: Provider['send'] = (body, signal, onAttempt) => sendOne(target, body, signal, onAttempt)
  return {
    send,
    probe: (signal) => probeServer(target, send, signal),
    createBatch: (requests) => createBatch(target, requests),
    findBatch: (id) => findBatch(target, id),
    batchResults: (id) => batchResults(target, id),
  }
}

async function sendOne(
  target: Target,
  body: string,
  signal: AbortSignal,
  onAttempt?: OnAttempt,
): Promise<RawReply> {
  const response = await callApi(target, '/v1/messages', body, signal, onAttempt)
  try {
    return await stoppable(readReply(response), signal)
  } catch (error) {
    signal.throwIfAborted()
    throw toProviderError(error, subjectOf(target, body))
  }
}
