/** What Electron knows of the machine: one screen, a theme, no keyring, nothing that leaves the process. */
import type { CrashReporter, Display, NativeTheme, Rectangle, SafeStorage, Screen, Shell } from 'electron'
import { eventsOf, part } from '../part.ts'

const WORK_AREA: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 }

const display: Display = part<Display>('Display', {
  id: 1,
  label: 'Stand-in',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: WORK_AREA,
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
  internal: true,
})

export const workArea = (): Rectangle => ({ ...WORK_AREA })

export const createScreen = (isReady: () => boolean): Screen => {
  const check = <T>(value: T): T => {
    if (!isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event")
    return value
  }
  const events = eventsOf(
    'screen',
    ['display-added', 'display-removed', 'display-metrics-changed'],
    () => screen,
  )
  const screen: Screen = part<Screen>('screen', {
    ...events.members,
    getAllDisplays: () => check([display]),
    getPrimaryDisplay: () => check(display),
    getDisplayMatching: () => check(display),
    getDisplayNearestPoint: () => check(display),
    getCursorScreenPoint: () => check({ x: 0, y: 0 }),
  })
  return screen
}

/** `changed` hears of a theme that main chose. */
export const createNativeTheme = (changed: (theme: 'system' | 'light' | 'dark') => void): NativeTheme => {
  let source: 'system' | 'light' | 'dark' = 'system'
  const events = eventsOf('nativeTheme', ['updated'], () => theme)
  const theme: NativeTheme = part<NativeTheme>('nativeTheme', {
    ...events.members,
    get themeSource() {
      return source
    },
    set themeSource(value) {
      source = value
      changed(value)
      events.emit('updated')
    },
    get shouldUseDarkColors() {
      return source === 'dark'
    },
    shouldUseHighContrastColors: false,
    shouldUseInvertedColorScheme: false,
    inForcedColorsMode: false,
    prefersReducedTransparency: false,
  })
  return theme
}

export interface Outside {
  /** Addresses and files that main asked the operating system to open. */
  readonly opened: string[]
  readonly shell: Shell
}

export const createShell = (): Outside => {
  const opened: string[] = []
  return {
    opened,
    shell: part<Shell>('shell', {
      beep: () => {},
      openExternal: async (url) => void opened.push(url),
      openPath: async (path) => {
        opened.push(path)
        return ''
      },
      showItemInFolder: (path) => void opened.push(path),
    }),
  }
}

/** As on a Linux without a keyring: nothing can be encrypted. */
export const safeStorage: SafeStorage = part<SafeStorage>('safeStorage', {
  isEncryptionAvailable: () => false,
  isAsyncEncryptionAvailable: async () => false,
  getSelectedStorageBackend: () => 'basic_text',
})

export interface Crashes {
  starts: number
  readonly crashReporter: CrashReporter
}

export const createCrashReporter = (): Crashes => {
  const crashes: Crashes = {
    starts: 0,
    crashReporter: part<CrashReporter>('crashReporter', {
      start: () => {
        crashes.starts += 1
      },
      getUploadToServer: () => false,
      addExtraParameter: () => {},
    }),
  }
  return crashes
}
