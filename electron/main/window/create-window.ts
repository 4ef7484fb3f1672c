/** The one place that makes windows, so that each is as confined as the next. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { BrowserWindow } from 'electron'
import { PAGE } from '../page/origin.ts'
import { type Rect, SMALLEST } from './bounds.ts'
import { confine } from './confine.ts'

export interface WindowOptions {
  readonly bounds: Rect
  readonly maximized: boolean
  /** The page's own paper, so that nothing flashes before it is drawn. */
  readonly background: string
  readonly devTools: boolean
}

const CONFINED = {
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
} as const

/** Drawn at build time; Linux has no other for a window. A Mac ignores it. */
const ICON = path.join(import.meta.dirname, 'icon.png')

/** A hidden window; `loadPage` brings it up. */
export function createWindow({ bounds, maximized, background, devTools }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Fenceline',
    ...(existsSync(ICON) ? { icon: ICON } : {}),
    backgroundColor: background,
    webPreferences: {
      ...CONFINED,
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      devTools,
    },
  })
  confine(window)
  window.once('ready-to-show', () => (maximized ? window.maximize() : window.show()))
  // The window says what it shows by itself.
  window.on('page-title-updated', (event) => event.preventDefault())
  return window
}

/** A window for a document to be printed from: it stays hidden, reaches nobody and runs no script. */
export function createPrintWindow(): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...CONFINED, devTools: false, javascript: false },
  })
  confine(window)
  return window
}

/** A page that cannot be loaded leaves an empty window, which can still be closed. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(PAGE).catch(() => {
    // What was never drawn is never ready to be shown.
    if (!window.isDestroyed()) window.show()
  })
}
