// Jira's issues as the REST APIs of Cloud (v3) and Data Center (v2) document them. The search of Cloud lags behind.
import { adfProblem } from './adf-schema.ts'
import { type Answer, membersOf, type Script, type Seen, startServer, type TrackerServer } from './server.ts'

export const JIRA_TOKEN = 'ATATT3xCANARYfGF0aBcDeF'
export const JIRA_EMAIL = 'reviewer@example.com'

export interface JiraScript extends Script {
  /** Data Center: a token alone, wiki markup, version 2. */
  isServer?: boolean
  /** The search shows an issue only after so many further requests. */
  lag?: number
  /** The project's form has no field for labels. */
  hasNoLabels?: boolean
}

interface Issue {
  id: string
  key: string
  summary: string
  description: unknown
  labels: string[]
  status: { name: string; statusCategory: { key: string } }
  /** Number of the request that made it. */
  since: number
}

export interface JiraServer extends TrackerServer {
  issues: Issue[]
}

/** The project `SEC` with the issue type Task. */
export async function startJira(script: JiraScript = {}): Promise<JiraServer> {
  const { isServer = false, lag = 0, hasNoLabels = false } = script
  const issues: Issue[] = []
  const api = `/rest/api/${isServer ? 2 : 3}`
  const basic = Buffer.from(`${JIRA_EMAIL}:${JIRA_TOKEN}`).toString('base64')
  const credentials = isServer ? `Bearer ${JIRA_TOKEN}` : `Basic ${basic}`
  const indexed = () => issues.filter(({ since }) => server.requests.length > since + lag)
  const server = await startServer(script, (seen): Answer => {
    if (seen.headers.authorization !== credentials)
      return {
        status: 401,
        json: { errorMessages: ['Client must be authenticated to access this resource.'], errors: {} },
      }
    const { pathname } = new URL(seen.path, 'http://localhost')
    if (pathname === `${api}/myself`) return { status: 200, json: { displayName: 'A Reviewer' } }
    if (pathname === `${api}/project/SEC`)
      return {
        status: 200,
        json: { key: 'SEC', name: 'Security', issueTypes: [{ name: 'Task' }, { name: 'Bug' }] },
      }
    if (pathname === `${api}/issue` && seen.method === 'POST') return create(seen)
    if (!isServer && pathname === `${api}/search/jql`) return searchCloud(indexed(), seen)
    if (isServer && pathname === `${api}/search`) return searchServer(indexed(), seen)
    if (!isServer && pathname === `${api}/issue/bulkfetch`) return fetchMany(issues, seen)
    const [, key] = new RegExp(`^${api}/issue/(SEC-\\d+)$`).exec(pathname) ?? []
    const issue = issues.find((each) => each.key === key)
    return issue
      ? { status: 200, json: shown(issue) }
      : {
          status: 404,
          json: {
            errorMessages: ['Issue does not exist or you do not have permission to see it.'],
            errors: {},
          },
        }
  })
  const create = ({ json }: Seen): Answer => {
    const { project, issuetype, summary, description, labels } = membersOf(membersOf(json).fields)
    const errors: Record<string, string> = {}
    if (membersOf(project).key !== 'SEC') errors.project = 'valid project is required'
    if (!['Task', 'Bug'].includes(String(membersOf(issuetype).name)))
      errors.issuetype = 'Specify a valid issue type'
    if (typeof summary !== 'string' || summary.trim() === '')
      errors.summary = 'You must specify a summary of the issue.'
    else if (summary.length > 255) errors.summary = 'Summary must be less than 255 characters.'
    else if (summary.includes('\n'))
      errors.summary = 'The summary is invalid because it contains newline characters.'
    const problem = isServer
      ? typeof description === 'string'
        ? null
        : 'Operation value must be a string'
      : adfProblem(description)
    if (problem !== null) errors.description = problem
    if (labels !== undefined && hasNoLabels)
      errors.labels = "Field 'labels' cannot be set. It is not on the appropriate screen, or unknown."
    if (Object.keys(errors).length > 0) return { status: 400, json: { errorMessages: [], errors } }
    const number = issues.length + 1
    const issue: Issue = {
      id: String(10_000 + number),
      key: `SEC-${number}`,
      summary: String(summary),
      description,
      labels: Array.isArray(labels) ? labels.map(String) : [],
      status: { name: 'To Do', statusCategory: { key: 'new' } },
      since: server.requests.length,
    }
    issues.push(issue)
    return {
      status: 201,
      json: { id: issue.id, key: issue.key, self: `${server.url}${api}/issue/${issue.id}` },
    }
  }
  return {
    ...server,
    issues,
    made: () =>
      issues.map(({ key, summary, description, labels }) => ({
        number: key,
        title: summary,
        body: typeof description === 'string' ? description : JSON.stringify(description),
        labels,
      })),
  }
}

const INVALID: Answer = { status: 400, json: { errorMessages: ['Error in the JQL Query'], errors: {} } }

/** The two queries that are asked, read as Jira reads them; null for another. */
function query(issues: readonly Issue[], jql: unknown): readonly Issue[] | null {
  const [, label, direction] =
    /^project = "SEC"(?: AND \(labels = "([^"]+)" OR description ~ "fenceline"\))? ORDER BY key (ASC|DESC)$/.exec(
      String(jql),
    ) ?? []
  if (direction === undefined) return null
  const found = issues.filter(
    (issue) =>
      label === undefined ||
      issue.labels.includes(label) ||
      JSON.stringify(issue.description).includes('fenceline'),
  )
  return direction === 'ASC' ? found : [...found].reverse()
}

function searchCloud(issues: readonly Issue[], { json }: Seen): Answer {
  const { jql, maxResults = 50, nextPageToken, fields } = membersOf(json)
  const found = query(issues, jql)
  if (found === null || !Array.isArray(fields)) return INVALID
  const start = nextPageToken === undefined ? 0 : Number(nextPageToken)
  const end = start + Number(maxResults)
  const isLast = end >= found.length
  const page = found.slice(start, end).map(shown)
  return { status: 200, json: { issues: page, isLast, ...(isLast ? {} : { nextPageToken: String(end) }) } }
}

function searchServer(issues: readonly Issue[], { json }: Seen): Answer {
  const { jql, startAt = 0, maxResults = 50 } = membersOf(json)
  const found = query(issues, jql)
  if (found === null) return INVALID
  const page = found.slice(Number(startAt), Number(startAt) + Number(maxResults))
  return { status: 200, json: { startAt, maxResults, total: found.length, issues: page.map(shown) } }
}

function fetchMany(issues: readonly Issue[], { json }: Seen): Answer {
  const { issueIdsOrKeys: keys } = membersOf(json)
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > 100)
    return { status: 400, json: { errorMessages: ['You can request up to 100 issues.'], errors: {} } }
  const found = issues.filter(({ key }) => keys.includes(key))
  return { status: 200, json: { issues: found.map(shown), issueErrors: [] } }
}

function shown({ id, key, summary, description, labels, status }: Issue): object {
  return { id, key, fields: { summary, description, labels, status } }
}
