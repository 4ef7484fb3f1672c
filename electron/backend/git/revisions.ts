/**
 * What a person or a page calls a revision becomes the id of a commit here, before git sees it anywhere else. It
 * reaches git on standard input, where nothing is an option; everything after works with ids only.
 */
import { AppError } from '../../../shared/core/errors.ts'
import { NO_COMMITS, type Repo } from './repo.ts'

/** The whole id of a commit, in hexadecimal. */
export type CommitId = string

/** The two sides of a comparison; `to` is null for the files of the working folder. */
export interface Range {
  readonly from: CommitId
  readonly to: CommitId | null
}

const LONGEST = 250
const ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** The commit that a revision names: a branch, a tag, an id, `HEAD~2`. Throws `bad-request` or `not-found`. */
export async function resolveRevision(repo: Repo, revision: string): Promise<CommitId> {
  checkRevision(revision)
  const { stdout, stderr, code } = await repo.git.run('cat-file', ['--batch-check'], `${revision}^{commit}\n`)
  const [id = '', kind] = stdout.toString('utf8').trimEnd().split(' ')
  if (code === 0 && kind === 'commit' && ID.test(id)) return id
  if (code === 0 && kind === 'ambiguous') {
    throw new AppError('bad-request', `More than one commit begins with ${revision}.`, {
      hint: 'Give more digits of its id.',
    })
  }
  if (revision === 'HEAD') throw new AppError('not-found', NO_COMMITS.message, { hint: NO_COMMITS.hint })
  const isShallow = /shallow/i.test(stderr)
  throw new AppError('not-found', `There is no revision ${JSON.stringify(revision)} in this repository.`, {
    hint: isShallow
      ? 'The clone is shallow: fetch the history first.'
      : 'Name a branch, a tag or a commit. A shallow clone, as CI makes it, may have to be fetched whole first.',
  })
}

/** `A`, `A..B` or `A...B` (from where the two parted); an end that is left out is HEAD. */
export async function resolveRange(repo: Repo, given: string): Promise<Range> {
  const [, from = '', dots, to = ''] = /^(.*?)(\.{2,3})(.*)$/s.exec(given) ?? [null, given]
  if (dots === undefined) return { from: await resolveRevision(repo, given), to: null }
  const ends = [
    await resolveRevision(repo, from || 'HEAD'),
    await resolveRevision(repo, to || 'HEAD'),
  ] as const
  return { from: dots === '..' ? ends[0] : await mergeBase(repo, ...ends), to: ends[1] }
}

/** The last commit that both have in common. Throws `not-found` where they have none. */
export async function mergeBase(repo: Repo, one: CommitId, other: CommitId): Promise<CommitId> {
  const { stdout } = await repo.git.run('merge-base', [one, other])
  const id = stdout.toString('utf8').trim()
  if (ID.test(id)) return id
  throw new AppError('not-found', `${one.slice(0, 8)} and ${other.slice(0, 8)} have no commit in common.`, {
    hint: 'Compare them with two dots, or fetch the whole history.',
  })
}

/** Throws `bad-request` for what no branch, tag or commit can be called, and for a path or an option. */
export function checkRevision(revision: string): void {
  const refuse = (why: string): never => {
    throw new AppError(
      'bad-request',
      `${JSON.stringify(revision.slice(0, LONGEST))} is no revision: it ${why}.`,
      {
        hint: 'Name a branch, a tag or a commit, such as main or HEAD~1.',
      },
    )
  }
  if (revision === '') refuse('is empty')
  if (revision.length > LONGEST) refuse('is too long')
  if (revision.startsWith('-')) refuse('begins with a dash')
  if (/[\p{Cc}\p{Zs}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(revision))
    refuse('holds a space or an invisible character')
  if (revision.includes('..')) refuse('is a range')
  const odd = /[:?*[\\]/.exec(revision)
  if (odd) refuse(`holds ${odd[0]}`)
}
