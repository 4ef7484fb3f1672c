import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test, vi } from 'vitest'

const made: { options: Record<string, unknown>; handlers: Map<string, (...args: unknown[]) => void> }[] = []
let openHandler: (details: { url: string }) => unknown = () => undefined
const asked = vi.fn(async (..._: unknown[]) => ({ response: 1 }))
const opened = vi.fn(async () => {})

vi.mock('electron', () => ({
  BrowserWindow: class {
    readonly webContents
    constructor(options: Record<string, unknown>) {
      const handlers = new Map<string, (...args: unknown[]) => void>()
      made.push({ options, handlers })
      this.webContents = {
        on: (name: string, handler: (...args: unknown[]) => void) => handlers.set(name, handler),
        setWindowOpenHandler: (handler: typeof openHandler) => {
          openHandler = handler
        },
      }
    }
    once() {}
    on() {}
    isDestroyed() {
      return false
    }
  },
  dialog: { showMessageBox: asked },
  shell: { openExternal: opened },
}))

const { createPrintWindow, createWindow, loadPage } = await import('./create-window.ts')
const options = {
  bounds: { x: 0, y: 0, width: 1200, height: 800 },
  maximized: false,
  background: '#ffffff',
  devTools: false,
}

beforeEach(() => {
  made.length = 0
  vi.clearAllMocks()
})

test('S1 S2 a window is sandboxed, isolated, without Node and with the web’s own safety', () => {
  createWindow(options)
  expect(made[0]?.options).toMatchObject({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: false,
    },
  })
})

test('S6 every way to navigate is prevented', () => {
  createWindow(options)
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    const preventDefault = vi.fn()
    made[0]?.handlers.get(name)?.({ preventDefault })
    expect(preventDefault, name).toHaveBeenCalledOnce()
  }
})

test('S6 one frame may be led to one address: the one where Mermaid draws', () => {
  createWindow(options)
  const navigate = made[0]?.handlers.get('will-frame-navigate')
  const isPrevented = (details: object) => {
    const preventDefault = vi.fn()
    navigate?.({ ...details, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
  const url = 'app://fenceline/drawing/frame.html'
  expect(isPrevented({ url, isMainFrame: false })).toBe(false)
  expect(isPrevented({ url, isMainFrame: true })).toBe(true)
  for (const other of [
    `${url}?x`,
    `${url}#x`,
    `${url}/`,
    'app://fenceline/drawing/frame.js',
    'app://fenceline/index.html',
    'app://evil/drawing/frame.html',
    'http://fenceline/drawing/frame.html',
    'https://evil.example/drawing/frame.html',
    'about:blank',
  ])
    expect(isPrevented({ url: other, isMainFrame: false }), other).toBe(true)
})

test('S7 S8 no window is opened; only an https address reaches the browser, after a yes', async () => {
  createWindow(options)
  for (const url of ['app://fenceline/index.html', 'file:///etc/passwd', 'https://a@b.c/', 'about:blank'])
    expect(openHandler({ url })).toEqual({ action: 'deny' })
  expect(asked).not.toHaveBeenCalled()
  expect(openHandler({ url: 'https://example.com' })).toEqual({ action: 'deny' })
  await vi.waitFor(() => expect(asked).toHaveBeenCalledOnce())
  expect(opened).not.toHaveBeenCalled()
  asked.mockResolvedValueOnce({ response: 0 })
  openHandler({ url: 'https://example.com' })
  await vi.waitFor(() => expect(opened).toHaveBeenCalledExactlyOnceWith('https://example.com/'))
})

test('S8 an address that no browser takes is said, and fails nothing', async () => {
  createWindow(options)
  asked.mockResolvedValueOnce({ response: 0 })
  opened.mockRejectedValueOnce(new Error('no browser'))
  openHandler({ url: 'https://example.com' })
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2))
  expect(asked.mock.lastCall).toMatchObject([{}, { type: 'error', detail: 'https://example.com/' }])
})

test('a window whose page cannot be loaded is shown all the same, or nobody could close it', async () => {
  const window = createWindow(options)
  const show = vi.fn()
  const loadURL = async () => {
    throw new Error('ERR_FAILED')
  }
  await loadPage(Object.assign(window, { loadURL, show }))
  expect(show).toHaveBeenCalledOnce()
})

const main = fileURLToPath(new URL('..', import.meta.url))
const sources = readdirSync(main, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({
    file: file.split(path.sep).join('/'),
    text: readFileSync(path.join(main, file), 'utf8'),
  }))
const using = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

test('S1 all windows come from the one factory', () => {
  expect(sources.length).toBeGreaterThan(20)
  expect(using(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/)).toEqual([
    'window/create-window.ts',
  ])
})

test('S2 S12 S17 nothing turns a protection off', () => {
  const forbidden =
    /bypassCSP|experimentalFeatures|enableBlinkFeatures|webSecurity: false|sandbox: false|contextIsolation: false|nodeIntegration\w*: true|webviewTag: true|crashReporter|setAsDefaultProtocolClient|registerFileProtocol|enableRemoteModule/
  expect(using(forbidden)).toEqual([])
  // The one place that looks for it refuses to start.
  expect(using(/no-sandbox/)).toEqual(['launch/why-no-start.ts'])
  expect(using(/\bipcMain\b/)).toEqual(['ipc/serve-calls.ts'])
})

test('S1 a window that a report is printed from is as confined, hidden, and runs no script', () => {
  createWindow(options)
  createPrintWindow()
  const [page, print] = made.map((window) => window.options.webPreferences as Record<string, unknown>)
  const { preload: _, ...confined } = page ?? {}
  expect(print).toEqual({ ...confined, javascript: false })
  expect(made[1]?.options.show).toBe(false)
  expect([...(made[1]?.handlers.keys() ?? [])]).toEqual([...(made[0]?.handlers.keys() ?? [])])
})
