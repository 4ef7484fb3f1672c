/** The desktop's process over the three functions that its preload script put into the page. */
import { AppError } from '../../shared/core/errors.ts'
import { type Client, createClient } from '../../shared/protocol/rpc.ts'
import type { ShellBridge } from '../../shared/protocol/shell.ts'
import type { Platform } from './web.ts'

export interface Desktop extends Platform {
  /** Opens a dropped folder or model. Rejects with an AppError that says why it is neither. */
  openDropped(file: File): Promise<void>
}

/** Undefined in a browser. */
export function findBridge(): ShellBridge | undefined {
  return (globalThis as { readonly fenceline?: ShellBridge }).fenceline
}

export function createDesktop(bridge: ShellBridge): Desktop {
  return {
    transport: (method, input) => reach(() => bridge.call(method, input)),
    listen(onMessage) {
      // A page and its process live and die together: there is no connection to lose.
      bridge.subscribe(onMessage)
    },
    async openDropped(file) {
      // The path is put in by the preload script; what is given here goes nowhere.
      const client: Client = createClient(() => reach(() => bridge.openDropped(file)))
      await client.call('shell.drop', { path: file.name })
    },
  }
}

async function reach(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask()
  } catch (cause) {
    throw new AppError('io', "Fenceline's process does not answer.", { hint: 'Start it again.', cause })
  }
}
