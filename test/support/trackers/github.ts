// GitHub's issues as its REST API documents them (2022-11-28), at the path of GitHub Enterprise Server.
import {
  type Answer,
  membersOf,
  pageOf,
  type Script,
  type Seen,
  startServer,
  type TrackerServer,
} from './server.ts'

export const GITHUB_TOKEN = 'github_pat_11CANARY0aBcDeFgHiJkLm'
const LOGIN = 'reviewer'

export interface GitHubScript extends Script {
  /** False: the account may open issues and label none. */
  canPush?: boolean
  /** A token of a workflow, which is no user's. */
  isApp?: boolean
}

interface Issue {
  number: number
  title: string
  body: string | null
  labels: string[]
  user: string
  state: 'open' | 'closed'
  state_reason: string | null
  pull_request?: object
}

export interface GitHubServer extends TrackerServer {
  issues: Issue[]
  /** An issue that somebody made by hand; gives its number. */
  add(issue?: Partial<Issue>): number
}

/** The repository `acme/shop`. */
export async function startGitHub(script: GitHubScript = {}): Promise<GitHubServer> {
  const { canPush = true, isApp = false } = script
  const issues: Issue[] = []
  const add = (issue: Partial<Issue> = {}) => {
    const number = issues.length + 1
    const blank = {
      title: 'By hand',
      body: null,
      labels: [],
      user: 'somebody',
      state: 'open',
      state_reason: null,
    }
    issues.push({ ...blank, ...issue, number } as Issue)
    return number
  }
  const made: number[] = []
  const server = await startServer(script, (seen) => {
    const refused = checkHeaders(seen)
    if (refused) return refused
    const url = new URL(seen.path, 'http://localhost')
    const { pathname, searchParams: query } = url
    if (pathname === '/api/v3/user') return isApp ? FORBIDDEN : { status: 200, json: { login: LOGIN, id: 1 } }
    if (pathname.toLowerCase() === '/api/v3/repos/acme/shop') {
      const permissions = { push: canPush, pull: true }
      return { status: 200, json: { full_name: 'acme/shop', has_issues: true, archived: false, permissions } }
    }
    const [, number] = /^\/api\/v3\/repos\/acme\/shop\/issues(?:\/(\d+))?$/i.exec(pathname) ?? [null, null]
    if (number === null) return NOT_FOUND
    if (number !== undefined) {
      const issue = issues[Number(number) - 1]
      return issue ? { status: 200, json: shown(issue) } : NOT_FOUND
    }
    if (seen.method === 'GET') return list(issues, query, pathname)
    const problem = invalid(seen.json, canPush, issues)
    if (problem) return problem
    const { title, body, labels } = membersOf(seen.json)
    const given = canPush && Array.isArray(labels) ? labels.map(String) : []
    const at = add({ title: String(title), body: String(body), labels: given, user: LOGIN })
    made.push(at)
    return { status: 201, json: shown(issues[at - 1] as Issue) }
  })
  return {
    ...server,
    issues,
    add,
    made: () =>
      issues
        .filter(({ number }) => made.includes(number))
        .map(({ number, title, body, labels }) => ({
          number: String(number),
          title,
          body: body ?? '',
          labels,
        })),
  }
}

const NOT_FOUND: Answer = { status: 404, json: { message: 'Not Found' } }
const FORBIDDEN: Answer = { status: 403, json: { message: 'Resource not accessible by integration' } }

function checkHeaders({ headers }: Seen): Answer | undefined {
  if (!headers['user-agent'])
    return { status: 403, json: { message: 'Request forbidden by administrative rules.' } }
  if (headers.authorization !== `Bearer ${GITHUB_TOKEN}`)
    return { status: 401, json: { message: 'Bad credentials' } }
  if (headers['x-github-api-version'] !== '2022-11-28')
    return { status: 400, json: { message: 'The API version is not supported.' } }
  if (!headers.accept?.includes('application/vnd.github+json')) return { status: 415 }
  return undefined
}

function list(issues: readonly Issue[], query: URLSearchParams, pathname: string): Answer {
  const labels = query.get('labels')?.split(',') ?? []
  const [state, creator] = [query.get('state') ?? 'open', query.get('creator')]
  const found = issues.filter(
    (issue) =>
      labels.every((label) => issue.labels.includes(label)) &&
      (state === 'all' || issue.state === state) &&
      (creator === null || issue.user === creator),
  )
  const sorted = query.get('direction') === 'asc' ? found : [...found].reverse()
  const { items, next } = pageOf(sorted, query, 30)
  const headers: Record<string, string> = next ? { Link: `<${pathname}?page=${next}>; rel="next"` } : {}
  return { status: 200, json: items.map(shown), headers }
}

function invalid(json: unknown, canPush: boolean, issues: readonly Issue[]): Answer | undefined {
  const { title, body, labels } = membersOf(json)
  const refuse = (field: string, message: string): Answer => ({
    status: 422,
    json: { message: 'Validation Failed', errors: [{ resource: 'Issue', code: 'custom', field, message }] },
  })
  if (typeof title !== 'string' || title.trim() === '') return refuse('title', "title can't be blank")
  if (title.length > 256) return refuse('title', 'title is too long (maximum is 256 characters)')
  if (body !== undefined && typeof body !== 'string') return refuse('body', 'body is not a string')
  if (typeof body === 'string' && body.length > 65_536) return refuse('body', 'body is too long')
  const known = new Set(issues.flatMap((issue) => issue.labels))
  const fresh = Array.isArray(labels) && labels.some((label) => !known.has(String(label)))
  return !canPush && fresh ? FORBIDDEN : undefined
}

function shown({ labels, user, ...issue }: Issue): object {
  const html_url = `https://github.com/acme/shop/issues/${issue.number}`
  return { ...issue, html_url, user: { login: user }, labels: labels.map((name) => ({ name })) }
}
