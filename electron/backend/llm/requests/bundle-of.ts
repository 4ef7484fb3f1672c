/** A run as what its bundle holds. */
import type { Bundle } from '../../../../shared/llm/bundle.ts'
import type { StartedRun } from '../run/run.ts'

export function bundleOf(run: StartedRun): Bundle {
  const { job } = run
  const { date, path, settings, tier } = job.options
  const shown = new Map(run.state().items.map((item) => [item.id, item]))
  const replies = run.replies()
  return {
    version: 1,
    date,
    origin: job.origin,
    model: settings.model,
    tier,
    maxTokens: settings.maxTokens,
    requests: job.items.map(({ id, prompt, body }) => {
      const item = shown.get(id)
      const reply = replies.get(id)
      return {
        file: path,
        target: id,
        prompt: { id: prompt.id, version: prompt.version, hash: prompt.hash },
        body,
        reply: reply?.text ?? null,
        stopReason: reply?.stopReason ?? 'other',
        ...(item?.problem ? { problem: item.problem.message } : {}),
        usage: item?.usage ?? { inputTokens: 0, outputTokens: 0, cachedTokens: 0, cost: null },
      }
    }),
  }
}
