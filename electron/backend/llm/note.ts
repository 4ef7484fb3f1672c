/** A request of a run as a line of the audit log. */
import type { ReplacementKind } from '../../../shared/llm/types.ts'
import type { Audit } from './audit.ts'
import type { Job } from './job.ts'
import type { RunOptions } from './run.ts'

export function noteOf({ options, origin, replacements }: Job, audit: Audit): RunOptions['note'] {
  const counts: Partial<Record<ReplacementKind, number>> = {}
  for (const { kind, count } of replacements) counts[kind] = (counts[kind] ?? 0) + count
  return ({ item, usage, result }) => {
    const { id, version, hash } = item.prompt
    return audit.note({
      time: new Date().toISOString(),
      origin,
      model: options.settings.model,
      prompt: { id, version, hash },
      bodyHash: item.hash,
      replacements: counts,
      tokens: {
        input: usage?.inputTokens ?? 0,
        output: usage?.outputTokens ?? 0,
        cached: usage?.cachedTokens ?? 0,
      },
      result,
    })
  }
}
