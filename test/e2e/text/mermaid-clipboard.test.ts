// Mermaid over the clipboard: a flowchart becomes elements where the pointer is, and a selection becomes a flowchart.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readModel } from '../../../shared/formats/fenceline/model/read-model.ts'
import { ORDERS } from '../../../shared/formats/fenceline/templates/orders.ts'
import { type App, aFolder, openPage, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'

const FLOWCHART = `flowchart LR
  U["Customer"] -->|places order| W(["Web shop"])
  subgraph backend["Backend"]
    W -->|enqueues| Q[("Order queue")]
    Q --> P(["Fulfilment"])
  end
`
const EMPTY = `title: Sketch
technical_assets: {}
`

const byId = (one: { id: string; from?: string }, other: { id: string; from?: string }) =>
  `${one.from} ${one.id}` < `${other.from} ${other.id}` ? -1 : 1

/** What a diagram says of a model; a flowchart puts what is in no zone first. */
function drawnOf(text: string) {
  const { model } = readModel(text)
  if (!model) throw new Error('the model must read')
  return {
    components: model.components
      .map(({ id, title, kind, zone, note }) => ({ id, title, kind, zone, note }))
      .sort(byId),
    flows: model.flows
      .map(({ id, from, to, title, protocol }) => ({ id, from, to, title, protocol }))
      .sort(byId),
    boundaries: model.boundaries.map(({ id, title, kind, parent, crossedBy }) => ({
      id,
      title,
      kind,
      parent,
      crossedBy,
    })),
  }
}

describeBrowser('Mermaid on the clipboard', () => {
  let browser: Browser
  let app: App
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'threat-model.yaml'), ORDERS)
    writeFileSync(path.join(folder, 'sketch.threat-model.yaml'), EMPTY)
    app = await startApp(folder)
    ;({ page, complaints } = await openPage(browser, app.url))
  })
  afterEach(async () => {
    await page.context().close()
    await app.stop()
    rmSync(app.folder, { recursive: true })
  })

  const openModel = async (name: RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.getByRole('textbox', { name: 'Model title' }).waitFor()
    await page.waitForTimeout(1500)
  }
  const node = (title: string) => page.locator('.react-flow__node', { hasText: title }).last()
  const boxOf = async (title: string) => {
    const box = await node(title).boundingBox()
    if (!box) throw new Error(`${title} is not on the canvas`)
    return box
  }
  const paste = async (text: string, at: { x: number; y: number }) => {
    await page.evaluate((clip) => navigator.clipboard.writeText(clip), text)
    await page.mouse.move(at.x, at.y)
    await page.keyboard.press('Control+v')
  }
  const save = async (file: string) => {
    await page.keyboard.press('Control+s')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    return readFileSync(path.join(app.folder, file), 'utf8')
  }

  test('a pasted flowchart is laid out around the pointer, zones included, and one undo takes it back', async () => {
    await openModel(/Sketch/)
    const at = { x: 640, y: 330 }
    await paste(FLOWCHART, at)
    for (const title of ['Customer', 'Web shop', 'Order queue', 'Fulfilment']) await node(title).waitFor()
    await page.getByRole('treeitem', { name: /^Order queue, data store, in Backend/ }).waitFor()
    await page.getByRole('treeitem', { name: /^Customer, external entity, outside/ }).waitFor()

    const boxes = await Promise.all(['Customer', 'Web shop', 'Order queue', 'Fulfilment'].map(boxOf))
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y
        expect(apart).toBe(true)
      }
    }
    const zone = await boxOf('Backend')
    const all = [...boxes, zone]
    const left = Math.min(...all.map(({ x }) => x))
    const right = Math.max(...all.map(({ x, width }) => x + width))
    const top = Math.min(...all.map(({ y }) => y))
    const bottom = Math.max(...all.map(({ y, height }) => y + height))
    expect(Math.abs((left + right) / 2 - at.x)).toBeLessThan(40)
    expect(Math.abs((top + bottom) / 2 - at.y)).toBeLessThan(40)

    await page.keyboard.press('Control+z')
    await node('Customer').waitFor({ state: 'detached' })
    expect(await page.locator('.react-flow__node').count()).toBe(0)
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  test('a text that only begins as a flowchart is refused with the line, and nothing is pasted', async () => {
    await openModel(/Sketch/)
    await paste('flowchart LR\n  a["open --> b\n', { x: 640, y: 330 })
    await page.getByTitle(/^What was pasted is not a diagram\. Line \d+: /).waitFor()
    expect(await page.locator('.react-flow__node').count()).toBe(0)
  })

  test('what is selected is copied as Mermaid and pasted into another model as it was', async () => {
    await openModel(/Orders Platform/)
    await page.mouse.click(640, 520)
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('copy selection as mermaid')
    await page.keyboard.press('Enter')
    await page.getByTitle('Copied as Mermaid.').waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('flowchart LR')
    expect(text).toContain('subgraph dmz["DMZ"]')

    await page
      .getByRole('button', { name: /Sketch/ })
      .first()
      .click()
    await expect.poll(() => page.getByRole('textbox', { name: 'Model title' }).inputValue()).toBe('Sketch')
    await page.waitForTimeout(1000)
    await page.mouse.click(640, 330)
    await paste(text, { x: 640, y: 330 })
    await node('Stripe API').waitFor()
    expect(drawnOf(await save('sketch.threat-model.yaml'))).toEqual(drawnOf(ORDERS))
    expect(complaints).toEqual([])
  })
})
