/** The folders that were opened last, newest first, in the person's own settings folder. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { RecentFolder } from '../../../shared/protocol/shell.ts'
import { createQueue } from '../../backend/queue.ts'
import { createStored } from '../../backend/settings/stored.ts'

const MOST = 10

const recentSchema = z.object({ folders: z.array(z.string().min(1).max(4096)).max(MOST) })

export interface RecentFolders {
  /** As it was last read or changed: for a menu, which cannot wait. */
  readonly paths: readonly string[]
  list(): Promise<RecentFolder[]>
  add(folder: string): Promise<void>
  forget(folder: string): Promise<void>
}

/** Reads what is stored in the settings folder; a list that cannot be stored lasts as long as the process. */
export async function loadRecent(settings: string): Promise<RecentFolders> {
  const stored = createStored(settings, 'recent', recentSchema)
  const inTurn = createQueue()
  let paths: readonly string[] = (await stored.read())?.folders ?? []
  const change = (next: readonly string[]) => {
    paths = next.slice(0, MOST)
    return inTurn(() => stored.write({ folders: [...paths] }).catch(() => {}))
  }
  return {
    get paths() {
      return paths
    },
    list: () => Promise.all(paths.map(describe)),
    add: (folder) => change([folder, ...paths.filter((other) => other !== folder)]),
    forget: (folder) => change(paths.filter((other) => other !== folder)),
  }
}

async function describe(folder: string): Promise<RecentFolder> {
  const exists = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  return { path: folder, name: path.basename(folder) || folder, exists }
}
