/**
 * One Message Batch for all models: half the price, answered within a day. Its id is kept outside the repo
 * before the first wait, so that the same command goes on where it was and nothing is paid twice.
 */
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../../../shared/core/errors.ts'
import { hashText, plural } from '../../../shared/core/text.ts'
import type { Usage } from '../../../shared/protocol/llm.ts'
import { withoutKey } from '../../backend/llm/connection/without-key.ts'
import { batchBody } from '../../backend/llm/provider/batch-body.ts'
import { ProviderError } from '../../backend/llm/provider/faults.ts'
import type { BatchResult, Provider } from '../../backend/llm/provider/provider.ts'
import { createPrices, NO_USAGE } from '../../backend/llm/requests/cost.ts'
import type { Job, JobItem } from '../../backend/llm/requests/job.ts'
import type { Audit } from '../../backend/llm/run/audit.ts'
import { noteOf, resultOf } from '../../backend/llm/run/note.ts'
import type { LoadedModel } from '../models.ts'
import { say } from '../output.ts'
import { createSentBatches, type SentBatch } from './batch-state.ts'
import type { Server } from './server.ts'
import {
  type Done,
  failedOutcome,
  isOpen,
  type Outcome,
  prepareWork,
  readOutcome,
  type Work,
  type WorkOptions,
} from './work.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000
const DISCOUNT = 1 / 2
const NOTHING: Usage = { ...NO_USAGE, cost: 0 }

export interface BatchOptions extends WorkOptions {
  readonly server: Server
  readonly audit: Audit
  /** The person's own settings. */
  readonly folder: string
}

export async function runBatch(files: readonly LoadedModel[], options: BatchOptions): Promise<Done> {
  const { server, audit, folder, ...asked } = options
  const { origin, provider, settings } = server
  const paths = files.map(placeOf).sort()
  const sent = createSentBatches(folder)
  let batch = await sent.find({ origin, model: settings.model, files: paths })
  const resumed: Partial<WorkOptions> = batch
    ? {
        tier: batch.tier,
        date: batch.date,
        settings: { ...settings, maxTokens: batch.maxTokens },
        // All targets, so that each request of the batch finds its own.
        changed: false,
      }
    : {}
  const works = await prepareWork(files, { ...asked, ...resumed })
  if (batch) say(`Batch ${batch.id} was sent before; this goes on with it`)
  else {
    batch = await send(works, paths, options)
    if (batch) {
      await sent.keep(batch)
      say(`Batch ${batch.id} with ${plural(batch.requests.length, 'request')} sent to ${origin}`)
    } else say('Nothing is left to be asked')
  }
  if (!batch) {
    const outcomes = works.map((work) => outcomesOf(work, [], new Map(), null))
    return { works, outcomes, date: asked.date, async close() {} }
  }
  const { id, date, requests } = batch
  const results = await lostAsFault(provider, batch, () => sent.forget(id))
  await noteResults(works, results, audit)
  const outcomes = works.map((work) => outcomesOf(work, requests, results, origin))
  return { works, outcomes, date, close: () => sent.forget(id) }
}

function placeOf({ root, disk }: LoadedModel): string {
  return path.join(root, disk.files.model)
}

/** At most 64 letters; the same request to the same model has the same one. */
function customId(work: Work, item: JobItem): string {
  return `fl-${hashText([placeOf(work.file), item.id, item.hash].join('\n')).slice(0, 56)}`
}

async function send(
  works: readonly Work[],
  files: readonly string[],
  { server, audit, date }: BatchOptions,
): Promise<SentBatch | undefined> {
  const { provider, settings, origin, tier } = server
  const open = works.flatMap((work) => (work.job?.items ?? []).filter(isOpen).map((item) => ({ work, item })))
  if (open.length === 0) return undefined
  checkCap(
    open.map(({ item }) => item),
    server,
  )
  const named = open.map(({ work, item }) => ({ id: customId(work, item), work, item }))
  let id: string
  try {
    id = await provider.createBatch(named.map((each) => ({ id: each.id, body: each.item.body })))
  } catch (error) {
    if (!isUnknown(error)) throw error
    throw new AppError('provider', `${origin} does not take Message Batches.`, { hint: 'Leave out --batch.' })
  }
  // Now, because a model that changes meanwhile, or a command that never comes back, must not hide what was sent.
  for (const { work, item } of named)
    if (work.job) {
      const hash = hashText(batchBody(item.body))
      await noteOf(work.job, audit)({ item: { ...item, hash }, usage: null, attempts: 1, result: 'sent' })
    }
  return {
    id,
    origin,
    model: settings.model,
    files: [...files],
    tier,
    maxTokens: settings.maxTokens,
    date,
    requests: named.map((each) => ({ id: each.id, file: placeOf(each.work.file), target: each.item.id })),
  }
}

/** A batch cannot be stopped on its way, so its whole price has to fit. */
function checkCap(items: readonly JobItem[], { settings }: Server): void {
  const { cap } = settings
  const prices = createPrices(settings)
  const most = items.reduce((sum, item) => sum + (prices.mostOf(item) ?? 0), 0) * DISCOUNT
  if (cap === null || most <= cap) return
  throw new AppError(
    'bad-request',
    `This batch of ${plural(items.length, 'request')} can cost up to $${most.toFixed(2)}, more than the cap of $${cap}.`,
    { hint: 'Raise the cap in your own settings, name fewer models, or use --changed.' },
  )
}

function isUnknown(error: unknown): boolean {
  return error instanceof ProviderError && (error.status === 404 || error.status === 410)
}

async function lostAsFault(
  provider: Provider,
  { id, origin }: SentBatch,
  forget: () => Promise<void>,
): Promise<ReadonlyMap<string, BatchResult>> {
  try {
    await waitFor(provider, id)
    const results = new Map<string, BatchResult>()
    for await (const result of provider.batchResults(id)) results.set(result.id, result)
    return results
  } catch (error) {
    if (!isUnknown(error)) throw error
    await forget()
    throw new AppError('provider', `${origin} does not have batch ${id} any more, so its answers are lost.`, {
      hint: 'Run the command again to send what is not answered as a new batch.',
    })
  }
}

async function waitFor(provider: Provider, id: string): Promise<void> {
  const leaving = new AbortController()
  const leave = () => leaving.abort()
  process.once('SIGINT', leave)
  process.once('SIGTERM', leave)
  try {
    for (let pause = FIRST_WAIT_MS; ; pause = Math.min(pause * 2, LONGEST_WAIT_MS)) {
      const { ended, waiting, finished } = await provider.findBatch(id)
      if (ended) return
      say(`Batch ${id}: ${finished} of ${waiting + finished} answered; next look in ${pause / 1000} s`)
      await wait(pause, undefined, { signal: leaving.signal })
    }
  } catch (error) {
    if (!leaving.signal.aborted) throw error
    throw new AppError('provider', `Batch ${id} goes on without this command.`, {
      hint: 'Run the same command again for its answers.',
    })
  } finally {
    process.off('SIGINT', leave)
    process.off('SIGTERM', leave)
  }
}

function outcomesOf(
  work: Work,
  requests: SentBatch['requests'],
  results: ReadonlyMap<string, BatchResult>,
  origin: string | null,
): readonly Outcome[] {
  const { job, file } = work
  const place = placeOf(file)
  const left = new Map(requests.filter((each) => each.file === place).map((each) => [each.id, each.target]))
  const known = (job?.items ?? []).flatMap((item): Outcome[] => {
    if (!job) return []
    const id = customId(work, item)
    const result = results.get(id)
    if (left.delete(id)) return [answered(job, item, result)]
    if (item.cached === null) return []
    const { run, ...rest } = readOutcome(job, item, { text: item.cached, stopReason: 'end' }, NOTHING)
    return [{ ...rest, run: run.state === 'done' ? { ...run, state: 'cached' } : run }]
  })
  const changed = [...left.values()].map((target) =>
    failedOutcome(
      target,
      `The model was changed after the batch was sent${origin ? ` to ${origin}` : ''}, so the answer was not taken.`,
      NOTHING,
    ),
  )
  return [...known, ...changed]
}

function answered(job: Job, item: JobItem, result: BatchResult | undefined): Outcome {
  if (!result) return failedOutcome(item.id, 'The batch ended without an answer to it.', NOTHING, item)
  if ('problem' in result) return failedOutcome(item.id, result.problem, NOTHING, item)
  const { reply } = result
  const usage = createPrices(job.options.settings).usageOf(reply.usage)
  const half = { ...usage, cost: usage.cost === null ? null : usage.cost * DISCOUNT }
  const text = withoutKey(reply.text, job.options.key)
  return readOutcome(job, item, { text, stopReason: reply.stopReason }, half)
}

/** Keeps whole replies for later runs and writes the log of what was sent. */
async function noteResults(
  works: readonly Work[],
  results: ReadonlyMap<string, BatchResult>,
  audit: Audit,
): Promise<void> {
  for (const work of works) {
    const { job } = work
    if (!job) continue
    const note = noteOf(job, audit)
    for (const item of job.items) {
      const result = results.get(customId(work, item))
      if (!result) continue
      if ('problem' in result) {
        await note({ item, usage: null, attempts: 0, result: 'failed' })
        continue
      }
      const { reply } = result
      const read = job.read(item, reply)
      const isWhole = !('problem' in read) && read.unanswered.length === 0
      await note({ item, usage: reply.usage, attempts: 0, result: resultOf(reply, 'problem' in read) })
      if (isWhole) await job.remember(item, reply.text)
    }
  }
}
