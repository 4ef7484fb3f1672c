/** What is to be asked about each model of the command line, built before anything is sent. */
import path from 'node:path'
import { isSettled, outOfScopeOf } from '../../../shared/analysis/redrafting/open-drafts.ts'
import { AppError } from '../../../shared/core/errors.ts'
import { plural } from '../../../shared/core/text.ts'
import type { Prompt } from '../../../shared/llm/types.ts'
import { listTargets } from '../../../shared/model/crossings.ts'
import type { RunItem, Usage } from '../../../shared/protocol/llm.ts'
import type { RawReply } from '../../backend/llm/provider/provider.ts'
import type { Job, JobItem, JobOptions } from '../../backend/llm/requests/job.ts'
import { prepareJob } from '../../backend/llm/requests/plan.ts'
import { readFolderPrompts, usedPrompts } from '../../backend/llm/requests/prompt-store.ts'
import { emptyItem, failed, finished } from '../../backend/llm/run/run-item.ts'
import type { LoadedModel } from '../models.ts'
import { say } from '../output.ts'

export interface Work {
  readonly file: LoadedModel
  /** Null when there is nothing to ask about. */
  readonly job: Job | null
}

export type Reply = Pick<RawReply, 'text' | 'stopReason'>

/** What came of one target. */
export interface Outcome {
  readonly run: RunItem
  /** Absent for a target that the model no longer has. */
  readonly item?: JobItem
  /** As it came; null where there was none. */
  readonly reply: Reply | null
}

/** What was done, before it is kept. */
export interface Done {
  readonly works: readonly Work[]
  readonly outcomes: readonly (readonly Outcome[])[]
  /** YYYY-MM-DD, as in the source of the drafts. */
  readonly date: string
  /** To be called when the outcomes are kept. */
  close(): Promise<void>
}

export interface WorkOptions extends Omit<JobOptions, 'path' | 'model' | 'task' | 'prompts'> {
  /** Only what has no answer as it is now and is not reviewed as it is now. */
  readonly changed: boolean
  readonly trustPrompts: boolean
}

export async function prepareWork(
  files: readonly LoadedModel[],
  { changed, trustPrompts, ...options }: WorkOptions,
): Promise<readonly Work[]> {
  const promptsOf = createPrompts(trustPrompts)
  const works: Work[] = []
  for (const file of files) {
    const prompts = await promptsOf(file.disk.home.folder)
    const { model, shown } = file
    const inScope = listTargets(model).filter((target) => outOfScopeOf(model, target) === undefined)
    const targets = changed ? inScope.filter((target) => !isSettled(model, target)) : inScope
    const task = { kind: 'threats' as const, targets: [...targets] }
    const job =
      targets.length === 0 ? null : await prepareJob({ ...options, path: shown, model, task, prompts })
    works.push({ file, job: job && changed ? { ...job, items: job.items.filter(isOpen) } : job })
  }
  return works
}

export function isOpen({ cached }: JobItem): boolean {
  return cached === null
}

/** The outcome of a reply that did not come through a run. */
export function readOutcome(job: Job, item: JobItem, reply: Reply, usage: Usage): Outcome {
  const before = { ...emptyItem(item), usage }
  const read = job.read(item, reply)
  if (!('problem' in read)) return { run: finished(before, read, 'done'), item, reply }
  const { again: _, ...problem } = read.problem
  return { run: failed(before, problem), item, reply }
}

export function failedOutcome(id: string, message: string, usage: Usage, item?: JobItem): Outcome {
  const before = { ...emptyItem(item ?? { id, title: id }), usage }
  return { run: failed(before, { message }), ...(item ? { item } : {}), reply: null }
}

/** Reads each folder's prompts once and says when they are not taken. */
export function createPrompts(trusted: boolean): (home: string) => Promise<readonly Prompt[]> {
  const read = new Map<string, readonly Prompt[]>()
  return async (home) => {
    const known = read.get(home)
    if (known) return known
    const own = await readFolderPrompts(home)
    const shown = (file: string) => path.relative('.', path.join(home, file)) || file
    const broken = trusted ? own.find(({ problem }) => problem !== undefined) : undefined
    if (broken) {
      throw new AppError('invalid-file', `${shown(broken.path)} is not a prompt: ${broken.problem}`, {
        hint: 'Correct it, or leave out --trust-prompts.',
      })
    }
    if (!trusted && own.length > 0) {
      const count = plural(own.length, 'prompt')
      say(
        `${count} in ${shown('.fenceline/prompts')} not used, the built-in ones are; --trust-prompts takes them`,
      )
    }
    const prompts = usedPrompts(own, trusted ? 'all' : 'nothing')
    read.set(home, prompts)
    return prompts
  }
}
