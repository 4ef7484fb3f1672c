// Message Batches: made, asked for until they have ended, read as JSON lines.
import { answerTo, messageOf } from './answer.ts'
import { isObject, type Json, type MessagesApiOptions, objectsIn, type SeenRequest } from './types.ts'

export interface Batches {
  create(request: SeenRequest): Json
  /** Undefined where there is none of that id. */
  find(id: string): Json | undefined
  results(id: string): string | undefined
}

export function createBatches(origin: () => string, options: MessagesApiOptions): Batches {
  const made = new Map<string, { requests: readonly Json[]; asked: number }>()
  const state = (id: string, requests: readonly Json[], ended: boolean): Json => ({
    id,
    type: 'message_batch',
    processing_status: ended ? 'ended' : 'in_progress',
    request_counts: {
      processing: ended ? 0 : requests.length,
      succeeded: ended ? requests.length : 0,
      errored: 0,
      canceled: 0,
      expired: 0,
    },
    created_at: '2026-01-01T00:00:00Z',
    expires_at: '2026-01-02T00:00:00Z',
    ended_at: ended ? '2026-01-01T00:10:00Z' : null,
    archived_at: null,
    cancel_initiated_at: null,
    results_url: ended ? `${origin()}/v1/messages/batches/${id}/results` : null,
  })
  const line = (request: Json): Json => {
    const params = isObject(request.params) ? request.params : {}
    const seen = {
      method: 'POST',
      path: '/v1/messages',
      headers: {},
      body: JSON.stringify(params),
      json: params,
    }
    const scripted = options.reply?.(seen) ?? {}
    const error = {
      type: 'error',
      error: { type: 'invalid_request_error', message: scripted.body ?? 'refused' },
    }
    const result =
      scripted.status === undefined
        ? { type: 'succeeded', message: messageOf(answerTo(params, options.honours, scripted), params.model) }
        : { type: 'errored', error }
    return { custom_id: request.custom_id, result }
  }
  return {
    create(request) {
      const id = `msgbatch_${made.size + 1}`
      const requests = objectsIn(isObject(request.json) ? request.json.requests : [])
      made.set(id, { requests, asked: 0 })
      return state(id, requests, false)
    },
    find(id) {
      const batch = made.get(id)
      if (!batch) return undefined
      batch.asked += 1
      return state(id, batch.requests, batch.asked > (options.batchWaits ?? 1))
    },
    results(id) {
      // The last asked comes first: results are in any order.
      const lines = made.get(id)?.requests.map((request) => JSON.stringify(line(request)))
      return lines && `${lines.toReversed().join('\n')}\n`
    },
  }
}
