/** app: starting, the one instance, and quitting, with the events in the order Electron documents. */
import { existsSync } from 'node:fs'
import type { App, CommandLine } from 'electron'
import { eventsOf, isPrevented, part } from '../part.ts'

const EVENTS = [
  'will-finish-launching',
  'ready',
  'activate',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'open-file',
  'open-url',
  'render-process-gone',
  'child-process-gone',
]

/** Who holds the lock of a data folder, over all launches of this process. */
const locks = new Map<string, { notify: (...args: unknown[]) => void }>()

export interface Apps {
  readonly app: App
  readonly raise: (event: string, ...args: unknown[]) => void
  readonly isReady: () => boolean
  /** Raises `ready`, once main was loaded. */
  readonly start: () => void
  /** A window is gone; quits or says that it was the last. */
  readonly windowClosed: (left: number) => void
  /** A window stays, so the app that was quitting stays too. */
  readonly closePrevented: () => void
  /** The exit code, once the app has ended. */
  readonly ended: Promise<number>
  /** Whether app.enableSandbox was called before ready. */
  readonly isSandboxed: () => boolean
}

export interface AppOptions {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly userData: string
  readonly windows: () => readonly { close(): void; destroy(): void; focus(): void }[]
}

export const createApp = ({ argv, cwd, userData, windows }: AppOptions): Apps => {
  let state: 'starting' | 'ready' | 'quitting' | 'ended' = 'starting'
  let sandboxed = false
  let end: (code: number) => void = () => {}
  const ended = new Promise<number>((resolve) => {
    end = resolve
  })
  let start: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    start = resolve
  })
  const paths = new Map([['userData', userData]])
  const events = eventsOf('app', EVENTS, () => app)
  const lock = { notify: (...args: unknown[]) => events.emit('second-instance', {}, ...args) }
  let wasReady = false

  /** The lock lies in the data folder, wherever the app has put that. */
  const dataFolder = () => paths.get('userData') ?? userData
  const holdsLock = () => locks.get(dataFolder()) === lock
  const release = () => {
    if (holdsLock()) locks.delete(dataFolder())
  }
  const finish = (code: number) => {
    if (state === 'ended') return
    state = 'ended'
    release()
    events.emit('quit', {}, code)
    end(code)
  }
  const quitNow = () => {
    if (isPrevented(events, 'will-quit')) state = 'ready'
    else finish(0)
  }
  const quit = () => {
    if (state === 'quitting' || state === 'ended') return
    state = 'quitting'
    if (isPrevented(events, 'before-quit')) {
      state = 'ready'
      return
    }
    if (windows().length === 0) quitNow()
    for (const window of [...windows()]) window.close()
  }

  const app: App = part<App>('app', {
    ...events.members,
    name: 'fenceline',
    isPackaged: false,
    commandLine: part<CommandLine>('app.commandLine', {
      appendSwitch: () => {},
      appendArgument: () => {},
      hasSwitch: (name) => argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
      getSwitchValue: (name) =>
        argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
    }),
    // Only macOS has one.
    dock: undefined,
    isReady: () => wasReady,
    whenReady: () => ready,
    quit,
    exit: (code = 0) => {
      for (const window of [...windows()]) window.destroy()
      finish(code)
    },
    relaunch: () => {},
    focus: () => windows()[0]?.focus(),
    getName: () => app.name,
    setName: (name) => {
      app.name = name
    },
    getVersion: () => '0.1.0',
    getLocale: () => 'en-GB',
    getAppPath: () => cwd,
    getPath: (name) => paths.get(name) ?? `${userData}/${name}`,
    setPath: (name, path) => {
      if (!existsSync(path)) throw new Error(`Failed to set path: there is no folder ${path}`)
      paths.set(name, path)
    },
    setAppUserModelId: () => {},
    setAboutPanelOptions: () => {},
    showAboutPanel: () => {},
    addRecentDocument: () => {},
    clearRecentDocuments: () => {},
    setDesktopName: () => {},
    enableSandbox: () => {
      if (wasReady) throw new Error('app.enableSandbox() can only be called before app is ready')
      sandboxed = true
    },
    disableHardwareAcceleration: () => {},
    requestSingleInstanceLock: (data) => {
      const first = locks.get(dataFolder())
      if (!first) locks.set(dataFolder(), lock)
      else if (first !== lock) first.notify([...argv], cwd, data && structuredClone(data))
      return holdsLock()
    },
    hasSingleInstanceLock: holdsLock,
    releaseSingleInstanceLock: release,
  })

  return {
    app,
    raise: events.emit,
    isReady: () => wasReady,
    isSandboxed: () => sandboxed,
    ended,
    start() {
      if (state !== 'starting') return
      state = 'ready'
      wasReady = true
      events.emit('will-finish-launching', {})
      events.emit('ready', {}, {})
      start()
    },
    closePrevented() {
      if (state === 'quitting') state = 'ready'
    },
    windowClosed(left) {
      if (left > 0 || state === 'ended') return
      if (state === 'quitting') quitNow()
      else if (events.has('window-all-closed')) events.emit('window-all-closed')
      else quit()
    },
  }
}
