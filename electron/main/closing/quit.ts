/** Quitting: every window with unsaved edits is asked in turn, and one Cancel keeps them all. */
import { app } from 'electron'
import type { Closing } from './closing.ts'

/** `waiting` gives what is still being written to the settings folder; null when nothing is. */
export function guardQuit(closings: () => readonly Closing[], waiting: () => Promise<unknown> | null): void {
  let isAgreed = false
  let isAsking = false

  const askAll = async () => {
    for (const closing of closings()) if (!(await closing.mayClose())) return false
    return true
  }

  app.on('before-quit', (event) => {
    if (isAgreed || !closings().some(({ asks }) => asks)) return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    void askAll().then((agreed) => {
      isAsking = false
      isAgreed = agreed
      if (agreed) app.quit()
      else for (const closing of closings()) closing.stay()
    })
  })
  app.on('will-quit', (event) => {
    const writes = waiting()
    if (!writes) return
    event.preventDefault()
    void writes.then(() => app.quit())
  })
  // On a Mac an app stays without a window.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || isAgreed || isAsking) app.quit()
  })
}
