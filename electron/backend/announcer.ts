/** Compares the folder with its last look and announces what changed in it, whoever changed it. */
import { canonicalJson } from '../../shared/core/text.ts'
import type { Workspace } from '../../shared/protocol/contract.ts'
import type { Events } from './events.ts'
import { toFault } from './files/faults.ts'
import { hashFiles, hashSources, readModelFiles } from './model-files/read-model.ts'
import type { Watcher } from './watch.ts'
import type { Folder } from './workspace/workspace.ts'

/** A model that vanished may be coming back: git unlinks a file before it writes the new one. */
const SECOND_LOOK_MS = 1000
/** A folder that is gone cannot be watched; it is asked for this often until it is back. */
const LOST_LOOK_MS = 1000

export interface Announcer {
  /** Looks anew. Throws when the folder itself cannot be read, which is announced as well. */
  refresh(): Promise<Workspace>
  close(): void
}

/** `inTurn` runs the second look among the backend's other tasks; `refresh` itself is called in turn. */
export function createAnnouncer(
  folder: Folder,
  events: Events,
  watcher: Watcher,
  inTurn: (task: () => Promise<void>) => Promise<void>,
): Announcer {
  let announced: string | undefined
  let secondLook: NodeJS.Timeout | undefined
  let lostLook: NodeJS.Timeout | undefined
  let isLost = false
  let isClosed = false
  const vanished = new Set<string>()
  /** Reported as gone; one that returns is told, even with the bytes it had. */
  const gone = new Set<string>()

  const lose = (error: unknown) => {
    if (isClosed) return
    lostLook ??= setTimeout(() => {
      lostLook = undefined
      void inTurn(() => refresh().then(ignore)).catch(ignore)
    }, LOST_LOOK_MS)
    if (isLost) return
    isLost = true
    const { message, hint } = toFault(error, folder.root, 'read')
    events.announce('workspace.lost', { message, ...(hint === undefined ? {} : { hint }) })
  }
  const refresh = async (): Promise<Workspace> => {
    const { workspace, scan, changed } = await folder.look().catch((error: unknown) => {
      lose(error)
      throw error
    })
    if (isLost) {
      isLost = false
      // What is as it was is announced too: it ends what was said about the lost folder.
      announced = ''
    }
    await watcher.follow(scan.folders)
    const present = new Set(workspace.models.map((model) => model.path))
    for (const change of changed) {
      if (!present.has(change.path)) vanished.add(change.path)
      else events.announce('model.changed', change)
    }
    for (const path of [...vanished, ...gone]) if (present.has(path)) await tell(path)
    if (vanished.size > 0) {
      secondLook ??= setTimeout(() => void inTurn(confirm).catch(ignore), SECOND_LOOK_MS)
      return workspace
    }
    const text = canonicalJson(workspace)
    if (announced !== undefined && announced !== text) events.announce('workspace.changed', workspace)
    announced = text
    return workspace
  }

  const tell = async (path: string): Promise<void> => {
    vanished.delete(path)
    const disk = await readModelFiles(folder.root, path).catch(() => undefined)
    if (disk?.model) gone.delete(path)
    else gone.add(path)
    const hashes = { modelHash: disk ? hashSources(disk) : null, layoutHash: disk?.layout?.hash ?? null }
    const filesHash = disk ? hashFiles(disk, await folder.isReadOnly(path)) : ''
    events.announce('model.changed', { path, ...hashes, filesHash })
  }

  const confirm = async (): Promise<void> => {
    secondLook = undefined
    for (const path of vanished) await tell(path)
    await refresh()
  }

  return {
    refresh,
    close() {
      isClosed = true
      clearTimeout(secondLook)
      clearTimeout(lostLook)
    },
  }
}

/** A folder that cannot be read at the moment is looked at again when it changes or is asked for. */
function ignore(): void {}
