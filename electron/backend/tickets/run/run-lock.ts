/**
 * Two runs into one project at the same time would each miss what the other makes, so they take turns on this
 * machine: another window's, or the command line's.
 */
import { createHash } from 'node:crypto'
import { mkdir, open, readFile, stat, unlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '../../../../shared/core/errors.ts'
import type { TrackerPlace } from '../../../../shared/triage/tickets/tracker.ts'
import { errnoOf } from '../../files/disk.ts'
import { isRunning } from '../../files/running.ts'
import { SETTLE } from '../http/wait.ts'

/** A process id may belong to another program by then. */
const ABANDONED_MS = 6 * 3_600_000
const held = new Set<string>()

export interface Turn {
  /** A run was cut off so lately that the tracker may still work on what it asked for last. */
  readonly isUnsettled: boolean
  /** Notes that a ticket is asked for now. */
  asking(): Promise<void>
  end(): Promise<void>
}

/** Throws `conflict` while somebody else's turn lasts. */
export async function takeTurn(settings: string, place: TrackerPlace): Promise<Turn> {
  const lock = fileOf(settings, place)
  if (held.has(lock)) throw busy(place)
  held.add(lock)
  let isUnsettled = false
  try {
    await mkdir(path.dirname(lock), { recursive: true, mode: 0o700 })
    await write(lock).catch(async (error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error
      if (!(await isAbandoned(lock))) throw busy(place)
      isUnsettled = Date.now() - (await stat(lock)).mtimeMs < SETTLE
      await unlink(lock)
      await write(lock)
    })
  } catch (error) {
    held.delete(lock)
    throw error instanceof AppError ? error : busy(place)
  }
  return {
    isUnsettled,
    async asking() {
      const now = new Date()
      await utimes(lock, now, now).catch(() => {})
    },
    async end() {
      await unlink(lock).catch(() => {})
      held.delete(lock)
    },
  }
}

function fileOf(settings: string, { kind, address, project }: TrackerPlace): string {
  const name = createHash('sha256').update(`${kind} ${address} ${project.toLowerCase()}`).digest('hex')
  return path.join(settings, 'locks', `tickets-${name.slice(0, 32)}.lock`)
}

async function write(lock: string): Promise<void> {
  const handle = await open(lock, 'wx', 0o600)
  await handle.writeFile(String(process.pid)).finally(() => handle.close())
}

/** True for the lock of a process that ended without letting go. */
async function isAbandoned(lock: string): Promise<boolean> {
  const { mtimeMs } = await stat(lock)
  const pid = Number(await readFile(lock, 'utf8'))
  return Date.now() - mtimeMs > ABANDONED_MS || pid === process.pid || !(pid > 0 && isRunning(pid))
}

function busy({ project }: TrackerPlace): AppError {
  return new AppError('conflict', `Another Fenceline is creating tickets in ${project}.`, {
    hint: 'Wait for it to end, then try again.',
  })
}
