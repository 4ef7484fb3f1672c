// What is typed on the canvas: names and notes, and the shortcuts that work while one is typed.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openOrders } from '../../support/editor.ts'

describeBrowser('typing on the canvas', () => {
  let browser: Browser
  let editor: Editor
  let page: Page
  let person: Person

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    editor = await openOrders(browser)
    ;({ page, person } = editor)
  })
  afterEach(() => editor.close())

  const focusOf = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

  test('saving in the middle of a name keeps what was typed', async () => {
    await person.click(editor.node('Stripe API'))
    await person.press('F2')
    await person.type('Card payments')
    const file = await editor.save()
    expect(file).toContain('Card payments')
    expect(await focusOf()).toBe('Diagram')
    await editor.undo()
    await editor.item(/^Stripe API/).waitFor()
    expect(editor.complaints).toEqual([])
  })

  test('the palette opens in the middle of a name, and what edits text stays with the name', async () => {
    await person.click(editor.node('Redis'))
    await person.press('F2')
    await person.type('Cache')
    await person.press('Control+a')
    await person.type('Session cache')
    await person.press('Control+k')
    await page.getByRole('combobox', { name: 'Find an action or element' }).waitFor()
    await person.press('Escape')
    await editor.item(/^Session cache/).waitFor()
    expect(await focusOf()).toBe('Diagram')
    expect(editor.complaints).toEqual([])
  })

  test('a name is seen whole while it is typed, also from afar', async () => {
    await person.click(editor.node('API Gateway'))
    await person.press('F2')
    await person.type('Gateway of the partners and their agents')
    const field = page.getByRole('textbox', { name: 'Title of API Gateway' })
    expect(await field.evaluate((input) => input.scrollWidth - input.clientWidth)).toBeLessThanOrEqual(0)
    await person.press('Escape')
  })

  test('Escape ends a note and keeps its text', async () => {
    await person.press('t')
    await person.press('Enter')
    await person.type('Ask the owner')
    await person.press('Escape')
    await page.getByRole('group', { name: /Ask the owner/ }).waitFor()
    await editor.undo()
    await page.getByRole('group', { name: /Ask the owner/ }).waitFor({ state: 'detached' })
  })
})
