/** Where a tracker may be, and where its token goes. */
import { AppError } from '../../../../shared/core/errors.ts'
import { TRACKER_NAMES, type TrackerKind } from '../../../../shared/triage/tickets/tracker.ts'
import { checkEndpoint, type Endpoint } from '../../llm/connection/endpoint.ts'
import { apiOf } from '../trackers/github.ts'

/**
 * As for a language model, but stricter: a tracker speaks https, and only one on this machine, which has no
 * certificate, may do without once the person said so.
 */
export function checkAddress(address: string): Endpoint {
  const endpoint = checkEndpoint(address)
  const { origin, kind } = endpoint
  if (kind === 'refused' || !address.toLowerCase().startsWith('http://')) return endpoint
  if (kind === 'confirm')
    return {
      kind: 'refused',
      origin,
      reason: `${origin} is not encrypted: whoever is on the way would read the token.`,
    }
  return {
    kind: 'confirm',
    origin,
    reason: `${origin} is not encrypted. Any program on this machine may answer there and read the token.`,
  }
}

/** Where requests go: GitHub's API has a host of its own. */
export function apiOriginOf(kind: TrackerKind, address: string): string {
  return kind === 'github' ? new URL(apiOf(address)).origin : new URL(address).origin
}

/** The name that a token is kept under: a language model's key for the same server is another one. */
export function tokenName(kind: TrackerKind, address: string): string {
  return `${kind} ${apiOriginOf(kind, address)}`
}

/** Throws `bad-request` for an address that is refused. */
export function refuseAddress(kind: TrackerKind, { reason }: Endpoint): never {
  const examples: Record<TrackerKind, string> = {
    github: 'https://github.com',
    gitlab: 'https://gitlab.com',
    jira: 'https://your-site.atlassian.net',
  }
  throw new AppError('bad-request', reason ?? 'This address is refused.', {
    hint: `Enter the address of ${TRACKER_NAMES[kind]} as in a browser, such as ${examples[kind]}.`,
  })
}
