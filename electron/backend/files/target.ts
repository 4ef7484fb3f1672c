/** What stands where a file is about to be written. */
import { constants } from 'node:fs'
import { AppError } from '../../../shared/core/errors.ts'
import { type Disk, errnoOf } from './disk.ts'
import { hashBytes, readBytes } from './read-file.ts'

export interface Target {
  readonly hash: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Owned by another user or group than a file that this process creates. */
  readonly isForeign: boolean
  readonly notes: readonly string[]
}

/** The existing regular file at a real path, or null. Throws where it may not be written. */
export async function findTarget(
  place: string,
  shown: string,
  disk: Disk,
  maxBytes?: number,
): Promise<Target | null> {
  const target = await readTarget(place, shown, disk, maxBytes)
  // A rename needs no right on the file itself, but a file made read-only was made so on purpose.
  if (target) await disk.access(place, constants.W_OK)
  return target
}

/** As `findTarget`, without asking whether it may be written. */
export async function readTarget(
  place: string,
  shown: string,
  disk: Disk,
  maxBytes?: number,
): Promise<Target | null> {
  try {
    const stats = await disk.lstat(place)
    const hash = hashBytes(await readBytes(place, shown, disk, maxBytes))
    const linked = `${shown} was one of ${stats.nlink} hard links to the same file; it is a file of its own now.`
    return {
      hash,
      mode: stats.mode & 0o7777,
      uid: stats.uid,
      gid: stats.gid,
      isForeign: stats.uid !== process.getuid?.() || stats.gid !== process.getgid?.(),
      notes: stats.nlink > 1 ? [linked] : [],
    }
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error
    if (errnoOf(cause) === 'ENOENT') return null
    throw error
  }
}
