/**
 * GitLab's issues (REST API v4). Its search may run in an index that lags behind; lists are read from the database, so
 * tickets are found by listing: those with our label, and those of the token's account, because GitLab drops the
 * labels of guests.
 */
import { z } from 'zod'
import { printMarkdownTicket, printMarkdownTitle } from '../../../../shared/report/tickets/markdown.ts'
import { parseKeys } from '../../../../shared/triage/tickets/keys.ts'
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
  iid: z.number().int().positive(),
  description: z.string().nullish(),
  state: z.enum(['opened', 'closed']),
})
const projectSchema = z.object({
  path_with_namespace: z.string(),
  issues_access_level: z.string().optional(),
  archived: z.boolean().optional(),
})

export function createGitLab({ place, label, token, pause }: TrackerParts): Tracker {
  const requester = createRequester({
    name: 'GitLab',
    base: `${place.address.replace(/\/+$/, '')}/api/v4`,
    headers: { 'PRIVATE-TOKEN': token, 'User-Agent': 'fenceline' },
    secrets: [token],
    ...(pause ? { pause } : {}),
  })
  const path = `/projects/${encodeURIComponent(place.project)}`

  return {
    place,
    async test(signal) {
      const reply = z.object({ username: z.string() })
      const { username } = await requester.send({ path: '/user', reply, signal })
      const project = await requester.send({ path, reply: projectSchema, signal })
      const { archived, issues_access_level: issues } = project
      const notes = [
        ...(issues === 'disabled' ? ['Issues are switched off in this project.'] : []),
        ...(archived === true ? ['This project is archived: nothing can be made in it.'] : []),
      ]
      return { account: username, project: project.path_with_namespace, notes }
    },
    async list(signal) {
      const found = await listByAny(
        requester,
        [{ labels: label, scope: 'all' }, { scope: 'created_by_me' }],
        {
          path: `${path}/issues`,
          query: { order_by: 'created_at', sort: 'asc' },
          item: issueSchema,
          numberOf: ({ iid }) => iid,
          signal,
        },
      )
      return found.map(trackedOf)
    },
    async read(numbers, signal) {
      const issueAt = (number: string) => `${path}/issues/${number}`
      return (await readEach(requester, numbers, { path: issueAt, item: issueSchema, signal })).map(trackedOf)
    },
    async create(ticket, signal) {
      const { title, body: description } = print(ticket)
      const { iid } = await requester.send({
        path: `${path}/issues`,
        body: { title, description, labels: label },
        reply: issueSchema,
        signal,
      })
      return String(iid)
    },
    print,
  }
}

function print({ title, blocks, keys }: NewTicket) {
  return { title: printMarkdownTitle(title), body: printMarkdownTicket(blocks, keys) }
}

function trackedOf({ iid, description, state }: z.infer<typeof issueSchema>): TrackedTicket {
  const isOpen = state === 'opened'
  return {
    number: String(iid),
    keys: parseKeys(description ?? ''),
    state: isOpen ? 'open' : 'closed',
    word: isOpen ? 'open' : 'closed',
  }
}
