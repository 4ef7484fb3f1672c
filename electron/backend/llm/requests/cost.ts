/** What requests cost, as far as the person's settings say what the model does. */
import type { LlmSettings, Usage } from '../../../../shared/protocol/llm.ts'
import type { RawReply } from '../provider/provider.ts'
import { costOf } from './tokens.ts'

export const NO_USAGE = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 } as const

/** Of the most tokens that a reply may have, what one usually has. */
const USUAL_SHARE = 1 / 4

export interface Prices {
  /** US dollars; null where the price is not known. */
  of(usage: RawReply['usage']): number | null
  usageOf(usage: RawReply['usage']): Usage
  expectedOf(item: { readonly inputTokens: number }): number | null
  mostOf(item: { readonly inputTokens: number }): number | null
}

export function createPrices({ models, model, maxTokens }: LlmSettings): Prices {
  const priced = models.find(({ id }) => id === model)
  const of = (usage: RawReply['usage']) => costOf(priced, usage)
  const withReply = (inputTokens: number, outputTokens: number) =>
    of({ inputTokens, outputTokens, cachedTokens: 0 })
  return {
    of,
    usageOf: (usage) => ({ ...usage, cost: of(usage) }),
    expectedOf: ({ inputTokens }) => withReply(inputTokens, Math.ceil(maxTokens * USUAL_SHARE)),
    mostOf: ({ inputTokens }) => withReply(inputTokens, maxTokens),
  }
}

/** A sum with an unknown cost in it is unknown. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    cost: a.cost === null || b.cost === null ? null : a.cost + b.cost,
  }
}
