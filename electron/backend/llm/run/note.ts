/** A request of a run as a line of the audit log. */
import type { ReplacementKind } from '../../../../shared/llm/types.ts'
import type { RawReply } from '../provider/provider.ts'
import type { Job, JobItem } from '../requests/job.ts'
import type { Audit, AuditEntry } from './audit.ts'

export interface Sent extends Pick<AuditEntry, 'attempts' | 'result'> {
  readonly item: JobItem
  readonly usage: RawReply['usage'] | null
}

export function noteOf({ options, origin, replacements }: Job, audit: Audit): (sent: Sent) => Promise<void> {
  const counts: Partial<Record<ReplacementKind, number>> = {}
  for (const { kind, count } of replacements) counts[kind] = (counts[kind] ?? 0) + count
  return ({ item, usage, attempts, result }) => {
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
      attempts,
      result,
    })
  }
}

export function resultOf({ stopReason }: Pick<RawReply, 'stopReason'>, isInvalid: boolean): Sent['result'] {
  if (stopReason === 'refusal') return 'refused'
  if (stopReason === 'max-tokens') return 'cut-off'
  return isInvalid ? 'failed' : 'answered'
}
