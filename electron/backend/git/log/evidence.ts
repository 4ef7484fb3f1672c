/** Whether commits that people name are there, and in the history that is looked at. */
import type { EvidenceState } from '../../../../shared/triage/verifying/verify.ts'
import type { Repo } from '../repo.ts'
import type { CommitId } from '../revisions.ts'

/** More ids than this are nobody's evidence, and each costs a run of git. */
const MOST = 500

/** By id, which may be the beginning of one; only hexadecimal digits are asked for. */
export async function checkCommits(
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
