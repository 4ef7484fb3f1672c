/** The last steps of a save: the moment the new file takes the old one's name, and making that last. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { type Disk, errnoOf } from './disk.ts'
import { toFault } from './faults.ts'

/** On Windows a virus scanner or an editor may hold the target open for a while: 3.2 s together. */
const WAITS_MS = [50, 100, 200, 400, 800, 1600]

/**
 * Renames `temp` to `place`, trying again while something holds it. What cannot be put in place is
 * kept beside it under a name that is told, and never removed by us; other failures remove it.
 */
export async function renameOver(temp: string, place: string, shown: string, disk: Disk): Promise<void> {
  for (const wait of [...WAITS_MS, null]) {
    try {
      return await disk.rename(temp, place)
    } catch (error) {
      if (!isHeld(errnoOf(error))) {
        await disk.unlink(temp).catch(() => {})
        throw toFault(error, shown, 'write')
      }
      if (wait === null) throw await keep(temp, place, shown, error, disk)
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }
}

function isHeld(errno: string | undefined): boolean {
  return errno === 'EPERM' || errno === 'EBUSY' || (errno === 'EACCES' && process.platform === 'win32')
}

async function keep(
  temp: string,
  place: string,
  shown: string,
  cause: unknown,
  disk: Disk,
): Promise<AppError> {
  const wanted = `${place}.unsaved-${randomBytes(4).toString('hex')}`
  const kept = await disk.rename(temp, wanted).then(
    () => wanted,
    () => temp,
  )
  const name = path.basename(kept)
  return new AppError('io', `Could not replace ${shown}: another program holds it, or it is protected.`, {
    hint: `Your version is in ${name} beside it. Close the other program and save again.`,
    cause,
  })
}

/** Makes the rename survive a power cut. A note instead of an error: the new file is in place by now. */
export async function syncFolder(folder: string, shown: string, disk: Disk): Promise<readonly string[]> {
  // Windows cannot open a folder; NTFS journals the rename itself.
  if (process.platform === 'win32') return []
  for (const isLast of [false, true]) {
    try {
      const handle = await disk.open(folder, 'r')
      try {
        await handle.sync()
      } finally {
        await handle.close()
      }
      return []
    } catch (error) {
      // Some network file systems refuse to sync a folder.
      if (['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES'].includes(errnoOf(error) ?? '')) return []
      if (isLast) break
    }
  }
  return [
    `${shown} is written, but the disk did not confirm it; a power cut could bring the old version back.`,
  ]
}
