/** Compares the folder with its last look and announces what somebody else changed in it. */
import { canonicalJson } from '../../shared/core/text.ts'
import type { Workspace } from '../../shared/protocol/contract.ts'
import type { Events } from './events.ts'
import { readModelFiles } from './model-files/read-model.ts'
import type { Watcher } from './watch.ts'
import type { Folder } from './workspace/workspace.ts'

/** A model that vanished may be coming back: git unlinks a file before it writes the new one. */
const SECOND_LOOK_MS = 1000

export interface Announcer {
  /** Looks anew; nothing is announced about `own`, a model that we have just written ourselves. */
  refresh(own?: string): Promise<Workspace>
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
  const vanished = new Set<string>()

  const refresh = async (own?: string): Promise<Workspace> => {
    const { workspace, scan, changed } = await folder.look()
    await watcher.follow(scan.folders)
    const present = new Set(workspace.models.map((model) => model.path))
    for (const change of changed) {
      if (!present.has(change.path)) vanished.add(change.path)
      else if (change.path !== own) events.announce('model.changed', change)
    }
    if (vanished.size > 0) {
      secondLook ??= setTimeout(() => void inTurn(confirm).catch(ignore), SECOND_LOOK_MS)
      return workspace
    }
    const text = canonicalJson(workspace)
    if (announced !== undefined && announced !== text) events.announce('workspace.changed', workspace)
    announced = text
    return workspace
  }

  const confirm = async (): Promise<void> => {
    secondLook = undefined
    const paths = [...vanished]
    vanished.clear()
    for (const path of paths) {
      const disk = await readModelFiles(folder.root, path).catch(() => undefined)
      const hashes = { modelHash: disk?.model?.hash ?? null, layoutHash: disk?.layout?.hash ?? null }
      events.announce('model.changed', { path, ...hashes })
    }
    await refresh()
  }

  return { refresh, close: () => clearTimeout(secondLook) }
}

/** A folder that cannot be read at the moment is looked at again when it changes or is asked for. */
function ignore(): void {}
