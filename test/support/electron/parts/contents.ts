/** webContents: what a window shows, over a Chromium page that opens while main goes on. */
import type {
  HandlerDetails,
  WebContents,
  WebFrameMain,
  WebPreferences,
  WindowOpenHandlerResponse,
} from 'electron'
import type { Page } from 'playwright-core'
import type { Inside, Navigation } from '../page/page.ts'
import { decode, encode } from '../page/wire.ts'
import { eventsOf, isPrevented, part } from '../part.ts'
import type { World } from '../world.ts'

const EVENTS = [
  'dom-ready',
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'did-navigate',
  'did-create-window',
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-prevent-unload',
  'will-attach-webview',
  'render-process-gone',
  // Chromium never hangs, spells or reports a preload's error to the stand-in: these are never raised.
  'unresponsive',
  'responsive',
  'context-menu',
  'preload-error',
  'before-input-event',
  'zoom-changed',
  'console-message',
  'page-title-updated',
  'destroyed',
]

export interface Contents {
  readonly webContents: WebContents
  readonly inside: Promise<Inside>
  /** What the app chose; tests check it. */
  readonly preferences: WebPreferences
  load(url: string): Promise<void>
  /** Asks the page, as its beforeunload may say no. */
  requestClose(): Promise<void>
  destroy(): Promise<void>
  /** Asks the app about a window that the page opened; true when it may. */
  askToOpen(): boolean
}

export interface ContentsHooks {
  /** The page was shown for the first time. */
  onReady(): void
  /** The page's beforeunload kept the window. */
  onKept(): void
  onGone(): void
}

export const createContents = (
  world: World,
  preferences: WebPreferences,
  background: () => void,
  hooks: ContentsHooks,
): Contents => {
  const id = world.nextId++
  const { origins } = world
  /** Addresses that main itself asked for: they raise no will-navigate. */
  const asked: string[] = []
  /** Windows that the page asked for and the app was not asked about yet. */
  const wanted: Pick<HandlerDetails, 'url' | 'frameName' | 'features'>[] = []
  let mayOpen: (details: HandlerDetails) => WindowOpenHandlerResponse = () => ({ action: 'allow' })
  let page: Page | null = null
  let isGone = false
  let isLoading = false
  let url = ''
  let zoom = 1
  const events = eventsOf('webContents', EVENTS, () => webContents)

  const mainFrame: WebFrameMain = part<WebFrameMain>('WebFrameMain', {
    get url() {
      return url
    },
    get origin() {
      return origins.originOf(url)
    },
    get top() {
      return mainFrame
    },
    get frames() {
      return []
    },
    parent: null,
    name: '',
    routingId: 1,
    processId: id,
    frameTreeNodeId: id,
    detached: false,
    isDestroyed: () => isGone,
    send: (channel, ...args) => webContents.send(channel, ...args),
  })

  const onNavigation = (navigation: Navigation): boolean => {
    const { isMainFrame, isRedirect } = navigation
    const details = {
      url: navigation.url,
      isSameDocument: false,
      isMainFrame,
      frame: isMainFrame ? mainFrame : null,
      initiator: mainFrame,
    }
    if (isRedirect) return !isPrevented(events, 'will-redirect', details, navigation.url, false, isMainFrame)
    const place = isMainFrame ? asked.indexOf(navigation.url) : -1
    if (place >= 0) {
      asked.splice(place, 1)
      return true
    }
    if (isPrevented(events, 'will-frame-navigate', details)) return false
    return !isMainFrame || !isPrevented(events, 'will-navigate', details, navigation.url)
  }

  const inside = world.glass
    .open(origins, preferences.preload, {
      onNavigation,
      onWindowOpen: (at, frameName, features) => {
        wanted.push({ url: at, frameName, features })
      },
      async onMessage({ kind, channel, args }) {
        const event = {
          sender: webContents,
          senderFrame: mainFrame,
          frameId: 1,
          processId: id,
          type: 'frame',
        }
        const values = decode(args) as unknown[]
        if (kind === 'invoke') return world.ipc.invoke(event, channel, values)
        world.ipc.send(event, channel, values)
        return undefined
      },
    })
    .then((opened) => {
      page = opened.page
      if (preferences.javascript === false)
        void opened.cdp.send('Emulation.setScriptExecutionDisabled', { value: true })
      watchPage(opened.page)
      background()
      return opened
    })
  // A window may be closed while its page is still opening.
  inside.catch((error) => isGone || world.failures.push(String(error)))

  const watchPage = (opened: Page) => {
    opened.on('framenavigated', (frame) => {
      if (frame !== opened.mainFrame()) return
      url = origins.toMain(frame.url())
      if (url !== 'about:blank') events.emit('did-navigate', {}, url, 200, 'OK')
    })
    opened.on('domcontentloaded', () => events.emit('dom-ready', {}))
    opened.on('load', () => {
      isLoading = false
      hooks.onReady()
      events.emit('did-finish-load', {})
      events.emit('did-stop-loading', {})
    })
    opened.on('dialog', (shown) => {
      if (shown.type() !== 'beforeunload') return void shown.dismiss()
      if (isPrevented(events, 'will-prevent-unload')) return void shown.accept()
      hooks.onKept()
      void shown.dismiss()
    })
    opened.on('crash', () => {
      const details = { reason: 'crashed', exitCode: 5 }
      events.emit('render-process-gone', {}, details)
      world.raise('render-process-gone', {}, webContents, details)
    })
    opened.on('close', () => gone())
  }

  const gone = () => {
    if (isGone) return
    isGone = true
    events.emit('destroyed', {})
    hooks.onGone()
  }

  const load = async (target: string) => {
    const made = await inside.catch((error) => (isGone ? null : Promise.reject(error)))
    if (!made || isGone) return
    const { page: opened, cdp } = made
    asked.push(target)
    isLoading = true
    events.emit('did-start-loading')
    const at = origins.toPage(target)
    await world.permissions.apply(webContents, origins.originOf(target), new URL(at).origin, cdp)
    try {
      await opened.goto(at)
    } catch (error) {
      if (isGone) return
      events.emit('did-fail-load', {}, -2, 'ERR_FAILED', target, true)
      throw new Error(`ERR_FAILED (-2) loading '${target}'`, { cause: error })
    }
  }

  /** Runs something in the page, later when it is still opening, never when it is gone. */
  const inPage = (work: (opened: Inside) => Promise<unknown>) =>
    void inside.then((opened) => (isGone ? undefined : work(opened))).catch(() => {})
  const edit = (command: string) => () =>
    inPage(({ page: opened }) => opened.evaluate((name) => document.execCommand(name), command))

  const webContents: WebContents = part<WebContents>('webContents', {
    ...events.members,
    id,
    mainFrame,
    get zoomFactor() {
      return zoom
    },
    get zoomLevel() {
      return Math.log(zoom) / Math.log(1.2)
    },
    getURL: () => url,
    getTitle: () => '',
    getType: () => 'window',
    isDestroyed: () => isGone,
    isLoading: () => isLoading,
    isLoadingMainFrame: () => isLoading,
    isCrashed: () => false,
    forcefullyCrashRenderer: () => inPage(({ cdp }) => cdp.send('Page.crash')),
    isDevToolsOpened: () => false,
    loadURL: load,
    reload: () => {
      asked.push(url)
      inPage(({ page: opened }) => opened.reload())
    },
    send: (channel, ...args) => {
      // Outside the promise, so that what cannot be cloned throws here, as in Electron.
      const text = encode(args)
      inPage(({ tell }) => tell({ channel, args: text }))
    },
    printToPDF: async ({
      preferCSSPageSize = false,
      printBackground = false,
      generateTaggedPDF: tagged = false,
      generateDocumentOutline: outline = false,
    }) => (await inside).page.pdf({ preferCSSPageSize, printBackground, tagged, outline }),
    executeJavaScript: async (code) => (await inside).page.evaluate(code),
    insertCSS: async () => '',
    setWindowOpenHandler: (handler) => {
      mayOpen = handler
    },
    setZoomFactor: (factor) => {
      zoom = factor
    },
    setZoomLevel: (level) => {
      zoom = 1.2 ** level
    },
    getZoomFactor: () => zoom,
    getZoomLevel: () => Math.log(zoom) / Math.log(1.2),
    setVisualZoomLevelLimits: async () => {},
    focus: () => inPage(({ page: opened }) => opened.bringToFront()),
    undo: edit('undo'),
    redo: edit('redo'),
    cut: edit('cut'),
    copy: edit('copy'),
    delete: edit('delete'),
    selectAll: edit('selectAll'),
    toggleDevTools: () => {},
    openDevTools: () => {},
    closeDevTools: () => {},
    setIgnoreMenuShortcuts: () => {},
    close: () => inPage(({ page: opened }) => opened.close()),
  })

  return {
    webContents,
    inside,
    preferences,
    load,
    async requestClose() {
      const { page: opened } = await inside
      if (!isGone) await opened.close({ runBeforeUnload: true })
    },
    async destroy() {
      gone()
      await page?.close()
      if (!page) await inside.then((opened) => opened.page.close()).catch(() => {})
    },
    askToOpen() {
      const details = wanted.shift() ?? { url: 'about:blank', frameName: '', features: '' }
      const referrer = { url, policy: 'default' as const }
      return mayOpen({ ...details, disposition: 'foreground-tab', referrer }).action === 'allow'
    },
  }
}
