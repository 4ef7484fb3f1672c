// Where the project lives is known to its workflow alone: a fork's packages must not name somebody else.

export interface Home {
  readonly url: string
  /** Of the owner; GitHub delivers nothing to it. */
  readonly email: string
}

/** From the variables that GitHub gives a workflow; null anywhere else, where a .deb cannot be made. */
export function homeOf(env: Readonly<Record<string, string | undefined>>): Home | null {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: name } = env
  const [owner, repository] = name?.split('/') ?? []
  if (!owner || !repository) return null
  return { url: `${server}/${owner}/${repository}`, email: `${owner}@users.noreply.github.com` }
}
