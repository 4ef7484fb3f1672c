/**
 * The renderer's side of Electron, run in the page before any script of its own. Electron gives a preload
 * an isolated world; here it is a closure in the page's own, so a page that tampered with built-ins before
 * calling could see what passes. Neither `require` nor the channel can be reached from the page: the
 * channel's name is deleted at once, and messages arrive by an event whose name is a secret.
 */

export interface PreloadSettings {
  /** The binding that takes text to the test's process. */
  readonly binding: string
  /** The event that brings text from there. */
  readonly event: string
  readonly platform: string
}

export interface FromPage {
  readonly kind: 'invoke' | 'send'
  readonly id: number
  readonly channel: string
  readonly args: string
}

/** Whole in itself: it goes to the page as text, with the other functions beside it. */
export function runPreload(
  settings: PreloadSettings,
  encode: (value: unknown) => string,
  decode: (text: string) => unknown,
  preload: (require: (name: string) => object, module: object, exports: object, process: object) => void,
): void {
  type Callback = (event: object, ...args: unknown[]) => void
  const post: (text: string) => void = Reflect.get(globalThis, settings.binding)
  Reflect.deleteProperty(globalThis, settings.binding)
  // A preload runs in the main frame only, as nodeIntegrationInSubFrames is off.
  if (window.top !== window) return

  const strict = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(_, key) {
        if (key in members || typeof key === 'symbol') return Reflect.get(members, key)
        throw new Error(`electron stand-in: ${name}.${key} is not there`)
      },
    })
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, Callback[]>()
  const dropped: Record<string, string> = Object.create(null)
  let last = 0

  addEventListener(settings.event, (raised) => {
    const message = JSON.parse((raised as CustomEvent<string>).detail)
    if (message.dropped) Object.assign(dropped, message.dropped)
    else if (message.channel !== undefined) {
      const args = decode(message.args) as unknown[]
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...args)
    } else {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error === undefined) call?.resolve(decode(message.value))
      else call?.reject(new Error(message.error))
    }
  })

  const say = (kind: 'invoke' | 'send', channel: string, args: unknown[]) => {
    last += 1
    post(JSON.stringify({ kind, id: last, channel, args: encode(args) }))
    return last
  }
  const remove = (channel: string, listener: Callback) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((one) => one !== listener),
    )
    return ipcRenderer
  }
  const add = (channel: string, listener: Callback) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
    return ipcRenderer
  }
  const ipcRenderer: object = strict('ipcRenderer', {
    invoke: async (channel: string, ...args: unknown[]) => {
      const id = say('invoke', channel, args)
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
    },
    send: (channel: string, ...args: unknown[]) => void say('send', channel, args),
    on: add,
    addListener: add,
    once: (channel: string, listener: Callback) => {
      const once: Callback = (event, ...args) => {
        remove(channel, once)
        listener(event, ...args)
      }
      return add(channel, once)
    },
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel)
      return ipcRenderer
    },
  })

  /** What crosses the bridge: a copy, frozen, without prototypes; functions are wrapped. */
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      return Object.freeze((...args: unknown[]) => {
        const result = value(...args.map(cross))
        return result instanceof Promise
          ? result.then(cross, (error) =>
              Promise.reject(error instanceof Error ? new Error(error.message) : cross(error)),
            )
          : cross(result)
      })
    }
    if (typeof value === 'symbol') throw new TypeError('a symbol cannot cross the bridge')
    if (typeof value !== 'object' || value === null) return value
    if (value instanceof Blob || value instanceof Node) return value
    if (Array.isArray(value)) return Object.freeze(value.map(cross))
    const prototype = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return structuredClone(value)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, at]) => [key, cross(at)])))
  }

  const electron = strict('electron (preload)', {
    ipcRenderer,
    contextBridge: strict('contextBridge', {
      exposeInMainWorld(key: string, api: unknown) {
        if (key in globalThis)
          throw new Error('Cannot bind an API on top of an existing property on the window object')
        Object.defineProperty(globalThis, key, { value: cross(api), enumerable: true })
      },
    }),
    webUtils: strict('webUtils', {
      getPathForFile(file: unknown) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile expects a File')
        return dropped[file.name] ?? ''
      },
    }),
  })
  const module = { exports: {} }
  preload(
    (name) => {
      if (name === 'electron' || name === 'electron/renderer') return electron
      throw new Error(`module not found: ${name}`)
    },
    module,
    module.exports,
    strict('process', {
      platform: settings.platform,
      sandboxed: true,
      contextIsolated: true,
      type: 'renderer',
    }),
  )
}
