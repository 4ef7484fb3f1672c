/** Finds the repo that holds a folder, or says in words for a person why there is none to read. */
import { realpath } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { isWithin } from '../files/paths.ts'
import { createGit, type Git, type GitOptions } from './run-git.ts'

export interface Repo {
  readonly git: Git
  /** Real path of the folder that was asked for. */
  readonly root: string
  /** From the top of the repo to `root`: '' or 'docs/'. */
  readonly prefix: string
}

/** Why there is no history: a state that a page shows, not a fault. */
export interface Unavailable {
  readonly state: 'no-repo' | 'no-git' | 'no-commits' | 'refused'
  readonly message: string
  readonly hint: string
}

export const NO_COMMITS: Unavailable = {
  state: 'no-commits',
  message: 'The repository has no commits yet.',
  hint: 'Commit the model; then its changes can be shown.',
}

/** The repo around `root`, a real path. Throws where git itself fails. */
export async function findRepo(root: string, options?: GitOptions): Promise<Repo | Unavailable> {
  const git = createGit(root, options)
  try {
    const { code, stdout, stderr } = await git.run('rev-parse', ['--show-toplevel'])
    if (code !== 0) return whyNot(root, stderr)
    // A repo's settings may claim any folder as its own working folder.
    const top = await realpath(stdout.toString('utf8').replace(/\r?\n$/, '')).catch(() => '')
    if (top === '' || !isWithin(top, root)) return noRepo(root)
    const below = path.relative(top, root).split(path.sep).join('/')
    return { git, root, prefix: below === '' ? '' : `${below}/` }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error
    return { state: 'no-git', message: error.message, hint: error.hint ?? '' }
  }
}

/** As `findRepo`, for whom there is nothing to do without a repo. */
export async function getRepo(root: string, options?: GitOptions): Promise<Repo> {
  const found = await findRepo(root, options)
  if (!('state' in found)) return found
  throw new AppError('not-found', found.message, { hint: found.hint })
}

function whyNot(root: string, stderr: string): Unavailable {
  if (/not a git repository|must be run in a work tree|bare repository/i.test(stderr)) return noRepo(root)
  const isForeign = /dubious ownership|unsafe repository/i.test(stderr)
  return {
    state: 'refused',
    message: isForeign
      ? `Git does not read the repository of ${root}, because it belongs to another user.`
      : `Git cannot read the repository of ${root}: ${firstLine(stderr)}`,
    hint: isForeign
      ? `If you trust it, run git config --global --add safe.directory and the repository's folder.`
      : 'Run git status in that folder and mend what it reports.',
  }
}

function noRepo(root: string): Unavailable {
  return {
    state: 'no-repo',
    message: `${root} is not in a git repository.`,
    hint: 'Run git init there, or open a folder that is in one.',
  }
}

function firstLine(text: string): string {
  const line = text.split('\n').find((part) => part.trim() !== '') ?? 'it gave no reason'
  return line.replace(/^(fatal|error): /, '').slice(0, 300)
}
