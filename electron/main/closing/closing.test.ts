import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ShellWindow } from '../window/shell-window.ts'

const SAVE = 0
const DISCARD = 1
const CANCEL = 2
const app = Object.assign(new EventEmitter(), { quit: vi.fn() })
const showMessageBox = vi.fn<(...args: unknown[]) => Promise<{ response: number }>>()
vi.mock('electron', () => ({ app, dialog: { showMessageBox } }))

const { guardClosing } = await import('./closing.ts')
const { guardQuit } = await import('./quit.ts')
const { watchForTrouble } = await import('./trouble.ts')

/** A window as Electron makes it, as far as closing goes: `close` can be prevented, `destroy` cannot. */
function aWindow(unsaved: boolean) {
  let isDestroyed = false
  const webContents = Object.assign(new EventEmitter(), { reload: vi.fn(), forcefullyCrashRenderer: vi.fn() })
  const browser = Object.assign(new EventEmitter(), {
    webContents,
    isDestroyed: () => isDestroyed,
    isMinimized: () => false,
    show: vi.fn(),
    focus: vi.fn(),
    destroy() {
      isDestroyed = true
      browser.emit('closed')
    },
    close() {
      const event = { preventDefault: vi.fn() }
      browser.emit('close', event)
      if (event.preventDefault.mock.calls.length === 0) browser.destroy()
    },
  })
  const window = {
    browser,
    state: { title: 'Shop', path: 'threat-model.yaml', unsaved },
    send: vi.fn(),
    dropEdits: vi.fn(async () => {}),
    forgetPage() {
      window.state = { ...window.state, unsaved: false }
    },
  }
  const waited = vi.fn()
  const closing = guardClosing(window as unknown as ShellWindow, waited)
  return { ...window, window, closing, waited, browser, webContents }
}
const answer = (...responses: number[]) => {
  for (const response of responses) showMessageBox.mockResolvedValueOnce({ response })
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  vi.resetAllMocks()
  app.removeAllListeners()
})

test('a window without unsaved edits closes unasked', () => {
  const { browser } = aWindow(false)
  browser.close()
  expect(browser.isDestroyed()).toBe(true)
  expect(showMessageBox).not.toHaveBeenCalled()
})

test('Cancel keeps the window and asks again the next time; Don’t Save closes it', async () => {
  const { browser } = aWindow(true)
  answer(CANCEL, DISCARD)
  browser.close()
  browser.close()
  await settled()
  expect(browser.isDestroyed()).toBe(false)
  expect(showMessageBox).toHaveBeenCalledTimes(1)
  browser.close()
  await settled()
  expect(browser.isDestroyed()).toBe(true)
})

test('D19 Don’t Save and a save drop what was kept for a crash, before the app ends; a crash does not', async () => {
  const saved = aWindow(true)
  saved.closing.close()
  expect(saved.waited).toHaveBeenCalledExactlyOnceWith(saved.dropEdits.mock.results[0]?.value)
  const discarded = aWindow(true)
  answer(DISCARD)
  discarded.browser.close()
  await settled()
  expect(discarded.dropEdits).toHaveBeenCalledOnce()
  expect(discarded.waited).toHaveBeenCalledExactlyOnceWith(discarded.dropEdits.mock.results[0]?.value)
  const crashed = aWindow(true)
  crashed.browser.destroy()
  const agreed = aWindow(true)
  answer(DISCARD)
  await agreed.closing.mayClose()
  agreed.closing.stay()
  agreed.browser.destroy()
  for (const { dropEdits } of [crashed, agreed]) expect(dropEdits).not.toHaveBeenCalled()
})

test('Save asks the page, which closes the window; a save that failed leaves it open', async () => {
  const { browser, closing, send } = aWindow(true)
  answer(SAVE, SAVE)
  browser.close()
  await settled()
  expect(send).toHaveBeenCalledExactlyOnceWith('shell.run', { action: 'file.save-and-close' })
  closing.noteUnsaved()
  await settled()
  expect(browser.isDestroyed()).toBe(false)
  browser.close()
  await settled()
  closing.close()
  expect(browser.isDestroyed()).toBe(true)
})

test('quitting asks every window that has edits, and then quits', async () => {
  const windows = [aWindow(true), aWindow(false), aWindow(true)]
  guardQuit(
    () => windows.map(({ closing }) => closing),
    () => null,
  )
  answer(DISCARD, SAVE)
  const event = { preventDefault: vi.fn() }
  app.emit('before-quit', event)
  await settled()
  expect(event.preventDefault).toHaveBeenCalledOnce()
  expect(app.quit).not.toHaveBeenCalled()
  windows[2]?.closing.close()
  await settled()
  expect(app.quit).toHaveBeenCalledOnce()
  const again = { preventDefault: vi.fn() }
  app.emit('before-quit', again)
  expect(again.preventDefault).not.toHaveBeenCalled()
  for (const { browser } of windows) browser.close()
  expect(windows.map(({ browser }) => browser.isDestroyed())).toEqual([true, true, true])
  expect(showMessageBox).toHaveBeenCalledTimes(2)
})

test('one Cancel keeps the app, and takes back what other windows agreed to', async () => {
  const windows = [aWindow(true), aWindow(true)]
  guardQuit(
    () => windows.map(({ closing }) => closing),
    () => null,
  )
  answer(DISCARD, CANCEL)
  app.emit('before-quit', { preventDefault: vi.fn() })
  await settled()
  expect(app.quit).not.toHaveBeenCalled()
  expect(windows.map(({ browser }) => browser.isDestroyed())).toEqual([false, false])
  answer(CANCEL)
  windows[0]?.browser.close()
  await settled()
  expect(windows[0]?.browser.isDestroyed()).toBe(false)
  expect(showMessageBox).toHaveBeenCalledTimes(3)
})

test('quitting waits for what is still being written', async () => {
  let isWriting = true
  guardQuit(
    () => [],
    () => (isWriting ? Promise.resolve() : null),
  )
  const first = { preventDefault: vi.fn() }
  app.emit('will-quit', first)
  expect(first.preventDefault).toHaveBeenCalledOnce()
  isWriting = false
  await settled()
  expect(app.quit).toHaveBeenCalledOnce()
  const second = { preventDefault: vi.fn() }
  app.emit('will-quit', second)
  expect(second.preventDefault).not.toHaveBeenCalled()
})

test('a page that died can be reloaded or closed, and its edits are not asked about', async () => {
  const died = aWindow(true)
  watchForTrouble(died.window as unknown as ShellWindow)
  answer(0)
  died.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
  await settled()
  expect(died.webContents.reload).toHaveBeenCalledOnce()
  died.webContents.emit('did-finish-load')
  answer(1)
  died.webContents.emit('render-process-gone', {}, { reason: 'oom' })
  await settled()
  expect(died.browser.isDestroyed()).toBe(true)
})

test('a page that hangs can be waited for, reloaded or closed', async () => {
  const hanging = aWindow(true)
  watchForTrouble(hanging.window as unknown as ShellWindow)
  for (const response of [0, 1, 2]) {
    answer(response)
    hanging.browser.emit('unresponsive')
    await settled()
    // Reloading ends the page that hangs, which is no second question.
    if (response === 1) hanging.webContents.emit('render-process-gone', {}, { reason: 'killed' })
  }
  expect(hanging.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce()
  expect(hanging.webContents.reload).toHaveBeenCalledOnce()
  expect(hanging.browser.isDestroyed()).toBe(true)
  expect(showMessageBox).toHaveBeenCalledTimes(3)
})
