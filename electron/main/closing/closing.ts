/** Closing a window whose page has unsaved edits: Save, Don't Save or Cancel, asked once at a time. */
import { dialog } from 'electron'
import { bringUp } from '../window/bring-up.ts'
import type { ShellWindow } from '../window/shell-window.ts'

/** Saves what is open and then calls `shell.close`; a save that failed says so with `shell.state`. */
const SAVE_AND_CLOSE = 'file.save-and-close'

export interface Closing {
  /** True when closing would ask. */
  readonly asks: boolean
  /** False when the person cancels, or a save fails; the window stays open and asks again next time. */
  mayClose(): Promise<boolean>
  /** Closes without asking. */
  close(): void
  /** Takes back what `mayClose` was told, because another window stays. */
  stay(): void
  /** The page said that it still has unsaved edits. */
  noteUnsaved(): void
}

/** `wait` is given what has to be done before the app ends. */
export function guardClosing(window: ShellWindow, wait: (work: Promise<unknown>) => void): Closing {
  const { browser } = window
  let isAllowed = false
  let asking: Promise<boolean> | null = null
  let endSave: (saved: boolean) => void = () => {}

  const save = () =>
    new Promise<boolean>((resolve) => {
      endSave = resolve
      window.send('shell.run', { action: SAVE_AND_CLOSE })
    })

  const ask = async (): Promise<boolean> => {
    bringUp(browser)
    const answer = await dialog.showMessageBox(browser, {
      type: 'warning',
      message: `Save the changes to ${window.state.path ?? 'the model'}?`,
      detail: 'Your changes are lost if you do not save them.',
      buttons: ['Save', "Don't Save", 'Cancel'],
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    })
    if (browser.isDestroyed()) return true
    if (answer.response === 2) return false
    // A page that stopped meanwhile has nothing left to save.
    if (answer.response === 0 && window.state.unsaved) return save()
    isAllowed = true
    return true
  }

  const closing: Closing = {
    get asks() {
      return !browser.isDestroyed() && !isAllowed && window.state.unsaved
    },
    async mayClose() {
      if (!closing.asks) return true
      asking ??= ask().finally(() => {
        asking = null
      })
      return asking
    },
    close() {
      isAllowed = true
      if (!browser.isDestroyed()) browser.close()
    },
    stay() {
      isAllowed = false
    },
    noteUnsaved() {
      endSave(false)
    },
  }
  browser.on('close', (event) => {
    if (!closing.asks) return
    event.preventDefault()
    void closing.mayClose().then((may) => may && closing.close())
  })
  browser.on('closed', () => {
    endSave(true)
    // Saved or not wanted; the page's own word about it may have come too late.
    if (isAllowed) wait(window.dropEdits())
  })
  browser.webContents.on('render-process-gone', () => endSave(false))
  return closing
}
