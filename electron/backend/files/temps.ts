/** Temporary files stand beside their target, because a rename is atomic only within one file system. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { type Disk, NODE_DISK } from './disk.ts'

const NAME = /^\.fenceline-[0-9a-f]{32}\.tmp$/
/** A crashed save may still be looked at by a person; a running one takes seconds. */
const ORPHAN_AGE_MS = 60 * 60 * 1000

/** A name nobody can guess, so nothing can be planted under it. */
export function newTemp(folder: string): string {
  return path.join(folder, `.fenceline-${randomBytes(16).toString('hex')}.tmp`)
}

function isTemp(name: string): boolean {
  return NAME.test(name)
}

/** Removes what crashed saves of ours left in `folder` over an hour ago. Never throws. */
export async function cleanOrphans(folder: string, now: number, disk: Disk = NODE_DISK): Promise<void> {
  try {
    for (const name of await disk.readdir(folder)) {
      if (!isTemp(name)) continue
      const place = path.join(folder, name)
      const stats = await disk.lstat(place)
      const isOurs = stats.isFile() && (process.getuid === undefined || stats.uid === process.getuid())
      if (isOurs && now - stats.mtimeMs > ORPHAN_AGE_MS) await disk.unlink(place)
    }
  } catch {
    // Tidying is no reason to fail a save.
  }
}
