/** Sends what the work holds, one model after the other, and says how far it is. */
import { plural } from '../../../shared/core/text.ts'
import type { RunItem } from '../../../shared/protocol/llm.ts'
import type { Audit } from '../../backend/llm/run/audit.ts'
import { noteOf } from '../../backend/llm/run/note.ts'
import { type StartedRun, startRun } from '../../backend/llm/run/run.ts'
import { say } from '../output.ts'
import type { Server } from './server.ts'
import { isOpen, type Outcome, type Work } from './work.ts'

/** Ctrl-C ends what is under way; what is finished stays. A second one ends the process. */
export async function sendWork(
  works: readonly Work[],
  { provider, settings }: Server,
  audit: Audit,
): Promise<readonly (readonly Outcome[])[]> {
  let running: StartedRun | undefined
  let stopped = false
  const stop = () => {
    stopped = true
    say('Stopping. What is finished is kept.')
    running?.stop()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const progress = createProgress(works)
    const all: (readonly Outcome[])[] = []
    let spent = 0
    for (const [index, { file, job }] of works.entries()) {
      if (!job) {
        all.push([])
        continue
      }
      running = startRun({
        run: `run-${index}`,
        plan: `plan-${index}`,
        job,
        provider,
        note: noteOf(job, audit),
        cap: settings.cap === null ? null : Math.max(0, settings.cap - spent),
        onItem: (item) => progress(file.shown, item),
      })
      if (stopped) running.stop()
      const { items } = await running.ended()
      spent += running.spent()
      const replies = running.replies()
      const byId = new Map(job.items.map((item) => [item.id, item]))
      all.push(
        items.map((run) => {
          const item = byId.get(run.id)
          return { run, ...(item ? { item } : {}), reply: replies.get(run.id) ?? null }
        }),
      )
    }
    return all
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}

/** One line for each target that was asked about. */
function createProgress(works: readonly Work[]): (file: string, item: RunItem) => void {
  const items = works.flatMap(({ job }) => job?.items ?? [])
  const total = items.filter(isOpen).length
  const before = items.length - total
  if (before > 0) say(`${plural(before, 'target')} answered before, nothing is sent for them`)
  let count = 0
  return (file, { id, state, drafts, text, problem }) => {
    if (state !== 'done' && state !== 'failed') return
    count += 1
    const came = text === undefined ? plural(drafts.length, 'draft') : 'answered'
    const what = state === 'done' ? came : `failed: ${problem?.message ?? ''}`
    say(`[${count}/${total}] ${file} ${id}: ${what}`)
  }
}
