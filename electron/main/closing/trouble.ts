/** A page that hangs or has died: its window can still be reloaded or closed, with a plain question. */
import { dialog } from 'electron'
import type { ShellWindow } from '../window/shell-window.ts'

export function watchForTrouble(window: ShellWindow): void {
  const { browser } = window
  const contents = browser.webContents
  let isReloading = false
  let recovered = new AbortController()

  const reload = (isHanging: boolean) => {
    isReloading = true
    // A page that hangs would not even be told to reload.
    if (isHanging) contents.forcefullyCrashRenderer()
    window.forgetPage()
    contents.reload()
  }
  contents.on('did-finish-load', () => {
    isReloading = false
  })

  contents.on('render-process-gone', (_event, { reason }) => {
    if (isReloading || reason === 'clean-exit') return
    window.forgetPage()
    void dialog
      .showMessageBox(browser, {
        type: 'error',
        message: 'This window has stopped working.',
        detail: 'Reload it to go on from what is saved.',
        buttons: ['Reload', 'Close Window'],
        defaultId: 0,
        cancelId: 1,
      })
      .then(({ response }) => {
        if (browser.isDestroyed()) return
        if (response === 0) reload(false)
        else browser.destroy()
      })
  })

  browser.on('unresponsive', () => {
    recovered = new AbortController()
    void dialog
      .showMessageBox(browser, {
        type: 'warning',
        message: 'This window does not answer.',
        detail: 'Wait for it, or reload it and lose what is not saved.',
        buttons: ['Wait', 'Reload', 'Close Window'],
        defaultId: 0,
        cancelId: 0,
        signal: recovered.signal,
      })
      .then(({ response }) => {
        if (browser.isDestroyed() || response === 0) return
        if (response === 1) reload(true)
        else browser.destroy()
      })
  })
  browser.on('responsive', () => recovered.abort())
}
