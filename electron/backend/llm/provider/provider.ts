/** A server that speaks the Messages API, as the rest of Fenceline sees it. */
import type { Tier } from '../../../../shared/llm/types.ts'

/** Why the reply ended. Whatever else a server says is `other`. */
export type StopReason = 'end' | 'max-tokens' | 'refusal' | 'other'

export interface RawReply {
  /** The JSON as it came, whole or not: the text blocks joined, or the forced tool's input. */
  readonly text: string
  readonly stopReason: StopReason
  readonly usage: {
    readonly inputTokens: number
    readonly outputTokens: number
    /** Of the input, read from the server's cache. */
    readonly cachedTokens: number
  }
}

export interface Probe {
  readonly tier: Tier
  readonly countsTokens: boolean
  /** Of the fixed text that was counted; undefined where the server does not count. */
  readonly charactersPerToken: number | undefined
  /** Milliseconds of the slowest question. */
  readonly latency: number
  readonly notes: readonly string[]
}

export interface BatchRequest {
  /** At most 64 letters, digits, `-` and `_`. */
  readonly id: string
  readonly body: string
}

export type BatchResult =
  | { readonly id: string; readonly reply: RawReply }
  | { readonly id: string; readonly problem: string }

export interface BatchState {
  readonly ended: boolean
  readonly waiting: number
  readonly finished: number
}

export type OnAttempt = (isAfterBreak: boolean) => void

export interface Provider {
  /**
   * Sends exactly these bytes, a JSON body with `"stream": true`, and again on 408, 409, 429 and 5xx.
   * Rejects with an AppError `provider` that holds neither key nor body; with the signal's reason when
   * it was stopped. `onAttempt` is told before each time that they go out, with whether the connection broke the
   * time before, which may have cost something; what it throws ends the request.
   */
  send(body: string, signal: AbortSignal, onAttempt?: OnAttempt): Promise<RawReply>
  /** Asks fixed questions that hold nothing of the person's, to find the best tier. Throws `provider`. */
  probe(signal: AbortSignal): Promise<Probe>
  /** Gives the batch's id. */
  createBatch(requests: readonly BatchRequest[]): Promise<string>
  findBatch(id: string): Promise<BatchState>
  /** Of a batch that ended, in any order. */
  batchResults(id: string): AsyncIterable<BatchResult>
}

export interface ProviderOptions {
  /** Checked before: see `endpoint.ts`. */
  readonly baseURL: string
  readonly model: string
  /** Null for a server that wants none. */
  readonly key: string | null
}
