import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { expect, test, vi } from 'vitest'
import type { AppHandlers, ShellHandlers } from '../../../shared/protocol/contract.ts'
import type { OpenFolder } from '../folders/folders.ts'
import { createShellWindow } from './shell-window.ts'

const OWNER = { path: 'threat-model.yaml', window: 'window-one' }

/** A window whose page keeps edits for a crash. */
async function aKeepingWindow() {
  const browser = Object.assign(new EventEmitter(), { isDestroyed: () => false, setTitle: vi.fn() })
  const calls: string[] = []
  const note = (name: string) => async (owner: object) => {
    expect(owner).toEqual(OWNER)
    calls.push(name)
    return {}
  }
  const folder = {
    backend: {
      root: '/repo',
      handlers: { 'recovery.store': async () => ({ isKept: true }), 'recovery.drop': note('drop') },
      events: { subscribe: () => () => {} },
      release: note('release'),
    },
    release: () => calls.push('close'),
  }
  const window = createShellWindow({
    browser: browser as unknown as BrowserWindow,
    app: {} as AppHandlers,
    shell: () => ({}) as ShellHandlers,
  })
  window.takeFolder(folder as unknown as OpenFolder, null)
  await window.handlers['recovery.store']({ ...OWNER, baseId: 'one' })
  return { window, browser, calls }
}

test('D19 what a window kept is for others once the window is gone, before its folder is let go', async () => {
  const { browser, calls } = await aKeepingWindow()
  browser.emit('closed')
  expect(calls).toEqual(['release', 'close'])
})

test('D19 a page that died leaves its edits to whoever comes next, and closing its window drops nothing', async () => {
  const { window, browser, calls } = await aKeepingWindow()
  window.forgetPage()
  browser.emit('closed')
  await window.dropEdits()
  expect(calls).toEqual(['release', 'close'])
})

test('what is dropped as the window closes stays dropped', async () => {
  const { window, browser, calls } = await aKeepingWindow()
  browser.emit('closed')
  await window.dropEdits()
  expect(calls.at(-1)).toBe('drop')
})
