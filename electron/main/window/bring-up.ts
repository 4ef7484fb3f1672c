import type { BrowserWindow } from 'electron'

/** Puts a window in front of everything else, wherever it was. */
export function bringUp(browser: BrowserWindow): void {
  if (browser.isDestroyed()) return
  if (browser.isMinimized()) browser.restore()
  browser.show()
  browser.focus()
}
