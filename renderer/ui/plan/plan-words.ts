/** How bytes, tokens and money of requests are written. */
import type { Tier } from '../../../shared/llm/types.ts'

export const TIER_WORDS: Record<Tier, string> = {
  schema: 'its own structured output',
  tool: 'one forced tool',
  prompt: 'the prompt alone; replies are checked and asked once more',
}

/** "812 B", "4.2 kB". */
export function bytesWords(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`
}

/** "1,204 tokens". */
export function tokensWords(tokens: number): string {
  return `${tokens.toLocaleString('en-GB')} ${tokens === 1 ? 'token' : 'tokens'}`
}

/** "$0.0421", "$1.20"; "unknown" where nobody gave a price. */
export function costWords(dollars: number | null): string {
  if (dollars === null) return 'unknown'
  if (dollars === 0) return '$0'
  return dollars < 0.1 ? `$${dollars.toFixed(4)}` : `$${dollars.toFixed(2)}`
}
