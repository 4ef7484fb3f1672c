/**
 * A run over one model, without a page: what the contract's handlers and the command line share. A job is
 * every request, built and kept in memory; `run.ts` sends exactly these.
 */
import type { DroppedRow, Prompt, Replacement, Tier, Unit } from '../../../../shared/llm/types.ts'
import type { Category, Draft, Model, Remark } from '../../../../shared/model/schema.ts'
import type { LlmSettings, LlmTask } from '../../../../shared/protocol/llm.ts'
import type { RawReply } from '../provider/provider.ts'

/** Where a job is asked, and about which file. */
export interface JobSettings {
  /** The model's path in the opened folder. */
  readonly path: string
  /** The person's own, never the folder's. */
  readonly settings: LlmSettings
  readonly tier: Tier
  /** As the probe counted; undefined where nothing is known. */
  readonly charactersPerToken: number | undefined
  /** To be redacted wherever it stands; null for a server that wants none. */
  readonly key: string | null
  /** YYYY-MM-DD, for the source of the drafts. */
  readonly date: string
}

export interface JobOptions extends JobSettings {
  readonly model: Model
  readonly task: LlmTask
  /** The prompts to ask with: see `usedPrompts` in `prompt-store.ts`. */
  readonly prompts: readonly Prompt[]
  /** Null: everything is asked. */
  readonly cache: ReplyCache | null
}

/** Replies that outlive a run, by key. Kept in words that do not depend on a diagram's aliases. */
export interface ReplyCache {
  find(key: string): Promise<unknown>
  /** Never throws: a reply that cannot be kept is asked for again. */
  keep(key: string, reply: unknown): Promise<void>
}

export interface JobItem {
  /** A target, `questions`, `description` or what a claim is about. */
  readonly id: string
  readonly title: string
  readonly unit: Unit
  readonly prompt: Prompt
  /** The exact bytes of the request. */
  readonly body: string
  /** SHA-256 of the body. */
  readonly hash: string
  /** Estimated. */
  readonly inputTokens: number
  /** The reply to an equal request, in this job's aliases and placeholders; null: it has to be sent. */
  readonly cached: string | null
}

/** What a reply is good for. */
export interface Result {
  readonly drafts: readonly Draft[]
  readonly remarks: readonly Remark[]
  readonly dropped: readonly DroppedRow[]
  readonly unanswered: readonly Category[]
  /** Of `describe`: the proposed diagram as plain-text DFD. */
  readonly text?: string
}

export interface Problem {
  readonly message: string
  readonly hint?: string
  /** Whether the same request may fare better: the reply was not what was asked for. */
  readonly again: boolean
}

export interface Job {
  readonly options: JobSettings
  readonly origin: string
  /** SHA-256 over the hashes of all bodies, in order. */
  readonly hash: string
  readonly items: readonly JobItem[]
  readonly replacements: readonly Replacement[]
  /** Reads a reply to an item; also one of a batch or a bundle. Never throws. */
  read(item: JobItem, reply: Pick<RawReply, 'text' | 'stopReason'>): Result | { readonly problem: Problem }
  /** Keeps a whole reply for the next job. */
  remember(item: JobItem, text: string): Promise<void>
}

// Made by `prepareJob(options: JobOptions): Promise<Job>` in `plan.ts`, which throws `bad-request` when there is
// nothing to ask; sent by `startRun(options: RunOptions): StartedRun` in `run.ts`.
