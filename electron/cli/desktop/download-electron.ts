/** One try to bring Electron's program, by its package's own installer in a process of its own. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { findElectron } from './find-electron.ts'

const LONGEST_MS = 60_000
/** A failure is remembered this long, so that a start without a network is not slowed each time. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000

const failureSchema = z.object({ failedAt: z.number() })

export interface Download {
  /** The folder that holds `node_modules` and `dist`. */
  readonly root: string
  readonly say: (line: string) => void
  readonly now?: () => number
  readonly longestMs?: number
}

/** True when the program is there now. False at once when there is no installer, or it failed within a day. */
export async function downloadElectron(download: Download): Promise<boolean> {
  const { root, say, now = Date.now, longestMs = LONGEST_MS } = download
  const installer = path.join(root, 'node_modules', 'electron', 'install.js')
  const record = path.join(root, 'dist', 'electron-download.json')
  if (!existsSync(installer)) return false
  const age = now() - failedAt(record)
  if (age >= 0 && age < REMEMBERED_MS) return false
  say('fenceline: downloading the desktop window (Electron), which takes up to a minute')
  // Told by its environment to leave the download out, the installer ends well without a program.
  const ok = (await run(installer, longestMs)) && findElectron({ root, env: {} }) !== null
  if (!ok) remember(record, now())
  return ok
}

function run(installer: string, longestMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: longestMs })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

function failedAt(record: string): number {
  try {
    return failureSchema.parse(JSON.parse(readFileSync(record, 'utf8'))).failedAt
  } catch {
    return Number.NEGATIVE_INFINITY
  }
}

function remember(record: string, time: number): void {
  try {
    mkdirSync(path.dirname(record), { recursive: true })
    writeFileSync(record, `${JSON.stringify({ failedAt: time })}\n`)
  } catch {
    // The next start tries again.
  }
}
