/** What windows are made of: pages of a real Chromium, or nothing at all for tests of main alone. */
import type { Browser, BrowserContext, CDPSession, Frame, Page } from 'playwright-core'
import { part } from '../part.ts'
import type { Origins } from './origins.ts'
import { type Inside, type PageHooks, wirePage } from './page.ts'

export interface Glass {
  open(origins: Origins, preload: string | undefined, hooks: PageHooks): Promise<Inside>
  /** Hears of windows that pages open, with the page that did; they are closed afterwards. */
  onPopup(ask: (opener: Page | null) => Promise<void>): void
  close(): Promise<void>
}

export interface ChromiumGlass extends Glass {
  readonly context: BrowserContext
}

export const chromiumGlass = async (browser: Browser): Promise<ChromiumGlass> => {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } })
  const own = new Set<Page>()
  /** Pages being made; one of them may be announced before it is known as our own. */
  const opening = new Set<Promise<unknown>>()
  return {
    context,
    async open(origins, preload, hooks) {
      const made = context.newPage().then((page) => own.add(page) && page)
      opening.add(made)
      return wirePage(await made.finally(() => opening.delete(made)), origins, preload, hooks)
    },
    onPopup(ask) {
      // What Electron would not even open, Chromium opens and we close.
      context.on('page', async (page) => {
        await Promise.allSettled([...opening])
        if (own.has(page)) return
        await ask(await page.opener().catch(() => null))
        await page.close().catch(() => {})
      })
    },
    close: () => context.close(),
  }
}

/** Windows without an inside: they load, and nothing happens in them. */
export const noGlass = (): Glass => ({
  async open() {
    const listeners = new Map<string, (arg?: unknown) => void>()
    let at = 'about:blank'
    const frame = part<Frame>('frame', { url: () => at })
    const page: Page = part<Page>('page', {
      on: ((event: string, listener: () => void) => listeners.set(event, listener)) as unknown as Page['on'],
      mainFrame: () => frame,
      goto: async (url) => {
        at = url
        listeners.get('framenavigated')?.(frame)
        listeners.get('load')?.()
        return null
      },
      close: async () => listeners.get('close')?.(),
      setViewportSize: async () => {},
      emulateMedia: async () => {},
      bringToFront: async () => {},
    })
    const send = (async () => ({ targetInfo: {} })) as unknown as CDPSession['send']
    return { page, cdp: part<CDPSession>('cdp', { send }), tell: async () => {} }
  },
  onPopup: () => {},
  close: async () => {},
})
