/**
 * The history of a model, as git has it: read only, and only when a page asks. Where there is none to read the answer
 * says so in words for a person. Part of the contract.
 */
import { z } from 'zod'
import { diagnosticSchema } from '../core/diagnostics.ts'
import { layoutSchema } from '../model/layout.ts'
import { modelSchema } from '../model/schema.ts'

const path = z.string().min(1).max(1024)
/** A branch, a tag, an id, `HEAD~2`; never a range, an option or a path. */
const revision = z.string().min(1).max(250)
/** The whole id of a commit. */
const commitId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
/** Milliseconds since 1970. */
const time = z.number()

const MOST_COMMITS = 500

const noHistorySchema = z.object({
  state: z.enum(['no-repo', 'no-git', 'no-commits', 'refused']),
  message: z.string(),
  hint: z.string(),
})

const commitSchema = z.object({
  id: commitId,
  /** Its first digits, for people. */
  short: z.string(),
  author: z.string(),
  date: time,
  subject: z.string(),
  /** The model's path at this commit. */
  path,
})

const historyListSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('listed'),
    /** Newest first. */
    commits: z.array(commitSchema),
    /** True when there are older ones: ask for more. */
    more: z.boolean(),
  }),
  noHistorySchema,
])

const pastModelSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('read'),
    commit: commitId,
    /** Where the model was at that commit. */
    path,
    /** Null when it was not a readable model; `diagnostics` says why, at the line. */
    model: modelSchema.nullable(),
    layout: layoutSchema,
    diagnostics: z.array(diagnosticSchema),
  }),
  /** The commit is there and has no such model, under this name or a former one. */
  z.object({ state: z.literal('absent'), commit: commitId }),
  noHistorySchema,
])

const refSchema = z.object({
  /** As a person says it: `main`, `origin/main`, `v1.2`. */
  name: z.string(),
  kind: z.enum(['branch', 'remote', 'tag']),
  id: commitId,
  date: time,
  /** Of its last commit, or of the tag. */
  subject: z.string(),
})

const historyRefsSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('listed'),
    /** `branch` is null when a commit itself is checked out. */
    head: z.object({ id: commitId, branch: z.string().nullable() }),
    /** Most recent first. */
    refs: z.array(refSchema),
    /** The branch that work starts from: what the remote calls its default, else main or master. */
    trunk: z.string().nullable(),
    more: z.boolean(),
  }),
  noHistorySchema,
])

export const HISTORY_METHODS = {
  /** The commits that touched a model or what it includes, renames followed. */
  'history.list': {
    input: z.object({ path, limit: z.number().int().min(1).max(MOST_COMMITS) }),
    output: historyListSchema,
  },
  /**
   * A model and its layout as they were at a revision; `not-found` when there is no such revision. `base` asks for the
   * last commit that the revision and HEAD have in common.
   */
  'history.at': {
    input: z.object({ path, revision, base: z.boolean().optional() }),
    output: pastModelSchema,
  },
  /** What to compare with. */
  'history.refs': { input: z.object({}), output: historyRefsSchema },
} as const

export type NoHistory = z.infer<typeof noHistorySchema>
export type HistoryCommit = z.infer<typeof commitSchema>
export type HistoryList = z.infer<typeof historyListSchema>
export type PastModel = z.infer<typeof pastModelSchema>
export type HistoryRefs = z.infer<typeof historyRefsSchema>
