/** The checked-out branch, read from git's files: running git in a folder could run what the folder names. */
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { readBytes } from '../files/read-file.ts'

const DETACHED_DIGITS = 7
const MAX_LEVELS = 64

/** The nearest folder upwards with a `.git`, by its text alone; undefined outside a repo. */
export async function findTop(folder: string): Promise<string | undefined> {
  let current = folder
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    const stats = await lstat(path.join(current, '.git')).catch(() => undefined)
    if (stats?.isDirectory() || stats?.isFile()) return current
    if (current === path.dirname(current)) return undefined
    current = path.dirname(current)
  }
  return undefined
}

/** Absolute path of the HEAD file of the repo or worktree that holds `folder`; undefined outside a repo. */
export async function findHead(folder: string): Promise<string | undefined> {
  const top = await findTop(folder)
  if (top === undefined) return undefined
  const git = path.join(top, '.git')
  if ((await lstat(git)).isDirectory()) return path.join(git, 'HEAD')
  // A worktree or submodule: the file names the folder that git keeps for it.
  const target = /^gitdir: (.+?)\r?\n?$/.exec(await readText(git))?.[1]
  return target === undefined ? undefined : path.join(path.resolve(top, target), 'HEAD')
}

/** The branch's name, the first digits of a detached commit, or undefined outside a repo. */
export async function readBranch(folder: string): Promise<string | undefined> {
  const head = await findHead(folder)
  if (head === undefined) return undefined
  const text = (await readText(head)).trim()
  const branch = /^ref: refs\/heads\/(.+)$/.exec(text)?.[1]
  if (branch !== undefined) return branch
  return /^[0-9a-f]{40,64}$/.test(text) ? text.slice(0, DETACHED_DIGITS) : undefined
}

async function readText(file: string): Promise<string> {
  return readBytes(file, path.basename(file)).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  )
}
