/** Puts the desktop together: folders, windows, menu and closing, once the app is ready. */
import { app, dialog, nativeTheme, safeStorage, session } from 'electron'
import { version } from '../../package.json'
import { AppError } from '../../shared/core/errors.ts'
import { createAppHandlers } from '../backend/app-handlers.ts'
import { createHandlers } from '../backend/handlers.ts'
import { createSettings, type SettingsStore } from '../backend/settings/settings.ts'
import { type Closing, guardClosing } from './closing/closing.ts'
import { guardQuit } from './closing/quit.ts'
import { watchForTrouble } from './closing/trouble.ts'
import { createFolders } from './folders/folders.ts'
import { loadRecent } from './folders/recent.ts'
import { serveCalls } from './ipc/serve-calls.ts'
import { createKeyStore } from './key-store.ts'
import type { Launch } from './launch/parse-launch.ts'
import { showMenu } from './menu/show-menu.ts'
import { offerTextMenu } from './menu/text-menu.ts'
import { denyPermissions } from './page/permissions.ts'
import { printReport } from './page/print-report.ts'
import { servePage } from './page/serve-page.ts'
import { backgroundOf } from './window/background.ts'
import { bringUp } from './window/bring-up.ts'
import { createWindow, loadPage } from './window/create-window.ts'
import { shellHandlers } from './window/shell-handlers.ts'
import { createShellWindow, type ShellWindow } from './window/shell-window.ts'
import { loadWindowPlaces } from './window/window-place.ts'
import { createWindows } from './windows.ts'

export interface AppShell {
  /** Opens what was asked for, or a window without a folder. */
  launch(launch: Launch | null): void
}

/** `settingsFolder` is the person's own. To be called when the app is ready. */
export async function startShell(settingsFolder: string): Promise<AppShell> {
  const stored = createSettings(settingsFolder)
  let { theme } = await stored.get()
  const settings: SettingsStore = {
    get: stored.get,
    async set(change) {
      const now = await stored.set(change)
      theme = now.theme
      return now
    },
  }
  const host = 'desktop'
  const appHandlers = createAppHandlers({ version, host, settings })
  denyPermissions(session.defaultSession)
  const [recent, places] = await Promise.all([
    loadRecent(settingsFolder),
    loadWindowPlaces(settingsFolder),
    servePage(),
  ])
  const closings = new Map<ShellWindow, Closing>()
  const leftovers = new Set<Promise<unknown>>()
  const wait = (work: Promise<unknown>) => {
    leftovers.add(work)
    void work.finally(() => leftovers.delete(work))
  }

  const create = (prepare: (window: ShellWindow) => void) => {
    const browser = createWindow({
      ...places.next(windows.all.map((other) => other.browser)),
      background: backgroundOf(theme, nativeTheme.shouldUseDarkColors),
      devTools: !app.isPackaged,
    })
    const window = createShellWindow({
      browser,
      app: appHandlers,
      shell: (own) =>
        shellHandlers(own, {
          recent,
          askForFolder,
          askForFile,
          open: windows.open,
          close: () => closings.get(own)?.close(),
          onState: (_, state) => state.unsaved && closings.get(own)?.noteUnsaved(),
          onMenu: refreshMenu,
        }),
    })
    prepare(window)
    windows.add(window)
    places.follow(browser)
    closings.set(window, guardClosing(window, wait))
    watchForTrouble(window)
    offerTextMenu(browser)
    browser.on('focus', refreshMenu)
    browser.on('closed', () => {
      closings.delete(window)
      refreshMenu()
    })
    refreshMenu()
    void loadPage(browser)
  }

  const keys = createKeyStore({ safe: safeStorage, settings: settingsFolder, platform: process.platform })
  const folders = createFolders(
    (folder) => createHandlers({ folder, version, host, settings, keys, printPdf: printReport }),
    wait,
  )
  const windows = createWindows({
    folders,
    recent,
    create,
    onOpened(root) {
      app.addRecentDocument(root)
      refreshMenu()
    },
  })

  const openOrSay = (launch: Launch, from: ShellWindow | null) =>
    windows.open(launch, from).catch((error: unknown) => sayFault(error, from))
  const refreshMenu = () => {
    const [current = null] = windows.all
    showMenu(current, recent.paths, {
      newWindow: () => create(() => {}),
      openFolder: () =>
        void askForFolder(current).then((folder) =>
          folder === null ? undefined : openOrSay({ folder, model: null }, current),
        ),
      openRecent: (folder) => void openOrSay({ folder, model: null }, current),
    })
  }

  serveCalls((id) => windows.all.find(({ browser }) => browser.webContents.id === id)?.handlers)
  guardQuit(
    () => [...closings.values()],
    () => (leftovers.size > 0 ? Promise.all([...leftovers, places.waiting()]) : places.waiting()),
  )
  app.on('activate', () => {
    if (windows.all.length === 0) create(() => {})
  })
  refreshMenu()

  return {
    launch(launch) {
      if (launch === null) {
        const [current] = windows.all
        if (current) bringUp(current.browser)
        else create(() => {})
        return
      }
      void openOrSay(launch, null).then(() => {
        // A folder that is not there leaves the person with a window to choose another in.
        if (windows.all.length === 0) create(() => {})
      })
    },
  }
}

async function askForFolder(window: ShellWindow | null): Promise<string | null> {
  const options = {
    title: 'Open Folder',
    buttonLabel: 'Open',
    properties: ['openDirectory', 'createDirectory'] as ('openDirectory' | 'createDirectory')[],
  }
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window.browser, options)
    : dialog.showOpenDialog(options))
  return canceled ? null : (filePaths[0] ?? null)
}

async function askForFile(window: ShellWindow, extensions: readonly string[]): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window.browser, {
    title: 'Update a File',
    buttonLabel: 'Update',
    properties: ['openFile'],
    filters: [
      { name: 'Files of this format', extensions: [...extensions] },
      { name: 'All files', extensions: ['*'] },
    ],
  })
  return canceled ? null : (filePaths[0] ?? null)
}

function sayFault(error: unknown, window: ShellWindow | null): void {
  const fault = error instanceof AppError ? error : new AppError('internal', 'The folder cannot be opened.')
  const options = {
    type: 'error' as const,
    message: fault.message,
    ...(fault.hint ? { detail: fault.hint } : {}),
    buttons: ['OK'],
  }
  void (window && !window.browser.isDestroyed()
    ? dialog.showMessageBox(window.browser, options)
    : dialog.showMessageBox(options))
}
