/** Reading what may be anything: a pipe, a device, a link out of the folder, a file of any size. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { AppError } from '../../../shared/core/errors.ts'
import { type Disk, errnoOf, NODE_DISK } from './disk.ts'
import { toFault } from './faults.ts'
import { resolveInside } from './paths.ts'

export const MAX_BYTES = 8 * 1024 * 1024
// A pipe opened without O_NONBLOCK waits for a writer for ever. Windows has neither flag.
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)

export interface SourceFile {
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string
  /** A byte order mark is kept; null when the bytes are not UTF-8. */
  readonly text: string | null
}

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The bytes of a regular file of at most `maxBytes` (8 MB) at a real path; `shown` names it in errors. */
export async function readBytes(
  place: string,
  shown: string,
  disk: Disk = NODE_DISK,
  maxBytes = MAX_BYTES,
): Promise<Buffer> {
  try {
    // Opening a device can already have an effect, so its kind is asked first and again once open.
    if (!(await disk.lstat(place)).isFile()) throw notAFile(shown)
    const handle = await disk.open(place, FLAGS)
    try {
      const { size } = await handle.stat()
      if (!(await handle.stat()).isFile()) throw notAFile(shown)
      if (size > maxBytes) throw tooLarge(shown)
      const bytes = await handle.readFile()
      if (bytes.length > maxBytes) throw tooLarge(shown)
      return bytes
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw toFault(error, shown, 'read')
  }
}

/** The file at `relative` in `root`, or null when there is none. Throws for anything unreadable. */
export async function readInside(
  root: string,
  relative: string,
  disk?: Disk,
  maxBytes?: number,
): Promise<SourceFile | null> {
  const place = await resolveInside(root, relative, disk)
  try {
    return toSource(await readBytes(place, relative, disk, maxBytes))
  } catch (error) {
    if (error instanceof AppError && (error.code === 'not-found' || errnoOf(error.cause) === 'ENOTDIR'))
      return null
    throw error
  }
}

/** The bytes as text with their hash. */
export function toSource(bytes: Uint8Array): SourceFile {
  try {
    return {
      hash: hashBytes(bytes),
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    }
  } catch {
    return { hash: hashBytes(bytes), text: null }
  }
}

function notAFile(shown: string): AppError {
  return new AppError('not-a-file', `${shown} is not a regular file.`, { hint: 'Choose a regular file.' })
}

function tooLarge(shown: string): AppError {
  return new AppError('too-large', `${shown} is larger than 8 MB.`, {
    hint: 'A threat model is text; split it into several models.',
  })
}
