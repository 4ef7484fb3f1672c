/** What the parts of one launch share. Each launch has a world of its own, so launches do not meet. */
import type { Glass } from './page/glass.ts'
import type { Origins } from './page/origins.ts'
import type { Ipc } from './parts/ipc.ts'
import type { Permissions } from './parts/session.ts'
import type { StandInWindow } from './parts/window.ts'

export interface World {
  readonly glass: Glass
  readonly origins: Origins
  readonly ipc: Ipc
  readonly permissions: Permissions
  /** Open windows, oldest first. */
  readonly windows: StandInWindow[]
  /** The test that launched fails with these when it ends. */
  readonly failures: string[]
  /** Raises an event of `app`. */
  raise(event: string, ...args: unknown[]): void
  focused: StandInWindow | null
  nextId: number
}
