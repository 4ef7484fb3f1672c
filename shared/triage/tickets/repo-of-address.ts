/**
 * The repo behind an address of git, the same however it is reached: `git@host:a/b.git`, `ssh://git@host:22/a/b` and
 * `https://me:token@host/A/b/` are all `host/a/b`. What is no address of a host, such as a folder, stays as it is.
 */
export function repoOfAddress(address: string): string {
  const text = address.trim()
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:]+)(?::\d*)?\/(.*)$/is.exec(text)
  const [, host, path] = url ?? /^(?:[^/@:]+@)?([^/@:]{2,}):(?!\/\/)(.*)$/s.exec(text) ?? []
  if (host === undefined || path === undefined) return text
  return `${host}/${path.replace(/^\/+|\/+$/g, '').replace(/\.git$/i, '')}`.toLowerCase()
}
