/** Fenceline's desktop process. What must be said before the app is ready is said here; the rest follows. */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { app, dialog } from 'electron'
import { version } from '../../package.json'
import { describeBuild, readBuildStamp } from '../backend/build-stamp.ts'
import { ownSettingsFolder } from '../backend/settings/place.ts'
import { startShell } from './app-shell.ts'
import { claimInstance } from './launch/instance.ts'
import type { Launch } from './launch/parse-launch.ts'
import { whyNoStart } from './launch/why-no-start.ts'
import { registerScheme } from './page/serve-page.ts'

const settings = ownSettingsFolder()
const stamp = readBuildStamp(import.meta.dirname)
app.setName('Fenceline')
app.setAboutPanelOptions({
  applicationName: 'Fenceline',
  applicationVersion: describeBuild(version, stamp),
  version: '',
  copyright: 'Copyright 2026 The Fenceline authors, Apache-2.0',
})
keepBrowserData(path.join(settings, 'browser'))
app.enableSandbox()
registerScheme()

let shell: ReturnType<typeof startShell> | undefined
const open = (launch: Launch | null) => {
  shell ??= startShell(settings)
  void shell.then((started) => started.launch(launch), failStart)
}
const refusal = whyNoStart(app.commandLine)
if (process.argv.includes('--version')) {
  process.stdout.write(`${describeBuild(version, stamp)}\n`)
  app.exit(0)
} else if (refusal !== null) failStart(new Error(refusal))
else if (!claimInstance(open)) app.quit()

/** Without a window nobody could end the app, and it would take every later launch for itself. */
function failStart(error: unknown): void {
  dialog.showErrorBox('Fenceline cannot start.', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

/** What Chromium keeps of its own, the lock of the single instance included. */
function keepBrowserData(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    app.setPath('userData', folder)
  } catch {
    // A home that cannot be written: Electron's own place is as good as any.
  }
}
