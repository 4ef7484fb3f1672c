/** What the parts of one launch share. Each launch has a world of its own, so launches do not meet. */
import type { Glass } from './glass.ts'
import type { Ipc } from './ipc.ts'
import type { Origins } from './origins.ts'
import type { Permissions } from './session.ts'
import type { StandInWindow } from './window.ts'

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
