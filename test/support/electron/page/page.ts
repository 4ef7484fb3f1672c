/** A Chromium page as the inside of a window: its preload, its channel, and a look at each navigation. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright-core'
import type { Origins } from './origins.ts'
import { type FromPage, type PreloadSettings, runPreload } from './preload-world.ts'
import { decode, encode } from './wire.ts'

export interface Navigation {
  /** As main would see it. */
  readonly url: string
  readonly isMainFrame: boolean
  readonly isRedirect: boolean
}

export interface PageHooks {
  /** The answer to an invoke; nothing for a send. */
  onMessage(message: FromPage): Promise<unknown>
  /** False refuses it. */
  onNavigation(navigation: Navigation): boolean
  /** The page wants another window at this address. */
  onWindowOpen(url: string, frameName: string, features: string): void
}

export interface Inside {
  readonly page: Page
  readonly cdp: CDPSession
  /** Brings a message to the preload. */
  tell(message: object): Promise<void>
}

/** Makes a page of Chromium the inside of a window. */
export const wirePage = async (
  page: Page,
  origins: Origins,
  preload: string | undefined,
  hooks: PageHooks,
): Promise<Inside> => {
  const cdp = await page.context().newCDPSession(page)
  const settings: PreloadSettings = {
    binding: `standin${randomUUID().replaceAll('-', '')}`,
    event: randomUUID(),
    platform: process.platform,
  }
  const tell = async (message: object) => {
    const detail = JSON.stringify(JSON.stringify(message))
    await cdp.send('Runtime.evaluate', {
      expression: `dispatchEvent(new CustomEvent('${settings.event}', { detail: ${detail} }))`,
    })
  }
  cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name !== settings.binding) return
    const message: FromPage = JSON.parse(payload)
    void hooks
      .onMessage(message)
      .then(
        (value) => ({ id: message.id, value: encode(value) }),
        (error: Error) => ({ id: message.id, error: error.message }),
      )
      .then((answer) => (message.kind === 'invoke' ? tell(answer) : undefined))
      // The page may be gone before its answer comes.
      .catch(() => {})
  })
  cdp.on('Fetch.requestPaused', ({ requestId, request, frameId, redirectedRequestId }) => {
    const isAllowed = hooks.onNavigation({
      url: origins.toMain(request.url),
      isMainFrame: frameId === mainFrame,
      isRedirect: redirectedRequestId !== undefined,
    })
    // A refused navigation leaves the page where it is.
    const answer = isAllowed
      ? cdp.send('Fetch.continueRequest', { requestId })
      : cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
    answer.catch(() => {})
  })
  cdp.on('Page.windowOpen', ({ url, windowName, windowFeatures }) =>
    hooks.onWindowOpen(origins.toMain(url), windowName, windowFeatures.join(',')),
  )
  cdp.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
    if (disposition !== 'currentTab') hooks.onWindowOpen(origins.toMain(url), '', '')
  })

  await cdp.send('Page.enable')
  await cdp.send('Runtime.enable')
  const { frameTree } = await cdp.send('Page.getFrameTree')
  const mainFrame = frameTree.frame.id
  await cdp.send('Runtime.addBinding', { name: settings.binding })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scriptOf(settings, preload) })
  await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document', requestStage: 'Request' }] })
  return { page, cdp, tell }
}

const scriptOf = (settings: PreloadSettings, preload: string | undefined): string => {
  const text = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const closure = `function (require, module, exports, process) { ${text}\n}`
  return `(${runPreload})(${JSON.stringify(settings)}, ${encode}, ${decode}, ${closure})`
}
