/** ipcMain, and the way a message takes to it: through structured clone in both directions. */
import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { eventsOf, part } from '../part.ts'

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown

export interface Ipc {
  readonly ipcMain: IpcMain
  /** Channels with a handler or a listener. */
  readonly channels: () => readonly string[]
  /** Answers `ipcRenderer.invoke`. Rejects in Electron's words. */
  readonly invoke: (event: object, channel: string, args: readonly unknown[]) => Promise<unknown>
  /** Delivers `ipcRenderer.send`. */
  readonly send: (event: object, channel: string, args: readonly unknown[]) => void
}

export const createIpc = (): Ipc => {
  const handlers = new Map<string, Handler>()
  const listened = new Set<string>()
  // Any name may be a channel.
  const events = eventsOf('ipcMain', { includes: () => true } as unknown as string[], () => ipcMain)
  const ipcMain: IpcMain = part<IpcMain>('ipcMain', {
    ...events.members,
    on: (channel, listener) => {
      listened.add(channel)
      return events.members.on(channel, listener)
    },
    handle: (channel, handler) => {
      if (handlers.has(channel)) {
        throw new Error(`Attempted to register a second handler for '${channel}'`)
      }
      if (typeof handler !== 'function')
        throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`)
      handlers.set(channel, handler)
    },
    handleOnce: (channel, handler) => {
      ipcMain.handle(channel, (event, ...args) => {
        handlers.delete(channel)
        return handler(event, ...args)
      })
    },
    removeHandler: (channel) => void handlers.delete(channel),
  })
  return {
    ipcMain,
    channels: () => [...new Set([...handlers.keys(), ...listened])],
    async invoke(event, channel, args) {
      const copies = args.map((arg) => structuredClone(arg))
      const handler = handlers.get(channel)
      try {
        if (!handler) throw new Error(`No handler registered for '${channel}'`)
        return structuredClone(await handler(event as IpcMainInvokeEvent, ...copies))
      } catch (error) {
        throw new Error(`Error invoking remote method '${channel}': ${error}`)
      }
    },
    send(event, channel, args) {
      events.emit(channel, event, ...args.map((arg) => structuredClone(arg)))
    },
  }
}
