/** Which trackers there are, and how their tickets are named and found on the web. */

export const TRACKERS = ['github', 'gitlab', 'jira'] as const
export type TrackerKind = (typeof TRACKERS)[number]

export const TRACKER_NAMES: Readonly<Record<TrackerKind, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  jira: 'Jira',
}

/** Where tickets go: a person's own choice, never a folder's. */
export interface TrackerPlace {
  readonly kind: TrackerKind
  /** What a browser is given: `https://github.com`, `https://acme.atlassian.net`. */
  readonly address: string
  /** `owner/repo`, `group/sub/project` or a Jira project's key. */
  readonly project: string
}

const PROJECTS: Readonly<Record<TrackerKind, RegExp>> = {
  github: /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/,
  gitlab: /^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$/,
  jira: /^[A-Z][A-Z0-9_]+$/,
}
const EXAMPLES: Readonly<Record<TrackerKind, string>> = {
  github: 'owner/repository',
  gitlab: 'group/project',
  jira: 'SEC',
}

/** What is wrong with a project's name, in words; undefined when it can be one. */
export function projectProblem(kind: TrackerKind, project: string): string | undefined {
  const segments = project.split('/')
  const isPlain = PROJECTS[kind].test(project) && !segments.includes('..') && !segments.includes('.')
  return isPlain ? undefined : `A project of ${TRACKER_NAMES[kind]} is written as ${EXAMPLES[kind]}.`
}

/** The ticket's id as it stands in the model: `acme/shop#12`, `SEC-412`. */
export function ticketId({ kind, project }: Pick<TrackerPlace, 'kind' | 'project'>, number: string): string {
  return kind === 'jira' ? number : `${project}#${number}`
}

/**
 * What the tracker calls a ticket of the model, `12` or `SEC-412`; undefined for one of another project or
 * another tracker. `#12` and the ticket's address are understood as well.
 */
export function findNumber(place: TrackerPlace, ticket: string): string | undefined {
  const text = ticket.trim()
  if (place.kind === 'jira') {
    const key = text.startsWith(`${place.address}/browse/`) ? text.slice(place.address.length + 8) : text
    const [, project = '', number = ''] = /^(\w+)-(\d{1,15})$/.exec(key) ?? []
    return project.toUpperCase() === place.project && number ? `${place.project}-${number}` : undefined
  }
  const start = urlOf(place, '')
  if (text.startsWith(start)) return digits(text.slice(start.length))
  const at = text.lastIndexOf('#')
  if (at < 0) return undefined
  const isHere = at === 0 || text.slice(0, at).toLowerCase() === place.project.toLowerCase()
  return isHere ? digits(text.slice(at + 1)) : undefined
}

/** Where a ticket of the model is read; undefined for one of another project. */
export function findTicketUrl(place: TrackerPlace, ticket: string): string | undefined {
  const number = findNumber(place, ticket)
  return number === undefined ? undefined : urlOf(place, number)
}

function urlOf({ kind, address, project }: TrackerPlace, number: string): string {
  const base = address.replace(/\/+$/, '')
  if (kind === 'jira') return `${base}/browse/${number}`
  return kind === 'github' ? `${base}/${project}/issues/${number}` : `${base}/${project}/-/issues/${number}`
}

function digits(text: string): string | undefined {
  return /^\d{1,15}$/.test(text) ? text : undefined
}
