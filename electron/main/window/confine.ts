/** Keeps a window at its page: nothing it holds, drops or opens can lead it anywhere else. */
import { type BrowserWindow, dialog, shell, type WebContents } from 'electron'
import { DRAWING_FRAME } from '../page/origin.ts'
import { checkExternal } from './check-external.ts'

export function confine(window: BrowserWindow): void {
  const contents: WebContents = window.webContents
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame || event.url !== DRAWING_FRAME) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(window, url)
    return { action: 'deny' }
  })
}

/** Asks, then hands a plain https address to the system's browser. Anything else is dropped. */
async function openExternal(window: BrowserWindow, text: string): Promise<void> {
  const url = checkExternal(text)
  if (!url) return
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open ${url.host} in your browser?`,
    detail: url.href,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  })
  if (response !== 0) return
  await shell.openExternal(url.href).catch(async () => {
    if (window.isDestroyed()) return
    const message = 'No browser could be started.'
    await dialog.showMessageBox(window, { type: 'error', message, detail: url.href, buttons: ['OK'] })
  })
}
