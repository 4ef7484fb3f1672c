/** The folder for a person's own settings, where their system keeps such things; never inside a repo. */
import { homedir } from 'node:os'
import path from 'node:path'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly home: string
}

/** The folder for the settings of whoever runs this. */
export function ownSettingsFolder(): string {
  return settingsFolder({ env: process.env, platform: process.platform, home: homedir() })
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
