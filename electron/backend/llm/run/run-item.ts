/** What the page sees of one request. */
import type { RunItem } from '../../../../shared/protocol/llm.ts'
import { NO_USAGE } from '../requests/cost.ts'
import type { JobItem, Result } from '../requests/job.ts'

export function emptyItem({ id, title }: Pick<JobItem, 'id' | 'title'>): RunItem {
  return {
    id,
    title,
    state: 'waiting',
    drafts: [],
    remarks: [],
    dropped: [],
    unanswered: [],
    usage: { ...NO_USAGE, cost: 0 },
  }
}

export function finished(item: RunItem, result: Result, state: 'done' | 'cached'): RunItem {
  const { problem: _before, ...rest } = item
  return {
    ...rest,
    state,
    drafts: result.drafts,
    remarks: result.remarks,
    dropped: [...result.dropped],
    unanswered: [...result.unanswered],
    ...(result.text === undefined ? {} : { text: result.text }),
  }
}

export function failed(item: RunItem, problem: NonNullable<RunItem['problem']>): RunItem {
  return { ...item, state: 'failed', problem }
}
