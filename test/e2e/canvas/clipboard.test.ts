// Parts of a diagram over the clipboard: between models, between windows on two folders, and from texts.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { readModel } from '../../../shared/formats/fenceline/index.ts'
import { aFolder } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openEditor, openOrders } from '../../support/editor.ts'

const SKETCH = 'title: Sketch\ntechnical_assets: {}\n'
const DFD = `External: Customer
-> [TLS] -> Process: Web shop
-> Data store: Baskets (PII)
`

describeBrowser('the clipboard', () => {
  let browser: Browser
  const open: Editor[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    for (const editor of open.splice(0)) {
      await editor.close()
      rmSync(editor.app.folder, { recursive: true, force: true })
    }
  })

  const opened = async (starting: Promise<Editor>) => {
    const editor = await starting
    open.push(editor)
    return editor
  }
  const aSketch = () => {
    const folder = aFolder()
    writeFileSync(path.join(folder, 'threat-model.yaml'), SKETCH)
    return opened(openEditor(browser, folder, /Sketch/))
  }
  const put = (page: Page, text: string) => page.evaluate((clip) => navigator.clipboard.writeText(clip), text)
  /** A headless page that is not in front has no focus, which the clipboard asks for. */
  const pasteAt = async ({ page, person }: Editor, x: number, y: number) => {
    await page.bringToFront()
    await page.mouse.move(x, y)
    await page.getByRole('application', { name: 'Diagram' }).focus()
    await person.press('Control+v')
  }
  const modelIn = (folder: string, file: string) => {
    const { model } = readModel(readFileSync(path.join(folder, file), 'utf8'))
    if (!model) throw new Error(`${file} must read`)
    return model
  }

  test('a zone is copied into a window on another folder, with the data that its parts name', async () => {
    const orders = await opened(openOrders(browser))
    const sketch = await aSketch()
    await orders.page.bringToFront()
    await orders.person.click(orders.item(/^App tier/))
    await orders.page.getByRole('application', { name: 'Diagram' }).focus()
    await orders.person.press('Control+c')
    await pasteAt(sketch, 620, 300)
    await sketch.item(/^Postgres, data store, in App tier/).waitFor()
    await sketch.save()
    const [from, to] = [
      modelIn(orders.app.folder, 'threat-model.yaml'),
      modelIn(sketch.app.folder, 'threat-model.yaml'),
    ]
    const inTier = from.components.filter(({ zone }) => zone === 'app-tier')
    expect(to.components).toEqual(inTier)
    const named = new Set(
      inTier.flatMap(({ dataStored, dataProcessed }) => [...dataStored, ...dataProcessed]),
    )
    expect(named.size).toBeGreaterThan(0)
    expect(to.dataAssets).toEqual(from.dataAssets.filter(({ id }) => named.has(id)))
    expect([...orders.complaints, ...sketch.complaints]).toEqual([])
  })

  test('what is cut from one model is pasted into another of the folder, where undo takes it back', async () => {
    const editor = await opened(openOrders(browser))
    const { page, person } = editor
    writeFileSync(path.join(editor.app.folder, 'b.threat-model.yaml'), SKETCH)
    const sketch = page.getByRole('navigation', { name: 'Models' }).getByRole('button', { name: /Sketch/ })
    await sketch.waitFor()
    await person.click(editor.node('Redis'))
    await person.press('Control+x')
    await editor.node('Redis').waitFor({ state: 'detached' })
    await editor.save()
    await person.click(sketch)
    await expect.poll(() => page.getByRole('textbox', { name: 'Model title' }).inputValue()).toBe('Sketch')
    await page.waitForTimeout(500)
    await pasteAt(editor, 620, 300)
    await editor.item(/^Redis, data store, outside/).waitFor()
    await editor.undo()
    await editor.item(/^Redis/).waitFor({ state: 'detached' })
    expect(editor.complaints).toEqual([])
  })

  test('a plain-text DFD becomes elements at the pointer, words become a note, and data says what is read', async () => {
    const editor = await aSketch()
    const { page } = editor
    await put(page, DFD)
    await pasteAt(editor, 620, 300)
    await editor.item(/^Web shop, process/).waitFor()
    expect(Math.abs((await editor.placeOf('Web shop')).x - 620)).toBeLessThan(400)
    await put(page, 'Ask ops who restores the baskets')
    await pasteAt(editor, 620, 460)
    await editor.node('Ask ops who restores the baskets').waitFor()
    await put(page, '{"nodes": []}')
    await pasteAt(editor, 620, 460)
    await page.getByTitle(/What was pasted is not a diagram\. Line 1: This is JSON, and of no tool/).waitFor()
    await editor.undo()
    await editor.node('Ask ops').waitFor({ state: 'detached' })
    await editor.undo()
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(0)
    expect(editor.complaints).toEqual([])
  })

  test('a selection is copied as a plain-text DFD, which another model takes', async () => {
    const orders = await opened(openOrders(browser))
    const { page, person } = orders
    await person.click(orders.item(/^App tier/))
    await person.press('Control+k')
    await page.keyboard.type('copy selection as plain')
    await person.press('Enter')
    await page.getByTitle('Copied as Plain-text DFD.').waitFor()
    const text = await page.evaluate(() => navigator.clipboard.readText())
    expect(text).toContain('Zone: App tier')
    expect(text).not.toContain('Browser')
    const sketch = await aSketch()
    await pasteAt(sketch, 620, 300)
    await sketch.item(/^Orders Service, process, in App tier/).waitFor()
    expect(sketch.complaints).toEqual([])
  })
})
