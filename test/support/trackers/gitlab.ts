// GitLab's issues as its REST API (v4) documents them. Quick actions are run, as GitLab runs them.
import {
  type Answer,
  membersOf,
  pageOf,
  type Script,
  type Seen,
  startServer,
  type TrackerServer,
} from './server.ts'

export const GITLAB_TOKEN = 'glpat-CANARY1xY7kQ2mN9pR4'

interface Issue {
  iid: number
  title: string
  description: string
  labels: string[]
  author: string
  state: 'opened' | 'closed'
}

export interface GitLabServer extends TrackerServer {
  issues: Issue[]
  /** Lines of descriptions that were taken as commands. */
  commands: string[]
}

/** The project `acme/web/shop`. */
export async function startGitLab(script: Script & { isGuest?: boolean } = {}): Promise<GitLabServer> {
  const issues: Issue[] = []
  const commands: string[] = []
  const server = await startServer(script, (seen) => {
    if (seen.headers['private-token'] !== GITLAB_TOKEN)
      return { status: 401, json: { message: '401 Unauthorized' } }
    const { pathname, searchParams: query } = new URL(seen.path, 'http://localhost')
    if (pathname === '/api/v4/user') return { status: 200, json: { id: 1, username: 'reviewer' } }
    const [, rest] = /^\/api\/v4\/projects\/acme%2Fweb%2Fshop(\/.*)?$/.exec(pathname) ?? [null, null]
    if (rest === null) return { status: 404, json: { message: '404 Project Not Found' } }
    if (rest === undefined) {
      const json = { path_with_namespace: 'acme/web/shop', issues_access_level: 'enabled', archived: false }
      return { status: 200, json }
    }
    const one = /^\/issues\/(\d+)$/.exec(rest)
    if (one) {
      const issue = issues[Number(one[1]) - 1]
      return issue ? { status: 200, json: shown(issue) } : { status: 404, json: { message: '404 Not found' } }
    }
    if (rest !== '/issues') return { status: 404, json: { error: '404 Not Found' } }
    if (seen.method === 'GET') return list(issues, query)
    return create(seen, issues, commands, script.isGuest === true)
  })
  return {
    ...server,
    issues,
    commands,
    made: () =>
      issues.map(({ iid, title, description: body, labels }) => ({
        number: String(iid),
        title,
        body,
        labels,
      })),
  }
}

function create({ json }: Seen, issues: Issue[], commands: string[], isGuest: boolean): Answer {
  const { title, description = '', labels = '' } = membersOf(json)
  if (typeof title !== 'string') return { status: 400, json: { error: 'title is missing' } }
  if (title.trim() === '') return { status: 400, json: { message: { title: ["can't be blank"] } } }
  if (title.length > 255)
    return { status: 400, json: { message: { title: ['is too long (maximum is 255 characters)'] } } }
  if (typeof description !== 'string' || typeof labels !== 'string')
    return { status: 400, json: { error: 'description is invalid' } }
  commands.push(...description.split('\n').filter((line) => /^\/[a-z_]+(?: |$)/.test(line)))
  const issue: Issue = {
    iid: issues.length + 1,
    title,
    description,
    labels: isGuest ? [] : labels.split(',').filter(Boolean),
    author: 'reviewer',
    state: 'opened',
  }
  issues.push(issue)
  return { status: 201, json: shown(issue) }
}

function list(issues: readonly Issue[], query: URLSearchParams): Answer {
  const labels = query.get('labels')?.split(',') ?? []
  const [state, scope] = [query.get('state') ?? 'all', query.get('scope') ?? 'created_by_me']
  const found = issues.filter(
    (issue) =>
      labels.every((label) => issue.labels.includes(label)) &&
      (state === 'all' || issue.state === state) &&
      (scope === 'all' || issue.author === 'reviewer'),
  )
  const sorted = query.get('sort') === 'asc' ? found : [...found].reverse()
  const { items, next } = pageOf(sorted, query, 20)
  return { status: 200, json: items.map(shown), headers: { 'X-Next-Page': String(next ?? '') } }
}

function shown({ author, ...issue }: Issue): object {
  const web_url = `https://gitlab.com/acme/web/shop/-/issues/${issue.iid}`
  return { ...issue, web_url, author: { username: author } }
}
