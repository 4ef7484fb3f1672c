/** Which files a command line with a revision is about: one may be gone now, or not have been there yet. */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { findRepo, getRepo, type Repo } from '../../backend/git/repo.ts'
import { resolveRange } from '../../backend/git/revisions.ts'
import { isModelPath } from '../../backend/model-files/names.ts'

export interface Place {
  /** As the user named it. */
  readonly given: string
  /** Paths count from the folder that was named, or that holds the file that was. */
  readonly repo: Repo
  /** The one file that was named; null for all models of the folder. */
  readonly only: string | null
  /** False where the folder itself is not there now. */
  readonly isFolder: boolean
}

export interface Arguments {
  readonly range: string
  readonly paths: readonly string[]
}

/** The first argument is a revision where it can be one; as in git, what could be a path too must be told apart. */
export async function readArguments(given: readonly string[]): Promise<Arguments> {
  const [first, ...others] = given
  if (first === undefined) return { range: 'HEAD', paths: ['.'] }
  const asPath = { range: 'HEAD', paths: given }
  const asRange = { range: first, paths: others.length > 0 ? others : ['.'] }
  if (path.isAbsolute(first) || /^\.{1,2}(?:[/\\]|$)/.test(first)) return asPath
  const isThere = await exists(first)
  if (!isThere && !isModelPath(first)) return asRange
  if (!(await isRange(first, asRange.paths[0] ?? '.'))) return asPath
  if (!isThere) return asRange
  throw new AppError('bad-request', `${first} is a revision and a path.`, {
    hint: `Write ./${first} for the path, or refs/heads/${first} for the branch.`,
  })
}

/** Throws `not-found` where a path is in no repo. */
export async function placesOf(paths: readonly string[]): Promise<readonly Place[]> {
  return Promise.all(paths.map(placeOf))
}

async function placeOf(given: string): Promise<Place> {
  const place = path.resolve(given)
  const missing: string[] = []
  let folder = place
  while (!(await isDirectory(folder))) {
    missing.unshift(path.basename(folder))
    folder = path.dirname(folder)
  }
  const repo = await getRepo(await realpath(folder))
  const name = missing.at(-1)
  const isFile = name !== undefined && (isModelPath(name) || (await exists(place)))
  const folders = isFile ? missing.slice(0, -1) : missing
  return {
    given,
    repo: { ...repo, prefix: [repo.prefix, ...folders.map((part) => `${part}/`)].join('') },
    only: isFile ? name : null,
    isFolder: folders.length === 0,
  }
}

async function isRange(text: string, near: string): Promise<boolean> {
  const folder = (await isDirectory(near)) ? near : path.dirname(near)
  const repo = await realpath(path.resolve(folder)).then(findRepo, () => null)
  if (!repo || 'state' in repo) return false
  return resolveRange(repo, text).then(
    () => true,
    () => false,
  )
}

async function exists(place: string): Promise<boolean> {
  return stat(path.resolve(place)).then(
    () => true,
    () => false,
  )
}

async function isDirectory(place: string): Promise<boolean> {
  return stat(path.resolve(place)).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
