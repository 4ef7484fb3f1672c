/** Whether commits and files that people name as evidence are there, and in the history that is looked at. */
import path from 'node:path'
import { readEvidence } from '../../../../shared/triage/verifying/evidence.ts'
import type { EvidenceState } from '../../../../shared/triage/verifying/verify.ts'
import { listPathsAt } from '../objects.ts'
import type { Repo } from '../repo.ts'
import type { CommitId } from '../revisions.ts'

/** More ids than this are nobody's evidence, and each costs a run of git. */
const MOST = 500

/** At the commit `to`. A path is one from the top of the repo, or from the model's `folder` below the repo's `root`. */
export async function checkEvidence(
  repo: Repo,
  texts: readonly string[],
  { to, folder }: { readonly to: CommitId; readonly folder: string },
): Promise<(text: string) => EvidenceState> {
  const read = new Map(texts.map((text) => [text, readEvidence(text)]))
  const all = [...read.values()]
  const commits = await checkCommits(
    repo,
    all.flatMap((each) => (each.kind === 'commit' ? [each.id] : [])),
    to,
  )
  const top = { ...repo, prefix: '' }
  const paths = new Set(all.some(({ kind }) => kind === 'file') ? await listPathsAt(top, to) : [])
  const isThere = (name: string) =>
    paths.has(path.posix.normalize(name)) || paths.has(path.posix.join(repo.prefix, folder, name))
  return (text) => {
    const each = read.get(text)
    if (each?.kind === 'commit') {
      const state = commits.get(each.id) ?? 'unchecked'
      // It may be a commit of another repo.
      return each.isLink && state === 'missing' ? 'unchecked' : state
    }
    if (each?.kind !== 'file') return 'unchecked'
    return isThere(each.path) ? 'file' : each.isSure ? 'gone' : 'unchecked'
  }
}

/** By id, which may be the beginning of one; only hexadecimal digits are asked for. */
async function checkCommits(
  { git }: Repo,
  ids: readonly string[],
  to: CommitId,
): Promise<ReadonlyMap<string, EvidenceState>> {
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{7,64}$/.test(id)).slice(0, MOST)
  const states = new Map<string, EvidenceState>()
  if (wanted.length === 0) return states
  const input = wanted.map((id) => `${id}^{commit}\n`).join('')
  const { stdout } = await git.run('cat-file', ['--batch-check'], input)
  const lines = stdout.toString('utf8').split('\n')
  for (const [at, id] of wanted.entries()) {
    const [full = '', kind] = lines[at]?.split(' ') ?? []
    if (kind === 'ambiguous') states.set(id, 'ambiguous')
    else if (kind !== 'commit') states.set(id, 'missing')
    else {
      const { code } = await git.run('merge-base', ['--is-ancestor', full, to])
      states.set(id, code === 0 ? 'found' : 'unmerged')
    }
  }
  return states
}
