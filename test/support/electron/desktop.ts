/**
 * The desktop app as a test drives it: launched, its windows as Playwright pages, its dialogs answered
 * beforehand, its menu chosen from. The same on a real Electron and on the stand-in.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, describe } from 'vitest'
import { describeBrowser } from '../browser.ts'
import { type Answer, dialogScript, type Shown } from './dialogs.ts'
import type { ElectronModule } from './electron.ts'
import { findHost, NO_BINARY } from './find.ts'
import { launchStandIn, type Running } from './launch.ts'
import { clickMenuItem, type MenuEntry, readMenu } from './menu-script.ts'
import { launchInside } from './page/chromium.ts'
import { chromiumGlass, noGlass } from './page/glass.ts'
import { launchReal } from './real.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const main = path.join(root, 'dist/desktop/main.js')

export const host = findHost()

export interface LaunchOptions {
  /** A folder or a model, or whatever a hostile command line holds. */
  readonly args?: readonly string[]
  /** The user's settings, those of an earlier launch; new ones when absent. */
  readonly settings?: string
}

/** What both kinds offer; the rest is made of it. */
export interface Launched {
  readonly context: BrowserContext
  pages(): Promise<Page[]>
  /** Runs in the main process. The function goes there as text: it knows nothing of the test. */
  evaluate<R, A>(work: (electron: ElectronModule, arg: A) => R | Promise<R>, arg: A): Promise<R>
  secondInstance(args: readonly string[]): Promise<void>
  /** When the app has ended by itself. */
  readonly ended: Promise<unknown>
  /** Ends the app without asking anybody. */
  kill(): Promise<void>
  readonly standIn?: Running
}

export interface Desktop extends Launched {
  readonly kind: 'stand-in' | 'electron'
  readonly settings: string
  /** Policy violations, errors and warnings of all pages. */
  readonly complaints: string[]
  firstWindow(): Promise<Page>
  /** Answers for the dialogs to come, in their order. */
  answerDialogs(...answers: Answer[]): Promise<void>
  shownDialogs(): Promise<readonly Shown[]>
  /** By labels from the top, `File > Open Folder…`, or by an item's id. Refuses what a person could not choose. */
  chooseMenu(item: string): Promise<void>
  menu(): Promise<readonly MenuEntry[]>
  /** Drops files or folders onto the middle of a window. */
  drop(page: Page, paths: readonly string[]): Promise<void>
  /** As a click on the window's close button. */
  closeWindow(index?: number): Promise<void>
  /** Ends it; throws when a dialog came that the test had no answer for. */
  close(): Promise<void>
}

let browser: Promise<Browser> | undefined
const running = new Set<Desktop>()

/** Starts the built desktop app; the answers are for dialogs that its start shows. `describeDesktop` ends it. */
export const launchDesktop = async (
  { args = [], settings }: LaunchOptions = {},
  ...answers: Answer[]
): Promise<Desktop> => {
  const place = settings ?? mkdtempSync(path.join(tmpdir(), 'fenceline-settings-'))
  const launched =
    host.kind === 'electron' ? await launchReal(host.path, main, args, place) : await standIn(args, place)
  const complaints: string[] = []
  launched.context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  launched.context.on('weberror', (error) => complaints.push(String(error.error())))

  const script = async () => (await launched.evaluate(dialogScript, null)) ?? { shown: [], failures: [] }
  const desktop: Desktop = {
    ...launched,
    kind: host.kind,
    settings: place,
    complaints,
    async firstWindow() {
      for (;;) {
        const [page] = await launched.pages()
        if (page) {
          await page.waitForURL(/index\.html/)
          return page
        }
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    async answerDialogs(...answers) {
      const add = (electron: ElectronModule, more: Answer[]) => {
        const key = Symbol.for('fenceline.dialogs')
        const known = (electron.dialog as unknown as Record<symbol, { answers: Answer[] }>)[key]
        known?.answers.push(...more)
      }
      await launched.evaluate(add, answers)
    },
    shownDialogs: async () => (await script()).shown,
    async chooseMenu(item) {
      const problem = await launched.evaluate(clickMenuItem, item)
      if (problem) throw new Error(problem)
    },
    menu: () => launched.evaluate(readMenu, null),
    async drop(page, paths) {
      for (const one of paths) {
        if (launched.standIn) await launched.standIn.tellPath(path.basename(one), one)
      }
      const cdp = await page.context().newCDPSession(page)
      const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
      const data = { items: [], files: [...paths], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await cdp.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
      }
      await cdp.detach()
    },
    closeWindow: (index = 0) =>
      launched.evaluate(({ BrowserWindow }, at) => BrowserWindow.getAllWindows()[at]?.close(), index),
    async close() {
      if (!running.delete(desktop)) return
      const { failures } = await script().catch(() => ({ failures: [] }))
      await launched.kill()
      const all = [...failures, ...(launched.standIn?.world.failures ?? [])]
      if (all.length > 0) throw new Error(all.join('\n'))
    },
  }
  running.add(desktop)
  if (answers.length > 0) await desktop.answerDialogs(...answers)
  return desktop
}

const standIn = async (args: readonly string[], settings: string): Promise<Launched> => {
  browser ??= launchInside()
  const inside = await browser
  const because = host.kind === 'stand-in' && host.because !== NO_BINARY ? ` (${host.because})` : ''
  report(`stand-in for electron over Chromium ${inside.version().split('.')[0]}${because}`)
  const glass = await chromiumGlass(inside)
  const launched = await launchStandIn({ glass, main, args, settings })
  return {
    context: glass.context,
    pages: launched.pages,
    evaluate: async (work, arg) => work(launched.electron, arg),
    async secondInstance(more) {
      const second = await launchStandIn({ glass: noGlass(), main, args: more, settings })
      await second.apps.ended
      await second.close()
    },
    ended: launched.apps.ended,
    kill: launched.close,
    standIn: launched,
  }
}

/** `npm test` prints this line: which of the two ran is part of the result. */
const report = (line: string) =>
  writeFileSync(path.join(root, 'dist/desktop-tests.txt'), `desktop tests: ${line}\n`)

/** `describe` for tests of the desktop app: each test's launches end with it. */
export const describeDesktop = (name: string, tests: () => void): void => {
  const all = () => {
    afterEach(async () => {
      const ended = await Promise.allSettled([...running].map((desktop) => desktop.close()))
      for (const result of ended) if (result.status === 'rejected') throw result.reason
    })
    afterAll(async () => {
      await (await browser)?.close()
      browser = undefined
    })
    tests()
  }
  if (host.kind === 'electron') {
    report(`Electron ${host.version}`)
    describe(name, all)
  } else describeBrowser(name, all)
}
