/** What a run has cost, and may still cost: never past its cap, whatever the requests under way turn out to be. */
import type { LlmSettings, RunItem, Usage } from '../../../../shared/protocol/llm.ts'
import type { RawReply } from '../provider/provider.ts'
import { addUsage, createPrices, NO_USAGE } from '../requests/cost.ts'

export type Problem = NonNullable<RunItem['problem']>

/** All sums in US dollars; a model without a price costs nothing here. */
export interface Budget {
  usage(): Usage
  /** As the cap counts it: with the most that requests can have cost that ended without a word of it. */
  spent(): number
  mostOf(item: { readonly inputTokens: number }): number
  /** Null: no cap. */
  setCap(cap: number | null): void
  /** Why `more` must not be spent; undefined when it may be. */
  findObstacle(more: number): Problem | undefined
  /** Counts a request that ended without saying what it cost. */
  addUnsaid(most: number): void
  /** Counts a reply to a request that may have cost `most`, and gives its usage; one that was dropped is not shown. */
  addReply(reply: Pick<RawReply, 'usage' | 'stopReason'>, most: number, isDropped: boolean): Usage
}

export function createBudget(settings: LlmSettings, firstCap: number | null): Budget {
  const prices = createPrices(settings)
  let cap = firstCap
  let unsaid = 0
  let usage: Usage = prices.usageOf(NO_USAGE)
  const spent = () => (usage.cost ?? 0) + unsaid
  return {
    usage: () => usage,
    spent,
    mostOf: (item) => prices.mostOf(item) ?? 0,
    setCap(next) {
      cap = next
    },
    findObstacle: (more) => (cap !== null && spent() + more > cap ? overCap(cap) : undefined),
    addUnsaid(most) {
      unsaid += most
    },
    addReply(reply, most, isDropped) {
      const priced = prices.usageOf(reply.usage)
      const said = priced.cost ?? 0
      // A reply that was cut off in the middle says what it used at its end, which is missing.
      if (reply.stopReason === 'other') unsaid += Math.max(0, most - said)
      if (isDropped) unsaid += said
      else usage = addUsage(usage, priced)
      return priced
    },
  }
}

function overCap(cap: number): Problem {
  return {
    message: `The next request could take the run past $${cap}.`,
    hint: 'Raise the cap in the settings and retry.',
  }
}
