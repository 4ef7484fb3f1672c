/**
 * Unsaved edits outlive the process: each window's are one private file beside the settings, never in
 * the repo. A file belongs to its window while that is alive; afterwards it is offered to whoever
 * opens the model, and stays until it is restored, discarded or 30 days old.
 */
import { mkdir, readdir, realpath, stat, unlink, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { Recovery, Unsaved } from '../../../shared/protocol/contract.ts'
import { errnoOf } from '../files/disk.ts'
import { readInside } from '../files/read-file.ts'
import { isRunning } from '../files/running.ts'
import { writeFile } from '../files/writer.ts'
import {
  isAlive,
  isOld,
  isRecoveryName,
  nameOf,
  type Owner,
  offerOf,
  parseRecovery,
  prefixOf,
  printRecovery,
  type RecoveryFile,
  untouched,
} from './recovery-file.ts'

const FOLDER = 'recovery'
const TOUCH_MS = 20_000
/** Two documents of a model of 8 MB and its text. */
const MAX_BYTES = 64 * 1024 * 1024
const PRIVATE_FOLDER = 0o700
const PRIVATE_FILE = 0o600

export interface RecoveryStore {
  store(edits: Unsaved & Owner): Promise<void>
  drop(owner: Owner): Promise<void>
  /** Their window is gone without them: from now on they are offered, also by another process. */
  release(owner: Owner): Promise<void>
  /** The newest edits of a model that no living window owns; the asking window's own count as left behind. */
  find(owner: Owner): Promise<Recovery | undefined>
  /** All that is kept for this folder and that no living window owns, newest first. */
  list(): Promise<readonly RecoveryFile[]>
  close(): void
}

export interface RecoveryOptions {
  /** The folder of the user's settings. */
  readonly settings: string
  /** The opened folder, real. */
  readonly root: string
  readonly pid?: number
  readonly now?: () => number
}

export function createRecovery({
  settings,
  root,
  pid = process.pid,
  now = Date.now,
}: RecoveryOptions): RecoveryStore {
  const folder = path.join(settings, FOLDER)
  /** Files that this process keeps alive, and those it gave back when their page asked for them again. */
  const own = new Set<string>()
  const released = new Set<string>()
  const timer = setInterval(() => void touch(), TOUCH_MS)
  timer.unref()
  const touch = async () => {
    for (const name of own) await utimes(path.join(folder, name), now() / 1000, now() / 1000).catch(nothing)
  }
  const read = async (name: string): Promise<{ file: RecoveryFile; touched: number } | null> => {
    try {
      const { mtimeMs } = await stat(path.join(folder, name))
      const text = (await readInside(await realpath(folder), name, undefined, MAX_BYTES))?.text
      const file = text == null ? null : parseRecovery(text)
      return file && { file, touched: mtimeMs }
    } catch {
      return null
    }
  }
  const leftBehind = async (isWanted: (name: string) => boolean): Promise<readonly RecoveryFile[]> => {
    const names = await readdir(folder).catch((): string[] => [])
    const files: RecoveryFile[] = []
    for (const name of names.filter((each) => isRecoveryName(each) && isWanted(each))) {
      const found = await read(name)
      if (!found || found.file.root !== root || nameOf(root, found.file) !== name) continue
      const { touched, file } = found
      if (released.has(name) || !isAlive(file, { touched, now: now(), answers: isRunning })) files.push(file)
    }
    return files.sort((a, b) => b.time - a.time)
  }
  void clean(folder, now())
  return {
    async store({ path: model, window, ...edits }) {
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
      const name = nameOf(root, { path: model, window })
      const content = printRecovery({ ...edits, root, path: model, pid, window, time: now() })
      await writeFile({
        root: await realpath(folder),
        path: name,
        content,
        mode: PRIVATE_FILE,
        maxBytes: MAX_BYTES,
      })
      own.add(name)
      released.delete(name)
    },
    async drop(owner) {
      const name = nameOf(root, owner)
      own.delete(name)
      released.delete(name)
      await unlink(path.join(folder, name)).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error
      })
    },
    async release(owner) {
      const name = nameOf(root, owner)
      own.delete(name)
      const seconds = untouched(now()) / 1000
      await utimes(path.join(folder, name), seconds, seconds).catch(nothing)
    },
    async find(owner) {
      const mine = nameOf(root, owner)
      if (own.delete(mine)) released.add(mine)
      const [newest] = await leftBehind((name) => name.startsWith(prefixOf(root, owner.path)))
      return newest && offerOf(newest)
    },
    list: () => leftBehind(() => true),
    close: () => clearInterval(timer),
  }
}

async function clean(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  for (const name of names.filter(isRecoveryName)) {
    const place = path.join(folder, name)
    const touched = (await stat(place).catch(nothing))?.mtimeMs
    if (touched !== undefined && isOld(touched, now)) await unlink(place).catch(nothing)
  }
}

function nothing(): undefined {}
