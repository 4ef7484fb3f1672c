/** One window: the folder it shows, what its page said of itself, and the way to tell the page something. */
import path from 'node:path'
import type { BrowserWindow } from 'electron'
import { AppError } from '../../../shared/core/errors.ts'
import {
  type AppHandlers,
  type EventData,
  type EventName,
  type FolderHandlers,
  type Handlers,
  METHODS,
  type MethodInput,
  type ShellHandlers,
} from '../../../shared/protocol/contract.ts'
import type { MenuGroup } from '../../../shared/protocol/shell.ts'
import { checkRelative } from '../../backend/files/paths.ts'
import type { OpenFolder } from '../folders/folders.ts'
import { EVENT } from '../ipc/channels.ts'

export type PageState = MethodInput<'shell.state'>

const NOTHING_SHOWN: PageState = { title: 'Fenceline', path: null, unsaved: false }

export interface ShellWindow {
  readonly browser: BrowserWindow
  /** What its page may call. */
  readonly handlers: Handlers
  /** The folder's real path; null until it has one. */
  readonly root: string | null
  readonly state: PageState
  /** The page's part of the menu. */
  menu: readonly MenuGroup[]
  /** Gives a window without a folder one, with a model to show. */
  takeFolder(folder: OpenFolder, model: string | null): void
  /** The page begins: the model to show at once, given once. */
  begin(): string | null
  /** Shows a model of the window's folder, now or as soon as the page begins. */
  showModel(path: string): void
  noteState(state: PageState): void
  /** Drops what the page keeps for a crash; never fails. To be called when it is saved or not wanted. */
  dropEdits(): Promise<void>
  /** The page is gone, with what it had not saved. */
  forgetPage(): void
  send<E extends EventName>(event: E, data: EventData<E>): void
}

export interface WindowParts {
  readonly browser: BrowserWindow
  /** Answers without a folder. */
  readonly app: AppHandlers
  readonly shell: (window: ShellWindow) => ShellHandlers
}

export function createShellWindow({ browser, app, shell }: WindowParts): ShellWindow {
  let folder: OpenFolder | null = null
  let model: string | null = null
  let hasBegun = false
  let state = NOTHING_SHOWN
  let handlers: Handlers
  /** Whose edits are kept for a crash. */
  let kept: MethodInput<'recovery.drop'> | null = null
  const release = () => {
    if (kept) void folder?.backend.release(kept)
  }
  const window: ShellWindow = {
    browser,
    menu: [],
    get handlers() {
      return handlers
    },
    get root() {
      return folder?.backend.root ?? null
    },
    get state() {
      return state
    },
    takeFolder(opened, first) {
      folder = opened
      model = first
      const own = opened.backend.handlers
      const store: (typeof own)['recovery.store'] = (edits) => {
        kept = { path: edits.path, window: edits.window }
        return own['recovery.store'](edits)
      }
      handlers = { ...own, 'recovery.store': store, ...shell(window) }
      const leave = opened.backend.events.subscribe((event, data) => window.send(event, data))
      browser.once('closed', () => {
        leave()
        release()
        opened.release()
      })
    },
    begin() {
      const first = model
      model = null
      hasBegun = true
      return first
    },
    showModel(path) {
      if (hasBegun) window.send('shell.open-model', { path })
      else model = path
    },
    noteState(next) {
      state = next
      showState(browser, next, window.root)
    },
    async dropEdits() {
      if (kept) await folder?.backend.handlers['recovery.drop'](kept).catch(nothing)
    },
    forgetPage() {
      hasBegun = false
      // They stay for whoever opens the model next, whatever becomes of this window.
      release()
      kept = null
      window.menu = []
      window.noteState({ ...state, unsaved: false })
    },
    send(event, data) {
      if (!browser.isDestroyed()) browser.webContents.send(EVENT, { event, data })
    },
  }
  handlers = { ...withoutFolder(app), ...shell(window) }
  return window
}

function nothing(): void {}

/** Every method of a folder is refused until there is one. */
function withoutFolder(app: AppHandlers): AppHandlers & FolderHandlers {
  const refuse = async (): Promise<never> => {
    throw new AppError('no-folder', 'This window has no folder yet.', { hint: 'Open a folder first.' })
  }
  const refusals = Object.fromEntries(Object.keys(METHODS).map((name) => [name, refuse]))
  return { ...(refusals as unknown as FolderHandlers), ...app }
}

function showState(
  browser: BrowserWindow,
  { title, path: model, unsaved }: PageState,
  root: string | null,
): void {
  if (browser.isDestroyed()) return
  const isMac = process.platform === 'darwin'
  browser.setTitle(unsaved && !isMac ? `• ${title}` : title)
  if (!isMac) return
  browser.setDocumentEdited(unsaved)
  browser.setRepresentedFilename(placeOf(root, model))
}

/** The model's absolute path; empty where there is none, or a page claims one outside its folder. */
function placeOf(root: string | null, model: string | null): string {
  if (root === null || model === null) return ''
  try {
    checkRelative(model)
    return path.join(root, model)
  } catch {
    return ''
  }
}
