/** The tokens that a person puts into the environment of the command line; only `tickets` uses them. */
import type { TrackerKind } from '../../../shared/triage/tickets/tracker.ts'

/** In the order in which they are looked for. */
export const TOKEN_NAMES: Readonly<Record<TrackerKind, readonly [string, string]>> = {
  github: ['FENCELINE_GITHUB_TOKEN', 'GITHUB_TOKEN'],
  gitlab: ['FENCELINE_GITLAB_TOKEN', 'GITLAB_TOKEN'],
  jira: ['FENCELINE_JIRA_TOKEN', 'JIRA_TOKEN'],
}

/** Takes all of them out of the environment, so that no library, child process or report of Node holds one. */
export function takeTokens(env: NodeJS.ProcessEnv): Readonly<Record<TrackerKind, string | null>> {
  const take = (names: readonly string[]): string | null => {
    const [token] = names.flatMap((name) => env[name]?.trim() || [])
    for (const name of names) delete env[name]
    return token ?? null
  }
  return { github: take(TOKEN_NAMES.github), gitlab: take(TOKEN_NAMES.gitlab), jira: take(TOKEN_NAMES.jira) }
}
