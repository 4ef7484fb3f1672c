/** The windows that are open, and which of them shows what is to be opened. */
import path from 'node:path'
import { isWithin } from '../backend/files/paths.ts'
import { createQueue } from '../backend/queue.ts'
import { realFolder } from '../backend/workspace/real-folder.ts'
import type { Folders } from './folders/folders.ts'
import type { RecentFolders } from './folders/recent.ts'
import type { Launch } from './launch/parse-launch.ts'
import { bringUp } from './window/bring-up.ts'
import type { ShellWindow } from './window/shell-window.ts'

export interface Windows {
  /** The one that was used last comes first. */
  readonly all: readonly ShellWindow[]
  add(window: ShellWindow): void
  /** Opens a folder, or a model of one, where it belongs. Throws an AppError when there is none. */
  open(launch: Launch, from: ShellWindow | null): Promise<void>
}

export interface WindowsParts {
  readonly folders: Folders
  readonly recent: RecentFolders
  /** Makes a window, adds it here and loads its page; `prepare` runs before the page can ask anything. */
  readonly create: (prepare: (window: ShellWindow) => void) => void
  /** A folder was opened. */
  readonly onOpened: (root: string) => void
}

export function createWindows({ folders, recent, create, onOpened }: WindowsParts): Windows {
  let all: readonly ShellWindow[] = []
  // Two launches for the same folder must not both find that no window shows it.
  const inTurn = createQueue()

  const open = async ({ folder, model }: Launch, from: ShellWindow | null) => {
    const root = await realFolder(folder)
    const place = model === null ? null : path.join(root, model)
    const holder = findHolder(all, { root, place }, from)
    if (holder?.root) {
      bringUp(holder.browser)
      if (place !== null) holder.showModel(relative(holder.root, place))
    } else {
      const opened = await folders.acquire(root)
      if (holder && !holder.browser.isDestroyed()) {
        holder.takeFolder(opened, model)
        holder.send('shell.opened', {})
        bringUp(holder.browser)
      } else create((window) => window.takeFolder(opened, model))
    }
    await recent.add(root)
    onOpened(root)
  }

  return {
    get all() {
      return all
    },
    add(window) {
      all = [window, ...all]
      window.browser.on('focus', () => {
        all = [window, ...all.filter((other) => other !== window)]
      })
      window.browser.on('closed', () => {
        all = all.filter((other) => other !== window)
      })
    },
    open: (launch, from) => inTurn(() => open(launch, from)),
  }
}

/**
 * The window to show it in: the one that asks, when it has no folder or has this one; else one that has
 * it; for a launch from outside also one without a folder. Undefined: a new one. A model shows in any
 * window whose folder holds it (`place`, null for a folder).
 */
export function findHolder<W extends Pick<ShellWindow, 'root'>>(
  all: readonly W[],
  { root, place }: { readonly root: string; readonly place: string | null },
  from: W | null,
): W | undefined {
  const isExact = (window: W) => window.root === root
  const isAround = (window: W) => window.root !== null && place !== null && isWithin(window.root, place)
  if (from && (from.root === null || isExact(from) || isAround(from))) return from
  const outside = from ? undefined : all.find((window) => window.root === null)
  return all.find(isExact) ?? all.find(isAround) ?? outside
}

function relative(root: string, place: string): string {
  return path.relative(root, place).split(path.sep).join('/')
}
