/** The system's error codes, said in words a person can act on. */
import { AppError, type ErrorCode } from '../../../shared/core/errors.ts'
import { errnoOf } from './disk.ts'

interface Wording {
  readonly code: ErrorCode
  readonly what: string
  readonly hint: string
}

const FULL: Wording = {
  code: 'disk-full',
  what: 'the disk is full',
  hint: 'Nothing was changed. Free some space and save again.',
}
const READ_ONLY: Wording = {
  code: 'read-only',
  what: 'writing there is not allowed',
  hint: 'Make the file and its folder writable, or save a copy somewhere else.',
}
const NOT_A_FILE: Wording = {
  code: 'not-a-file',
  what: 'it is not a regular file',
  hint: 'Choose a regular file inside the opened folder.',
}

const WORDINGS: Readonly<Record<string, Wording>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  EISDIR: NOT_A_FILE,
  ENOTDIR: NOT_A_FILE,
  ENXIO: NOT_A_FILE,
  ELOOP: { ...NOT_A_FILE, what: 'its symbolic links form a loop' },
  ENAMETOOLONG: { code: 'bad-request', what: 'the name is too long', hint: 'Use a shorter name.' },
  ENOENT: {
    code: 'not-found',
    what: 'there is no such file',
    hint: 'Check the path, or open the folder again.',
  },
  EBUSY: { code: 'io', what: 'another program holds it open', hint: 'Close it there and try again.' },
}

/** An AppError that names the file; one that already is an AppError passes through. */
export function toFault(error: unknown, file: string, doing: 'read' | 'write'): AppError {
  if (error instanceof AppError) return error
  const errno = errnoOf(error)
  const verb = doing === 'read' ? 'Could not read' : 'Could not write'
  const wording = WORDINGS[errno ?? '']
  if (!wording) {
    const hint = 'The disk reported a fault. Try again, or use another disk.'
    return new AppError('io', `${verb} ${file}: ${errno ?? 'an unknown error'}.`, { hint, cause: error })
  }
  const what = doing === 'read' && wording === READ_ONLY ? 'reading it is not allowed' : wording.what
  const hint =
    doing === 'read' && wording === READ_ONLY ? 'Change its permissions, then try again.' : wording.hint
  return new AppError(wording.code, `${verb} ${file}: ${what}.`, { hint, cause: error })
}
