// Finding an element on the canvas: in what the model says, on screen or not.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import { pinned } from '../../../shared/model/arranging/pinned.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { aFolder } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openEditor, openOrders } from '../../support/editor.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'

describeBrowser('finding on the canvas', () => {
  let browser: Browser
  let editor: Editor | undefined
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  afterEach(async () => {
    await editor?.close()
    if (editor) rmSync(editor.app.folder, { recursive: true, force: true })
    editor = undefined
  })

  const parts = ({ page }: Editor) => ({
    field: page.getByRole('combobox', { name: 'Find on the canvas' }),
    bar: page.getByRole('region', { name: 'Find on the canvas' }),
    hit: (name: RegExp) => page.getByRole('option', { name }),
    count: (text: string) => page.getByRole('status').getByText(text, { exact: true }).waitFor(),
    selected: (name: RegExp) => page.getByRole('treeitem', { name, selected: true }).waitFor(),
  })

  test('data is found where it is used, hit by hit, and Escape goes back to where one was', async () => {
    editor = await openOrders(browser)
    const { page, person } = editor
    const { field, bar, count, selected } = parts(editor)
    await person.click(editor.node('Redis'))
    const before = await editor.placeOf('Redis')
    await person.press('Control+f')
    await field.waitFor()
    await person.type('pii')
    await count('1 of 5')
    await selected(/^Orders Service/)
    await person.press('Enter')
    await count('2 of 5')
    await selected(/^Postgres/)
    await person.press('Shift+Enter')
    await person.press('Shift+Enter')
    await count('5 of 5')
    expect(await bar.getByRole('option', { selected: true }).textContent()).toContain('Customer PII')
    // The hits that are not in hand are lit as well.
    expect(await page.locator('.react-flow__node [class*="_lit_"]').count()).toBeGreaterThan(1)

    await person.press('Escape')
    await bar.waitFor({ state: 'detached' })
    await selected(/^Redis/)
    await page.waitForTimeout(300)
    expect(await editor.placeOf('Redis')).toEqual(before)
    expect(
      await page
        .getByRole('application', { name: 'Diagram' })
        .evaluate((it) => it === document.activeElement),
    ).toBe(true)
    expect(editor.complaints).toEqual([])
  })

  test('one stays at a hit with the keys on the canvas, and F3 goes on with the bar closed', async () => {
    editor = await openOrders(browser)
    const { page, person } = editor
    const { bar, selected } = parts(editor)
    await person.press('Control+f')
    await person.type('service ORDERS')
    await selected(/^Orders Service/)
    await person.press('Control+Enter')
    await bar.waitFor({ state: 'detached' })
    await person.press('F2')
    await page.keyboard.type('Basket')
    await person.press('Enter')
    await page.getByRole('treeitem', { name: /^Basket, process/ }).waitFor()
    await person.press('F3')
    await page.getByRole('treeitem', { name: /^Basket/, selected: false }).waitFor()
    // A flow over a line boundary has a row there as well.
    await page.getByRole('treeitem', { selected: true }).first().waitFor()
    expect(editor.complaints).toEqual([])
  })

  test('a hit is chosen from the list, and what finds nothing says so', async () => {
    editor = await openOrders(browser)
    const { page, person } = editor
    const { hit, selected } = parts(editor)
    await person.press('Control+f')
    await person.type('third party')
    await person.click(hit(/Stripe API.*Note.*third party/))
    await selected(/^Stripe API/)
    await page.getByRole('combobox', { name: 'Find on the canvas' }).fill('mainframe')
    await page.getByText('Nothing on the canvas has this.').waitFor()
    await selected(/^Stripe API/)
  })

  test('in the text pane the same keys search the text', async () => {
    editor = await openOrders(browser)
    const { page, person } = editor
    await person.press('Control+e')
    await page.locator('[data-text-editor]').first().waitFor()
    await page.waitForTimeout(400)
    await person.press('Control+f')
    await page.getByRole('textbox', { name: 'Find' }).first().waitFor()
    expect(await page.getByRole('region', { name: 'Find on the canvas' }).count()).toBe(0)
  })

  test('among 4,000 components one that is far out of sight is found and shown', async () => {
    const folder = aFolder()
    const model = aSeededModel(4000, 5200)
    writeFileSync(path.join(folder, 'big.threat-model.yaml'), printModel(model))
    writeFileSync(path.join(folder, 'big.threat-model.layout.yaml'), printLayout(pinned(model, EMPTY_LAYOUT)))
    editor = await openEditor(browser, folder, /Seeded/)
    const { page, person } = editor
    const { title } = model.components[3321] ?? { title: '' }
    await page.getByRole('application', { name: 'Diagram' }).focus()
    await person.press('Shift+0')
    await page.waitForTimeout(500)
    expect(await editor.node(title).count()).toBe(0)
    await person.press('Control+f')
    await person.type(title)
    await editor.node(title).waitFor()
    const { x, y } = await editor.placeOf(title)
    const canvas = await page.getByRole('application', { name: 'Diagram' }).boundingBox()
    const bar = await page.getByRole('region', { name: 'Find on the canvas' }).boundingBox()
    expect(x).toBeGreaterThan(canvas?.x ?? Number.NaN)
    expect(x).toBeLessThan(bar?.x ?? Number.NaN)
    expect(y).toBeLessThan((canvas?.y ?? 0) + (canvas?.height ?? 0))
    expect(editor.complaints).toEqual([])
  })
})
