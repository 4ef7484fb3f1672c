/** Which commits touched a file, through its renames. */
import { unreadable } from './objects.ts'
import { oneLine } from './one-line.ts'
import type { Repo } from './repo.ts'
import type { CommitId } from './revisions.ts'

interface Commit {
  readonly id: CommitId
  /** Shown to people: shorter, and unique in the repo when it was asked for. */
  readonly short: string
  readonly author: string
  /** When it was authored, in milliseconds since 1970. */
  readonly date: number
  readonly subject: string
  /** The file's path at this commit, from the repo's `root`. */
  readonly path: string
}

export interface Commits {
  /** Newest first. */
  readonly commits: readonly Commit[]
  /** True when there are older ones. */
  readonly more: boolean
}

interface Wanted {
  readonly file: string
  /** Files that count as the same, such as those that it includes; their renames are not followed. */
  readonly beside?: readonly string[]
  /** A name that may be followed; a rename from any other ends the list. */
  readonly isName: (path: string) => boolean
  /** The most commits to list. */
  readonly limit: number
}

/** Renames that one file's history may have; one that turns in a circle ends here. */
const MAX_RENAMES = 20
/** Pairs of files that a rename is looked for among: git's own default for a diff. */
const RENAME_LIMIT = 1000
const FIELDS = ['%H', '%h', '%at', '%an', '%s']

/** The commits that `start` has of a file, by its path from the repo's `root`. Throws `io` where git cannot read them. */
export async function listCommits(repo: Repo, start: CommitId, wanted: Wanted): Promise<Commits> {
  const { beside = [], isName, limit } = wanted
  const commits: Commit[] = []
  const seen = new Set<string>()
  let [from, file]: [CommitId | null, string] = [start, wanted.file]
  for (let renames = 0; from !== null && renames <= MAX_RENAMES; renames += 1) {
    const found: readonly Commit[] = await commitsOf(repo, from, file, beside, limit + 1 - commits.length)
    for (const commit of found) {
      if (!seen.has(commit.id)) commits.push(commit)
      seen.add(commit.id)
    }
    const first = found.at(-1)
    if (commits.length > limit || !first) break
    const former = await formerName(repo, first.id, file)
    if (former === null || !isName(former)) break
    file = former
    from = await parentOf(repo, first.id)
  }
  return { commits: commits.slice(0, limit), more: commits.length > limit }
}

async function commitsOf(
  repo: Repo,
  start: CommitId,
  file: string,
  beside: readonly string[],
  limit: number,
): Promise<readonly Commit[]> {
  // These count from the folder that git runs in.
  const paths = [file, ...beside]
  const format = `--format=tformat:${FIELDS.join('%x00')}%x00`
  const { code, stdout, stderr } = await repo.git.run('rev-list', [
    ...['--encoding=UTF-8', `--max-count=${limit}`, format, start, '--', ...paths],
  ])
  if (code !== 0) throw unreadable(start, stderr)
  const fields = stdout.toString('utf8').split('\0')
  const commits: Commit[] = []
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [id = '', short = '', seconds = '', author = '', subject = ''] = fields.slice(
      at,
      at + FIELDS.length,
    )
    const date = Number(seconds) * 1000
    commits.push({
      // A line of git's own stands before each.
      ...{
        id: id.slice(id.lastIndexOf('\n') + 1),
        short,
        date: Number.isFinite(date) ? date : 0,
        path: file,
      },
      ...{ author: oneLine(author, 100), subject: oneLine(subject, 300) },
    })
  }
  return commits
}

/** What the file was called before the commit that gave it this name; null where it was new. */
async function formerName(repo: Repo, commit: CommitId, file: string): Promise<string | null> {
  const { code, stdout } = await repo.git.run('diff-tree', [
    ...['--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '--no-commit-id', '--no-relative'],
    ...['-r', '-z', '--find-renames', `-l${RENAME_LIMIT}`, '--diff-filter=R', '--name-status', commit],
  ])
  if (code !== 0) return null
  const fields = stdout.toString('utf8').split('\0')
  const at = fields.findIndex(
    (field, index) => index % 3 === 2 && field === repo.prefix + file && fields[index - 2]?.startsWith('R'),
  )
  const former = at < 0 ? undefined : fields[at - 1]
  return former?.startsWith(repo.prefix) ? former.slice(repo.prefix.length) : null
}

async function parentOf(repo: Repo, commit: CommitId): Promise<CommitId | null> {
  const { stdout } = await repo.git.run('rev-list', ['--parents', '--max-count=1', commit])
  return stdout.toString('utf8').trim().split(' ')[1] ?? null
}
