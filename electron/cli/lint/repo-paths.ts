/** Where a file stands in its repo: what annotations and SARIF name, wherever the command was called. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { findTop } from '../../backend/git/branch.ts'

/** The top of the repo that a command was called in; outside of any, where it was called. */
export async function topOrHere(): Promise<string> {
  const here = path.resolve('.')
  return (await findTop(here)) ?? here
}

/** The path from the repo's root, with `/`; undefined for a file outside of it. */
export function pathFromTop(root: string, file: string): string | undefined {
  const relative = path.relative(root, path.resolve(file))
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return undefined
  return relative.split(path.sep).join('/')
}

export function addressOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href
}
