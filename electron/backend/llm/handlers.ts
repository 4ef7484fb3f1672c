/** Answers the `llm.*` methods for one opened folder. */
import { randomUUID } from 'node:crypto'
import { AppError } from '../../../shared/core/errors.ts'
import { printBundle } from '../../../shared/llm/bundle.ts'
import type { LlmHandlers } from '../../../shared/protocol/contract.ts'
import type { LlmSettings } from '../../../shared/protocol/llm.ts'
import type { Events } from '../events.ts'
import { createConnection } from './connection/connection.ts'
import { ignoredSettings } from './connection/ignored.ts'
import type { KeyStore } from './connection/key-store.ts'
import { createLlmSettings } from './connection/llm-settings.ts'
import { createTrust } from './connection/trust.ts'
import { bundleOf } from './requests/bundle-of.ts'
import { createReplyCache } from './requests/cache.ts'
import type { Job } from './requests/job.ts'
import { planOf, prepareJob } from './requests/plan.ts'
import {
  type Agreed,
  customise,
  getPrompt,
  getStarter,
  listPrompts,
  promptHome,
  readFolderPrompts,
  usedPrompts,
} from './requests/prompt-store.ts'
import { createAudit } from './run/audit.ts'
import { noteOf } from './run/note.ts'
import { type StartedRun, startRun } from './run/run.ts'
import { createShelf } from './run/shelf.ts'

export interface LlmOptions {
  /** The folder's real path. */
  readonly root: string
  /** The person's own settings folder. */
  readonly settings: string
  readonly keys: KeyStore
  readonly events: Events
}

export interface Llm {
  readonly handlers: LlmHandlers
  /** Stops every run; resolves when the requests that this breaks off are in the audit log. Never fails. */
  close(): Promise<void>
}

/** A plan holds every body, so only the last few are kept; a run holds its plan. */
const MOST_PLANS = 4
const MOST_RUNS = 8

interface Planned {
  readonly job: Job
  isStarted: boolean
}

export function createLlm({ root, settings, keys, events }: LlmOptions): Llm {
  const own = createLlmSettings(settings)
  const trust = createTrust(settings)
  const audit = createAudit(settings)
  const cache = createReplyCache({ settings })
  const connection = createConnection({ own, keys })
  const plans = createShelf<Planned>(MOST_PLANS, 'plan', 'Prepare the run again.')
  const runs = createShelf<StartedRun>(
    MOST_RUNS,
    'run',
    'Prepare and start a new one.',
    (run) => run.state().state === 'running',
  )

  const agreed = async (): Promise<Agreed> => ((await trust.isTrusted(root)) ? trust.pinned(root) : 'nothing')
  const ownPrompts = async () => readFolderPrompts(await promptHome(root))
  const state = async () => ({
    trusted: await trust.isTrusted(root),
    ...(await connection.state()),
    prompts: [...listPrompts(await ownPrompts(), await agreed())],
    ignored: [...(await ignoredSettings(root))],
  })
  const checkTrust = async () => {
    if (await trust.isTrusted(root)) return
    throw new AppError('restricted', 'This folder is restricted, so the language model is not asked.', {
      hint: 'Trust the folder first if you know where its models come from.',
    })
  }

  const handlers: LlmHandlers = {
    'llm.state': state,
    async 'llm.configure'({ confirmed = false, ...change }) {
      await own.set(change as Partial<LlmSettings>, confirmed)
      return state()
    },
    async 'llm.set-key'({ origin, key }) {
      await connection.setKey(origin, key)
      return state()
    },
    'llm.test': () => connection.test(),
    async 'llm.trust'({ trusted }) {
      await trust.setTrusted(root, trusted)
      if (!trusted) for (const run of runs.all()) run.stop()
      return state()
    },
    async 'llm.pin-prompt'({ path, hash }) {
      const prompt = getPrompt(await ownPrompts(), path)
      if (prompt.hash !== hash) {
        throw new AppError('conflict', `${path} was changed since it was shown.`, {
          hint: 'Read it again and then trust it.',
        })
      }
      if (!prompt.prompt) throw new AppError('invalid-file', `${path}: ${prompt.problem ?? 'It is broken.'}`)
      await trust.pin(root, path, hash)
      return state()
    },
    async 'llm.prompt-text'(wanted) {
      if ('id' in wanted) {
        const { text, prompt } = getStarter(wanted.id)
        return { text, hash: prompt.hash }
      }
      const { text, hash } = getPrompt(await ownPrompts(), wanted.path)
      return { text, hash }
    },
    async 'llm.customise'({ id }) {
      const { path, hash } = await customise(await promptHome(root), id)
      await trust.pin(root, path, hash)
      return { path }
    },
    async 'llm.prepare'({ path, model, task }) {
      await checkTrust()
      const { probe, ...reached } = await connection.ready()
      const job = await prepareJob({
        ...reached,
        path,
        model,
        task,
        tier: probe.tier,
        charactersPerToken: probe.charactersPerToken,
        prompts: usedPrompts(await ownPrompts(), await agreed()),
        cache,
        date: new Date().toISOString().slice(0, 10),
      })
      const id = randomUUID()
      plans.put(id, { job, isStarted: false })
      return planOf(job, id)
    },
    async 'llm.preview'({ plan, item: id }) {
      const item = plans.get(plan).job.items.find((each) => each.id === id)
      if (!item) throw new AppError('not-found', `The plan has no request "${id.slice(0, 200)}".`)
      return { body: item.body, hash: item.hash }
    },
    async 'llm.start'({ plan: id, hash }) {
      await checkTrust()
      const planned = plans.get(id)
      const { job } = planned
      if (hash !== job.hash) {
        throw new AppError('conflict', 'This is not the plan that was shown.', {
          hint: 'Prepare the run again and look at it.',
        })
      }
      if (planned.isStarted) {
        throw new AppError('conflict', 'This plan was started before.', {
          hint: 'Retry its failed items, or prepare a new run.',
        })
      }
      planned.isStarted = true
      const run = randomUUID()
      const started = startRun({
        run,
        plan: id,
        job,
        provider: connection.providerFor(job.options),
        note: noteOf(job, audit),
        cap: job.options.settings.cap,
        onItem: (item, usage) => events.announce('llm.item', { run, item, usage }),
        onEnd: (ended, usage) => events.announce('llm.ended', { run, state: ended, usage }),
      })
      runs.put(run, started)
      return started.state()
    },
    async 'llm.stop'({ run: id }) {
      const run = runs.get(id)
      run.stop()
      return run.state()
    },
    async 'llm.retry'({ run: id, items }) {
      await checkTrust()
      const run = runs.get(id)
      run.retry(items, (await own.get()).cap)
      return run.state()
    },
    'llm.status': async ({ run }) => runs.get(run).state(),
    'llm.bundle': async ({ run }) => ({ text: printBundle(bundleOf(runs.get(run))) }),
  }
  return {
    handlers,
    async close() {
      for (const run of runs.all()) run.stop()
      await Promise.allSettled(runs.all().map((run) => run.ended()))
    },
  }
}
