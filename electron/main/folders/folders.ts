/** The opened folders: one backend each, however many windows show it, closed with the last of them. */
import type { Backend } from '../../backend/handlers.ts'
import { realFolder } from '../../backend/workspace/real-folder.ts'

export interface OpenFolder {
  readonly backend: Backend
  /** To be called once, by the window that acquired it. */
  release(): void
}

export interface Folders {
  /** Throws an AppError when there is no such folder. */
  acquire(folder: string): Promise<OpenFolder>
}

/** `wait` holds up quitting until what a closed folder still has to write is written. */
export function createFolders(
  open: (root: string) => Promise<Backend>,
  wait: (work: Promise<unknown>) => void,
): Folders {
  const entries = new Map<string, { readonly backend: Promise<Backend>; users: number }>()
  return {
    async acquire(folder) {
      const root = await realFolder(folder)
      const entry = entries.get(root) ?? { backend: open(root), users: 0 }
      entries.set(root, entry)
      entry.users += 1
      const leave = () => {
        entry.users -= 1
        if (entry.users === 0) entries.delete(root)
        return entry.users === 0
      }
      try {
        const backend = await entry.backend
        return {
          backend,
          release() {
            if (leave()) wait(backend.close())
          },
        }
      } catch (error) {
        leave()
        throw error
      }
    },
  }
}
