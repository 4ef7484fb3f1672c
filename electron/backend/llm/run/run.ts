/**
 * Sends what a job holds, so many requests at a time and never past the cap. A request starts only when
 * another has ended and replies are read nearly as fast as they come, so nothing piles up; what is finished
 * stays, whatever happens afterwards.
 */
import { AppError } from '../../../../shared/core/errors.ts'
import type { Run, RunItem, Usage } from '../../../../shared/protocol/llm.ts'
import { hashBytes } from '../../files/read-file.ts'
import { withoutKey } from '../connection/without-key.ts'
import { ProviderError } from '../provider/faults.ts'
import type { Provider, RawReply } from '../provider/provider.ts'
import { addUsage } from '../requests/cost.ts'
import type { Job, JobItem } from '../requests/job.ts'
import { createBudget, type Problem } from './budget.ts'
import { resultOf, type Sent } from './note.ts'
import { createQuietQueue } from './quiet-queue.ts'
import { openRound, type Round } from './round.ts'
import { createItems, failed, finished } from './run-item.ts'

/** Replies that wait to be read before another request is sent, for each that may be on the wire. */
const MOST_UNREAD = 8

/** Requests for one item that came back in another form than was asked for. */
const MOST_TRIES = 2

export interface RunOptions {
  /** Ids that the page knows them by. */
  readonly run: string
  readonly plan: string
  readonly job: Job
  readonly provider: Pick<Provider, 'send'>
  /** Told of every request that was sent. Never rejects. */
  readonly note: (sent: Sent) => Promise<void>
  /** US dollars; null: no cap. */
  readonly cap: number | null
  readonly onItem?: (item: RunItem, usage: Usage) => void
  /** Not called again before a retry. */
  readonly onEnd?: (state: Run['state'], usage: Usage) => void
}

export interface StartedRun {
  readonly job: Job
  state(): Run
  /** Ends every request under way at once. */
  stop(): void
  /** The failed and stopped among `items`, null: all of them; `cap` counts what the run cost before. */
  retry(items: readonly string[] | null, cap: number | null): void
  /** Resolves when nothing runs and what was learnt is kept. */
  ended(): Promise<Run>
  /** US dollars, as the cap counts them: with the most that requests can have cost that ended without a word of it. */
  spent(): number
  /** The last reply by item, those of the cache and those that could not be used too. */
  replies(): ReadonlyMap<string, Pick<RawReply, 'text' | 'stopReason'>>
}

export function startRun(options: RunOptions): StartedRun {
  const { job, provider, note, onItem, onEnd } = options
  const { key, settings } = job.options
  const budget = createBudget(settings, options.cap)
  const items = createItems(job.items, (item) => onItem?.(item, budget.usage()))
  const replies = new Map<string, Pick<RawReply, 'text' | 'stopReason'>>()
  const tries = new Map<string, number>()
  /** Bodies that were found to have the hash that was shown. */
  const asShown = new WeakMap<JobItem, string>()
  const keeping = new Set<Promise<void>>()
  const quiet = createQuietQueue()
  let state: Run['state'] = 'running'
  let round = openRound([])

  const end = (ended: Exclude<Run['state'], 'running'>, of: Round) => {
    state = ended
    onEnd?.(ended, budget.usage())
    void whenQuiet(of).then(of.end)
  }
  /** Requests that were broken off are logged when they have ended. */
  const whenQuiet = async ({ asks }: Round) => {
    while (asks.size + keeping.size > 0) await Promise.allSettled([...asks, ...keeping])
  }
  /** Once what was learnt is kept, so that the next plan finds it. */
  const endWhenKept = async (ended: 'done' | 'over-cap', of: Round) => {
    if (of.isEnding) return
    of.isEnding = true
    await Promise.allSettled(keeping)
    of.isEnding = false
    if (of !== round || state !== 'running') return
    // A retry may have come meanwhile.
    if (of.queue.length > 0) pump(of)
    else if (of.active === 0) end(ended, of)
  }

  /** A server that answers faster than its replies are read must not fill the memory with them. */
  const isRoom = ({ sending, active }: Round) =>
    sending < settings.concurrency && active - sending < settings.concurrency * MOST_UNREAD

  const pump = (of: Round) => {
    while (of === round && state === 'running' && isRoom(of)) {
      const item = of.queue[0]
      if (!item) {
        if (of.active === 0) void endWhenKept('done', of)
        return
      }
      const most = budget.mostOf(item)
      const obstacle = budget.findObstacle(of.reserved + most)
      if (obstacle) {
        // What is under way may cost less than was set aside for it.
        if (of.active > 0) return
        for (const left of of.queue.splice(0)) items.mark(left, 'stopped', obstacle)
        void endWhenKept('over-cap', of)
        return
      }
      of.queue.shift()
      of.active += 1
      of.sending += 1
      of.reserved += most
      items.mark(item, 'running')
      const onReply = () => {
        of.sending -= 1
        of.reserved -= most
      }
      const asked = ask(item, of, onReply)
        // A bug in reading one reply must not take the others along.
        .catch((error: unknown) => items.show(failed(items.of(item), problemOf(error, key))))
        .finally(() => {
          of.asks.delete(asked)
          of.active -= 1
          pump(of)
        })
      of.asks.add(asked)
    }
  }

  const ask = async (item: JobItem, of: Round, onReply: () => void): Promise<void> => {
    const { signal } = of.stopping
    const most = budget.mostOf(item)
    let attempts = 0
    const onAttempt = (isAfterBreak: boolean) => {
      if (isAfterBreak) {
        budget.addUnsaid(most)
        // What this attempt may cost was set aside when the first went out.
        const obstacle = budget.findObstacle(of.reserved)
        if (obstacle) throw new AppError('provider', obstacle.message, { hint: obstacle.hint })
      }
      attempts += 1
    }
    let sent: RawReply
    try {
      if (!isAsShown(item)) throw new AppError('internal', 'The request is not the one that was shown.')
      sent = await provider.send(item.body, signal, onAttempt)
    } catch (error) {
      if (signal.aborted || (error instanceof ProviderError && error.mayCost)) budget.addUnsaid(most)
      onReply()
      keep(note({ item, usage: null, attempts, result: signal.aborted ? 'stopped' : 'failed' }))
      if (!signal.aborted) items.show(failed(items.of(item), problemOf(error, key)))
      return
    }
    const used = budget.addReply(sent, most, signal.aborted)
    onReply()
    // A reply that comes when the run was stopped is dropped: the page was told that it is.
    if (signal.aborted) return keep(note({ item, usage: sent.usage, attempts, result: 'stopped' }))
    const reply = { ...sent, text: withoutKey(sent.text, key) }
    const before = items.of(item)
    items.put({ ...before, usage: addUsage(before.usage, used) })
    // The next request is on its way before this reply is read, and those of replies that come with it as well.
    pump(of)
    const done = quiet.add(() => digest(item, of, reply, attempts))
    if (of.queue.length === 0) quiet.finish()
    return done
  }

  const isAsShown = (item: JobItem): boolean => {
    if (asShown.get(item) === item.body) return true
    if (hashBytes(Buffer.from(item.body)) !== item.hash) return false
    asShown.set(item, item.body)
    return true
  }

  const digest = (item: JobItem, of: Round, reply: RawReply, attempts: number) => {
    // In this quiet moment, so that they need no look when there is room for them.
    for (const next of of.queue.slice(0, settings.concurrency)) isAsShown(next)
    let read: ReturnType<Job['read']> | undefined
    try {
      read = job.read(item, reply)
    } finally {
      const isInvalid = !read || 'problem' in read
      keep(note({ item, usage: reply.usage, attempts, result: resultOf(reply, isInvalid) }))
    }
    replies.set(item.id, { text: reply.text, stopReason: reply.stopReason })
    if (!('problem' in read)) {
      // A category without an answer is worth another request; the rest would come out the same.
      if (read.unanswered.length === 0) keep(job.remember(item, reply.text))
      return items.show(finished(items.of(item), read, 'done'))
    }
    const tried = (tries.get(item.id) ?? 0) + 1
    tries.set(item.id, tried)
    if (!read.problem.again || tried >= MOST_TRIES) {
      const { again: _, ...problem } = read.problem
      return items.show(failed(items.of(item), problem))
    }
    of.queue.unshift(item)
  }

  const keep = (work: Promise<void>) => {
    keeping.add(work)
    void work.finally(() => keeping.delete(work))
  }

  const begin = (wanted: readonly JobItem[]) => {
    round = openRound(wanted)
    state = 'running'
    for (const item of wanted) tries.delete(item.id)
    pump(round)
  }

  for (const item of job.items.filter((each) => each.cached !== null)) {
    const reply = { text: item.cached ?? '', stopReason: 'end' } as const
    const read = job.read(item, reply)
    if ('problem' in read) continue
    replies.set(item.id, reply)
    items.show(finished(items.of(item), read, 'cached'))
  }
  // The page gets the answer to its start before the first event of a request.
  const first = job.items.filter((item) => !replies.has(item.id))
  round = openRound(first)
  const opening = round
  queueMicrotask(() => pump(opening))

  const current = (): Run => ({
    run: options.run,
    plan: options.plan,
    path: job.options.path,
    state,
    items: items.list(),
    usage: budget.usage(),
  })
  return {
    job,
    state: current,
    stop() {
      if (state !== 'running') return
      const { queue, stopping } = round
      stopping.abort(new AppError('provider', 'The run was stopped.'))
      // What came before the word of it is finished.
      quiet.finish()
      queue.length = 0
      for (const item of job.items)
        if (['waiting', 'running'].includes(items.of(item).state)) items.mark(item, 'stopped')
      end('stopped', round)
    },
    retry(ids, cap) {
      budget.setCap(cap)
      const wanted = job.items.filter(
        (item) => ['failed', 'stopped'].includes(items.of(item).state) && (ids?.includes(item.id) ?? true),
      )
      if (wanted.length === 0) return
      for (const item of wanted) items.mark(item, 'waiting')
      if (state !== 'running') return begin(wanted)
      for (const item of wanted) tries.delete(item.id)
      round.queue.push(...wanted)
      pump(round)
    },
    async ended() {
      await round.ended
      return current()
    },
    spent: budget.spent,
    replies: () => replies,
  }
}

function problemOf(error: unknown, key: string | null): Problem {
  if (!(error instanceof AppError)) return { message: 'Something failed inside Fenceline.' }
  const { message, hint } = error
  return { message: withoutKey(message, key), ...(hint ? { hint: withoutKey(hint, key) } : {}) }
}
