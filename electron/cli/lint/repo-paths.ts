/** Where a file stands in its repo: what annotations and SARIF name, wherever the command was called. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** The nearest folder upwards with a `.git`, else `folder` itself. */
export function findRepo(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at
    if (at === path.dirname(at)) return path.resolve(folder)
  }
}

/** The path from the repo's root, with `/`; undefined for a file outside of it. */
export function pathInRepo(root: string, file: string): string | undefined {
  const relative = path.relative(root, path.resolve(file))
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return undefined
  return relative.split(path.sep).join('/')
}

export function addressOf(file: string): string {
  return pathToFileURL(path.resolve(file)).href
}
