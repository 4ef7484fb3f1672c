/**
 * Where Electron's program is. Its package is never imported or required: that starts a download in the
 * middle of whatever was being done.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface ElectronPlace {
  /** The folder that holds `node_modules`. */
  readonly root: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The program's path; `FENCELINE_ELECTRON` names another one. Null when there is none. */
export function findElectron({ root, env }: ElectronPlace): string | null {
  const named = env.FENCELINE_ELECTRON
  if (named) return existsSync(named) ? path.resolve(named) : null
  const folder = path.join(root, 'node_modules', 'electron')
  try {
    const program = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

/** Why Electron would not run here whatever its program is; null when it may. */
export function whyNoWindow(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  userId: number | undefined,
): string | null {
  if (platform !== 'linux') return null
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display for a window'
  // Chromium refuses its sandbox to root, and a window without one is not worth having.
  return userId === 0 ? 'the desktop window does not run as root' : null
}
