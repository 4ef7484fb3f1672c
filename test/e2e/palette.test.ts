// The palette: whatever can be done or shown, by a few letters.
import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { type Editor, openOrders } from '../support/editor.ts'

describeBrowser('the palette', () => {
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

  const options = () => editor.page.getByRole('dialog').getByRole('option')
  const ask = async (letters: string) => {
    await editor.person.press('Control+k')
    await editor.page.getByRole('combobox', { name: 'Find an action or element' }).fill(letters)
  }

  test('a few letters find an action, and what was chosen lately is offered first', async () => {
    const { page, person } = editor
    await ask('keyboard sh')
    await person.press('Enter')
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor()
    await person.press('Escape')
    await person.press('Control+k')
    await page.getByText('Chosen lately').waitFor()
    expect(await options().first().textContent()).toContain('Keyboard shortcuts')
    expect(editor.complaints).toEqual([])
  })

  test('an action is found by the word another editor has for it, and the field stays where it is', async () => {
    await ask('')
    const field = editor.page.getByRole('combobox', { name: 'Find an action or element' })
    const before = await field.boundingBox()
    await field.fill('isolate')
    await options()
      .filter({ hasText: /^Show only this zone/ })
      .waitFor()
    expect(await options().count()).toBe(1)
    expect(await field.boundingBox()).toEqual(before)
    await field.fill('no such thing')
    await editor.page.getByText('Nothing is called that.').waitFor()
    expect(await field.boundingBox()).toEqual(before)
  })

  test('an element is selected, and a data asset leads to where it is used', async () => {
    const { page, person } = editor
    await ask('postg')
    expect(await options().first().textContent()).toMatch(/^Postgres.*Data store/)
    await person.press('Enter')
    await page.getByRole('treeitem', { name: /^Postgres/, selected: true }).waitFor()
    await ask('customer pii')
    await person.press('Enter')
    await page.getByRole('status').getByText('1 of 5', { exact: true }).waitFor()
    expect(editor.complaints).toEqual([])
  })

  test('what cannot be done now comes last and says why', async () => {
    await ask('undo')
    const undo = options().filter({ hasText: 'Nothing to undo' })
    await undo.waitFor()
    expect(await undo.getAttribute('aria-disabled')).toBe('true')
    expect(await options().last().textContent()).toContain('Nothing to undo')
  })

  test('another model of the folder is opened by its title', async () => {
    writeFileSync(
      path.join(editor.app.folder, 'b.threat-model.yaml'),
      'title: Billing\ntechnical_assets: {}\n',
    )
    const { page, person } = editor
    await page.getByRole('navigation', { name: 'Models' }).getByText('Billing').waitFor()
    await ask('bill')
    await person.press('Enter')
    await expect.poll(() => page.getByRole('textbox', { name: 'Model title' }).inputValue()).toBe('Billing')
    expect(editor.complaints).toEqual([])
  })

  test('what the rules drafted is found by its words', async () => {
    const { page, person } = editor
    await person.click(page.getByRole('button', { name: 'Draft threats' }).first())
    const title = page.locator('tr[data-kind="draft"] td').nth(3)
    const words = (await title.textContent()) ?? ''
    await ask(words.slice(0, 24))
    expect(await options().first().textContent()).toMatch(/Draft at /)
    await person.press('Enter')
    await page.getByRole('radio', { name: 'Review', checked: true }).waitFor()
  })
})
