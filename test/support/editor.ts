// A model open in the editor, as a person has it in front of them.
import { cpSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { type App, aFolder, fenceline, openPage, Person, startApp } from './app.ts'
import { describeBrowser, launchBrowser } from './browser.ts'

export interface Place {
  /** Middle, in pixels of the page. */
  readonly x: number
  readonly y: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export class Editor {
  readonly app: App
  readonly page: Page
  readonly person: Person
  /** Policy violations, errors and warnings of the page. */
  readonly complaints: readonly string[]

  constructor(app: App, page: Page, complaints: readonly string[]) {
    this.app = app
    this.page = page
    this.complaints = complaints
    this.person = new Person(page)
  }

  /** What the canvas shows of a component, zone or line with this title. */
  node(title: string): Locator {
    return this.page.locator('.react-flow__node', { hasText: title }).first()
  }

  /** Throws when the element is not on the canvas. */
  async placeOf(title: string): Promise<Place> {
    const box = await this.node(title).boundingBox()
    if (!box) throw new Error(`${title} is not on the canvas`)
    return { ...box, x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.x, top: box.y }
  }

  /** A row of the outline. */
  item(name: RegExp): Locator {
    return this.page.getByRole('treeitem', { name })
  }

  undo(): Promise<void> {
    return this.person.press('Control+z')
  }

  /** Saves, and gives the text of the model's file. */
  async save(file = 'threat-model.yaml'): Promise<string> {
    await this.person.press('Control+s')
    await this.page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    return readFileSync(path.join(this.app.folder, file), 'utf8')
  }

  async close(): Promise<void> {
    await this.page.context().close()
    await this.app.stop()
  }
}

/** Starts the app on a folder and opens the model whose card has this name, arranged and at rest. */
export const openEditor = async (
  browser: Browser,
  folder: string,
  card: RegExp,
  size?: { readonly width: number; readonly height: number },
): Promise<Editor> => {
  const app = await startApp(folder)
  const { page, complaints } = await openPage(browser, app.url, size)
  await page.getByRole('button', { name: card }).first().click()
  await page.getByRole('application', { name: 'Diagram' }).waitFor()
  await atRest(page)
  return new Editor(app, page, complaints)
}

/**
 * Waits until nothing on the canvas has moved for a third of a second: a first layout comes from a
 * worker, the view is fitted to it, and flows are led around components once nobody moves.
 */
export const atRest = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => {
      const ink = [...document.querySelectorAll('.react-flow__viewport, [role="application"] path')]
      const now = `${document.body.innerText.includes('Arranging')} ${ink
        .map((each) => each.getAttribute('style') ?? each.getAttribute('d'))
        .join()}`
      const seen = window as Window & { ink?: string; times?: number }
      seen.times = seen.ink === now ? (seen.times ?? 0) + 1 : 0
      seen.ink = now
      return seen.times >= 4 && !now.startsWith('true')
    },
    undefined,
    { polling: 80 },
  )
}

let orders: Promise<string> | undefined

/** A new folder with the Orders example, as `fenceline init` writes it. */
export const ordersFolder = async (): Promise<string> => {
  orders ??= (async () => {
    const folder = aFolder()
    await fenceline(folder, 'init', '--template', 'orders')
    return folder
  })()
  const folder = aFolder()
  cpSync(await orders, folder, { recursive: true })
  return folder
}

/** The Orders example in a folder of its own, open. */
export const openOrders = async (
  browser: Browser,
  size?: { readonly width: number; readonly height: number },
): Promise<Editor> => openEditor(browser, await ordersFolder(), /Orders Platform/, size)

/** What a test has at hand: another for each, over the file's one browser. */
export interface AtHand {
  readonly editor: Editor
  readonly page: Page
  readonly person: Person
}

/** Tests that each begin with the Orders example open, in a folder of its own. */
export const describeOrders = (name: string, tests: (at: AtHand) => void): void =>
  describeBrowser(name, () => {
    let browser: Browser
    let editor: Editor
    beforeAll(async () => {
      browser = await launchBrowser()
    })
    afterAll(() => browser?.close())
    beforeEach(async () => {
      editor = await openOrders(browser)
    })
    afterEach(async () => {
      await editor.close()
      rmSync(editor.app.folder, { recursive: true, force: true })
    })
    tests({
      get editor() {
        return editor
      },
      get page() {
        return editor.page
      },
      get person() {
        return editor.person
      },
    })
  })
