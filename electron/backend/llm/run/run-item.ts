/** What the page sees of one request. */
import type { RunItem } from '../../../../shared/protocol/llm.ts'
import { NO_USAGE } from '../requests/cost.ts'
import type { JobItem, Result } from '../requests/job.ts'
import type { Problem } from './budget.ts'

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

export function failed(item: RunItem, problem: Problem): RunItem {
  return { ...item, state: 'failed', problem }
}

/** What the page sees of all requests of a run. */
export interface RunItems {
  of(item: JobItem): RunItem
  /** In the order of the job. */
  list(): RunItem[]
  /** Tells the page. */
  show(item: RunItem): void
  /** Takes note without a word to the page. */
  put(item: RunItem): void
  mark(item: JobItem, state: 'waiting' | 'running' | 'stopped', problem?: Problem): void
}

export function createItems(items: readonly JobItem[], tell: (item: RunItem) => void): RunItems {
  const shown = new Map(items.map((item) => [item.id, emptyItem(item)]))
  const of = (item: JobItem) => shown.get(item.id) ?? emptyItem(item)
  const put = (item: RunItem) => {
    shown.set(item.id, item)
  }
  const show = (item: RunItem) => {
    put(item)
    tell(item)
  }
  return {
    of,
    list: () => items.map(of),
    show,
    put,
    mark(item, state, problem) {
      const { problem: _before, ...rest } = of(item)
      show({ ...rest, state, ...(problem ? { problem } : {}) })
    },
  }
}
