/** One instance a person: a second one hands over what it was asked to open, and ends. */
import path from 'node:path'
import { app } from 'electron'
import { type Launch, type LaunchData, launchDataSchema, parseLaunch } from './parse-launch.ts'

/**
 * False when another instance took over. Else `open` is called for every launch from now on, the first
 * one included; null asks for a window only. Nothing is called before `app` is ready.
 */
export function claimInstance(open: (launch: Launch | null) => void): boolean {
  // Before a packaged app's own arguments stands its name alone, else also the script.
  const own: LaunchData = { args: process.argv.slice(app.isPackaged ? 1 : 2), cwd: process.cwd() }
  if (!app.requestSingleInstanceLock(own)) return false

  const early: Launch[] = []
  let isReady = false
  // A Mac hands over files as events, the first ones before the app is ready.
  app.on('open-file', (event, file) => {
    event.preventDefault()
    const launch = path.isAbsolute(file) ? parseLaunch({ args: [file], cwd: path.dirname(file) }) : null
    if (!launch) return
    if (isReady) open(launch)
    else early.push(launch)
  })
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    // Chromium reorders a command line and adds to it; what we sent ourselves says what was meant.
    if (launchDataSchema.safeParse(data).success) open(parseLaunch(data))
  })
  void app.whenReady().then(() => {
    isReady = true
    const launches = early.length > 0 ? early : [parseLaunch(own)]
    for (const launch of launches) open(launch)
  })
  return true
}
