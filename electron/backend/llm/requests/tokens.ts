/** What a request is likely to take and to cost. Nothing is sent to find out. */
import type { LlmModel } from '../../../../shared/protocol/llm.ts'

// English prose has about 4 characters to a token, JSON with short ids about 3: rather too many tokens than too few.
const CHARACTERS_PER_TOKEN = 3
const MILLION = 1_000_000

export interface TokenCounts {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** `charactersPerToken` is what the last test of the server found. */
export function estimateTokens(text: string, charactersPerToken = CHARACTERS_PER_TOKEN): number {
  return Math.ceil(text.length / charactersPerToken)
}

/** US dollars at the list price, the cache's discount left out; null where a price is not known. */
export function costOf(model: LlmModel | undefined, usage: TokenCounts): number | null {
  if (!model || model.inputPrice === null || model.outputPrice === null) return null
  return (usage.inputTokens * model.inputPrice + usage.outputTokens * model.outputPrice) / MILLION
}
