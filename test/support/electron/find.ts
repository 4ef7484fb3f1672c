/** Which of the two the desktop tests run on: a real Electron where one can run, else the stand-in. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type Host =
  | { readonly kind: 'electron'; readonly path: string; readonly version: string }
  | { readonly kind: 'stand-in'; readonly because: string }

/** The usual reason, not worth a word. */
export const NO_BINARY = 'there is no Electron binary'

const packageFolder = fileURLToPath(new URL('../../../node_modules/electron/', import.meta.url))

/** FENCELINE_ELECTRON names a binary, or `no` for none; else it is the one that the package has fetched. */
const findBinary = (): string | undefined => {
  const wanted = process.env.FENCELINE_ELECTRON
  if (wanted) return existsSync(wanted) ? wanted : undefined
  const record = path.join(packageFolder, 'path.txt')
  // The package's own index.js would start a download.
  const binary = existsSync(record)
    ? path.join(packageFolder, 'dist', readFileSync(record, 'utf8'))
    : undefined
  return binary && existsSync(binary) ? binary : undefined
}

export const findHost = (): Host => {
  const binary = findBinary()
  if (!binary) return { kind: 'stand-in', because: NO_BINARY }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    return { kind: 'stand-in', because: 'Electron does not run as root' }
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return { kind: 'stand-in', because: 'there is no display' }
  }
  const asked = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  if (asked.status !== 0) return { kind: 'stand-in', because: `${binary} does not start` }
  return { kind: 'electron', path: binary, version: asked.stdout.trim().replace(/^v/, '') }
}
