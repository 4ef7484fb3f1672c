/** What a piece of evidence can be checked against: a commit, a file of the repo, or nothing that git knows. */

export type Evidence =
  /** Its id, or how that begins; a link may be to a commit of another repo. */
  | { readonly kind: 'commit'; readonly id: string; readonly isLink: boolean }
  /** A path that may be one of the repo; `isSure` for what can hardly be anything else. */
  | { readonly kind: 'file'; readonly path: string; readonly isSure: boolean }
  | { readonly kind: 'link' }
  | { readonly kind: 'words' }

const COMMIT_ID = /^[0-9a-f]{7,64}$/i
/** As GitHub, GitLab, Gitea, Bitbucket and cgit write them. */
const COMMIT_LINK = /^https?:\/\/[^/\s]+\/.+?\/(?:-\/)?commits?\/(?:\?id=)?([0-9a-f]{7,64})(?![0-9a-z])/i
const LINK = /^[a-z][a-z0-9+.-]*:\/\//i
/** A path with its line: `src/auth.ts:42`, `src/auth.ts#L42`. */
const FILE = /^(?:\.\/)?([^\s:#?*"<>|\\]+?\.[A-Za-z][A-Za-z0-9]{0,9})(?::\d+(?:[:-]\d+)?|#L\d+(?:-L?\d+)?)?$/

export function readEvidence(text: string): Evidence {
  if (COMMIT_ID.test(text)) return { kind: 'commit', id: text.toLowerCase(), isLink: false }
  const linked = COMMIT_LINK.exec(text)?.[1]
  if (linked !== undefined) return { kind: 'commit', id: linked.toLowerCase(), isLink: true }
  if (LINK.test(text)) return { kind: 'link' }
  const path = FILE.exec(text)?.[1]
  return path === undefined ? { kind: 'words' } : { kind: 'file', path, isSure: path.includes('/') }
}
