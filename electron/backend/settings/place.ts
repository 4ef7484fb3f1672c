/** The folders for what is a person's own, where their system keeps such things; never inside a repo. */
import { homedir } from 'node:os'
import path from 'node:path'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly home: string
}

/** The folder for the settings of whoever runs this. */
export function ownSettingsFolder(): string {
  return settingsFolder(here())
}

/** The folder for the compiled code of whoever runs this; it need not exist. */
export function ownCompiledCodeFolder(): string {
  return compiledCodeFolder(here())
}

function here(): Surroundings {
  return { env: process.env, platform: process.platform, home: homedir() }
}

/** An absolute path; `FENCELINE_CONFIG_DIR` names another one whole. */
export function settingsFolder({ env, platform, home }: Surroundings): string {
  if (env.FENCELINE_CONFIG_DIR) return path.resolve(env.FENCELINE_CONFIG_DIR)
  if (platform === 'win32')
    return path.join(env.APPDATA || path.join(home, 'AppData', 'Roaming'), 'Fenceline')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Fenceline')
  // The XDG specification: a relative path there is to be ignored.
  const xdg = env.XDG_CONFIG_HOME
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.config'), 'fenceline')
}

/**
 * Where compiled code is kept between runs. Node's own place is the folder for temporary files, which others on
 * the same machine may write: what they put there would run as whoever calls.
 */
export function compiledCodeFolder({ env, platform, home }: Surroundings): string {
  if (platform === 'win32')
    return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'Fenceline', 'compiled')
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'Fenceline', 'compiled')
  const xdg = env.XDG_CACHE_HOME
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.cache'), 'fenceline', 'compiled')
}
