/** The file-system calls that reading and writing use, as one value, so that a test can make any of them fail. */
import { access, lstat, mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises'

/** The real file system. */
export const NODE_DISK = { access, lstat, mkdir, open, readdir, realpath, rename, stat, unlink }

export type Disk = typeof NODE_DISK

/** The system's code of a failed call (`ENOSPC`); undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
