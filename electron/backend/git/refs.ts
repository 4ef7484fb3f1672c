/** What a person can compare with: branches and tags, most recent first. */
import { readBranch } from './branch.ts'
import { oneLine } from './one-line.ts'
import type { Repo } from './repo.ts'
import { type CommitId, resolveRevision } from './revisions.ts'

interface Ref {
  /** As a person and git say it: `main`, `origin/main`, `v1.2`. */
  readonly name: string
  readonly kind: 'branch' | 'remote' | 'tag'
  readonly id: CommitId
  /** Of its last commit, or of the tag itself; milliseconds since 1970. */
  readonly date: number
  readonly subject: string
}

export interface Refs {
  readonly head: { readonly id: CommitId; readonly branch: string | null }
  readonly refs: readonly Ref[]
  /** The branch that work starts from: what the remote calls its default, else main or master. */
  readonly trunk: string | null
  /** True when the repo has more than are listed. */
  readonly more: boolean
}

const MOST = 300
const KINDS = { heads: 'branch', remotes: 'remote', tags: 'tag' } as const
const FIELDS = [
  '%(refname)',
  '%(objecttype)',
  '%(objectname)',
  '%(*objecttype)',
  '%(*objectname)',
  '%(creatordate:unix)',
  '%(symref)',
  '%(subject)',
]

/** Undefined where nothing is committed yet. */
export async function listRefs(repo: Repo): Promise<Refs | undefined> {
  const head = await resolveRevision(repo, 'HEAD').catch(() => undefined)
  if (head === undefined) return undefined
  const { stdout } = await repo.git.run('for-each-ref', [
    ...[`--count=${MOST + 1}`, '--sort=-creatordate', `--format=${FIELDS.join('%00')}%00`],
    ...['refs/heads', 'refs/remotes', 'refs/tags'],
  ])
  const fields = stdout.toString('utf8').split('\0')
  const refs: Ref[] = []
  let preset: string | null = null
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [full = '', type, id = '', innerType, inner = '', date, symref = '', subject = ''] =
      fields.slice(at)
    const [, folder = '', name = ''] = /^refs\/(heads|remotes|tags)\/(.+)$/s.exec(full.trimStart()) ?? []
    if (symref !== '') {
      if (name === 'origin/HEAD') preset = symref.replace(/^refs\/remotes\//, '')
      continue
    }
    const commit = type === 'commit' ? id : innerType === 'commit' ? inner : ''
    // A tag of a file, and a name that only looks like another.
    if (commit === '' || oneLine(name, MOST) !== name) continue
    const kind = KINDS[folder as keyof typeof KINDS]
    refs.push({ name, kind, id: commit, date: Number(date) * 1000 || 0, subject: oneLine(subject, 300) })
  }
  const names = new Set(refs.map(({ name }) => name))
  const trunk = [preset, 'main', 'master'].find((name) => name !== null && names.has(name)) ?? null
  const branch = await readBranch(repo.root)
  return {
    head: { id: head, branch: branch !== undefined && !head.startsWith(branch) ? branch : null },
    ...{ refs: refs.slice(0, MOST), trunk, more: refs.length > MOST },
  }
}
