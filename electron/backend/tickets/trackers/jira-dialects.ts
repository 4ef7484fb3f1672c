/** Where Jira Cloud and Jira Data Center differ: pages of a search, reading many issues, and the form of a text. */
import { z } from 'zod'
import { findAdfKeys, printAdf } from '../../../../shared/report/tickets/adf.ts'
import { findWikiMark, printWiki } from '../../../../shared/report/tickets/wiki.ts'
import type { Block } from '../../../../shared/triage/tickets/blocks.ts'
import { parseKeys } from '../../../../shared/triage/tickets/keys.ts'
import type { Requester } from '../http/requester.ts'
import { PAGE } from './tracker.ts'

const issueSchema = z.object({
  key: z.string(),
  fields: z.object({
    description: z.unknown(),
    status: z.object({
      name: z.string(),
      statusCategory: z.object({ key: z.string() }).optional(),
    }),
  }),
})
export type JiraIssue = z.infer<typeof issueSchema>

export interface JiraDialect {
  search(jql: string, signal: AbortSignal): Promise<readonly JiraIssue[]>
  /** Key of the first issue of a search; null where it has none. */
  lastOf(jql: string, signal: AbortSignal): Promise<string | null>
  /**
   * The issues whose numbers are next to this one or after it, whether the search knows them or not: it may
   * have taken in a newer one before an older one.
   */
  readAround(project: string, number: number, signal: AbortSignal): Promise<readonly JiraIssue[]>
  read(keys: readonly string[], signal: AbortSignal): Promise<readonly JiraIssue[]>
  /** The description as the API takes it. */
  print(blocks: readonly Block[], keys: readonly string[]): object | string
  findKeys(description: unknown): readonly string[]
}

const FIELDS = ['description', 'status']
const MOST_PAGES = 500

export function jiraCloud(requester: Requester): JiraDialect {
  const page = (jql: string, maxResults: number, token: string | undefined, signal: AbortSignal) =>
    requester.send({
      path: '/search/jql',
      body: { jql, fields: FIELDS, maxResults, ...(token === undefined ? {} : { nextPageToken: token }) },
      isRead: true,
      reply: z.object({ issues: z.array(issueSchema), nextPageToken: z.string().nullish() }),
      signal,
    })
  const read = async (keys: readonly string[], signal: AbortSignal) => {
    const found: JiraIssue[] = []
    for (let at = 0; at < keys.length; at += PAGE) {
      const { issues } = await requester.send({
        path: '/issue/bulkfetch',
        body: { issueIdsOrKeys: keys.slice(at, at + PAGE), fields: FIELDS },
        isRead: true,
        reply: z.object({ issues: z.array(issueSchema) }),
        signal,
      })
      found.push(...issues)
    }
    return found
  }
  return {
    async search(jql, signal) {
      const found: JiraIssue[] = []
      let token: string | undefined
      for (let count = 0; count < MOST_PAGES; count += 1) {
        const { issues, nextPageToken } = await page(jql, PAGE, token, signal)
        found.push(...issues)
        if (!nextPageToken) break
        token = nextPageToken
      }
      return found
    },
    async lastOf(jql, signal) {
      return (await page(jql, 1, undefined, signal)).issues[0]?.key ?? null
    },
    async readAround(project, number, signal) {
      const all: JiraIssue[] = []
      for (let after = Math.max(0, number - PAGE); ; after += PAGE) {
        const keys = Array.from({ length: PAGE }, (_, index) => `${project}-${after + index + 1}`)
        const found = await read(keys, signal)
        all.push(...found)
        if (found.length === 0 && after >= number) return all
      }
    },
    read,
    print: printAdf,
    findKeys: findAdfKeys,
  }
}

/** An issue that was never made or was deleted leaves a gap in the numbers. */
const LONGEST_GAP = 5
/** Its index is written as an issue is made, so only the very last can be missing. */
const NEAR = 5

export function jiraServer(requester: Requester): JiraDialect {
  const page = (jql: string, startAt: number, maxResults: number, signal: AbortSignal) =>
    requester.send({
      path: '/search',
      body: { jql, startAt, maxResults, fields: FIELDS },
      isRead: true,
      reply: z.object({ total: z.number(), issues: z.array(issueSchema) }),
      signal,
    })
  const one = (key: string, signal: AbortSignal) =>
    requester.find({
      path: `/issue/${encodeURIComponent(key)}`,
      query: { fields: FIELDS.join(',') },
      reply: issueSchema,
      signal,
    })
  return {
    async search(jql, signal) {
      const found: JiraIssue[] = []
      for (let count = 0; count < MOST_PAGES; count += 1) {
        const { issues, total } = await page(jql, found.length, PAGE, signal)
        found.push(...issues)
        if (issues.length === 0 || found.length >= total) break
      }
      return found
    },
    async lastOf(jql, signal) {
      return (await page(jql, 0, 1, signal)).issues[0]?.key ?? null
    },
    async readAround(project, number, signal) {
      const all: JiraIssue[] = []
      for (let at = Math.max(1, number - NEAR), gap = 0; gap < LONGEST_GAP; at += 1) {
        const issue = await one(`${project}-${at}`, signal)
        if (issue) all.push(issue)
        gap = issue || at <= number ? 0 : gap + 1
      }
      return all
    },
    async read(keys, signal) {
      const found: JiraIssue[] = []
      for (const key of keys) {
        const issue = await one(key, signal)
        if (issue) found.push(issue)
      }
      return found
    },
    print: printWiki,
    findKeys: (description) => (typeof description === 'string' ? parseKeys(findWikiMark(description)) : []),
  }
}
