/** Opens the launch link in the person's browser without showing its code to other users of the machine. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** False where nobody would see a browser: in CI, or on a system without a display. */
function hasDisplay(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): boolean {
  if (env.CI) return false
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * Starts the browser, where there is one; gives what cleans up after it. Arguments of a process are
 * public on most systems, so the browser gets a private file that leads on to the link.
 */
export async function openLink(link: string): Promise<() => void> {
  if (!hasDisplay()) return () => {}
  const folder = await mkdtemp(path.join(tmpdir(), 'fenceline-'))
  const forget = () => rmSync(folder, { recursive: true, force: true })
  const file = path.join(folder, 'open.html')
  const page = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${link}"><title>Fenceline</title>`
  await writeFile(file, page, { mode: 0o600 })
  const [command = 'xdg-open', ...args] = OPENERS[process.platform] ?? []
  const child = spawn(command, [...args, pathToFileURL(file).href], { stdio: 'ignore', detached: true })
  // The link is printed as well: a missing opener is not a fault.
  child.on('error', () => {})
  child.unref()
  return forget
}
