/**
 * Between the look at a file and the rename over it another Fenceline (a second window, the command
 * line) could put its own version there, which the rename would then undo. So Fenceline's processes take
 * turns at this point. Other programs do not; against them there is only the look itself.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { ownSettingsFolder } from '../settings/place.ts'
import { errnoOf } from './disk.ts'
import { isRunning } from './running.ts'

const RETRY_MS = 4
/** A rename that waits for a virus scanner takes 3.2 s. */
const LONGEST_WAIT_MS = 5000
const ABANDONED_MS = 20_000
const PRIVATE_FOLDER = 0o700

/** Runs `task` while no other Fenceline runs one for `place`. A lock that cannot be had holds up nobody's save. */
export async function withLock<T>(place: string, task: () => Promise<T>): Promise<T> {
  const release = await acquire(lockOf(place))
  try {
    return await task()
  } finally {
    await release()
  }
}

function lockOf(place: string): string {
  const name = createHash('sha256').update(place).digest('hex').slice(0, 32)
  return path.join(ownSettingsFolder(), 'locks', `${name}.lock`)
}

async function acquire(lock: string): Promise<() => Promise<void>> {
  const until = Date.now() + LONGEST_WAIT_MS
  for (;;) {
    try {
      const handle = await open(lock, 'wx', 0o600)
      const release = () => unlink(lock).catch(nothing)
      try {
        await handle.writeFile(String(process.pid)).finally(() => handle.close())
      } catch (error) {
        // A full disk: what is left would hold up the next one, as nobody's.
        await release()
        throw error
      }
      return release
    } catch (error) {
      const errno = errnoOf(error)
      const isMade = errno === 'ENOENT' && (await makeFolder(path.dirname(lock)))
      if ((errno !== 'EEXIST' && !isMade) || Date.now() > until) return async () => {}
      if (isMade) continue
      if (await isAbandoned(lock)) await unlink(lock).catch(nothing)
      else await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}

async function makeFolder(folder: string): Promise<boolean> {
  return mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER }).then(
    () => true,
    () => false,
  )
}

/** True for the lock of a process that ended without letting go. */
async function isAbandoned(lock: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(lock)
    const pid = Number(await readFile(lock, 'utf8'))
    return Date.now() - mtimeMs > ABANDONED_MS || (pid > 0 && !isRunning(pid))
  } catch {
    return false
  }
}

function nothing(): undefined {}
