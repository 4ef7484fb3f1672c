// The built app on a folder in a browser, with the probe in its page.
import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { startApp } from '../../support/app.ts'
import { addProbe, within } from './probe.ts'

export interface Session {
  readonly page: Page
  /** Of the last `open`. */
  close(): Promise<void>
}

/** A process of its own and a page without history. */
export async function startBenchSession(browser: Browser, folder: string): Promise<Session> {
  const app = await startApp(folder)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await addProbe(context)
  const page = await context.newPage()
  await page.goto(app.url)
  return {
    page,
    async close() {
      await context.close()
      await app.stop()
    },
  }
}

/** Opens the model with this title from wherever its name is shown; milliseconds until it is interactive. */
export async function open(page: Page, title: string, elements: number): Promise<number> {
  const card = page.getByRole('button', { name: new RegExp(`^${title}\\b`) }).first()
  await card.waitFor()
  await page.evaluate((wanted) => window.bench.watchOpening(wanted.title, wanted.elements), {
    title,
    elements,
  })
  await card.click()
  return within(
    `opening ${title}`,
    page.evaluate(() => window.bench.took()),
  )
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

/** Megabytes that the page's scripts hold after a collection. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return usedSize / 1e6
  } finally {
    await session.detach()
  }
}
