/**
 * GitHub's issues (REST API 2022-11-28). GitHub's search lags behind by seconds to minutes, so tickets are found by
 * listing the repository's issues, which are read from the database: those with our label, whoever made them, and
 * those that the token's account made, because GitHub drops the labels of people without push access.
 */
import { z } from 'zod'
import { printMarkdownTicket, printMarkdownTitle } from '../../../../shared/report/tickets/markdown.ts'
import { parseKeys } from '../../../../shared/triage/tickets/keys.ts'
import { TrackerFault } from '../http/fault.ts'
import { createRequester } from '../http/requester.ts'
import {
  listByAny,
  type NewTicket,
  readEach,
  type TrackedTicket,
  type Tracker,
  type TrackerParts,
} from './tracker.ts'

const issueSchema = z.object({
  number: z.number().int().positive(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  pull_request: z.unknown().optional(),
})
const userSchema = z.object({ login: z.string() })
const repositorySchema = z.object({
  full_name: z.string(),
  has_issues: z.boolean().optional(),
  archived: z.boolean().optional(),
  permissions: z.object({ push: z.boolean() }).optional(),
})

export function createGitHub({ place, label, token, pause }: TrackerParts): Tracker {
  const requester = createRequester({
    name: 'GitHub',
    base: apiOf(place.address),
    headers: {
      Accept: 'application/vnd.github+json',
      Authorization: `Bearer ${token}`,
      'User-Agent': 'fenceline',
      'X-GitHub-Api-Version': '2022-11-28',
    },
    secrets: [token],
    ...(pause ? { pause } : {}),
  })
  const path = `/repos/${place.project}`
  let known: z.infer<typeof repositorySchema> | undefined
  const repository = async (signal: AbortSignal) => {
    known ??= await requester.send({ path, reply: repositorySchema, signal })
    return known
  }
  /** Null for a token of an app or a workflow, which is nobody's. */
  const login = async (signal: AbortSignal): Promise<string | null> => {
    try {
      return (await requester.send({ path: '/user', reply: userSchema, signal })).login
    } catch (error) {
      if (error instanceof TrackerFault && error.status === 403) return null
      throw error
    }
  }

  return {
    place,
    async test(signal) {
      const account = await login(signal)
      const { full_name: project, has_issues: hasIssues, archived, permissions } = await repository(signal)
      const notes = [
        ...(hasIssues === false ? ['Issues are switched off in this repository.'] : []),
        ...(archived === true ? ['This repository is archived: nothing can be made in it.'] : []),
        ...(permissions?.push === false
          ? [`The account has no push access, so tickets go without the label ${label}.`]
          : []),
      ]
      return { account: account ?? 'an app or a workflow', project, notes }
    },
    async list(signal) {
      const creator = await login(signal)
      const filters: Record<string, string>[] =
        creator === null ? [{ labels: label }] : [{ labels: label }, { creator }]
      const found = await listByAny(requester, filters, {
        path: `${path}/issues`,
        query: { sort: 'created', direction: 'asc' },
        item: issueSchema,
        numberOf: ({ number }) => number,
        signal,
      })
      return found.flatMap(trackedOf)
    },
    async read(numbers, signal) {
      const issueAt = (number: string) => `${path}/issues/${number}`
      return (await readEach(requester, numbers, { path: issueAt, item: issueSchema, signal })).flatMap(
        trackedOf,
      )
    },
    async create(ticket, signal) {
      const { permissions } = await repository(signal)
      // Without push access GitHub refuses a label that is new to the repository.
      const labels = permissions?.push === false ? {} : { labels: [label] }
      const { number } = await requester.send({
        path: `${path}/issues`,
        body: { ...print(ticket), ...labels },
        reply: issueSchema,
        signal,
      })
      return String(number)
    },
    print,
  }
}

function print({ title, blocks, keys }: NewTicket) {
  return { title: printMarkdownTitle(title), body: printMarkdownTicket(blocks, keys) }
}

function trackedOf(issue: z.infer<typeof issueSchema>): readonly TrackedTicket[] {
  // The list holds pull requests too.
  if (issue.pull_request !== undefined) return []
  const { number, body, state, state_reason: reason } = issue
  return [{ number: String(number), keys: parseKeys(body ?? ''), state, word: reason ?? state }]
}

/** github.com and GHE.com answer at a name of their own, GitHub Enterprise Server under a path. */
export function apiOf(address: string): string {
  const { origin, host, protocol } = new URL(address)
  if (host === 'github.com') return 'https://api.github.com'
  return host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${origin}/api/v3`
}
