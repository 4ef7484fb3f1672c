/** The checked-out branch, read from git's files: running git in a folder could run what the folder names. */
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { readBytes } from '../files/read-file.ts'

const DETACHED_DIGITS = 7
const MAX_LEVELS = 64

/** Absolute path of the HEAD file of the repo or worktree that holds `folder`; undefined outside a repo. */
export async function findHead(folder: string): Promise<string | undefined> {
  let current = folder
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    const git = path.join(current, '.git')
    const stats = await lstat(git).catch(() => undefined)
    if (stats?.isDirectory()) return path.join(git, 'HEAD')
    if (stats?.isFile()) {
      // A worktree or submodule: the file names the folder that git keeps for it.
      const target = /^gitdir: (.+?)\r?\n?$/.exec(await readText(git))?.[1]
      return target === undefined ? undefined : path.join(path.resolve(current, target), 'HEAD')
    }
    if (current === path.dirname(current)) return undefined
    current = path.dirname(current)
  }
  return undefined
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
