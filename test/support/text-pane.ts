// The Orders example open in the editor with its text pane, as a person types in it.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { App, Person } from './app.ts'
import { describeBrowser, launchBrowser } from './browser.ts'
import { type Editor, openEditor, ordersFolder } from './editor.ts'

const RISK = `identified_risks:
  - id: SEC-412
    category: tampering
    asset: redis
    description: Sessions can be written by anybody on the network
`

/** Another editor for each test, over the file's one browser. */
export class TextPane {
  #editor: Editor | undefined

  /** Opens Orders, one of its components with a risk, and its text. */
  async open(browser: Browser): Promise<void> {
    const folder = await ordersFolder()
    const file = path.join(folder, 'threat-model.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('notes:\n', `${RISK}\nnotes:\n`))
    this.#editor = await openEditor(browser, folder, /Orders Platform/)
    await this.person.press('Control+e')
    await this.line('Process: API Gateway').waitFor()
  }

  get #open(): Editor {
    if (!this.#editor) throw new Error('The editor is not open yet')
    return this.#editor
  }

  get app(): App {
    return this.#open.app
  }

  get page(): Page {
    return this.#open.page
  }

  get person(): Person {
    return this.#open.person
  }

  async close(): Promise<void> {
    expect(this.#open.complaints).toEqual([])
    await this.#open.close()
    rmSync(this.app.folder, { recursive: true, force: true })
  }

  node(title: string): Locator {
    return this.#open.node(title)
  }

  line(text: string): Locator {
    return this.page.locator('.cm-line', { hasText: text }).first()
  }

  /** Its lines, without their ends. */
  async text(): Promise<readonly string[]> {
    return (await this.page.locator('.cm-line').allInnerTexts()).map((each) => each.replace(/\n$/, ''))
  }

  /** Waits until the model has so many. */
  components(count: number): Promise<void> {
    return this.page.getByText(`${count} components`, { exact: true }).waitFor()
  }

  /** A file of the model's folder. */
  read(name: string): string {
    return readFileSync(path.join(this.app.folder, name), 'utf8')
  }

  async save(): Promise<void> {
    await this.#open.save()
  }

  /** Puts the cursor behind a word of a line. */
  async cursorAfter(target: Locator, word: string): Promise<void> {
    await target.click()
    await this.person.press('End')
    const whole = await target.innerText()
    const back = whole.trimEnd().length - whole.indexOf(word) - word.length
    for (let step = 0; step < back; step += 1) await this.person.press('ArrowLeft')
  }

  /** Types in the empty line that a DFD ends with. */
  async typeAtEnd(words: string): Promise<void> {
    await this.person.press('Control+End')
    await this.person.type(words)
  }
}

/** Lines that only one of two texts has. */
export function changedLines(
  before: string,
  after: string,
): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return {
    gone: old.filter((each) => !now.includes(each)),
    come: now.filter((each) => !old.includes(each)),
  }
}

/** Tests that each begin with the text of Orders open, in a folder of its own; a complaint of the page fails one. */
export const describeTextPane = (name: string, tests: (pane: TextPane) => void): void =>
  describeBrowser(name, () => {
    const pane = new TextPane()
    let browser: Browser
    beforeAll(async () => {
      browser = await launchBrowser()
    })
    afterAll(() => browser?.close())
    beforeEach(() => pane.open(browser))
    afterEach(() => pane.close())
    tests(pane)
  })
