/**
 * Notices that something in the folder may have changed; what did is found out by reading it. Folders
 * are watched, never files: a watch on a file goes deaf when the file is replaced. Only folders that
 * a scan entered are watched, because watching a whole tree costs a watch for each file in node_modules.
 */
import { type FSWatcher, watch } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { findHead } from './git/branch.ts'
import { modelPathOf } from './model-files/names.ts'

const SETTLE_MS = 200
/** Changes that never pause are still looked at this often. */
const LONGEST_WAIT_MS = 1000
const MAX_WATCHES = 2000

export interface Watcher {
  /**
   * Watches these folders (relative to the root) from now on, and no others. A folder that is new or
   * was replaced is looked at once more: it may have changed between the look and the watch.
   */
  follow(folders: readonly string[]): Promise<void>
  close(): void
}

interface Watched {
  readonly watcher: FSWatcher
  /** A watch stays with the folder it was put on, whatever is at its place later. */
  readonly identity: string
}

/** Calls `notice` once things have settled. Never throws: a folder that cannot be watched is not. */
export function watchFolder(root: string, notice: () => void): Watcher {
  const watchers = new Map<string, Watched>()
  let timer: NodeJS.Timeout | undefined
  let firstAt = 0
  let isClosed = false
  const touch = () => {
    if (isClosed) return
    const now = Date.now()
    if (timer === undefined) firstAt = now
    clearTimeout(timer)
    timer = setTimeout(
      () => {
        timer = undefined
        notice()
      },
      Math.max(0, Math.min(SETTLE_MS, firstAt + LONGEST_WAIT_MS - now)),
    )
  }
  const drop = (place: string) => {
    watchers.get(place)?.watcher.close()
    watchers.delete(place)
  }
  const add = async (place: string) => {
    const identity = await identityOf(place)
    if (watchers.get(place)?.identity === identity) return
    drop(place)
    if (isClosed || identity === undefined || watchers.size >= MAX_WATCHES) return
    try {
      const own = path.basename(place)
      const watcher = watch(place, { persistent: false }, (kind, name) => {
        // A folder reports a change of its own rights under its own name.
        if (kind === 'rename' || name === null || name === own || concernsUs(name)) touch()
      })
      watcher.on('error', () => drop(place))
      watchers.set(place, { watcher, identity })
      touch()
    } catch {
      // Gone again, or the system has no watches left: `workspace.get` still reads the truth.
    }
  }
  return {
    async follow(folders) {
      const head = await findHead(root)
      if (isClosed) return
      const inside = folders.flatMap((folder) => {
        const place = path.join(root, folder)
        return [place, path.join(place, '.fenceline'), path.join(place, '.fenceline', 'drafts')]
      })
      const wanted = new Set([...inside, ...(head === undefined ? [] : [path.dirname(head)])])
      for (const place of watchers.keys()) if (!wanted.has(place)) drop(place)
      for (const place of wanted) await add(place)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const place of watchers.keys()) drop(place)
    },
  }
}

/** Undefined for what is not there. The time of birth tells apart what was given the same number again. */
async function identityOf(place: string): Promise<string | undefined> {
  return stat(place).then(
    ({ dev, ino, birthtimeMs }) => `${dev} ${ino} ${birthtimeMs}`,
    () => undefined,
  )
}

function concernsUs(name: string): boolean {
  // Any YAML file may be one that a model includes.
  return modelPathOf(name) !== undefined || name === 'HEAD' || /\.(?:ya?ml|json)$/.test(name)
}
