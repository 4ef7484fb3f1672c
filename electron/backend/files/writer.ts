/**
 * The only place that writes into a person's folder. A file is replaced as a whole or not at all:
 * a synced temporary file beside it takes its name. It is never truncated in place, because a
 * full disk or a crash at that moment leaves an empty file that still parses.
 */
import path from 'node:path'
import { AppError } from '../../../shared/core/errors.ts'
import { type Disk, errnoOf, NODE_DISK } from './disk.ts'
import { toFault } from './faults.ts'
import { withLock } from './lock.ts'
import { resolveInside } from './paths.ts'
import { hashBytes } from './read-file.ts'
import { renameOver, syncFolder } from './replace.ts'
import { findTarget, readTarget, type Target } from './target.ts'
import { cleanOrphans, newTemp } from './temps.ts'

export interface WriteRequest {
  /** A real path; nothing outside it is touched. */
  readonly root: string
  readonly path: string
  readonly content: string | Uint8Array
  /** Hash the file must still have; null: it must not exist; undefined: whatever is there is replaced. */
  readonly base?: string | null | undefined
  /** Permission bits of a new file; an existing file keeps its own. */
  readonly mode?: number
  /** Of the file that is replaced; 8 MB, as a model's. */
  readonly maxBytes?: number
}

export interface Written {
  readonly path: string
  readonly hash: string
  /** False when the file already held these bytes; it was not touched then. */
  readonly changed: boolean
  /** What a person should know although the write worked. */
  readonly notes: readonly string[]
}

/** A write that is complete on disk under a temporary name. Commit or discard it, once. */
export interface Staged {
  readonly path: string
  readonly changed: boolean
  commit(): Promise<Written>
  discard(): Promise<void>
}

/** Replaces one file. Throws an AppError that names it; the old file is whole then. */
export async function writeFile(request: WriteRequest, disk: Disk = NODE_DISK): Promise<Written> {
  return (await stageFile(request, disk)).commit()
}

/** Does everything that can fail for lack of space or rights, so that several files change together or not. */
export async function stageFile(request: WriteRequest, disk: Disk = NODE_DISK): Promise<Staged> {
  try {
    return await stage(request, disk)
  } catch (error) {
    throw toFault(error, request.path, 'write')
  }
}

async function stage(request: WriteRequest, disk: Disk): Promise<Staged> {
  const bytes = typeof request.content === 'string' ? Buffer.from(request.content) : request.content
  const hash = hashBytes(bytes)
  const place = await resolveInside(request.root, request.path, disk)
  const target = await findTarget(place, request.path, disk, request.maxBytes)
  const outcome = (changed: boolean, notes: readonly string[]): Written => ({
    path: request.path,
    hash,
    changed,
    notes,
  })
  if (target?.hash === hash && request.base !== null) {
    return {
      path: request.path,
      changed: false,
      commit: async () => outcome(false, []),
      discard: async () => {},
    }
  }
  checkBase(request, target?.hash ?? null)
  const folder = path.dirname(place)
  if (!target) await disk.mkdir(folder, { recursive: true })
  await cleanOrphans(folder, Date.now(), disk)
  const temp = await writeTemp(folder, bytes, target, request.mode, disk)
  const discard = () => disk.unlink(temp).catch(() => {})
  return {
    path: request.path,
    changed: true,
    discard,
    async commit() {
      const replace = async () => {
        try {
          // Somebody may have saved while the temporary file was being written.
          const now = await readTarget(place, request.path, disk, request.maxBytes)
          checkBase(request, now?.hash ?? null)
        } catch (error) {
          await discard()
          throw toFault(error, request.path, 'write')
        }
        await renameOver(temp, place, request.path, disk)
      }
      await (request.base === undefined ? replace() : withLock(place, replace))
      const unsynced = await syncFolder(folder, request.path, disk)
      return outcome(true, [...(target?.notes ?? []), ...unsynced])
    },
  }
}

async function writeTemp(
  folder: string,
  bytes: Uint8Array,
  target: Target | null,
  mode: number | undefined,
  disk: Disk,
): Promise<string> {
  try {
    return await fillTemp(newTemp(folder), bytes, target, mode, disk)
  } catch (error) {
    // After a failed sync the pages count as clean: only new ones, in a new file, are written again.
    if (errnoOf(error) === 'EIO') return fillTemp(newTemp(folder), bytes, target, mode, disk)
    throw error
  }
}

async function fillTemp(
  temp: string,
  bytes: Uint8Array,
  target: Target | null,
  mode: number | undefined,
  disk: Disk,
): Promise<string> {
  const handle = await disk.open(temp, 'wx', target?.mode ?? mode ?? 0o666)
  try {
    try {
      if (target) {
        if (target.isForeign) await handle.chown(target.uid, target.gid).catch(() => {})
        // The umask narrowed what open() asked for, and chown() clears bits.
        await handle.chmod(target.mode)
      }
      await handle.writeFile(bytes)
      await handle.sync()
      const { size } = await handle.stat()
      if (size !== bytes.length) throw shortWrite(size, bytes.length)
    } finally {
      await handle.close()
    }
    return temp
  } catch (error) {
    await disk.unlink(temp).catch(() => {})
    throw error
  }
}

function shortWrite(size: number, wanted: number): Error {
  return Object.assign(new Error(`${size} of ${wanted} bytes arrived`), { code: 'ENOSPC' })
}

function checkBase(request: WriteRequest, hash: string | null): void {
  if (request.base === undefined || request.base === hash) return
  const { path: file } = request
  if (request.base === null) {
    const hint = 'Choose another name, or open the existing file.'
    throw new AppError('exists', `${file} exists already.`, { hint })
  }
  const what = hash === null ? 'was removed' : 'was changed by somebody else'
  throw new AppError('conflict', `${file} ${what} since it was opened.`, {
    hint: 'Nothing was written. Load the file from disk, or save yours under another name.',
  })
}
