/**
 * Jira's issues: Cloud (REST API v3, an account's e-mail address with its token) and Data Center (v2, a personal
 * access token alone). Jira's search lags behind by seconds to minutes on Cloud and can be made to include only
 * issues whose ids are known, so what it does not show yet is read directly: a project numbers its issues in a row,
 * hence those around and after the newest one that the search shows are asked for until there are none.
 */
import { z } from 'zod'
import { TrackerFault } from '../http/fault.ts'
import { createRequester } from '../http/requester.ts'
import { type JiraDialect, type JiraIssue, jiraCloud, jiraServer } from './jira-dialects.ts'
import type { NewTicket, TrackedTicket, Tracker, TrackerParts } from './tracker.ts'

const projectSchema = z.object({
  key: z.string(),
  name: z.string(),
  issueTypes: z.array(z.object({ name: z.string() })).optional(),
})
const createdSchema = z.object({ key: z.string() })
const accountSchema = z.object({ displayName: z.string() })

export function createJira(parts: TrackerParts): Tracker {
  const { place, label, token, account, issueType, pause } = parts
  const basic = Buffer.from(`${account}:${token}`).toString('base64')
  const dialectOf = account === '' ? jiraServer : jiraCloud
  const requester = createRequester({
    name: 'Jira',
    base: `${place.address.replace(/\/+$/, '')}/rest/api/${account === '' ? 2 : 3}`,
    headers: {
      Accept: 'application/json',
      Authorization: account === '' ? `Bearer ${token}` : `Basic ${basic}`,
      'User-Agent': 'fenceline',
    },
    secrets: [token, basic],
    ...(pause ? { pause } : {}),
  })
  const dialect: JiraDialect = dialectOf(requester)
  const { project } = place
  const print = ({ title, blocks, keys }: NewTicket) => {
    const body = dialect.print(blocks, keys)
    return {
      title: title.replace(/\s+/g, ' ').trim(),
      body: typeof body === 'string' ? body : JSON.stringify(body, null, 2),
    }
  }
  const trackedOf = ({ key, fields }: JiraIssue): readonly TrackedTicket[] => {
    // A moved issue answers to its old key.
    if (!key.startsWith(`${project}-`)) return []
    const { name, statusCategory } = fields.status
    const state = statusCategory?.key === 'done' ? 'closed' : 'open'
    return [{ number: key, keys: dialect.findKeys(fields.description), state, word: name }]
  }

  return {
    place,
    async test(signal) {
      const { displayName } = await requester.send({ path: '/myself', reply: accountSchema, signal })
      const found = await requester.send({ path: `/project/${project}`, reply: projectSchema, signal })
      const types = (found.issueTypes ?? []).map(({ name }) => name)
      const isKnown = types.length === 0 || types.includes(issueType)
      const notes = isKnown ? [] : [`There is no issue type ${issueType} here, only ${types.join(', ')}.`]
      return { account: displayName, project: `${found.name} (${found.key})`, notes }
    },
    async list(signal) {
      // The newest first: what the search takes in meanwhile is then in its answer.
      const last = await dialect.lastOf(`project = "${project}" ORDER BY key DESC`, signal)
      const found = await dialect.search(
        `project = "${project}" AND (labels = "${label}" OR description ~ "fenceline") ORDER BY key ASC`,
        signal,
      )
      const newest = last === null ? 0 : Number(last.slice(project.length + 1))
      const fresh = await dialect.readAround(project, newest, signal)
      const byKey = new Map([...found, ...fresh].map((issue) => [issue.key, issue]))
      return [...byKey.values()].flatMap(trackedOf)
    },
    async read(numbers, signal) {
      return (await dialect.read(numbers, signal)).flatMap(trackedOf)
    },
    async create(ticket, signal) {
      const fields = {
        project: { key: project },
        issuetype: { name: issueType },
        summary: print(ticket).title,
        description: dialect.print(ticket.blocks, ticket.keys),
      }
      const post = (more: object) =>
        requester.send({
          path: '/issue',
          body: { fields: { ...fields, ...more } },
          reply: createdSchema,
          signal,
        })
      try {
        return (await post({ labels: [label] })).key
      } catch (error) {
        // A project's form may have no field for labels; the keys in the description are found all the same.
        const isLabels = error instanceof TrackerFault && error.fields.join() === 'labels'
        if (!isLabels || error.kind !== 'refused') throw error
        return (await post({})).key
      }
    },
    print,
  }
}
