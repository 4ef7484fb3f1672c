/** BrowserWindow: bounds, showing and closing, as a window manager would have it. */
import type { BrowserWindow, BrowserWindowConstructorOptions, Menu, Rectangle } from 'electron'
import { eventsOf, isPrevented, part } from '../part.ts'
import type { World } from '../world.ts'
import { type Contents, createContents } from './contents.ts'
import { workArea } from './system.ts'

const EVENTS = [
  'close',
  'closed',
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'move',
  'moved',
  'resize',
  'resized',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  'unresponsive',
  'responsive',
  'session-end',
]

export interface StandInWindow {
  readonly window: BrowserWindow
  readonly contents: Contents
  readonly options: BrowserWindowConstructorOptions
  readonly menu: () => Menu | null
}

/** `closed` hears when a window is gone, `kept` when closing it was prevented. */
export const createWindow = (
  world: World,
  options: BrowserWindowConstructorOptions,
  { closed, kept }: { closed: () => void; kept: () => void },
): StandInWindow => {
  const events = eventsOf('BrowserWindow', EVENTS, () => window)
  const area = workArea()
  const size = { width: options.width ?? 800, height: options.height ?? 600 }
  let bounds: Rectangle = {
    x: options.x ?? Math.round((area.width - size.width) / 2),
    y: options.y ?? Math.round((area.height - size.height) / 2),
    ...size,
  }
  let state: 'normal' | 'maximized' | 'minimized' | 'full' = 'normal'
  let isVisible = options.show ?? true
  let isDestroyed = false
  let isReady = false
  let title = options.title ?? 'Fenceline'
  let menu: Menu | null = null

  const shown = (): Rectangle => (state === 'maximized' || state === 'full' ? workArea() : { ...bounds })
  const resizePage = () => {
    const { width, height } = shown()
    // The page may go while it is being resized.
    void contents.inside.then(({ page }) => page.setViewportSize({ width, height })).catch(() => {})
  }
  const become = (next: typeof state, event: string) => {
    if (state === next) return
    state = next
    resizePage()
    events.emit(event, {})
    events.emit('resize', {})
  }
  const focus = () => {
    const before = world.focused
    world.focused = self
    if (before === self) return
    if (before) world.raise('browser-window-blur', {}, before.window)
    events.emit('focus', {})
    world.raise('browser-window-focus', {}, window)
  }
  const gone = () => {
    if (isDestroyed) return
    isDestroyed = true
    world.windows.splice(world.windows.indexOf(self), 1)
    if (world.focused === self) world.focused = world.windows.at(-1) ?? null
    events.emit('closed', {})
    closed()
  }

  const contents = createContents(world, options.webPreferences ?? {}, resizePage, {
    onReady() {
      if (isReady) return
      isReady = true
      events.emit('ready-to-show', {})
    },
    onKept: kept,
    onGone: gone,
  })

  const window: BrowserWindow = part<BrowserWindow>('BrowserWindow', {
    ...events.members,
    id: contents.webContents.id,
    webContents: contents.webContents,
    get title() {
      return title
    },
    loadURL: contents.load,
    close: () => {
      if (isDestroyed) return
      if (isPrevented(events, 'close')) kept()
      else void contents.requestClose()
    },
    destroy: () => void contents.destroy(),
    isDestroyed: () => isDestroyed,
    show: () => {
      isVisible = true
      events.emit('show', {})
      focus()
    },
    showInactive: () => {
      isVisible = true
      events.emit('show', {})
    },
    hide: () => {
      isVisible = false
      events.emit('hide', {})
    },
    focus,
    blur: () => {
      if (world.focused === self) world.focused = null
      events.emit('blur', {})
    },
    isVisible: () => isVisible,
    isFocused: () => world.focused === self,
    getBounds: shown,
    getContentBounds: shown,
    getNormalBounds: () => ({ ...bounds }),
    getSize: () => [shown().width, shown().height],
    getPosition: () => [shown().x, shown().y],
    setBounds: (change) => {
      const before = bounds
      bounds = { ...bounds, ...change }
      resizePage()
      if (bounds.x !== before.x || bounds.y !== before.y) events.emit('move', {})
      if (bounds.width !== before.width || bounds.height !== before.height) events.emit('resize', {})
    },
    setSize: (width, height) => window.setBounds({ width, height }),
    setPosition: (x, y) => window.setBounds({ x, y }),
    setMinimumSize: () => {},
    center: () => {},
    maximize: () => {
      // It shows a hidden window, without the focus.
      if (!isVisible) window.showInactive()
      become('maximized', 'maximize')
    },
    unmaximize: () => become('normal', 'unmaximize'),
    isMaximized: () => state === 'maximized',
    minimize: () => become('minimized', 'minimize'),
    restore: () => become('normal', 'restore'),
    isMinimized: () => state === 'minimized',
    setFullScreen: (full) =>
      become(full ? 'full' : 'normal', full ? 'enter-full-screen' : 'leave-full-screen'),
    isFullScreen: () => state === 'full',
    getTitle: () => title,
    setTitle: (text) => {
      title = text
    },
    // These exist, and do nothing to see on the operating system the tests run on.
    setDocumentEdited: () => {},
    setRepresentedFilename: () => {},
    setBackgroundColor: () => {},
    setProgressBar: () => {},
    setMenuBarVisibility: () => {},
    setAutoHideMenuBar: () => {},
    flashFrame: () => {},
    moveTop: () => {},
    setMenu: (next) => {
      menu = next
    },
    removeMenu: () => {
      menu = null
    },
  })

  const self: StandInWindow = { window, contents, options, menu: () => menu }
  world.windows.push(self)
  if (isVisible) focus()
  return self
}
