/** The built app on a real Electron, driven by Playwright. Its dialogs are scripted, as nobody could answer. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { _electron } from 'playwright-core'
import type { Launched } from './desktop.ts'
import { scriptDialogs } from './dialogs.ts'

export const launchReal = async (
  executablePath: string,
  main: string,
  args: readonly string[],
  settings: string,
): Promise<Launched> => {
  // The lock of the single instance is in the data folder.
  const own = [`--user-data-dir=${path.join(settings, 'electron')}`, main]
  const env = { ...process.env, FENCELINE_CONFIG_DIR: settings } as Record<string, string>
  const app = await _electron.launch({ executablePath, args: [...own, ...args], env })
  const ended = new Promise<void>((resolve) => app.once('close', () => resolve()))
  await app.evaluate(scriptDialogs)
  return {
    context: app.context(),
    pages: async () => app.windows(),
    evaluate: (work, arg) => app.evaluate(work as never, arg) as never,
    secondInstance: (more) =>
      new Promise((resolve, reject) => {
        const child = spawn(executablePath, [...own, ...more], { env, stdio: 'ignore' })
        child.once('error', reject)
        child.once('exit', () => resolve())
      }),
    ended,
    async kill() {
      await app.evaluate(({ app: one }) => one.exit(0)).catch(() => {})
      await app.close().catch(() => {})
    },
  }
}
