/** The stand-in put together: what `import … from 'electron'` gives the built main. */
import path from 'node:path'
import type * as Electron from 'electron'
import { scriptDialogs } from './dialogs.ts'
import type { Glass } from './page/glass.ts'
import { classPart, part } from './part.ts'
import { createApp } from './parts/app.ts'
import { createIpc } from './parts/ipc.ts'
import { createMenus } from './parts/menu.ts'
import { createProtocols } from './parts/protocol.ts'
import { createSessions } from './parts/session.ts'
import {
  createCrashReporter,
  createNativeTheme,
  createScreen,
  createShell,
  safeStorage,
} from './parts/system.ts'
import { createWindow, type StandInWindow } from './parts/window.ts'
import type { World } from './world.ts'

/** The members of the module that main may import. */
export type ElectronModule = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'crashReporter'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MenuItem'
  | 'nativeTheme'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'webContents'
>

export interface StandInOptions {
  readonly glass: Glass
  readonly argv: readonly string[]
  readonly cwd: string
  readonly userData: string
}

export type StandIn = Awaited<ReturnType<typeof createStandIn>>

export const createStandIn = async ({ glass, argv, cwd, userData }: StandInOptions) => {
  const windows: StandInWindow[] = []
  const apps = createApp({ argv, cwd, userData, windows: () => windows.map(({ window }) => window) })
  const protocols = await createProtocols(apps.isReady)
  const sessions = createSessions()
  const outside = createShell()
  const crashes = createCrashReporter()
  const world: World = {
    glass,
    origins: protocols.origins,
    ipc: createIpc(),
    permissions: sessions.permissions,
    windows,
    failures: [],
    raise: apps.raise,
    focused: null,
    nextId: 1,
  }
  const findOf = (contents: unknown) => windows.find(({ window }) => window.webContents === contents)
  const menus = createMenus((role, window) => {
    const target = (window as Electron.BrowserWindow | undefined) ?? world.focused?.window
    if (role === 'quit') return apps.app.quit()
    if (role === 'close') return target?.close()
    if (role === 'minimize') return target?.minimize()
    if (role === 'reload') return target?.webContents.reload()
    if (role === 'togglefullscreen') return target?.setFullScreen(!target.isFullScreen())
    if (['undo', 'redo', 'cut', 'copy', 'delete', 'selectAll'].includes(role)) {
      return target?.webContents[role as 'undo']()
    }
  })

  glass.onPopup(async (opener) => {
    const insides = await Promise.all(
      windows.map(async (one) => ({ one, page: (await one.contents.inside).page })),
    )
    const from = insides.find(({ page }) => page === opener)?.one ?? world.focused ?? windows[0]
    if (from?.contents.askToOpen()) {
      world.failures.push('electron stand-in: a window opened by a page is not there')
    }
  })

  const electron: ElectronModule = {
    app: apps.app,
    protocol: protocols.protocol,
    session: sessions.session,
    shell: outside.shell,
    crashReporter: crashes.crashReporter,
    safeStorage,
    ipcMain: world.ipc.ipcMain,
    Menu: menus.Menu,
    MenuItem: menus.MenuItem,
    screen: createScreen(apps.isReady),
    nativeTheme: createNativeTheme((theme) => {
      const colorScheme = theme === 'system' ? null : theme
      for (const { contents } of windows) {
        void contents.inside.then(({ page }) => page.emulateMedia({ colorScheme })).catch(() => {})
      }
    }),
    dialog: part<Electron.Dialog>('dialog', {
      // Replaced below, as in a real Electron.
      showMessageBox: undefined,
      showOpenDialog: undefined,
      showSaveDialog: undefined,
      showErrorBox: undefined,
    }),
    webContents: part<typeof Electron.webContents>('webContents', {
      getAllWebContents: () => windows.map(({ window }) => window.webContents),
      getFocusedWebContents: () => world.focused?.window.webContents ?? null,
      fromId: (id) => windows.find(({ window }) => window.webContents.id === id)?.window.webContents,
    }),
    BrowserWindow: classPart<typeof Electron.BrowserWindow, [Electron.BrowserWindowConstructorOptions?]>(
      'BrowserWindow',
      (options = {}) => {
        if (!apps.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
        const preload = options.webPreferences?.preload
        if (preload !== undefined && !path.isAbsolute(preload))
          throw new Error(`preload script must have absolute path: ${preload}`)
        const made = createWindow(world, options, {
          closed: () => apps.windowClosed(windows.length),
          kept: apps.closePrevented,
        })
        apps.raise('web-contents-created', {}, made.window.webContents)
        apps.raise('browser-window-created', {}, made.window)
        return made.window
      },
      {
        getAllWindows: () => windows.map(({ window }) => window),
        getFocusedWindow: () => world.focused?.window ?? null,
        fromWebContents: (contents) => findOf(contents)?.window ?? null,
        fromId: (id) => windows.find(({ window }) => window.id === id)?.window ?? null,
      },
    ),
  }
  scriptDialogs(electron)

  return {
    electron,
    world,
    apps,
    menus,
    protocols,
    session: sessions.handlers,
    outside,
    crashes,
    async close() {
      for (const { window } of [...windows]) window.destroy()
      apps.app.exit(0)
      protocols.close()
      await glass.close()
    },
  }
}
