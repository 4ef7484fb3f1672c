// The menu on the canvas: what can be done with what lies under the pointer.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openOrders } from '../../support/editor.ts'

describeBrowser('the menu on the canvas', () => {
  let browser: Browser
  let editor: Editor
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    editor = await openOrders(browser)
    page = editor.page
  })
  afterEach(() => editor.close())

  const menu = () => page.getByRole('menu', { name: 'Actions here' })
  const choose = (name: RegExp) => menu().getByRole('menuitem', { name }).click()
  const focusOf = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

  test('the right button takes a component in hand and offers what can be done with it', async () => {
    const { x, y } = await editor.placeOf('Redis')
    await page.mouse.click(x, y, { button: 'right' })
    await editor.page.getByRole('treeitem', { name: /^Redis/, selected: true }).waitFor()
    await choose(/^Delete/)
    await editor.item(/^Redis, data store/).waitFor({ state: 'detached' })
    await menu().waitFor({ state: 'detached' })
    expect(await focusOf()).toBe('Diagram')
    await editor.undo()
    await editor.item(/^Redis, data store/).waitFor()
    expect(editor.complaints).toEqual([])
  })

  test('several selected elements stay selected, and Escape closes the menu alone', async () => {
    await editor.person.press('Control+a')
    const { x, y } = await editor.placeOf('Redis')
    await page.mouse.click(x, y, { button: 'right' })
    await menu().waitFor()
    await editor.person.press('Escape')
    await menu().waitFor({ state: 'detached' })
    await page.getByText('16 elements selected').waitFor()
  })

  test('on empty canvas it offers what to draw and everything at once', async () => {
    const { x, y } = await editor.placeOf('Browser')
    await page.mouse.click(x, y + 200, { button: 'right' })
    await choose(/^Select all/)
    await page.getByText('16 elements selected').waitFor()
  })

  test('a drag with the right button pans and opens no menu', async () => {
    const before = await editor.placeOf('Browser')
    await page.mouse.move(before.x, before.y + 200)
    await page.mouse.down({ button: 'right' })
    await page.mouse.move(before.x + 60, before.y + 260, { steps: 5 })
    await page.mouse.up({ button: 'right' })
    expect((await editor.placeOf('Browser')).x).toBeGreaterThan(before.x + 40)
    expect(await menu().count()).toBe(0)
  })

  test('the menu key opens it for the selection', async () => {
    await editor.person.click(editor.node('Stripe API'))
    await editor.person.press('ContextMenu')
    await choose(/^Rename/)
    await page.getByRole('textbox', { name: 'Title of Stripe API' }).waitFor()
  })

  test('a zone is collapsed from its title', async () => {
    const { left, top } = await editor.placeOf('App tier')
    await page.mouse.click(left + 25, top + 1, { button: 'right' })
    await choose(/^Collapse/)
    await page.getByText('3 inside').waitFor()
  })
})
