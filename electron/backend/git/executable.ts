/**
 * Which git, and which browser, runs is decided here and not by the system's search: that looks into the working folder on Windows, and
 * everywhere into relative places of PATH, so that a folder could bring one of its own.
 */
import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { isWithin } from '../files/paths.ts'
import { findTop } from './branch.ts'

export interface Executable {
  /** Absolute. */
  readonly file: string
  /** The places of PATH that are absolute and not in the folder, for the program's own parts. */
  readonly searched: string
}

const GIT = process.platform === 'win32' ? 'git.exe' : 'git'

/** The first git in `search` (PATH) that `folder`, a real path, and its repo do not bring. */
export async function findGit(search: string, folder: string): Promise<Executable | undefined> {
  return findProgram([GIT], search, folder)
}

/**
 * The first program of these names, in their order, that is in `search` (PATH) and neither inside `folder`, a real
 * path, nor elsewhere in its repo, whose parts npm and others put into PATH; undefined where there is none.
 */
export async function findProgram(
  names: readonly string[],
  search: string,
  folder: string,
): Promise<Executable | undefined> {
  const root = (await findTop(folder)) ?? folder
  const places: string[] = []
  for (const place of search.split(path.delimiter)) {
    if (path.isAbsolute(place) && !(await isInside(root, place))) places.push(place)
  }
  for (const file of names.flatMap((name) => places.map((place) => path.join(place, name)))) {
    if ((await isProgram(file)) && !(await isInside(root, file)))
      return { file, searched: places.join(path.delimiter) }
  }
  return undefined
}

async function isInside(root: string, place: string): Promise<boolean> {
  // The whole disk is nobody's folder.
  if (root === path.dirname(root)) return false
  if (isWithin(root, place)) return true
  return realpath(place).then(
    (real) => isWithin(root, real),
    () => false,
  )
}

/** True for a file that this user may run. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
