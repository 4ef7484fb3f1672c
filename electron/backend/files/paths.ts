/** A path from the window or a file is a claim: this is where it is turned into a place inside the folder. */
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { type Disk, errnoOf, NODE_DISK } from './disk.ts'
import { toFault } from './faults.ts'

const FIRST_PRINTABLE = 0x20

/** Throws unless `relative` is forward-slashed, stays below its folder by its text alone and names no drive. */
export function checkRelative(relative: string): void {
  const refuse = (why: string): never => {
    throw new AppError('outside-root', `The path ${JSON.stringify(relative.slice(0, 200))} ${why}.`, {
      hint: 'Use a path inside the opened folder, with forward slashes.',
    })
  }
  if (relative === '') refuse('is empty')
  for (const character of relative) {
    if ((character.codePointAt(0) ?? 0) < FIRST_PRINTABLE) refuse('holds a control character')
  }
  if (relative.includes('\\')) refuse('holds a backslash')
  if (relative.startsWith('/') || /^[a-z]:/i.test(relative)) refuse('is absolute')
  if (relative.split('/').some((part) => part === '' || part === '.' || part === '..'))
    refuse('leaves its folder')
}

/** True for `folder` itself and everything below it; both are real paths. */
export function isWithin(folder: string, place: string): boolean {
  const prefix = folder.endsWith(path.sep) ? folder : folder + path.sep
  return place === folder || place.startsWith(prefix)
}

/**
 * The real absolute place of `relative` in `root` (a real path), symbolic links followed; the file
 * need not exist. Throws `outside-root` where a link leads out, `not-a-file` where one leads nowhere.
 */
export async function resolveInside(root: string, relative: string, disk: Disk = NODE_DISK): Promise<string> {
  checkRelative(relative)
  const missing: string[] = []
  let existing = path.join(root, ...relative.split('/'))
  for (;;) {
    try {
      const real = await disk.realpath(existing)
      if (!isWithin(root, real)) {
        throw new AppError('outside-root', `${relative} leads out of the opened folder.`, {
          hint: 'Open the folder that holds the real file.',
        })
      }
      return path.join(real, ...missing)
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw toFault(error, relative, 'read')
      if (await isLink(existing, disk)) {
        const hint = 'Remove the link or create the file it points to.'
        throw new AppError('not-a-file', `${relative} is a symbolic link to nothing.`, { hint })
      }
      if (existing === root) throw toFault(error, relative, 'read')
      missing.unshift(path.basename(existing))
      existing = path.dirname(existing)
    }
  }
}

async function isLink(place: string, disk: Disk): Promise<boolean> {
  try {
    return (await disk.lstat(place)).isSymbolicLink()
  } catch {
    return false
  }
}
