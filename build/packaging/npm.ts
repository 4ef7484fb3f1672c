// npm as it was found: the one that started this script, else the one of the shell.
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'

/** Gives what it printed. Throws when it fails. */
export function runNpm(args: readonly string[], folder: string): string {
  const own = process.env.npm_execpath
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }
  return own?.endsWith('.js')
    ? execFileSync(process.execPath, [own, ...args], options)
    : execFileSync('npm', [...args], { ...options, shell: process.platform === 'win32' })
}
