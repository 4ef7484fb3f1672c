/** What the parts of one launch share. Each launch has a world of its own, so launches do not meet. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Ipc } from './ipc.ts'
import type { Origins } from './origins.ts'
import type { Permissions } from './session.ts'
import type { StandInWindow } from './window.ts'

export interface World {
  readonly browser: Browser
  /** One for each session of Electron's; the stand-in has the default one only. */
  readonly context: BrowserContext
  readonly origins: Origins
  readonly ipc: Ipc
  readonly permissions: Permissions
  /** Open windows, oldest first. */
  readonly windows: StandInWindow[]
  /** Pages that a window has, as opposed to those a page opened. */
  readonly pages: Set<Page>
  /** Pages being made; one of them may be announced before its window knows it. */
  readonly opening: Set<Promise<unknown>>
  /** Paths of the files that a test drops, by file name. */
  readonly dropped: Record<string, string>
  /** The test that launched fails with these when it ends. */
  readonly failures: string[]
  /** Raises an event of `app`. */
  raise(event: string, ...args: unknown[]): void
  focused: StandInWindow | null
  nextId: number
}
