// The outline as the canvas' equal: everything that is drawn is told, built, moved and deleted here.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Person } from '../support/app.ts'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { type Editor, openOrders } from '../support/editor.ts'

describeBrowser('the outline', () => {
  let browser: Browser
  let editor: Editor
  let page: Page
  let person: Person

  beforeAll(async () => {
    browser = await launchBrowser()
  })

  afterAll(async () => {
    await browser?.close()
  })

  beforeEach(async () => {
    editor = await openOrders(browser)
    ;({ page, person } = editor)
  })

  afterEach(async () => {
    expect(editor.complaints).toEqual([])
    await editor.close()
  })

  const item = (name: RegExp) => editor.item(name)
  /** The name of the row that has the focus; else what has it instead. */
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: active } = document
      const name = active?.getAttribute('aria-label') ?? active?.textContent
      return active?.matches('[role="treeitem"]') ? name?.replace(/(\d+ of \d+).*/s, '$1') : active?.tagName
    })
  const selected = async () =>
    (await page.locator('[role="treeitem"][aria-selected="true"]').allTextContents()).map(
      (text) => text.split(',')[0],
    )
  const count = (text: string) => page.getByText(text, { exact: true }).waitFor()

  test('arrow keys, Home, End and typed letters walk the rows, and the canvas follows', async () => {
    await person.click(item(/^DMZ, zone/))
    await person.press('ArrowDown')
    await expect.poll(focused).toMatch(/^API Gateway, process, in DMZ, .*1 of 1$/)
    await person.press('ArrowLeft')
    await person.press('ArrowLeft')
    await expect.poll(focused).toMatch(/^DMZ, zone/)
    await person.press('ArrowLeft')
    expect(await item(/^DMZ, zone/).getAttribute('aria-expanded')).toBe('false')
    await person.press('*')
    expect(await item(/^DMZ, zone/).getAttribute('aria-expanded')).toBe('true')
    await person.press('End')
    await person.press('Home')
    await expect.poll(focused).toMatch(/, 1 of \d+$/)
    await person.press('Shift+P')
    await page.keyboard.type('ost')
    await expect.poll(focused).toMatch(/^(Postgres|Flow from Orders Service to Postgres)/)
    await page.waitForTimeout(900)
    await person.press('Shift+R')
    await expect.poll(focused).toMatch(/Redis/)
  })

  test('Shift extends the selection, Ctrl walks without selecting, Space adds and takes away', async () => {
    await person.click(item(/^Postgres, data store/))
    await person.press('Shift+ArrowDown')
    expect(await selected()).toEqual(['Postgres', 'Redis'])
    await person.press('Shift+ArrowUp')
    expect(await selected()).toEqual(['Postgres'])
    await person.press('Control+ArrowDown')
    await expect.poll(focused).toMatch(/^Redis/)
    expect(await selected()).toEqual(['Postgres'])
    await person.press('Space')
    expect(await selected()).toEqual(['Postgres', 'Redis'])
    await item(/^Browser, external/).click({ modifiers: ['Control'] })
    await expect.poll(selected).toEqual(['Postgres', 'Redis', 'Browser'])
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('heading', { name: '3 elements selected' }).waitFor()
  })

  test('elements are added beside a row, inside a zone, named in place, connected and taken back', async () => {
    await person.click(item(/^DMZ, zone/))
    await person.press('s')
    await page.getByRole('treeitem').getByRole('textbox').waitFor()
    await page.keyboard.type('Rate limits')
    await person.press('Enter')
    await expect.poll(focused).toMatch(/^Rate limits, data store, in DMZ/)
    await person.press('e')
    await page.keyboard.type('Partner')
    await person.press('Enter')
    await expect.poll(focused).toMatch(/^Partner, external entity, in DMZ/)
    await person.press('c')
    await page.keyboard.type('Rate')
    await person.press('Enter')
    await expect.poll(focused).toMatch(/^Flow from Partner to Rate limits/)
    await person.press('F2')
    await page.keyboard.type('quota')
    await person.press('Enter')
    await page.getByText('quota').first().waitFor()
    await expect.poll(focused).toMatch(/^Flow from Partner to Rate limits/)
    expect(await editor.save()).toMatch(/title: quota|quota:/)
    for (let steps = 0; steps < 4; steps += 1) {
      await person.press('Control+z')
      await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    }
    await count('6 components')
  })

  test('after a delete the row beside has the focus and the selection, and undo brings it back', async () => {
    await person.click(item(/^Postgres, data store/))
    await person.press('Delete')
    await count('5 components')
    await expect.poll(focused).toMatch(/^Redis, data store/)
    await person.press('Delete')
    await count('4 components')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    await person.press('Control+z')
    await person.press('Control+z')
    await count('6 components')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    await person.press('ArrowDown')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
  })

  test('rows go into the nearest zone, out of it, and into the zone that they are dropped on', async () => {
    await person.click(item(/^Browser, external/))
    await person.press('Alt+Shift+ArrowRight')
    await expect.poll(focused).toMatch(/^Browser, external entity, in /)
    await person.press('Alt+Shift+ArrowLeft')
    await expect.poll(focused).toMatch(/^Browser, external entity, outside/)
    await person.press('Control+z')
    await person.press('Control+z')
    await item(/^Browser, external entity, outside/).waitFor()

    await item(/^Redis, data store/).dragTo(item(/^DMZ, zone/))
    await item(/^Redis, data store, in DMZ/).waitFor()
    expect(await editor.save()).toMatch(/technical_assets_inside: \[api-gateway, redis\]/)
    await editor.undo()
    await item(/^Redis, data store, in App tier/).waitFor()
    await item(/^App tier, zone/).dragTo(item(/^DMZ, zone/))
    await expect.poll(() => item(/^App tier, zone/).getAttribute('aria-level')).toBe('2')
    await item(/^DMZ, zone/).dragTo(item(/^App tier, zone/))
    await expect.poll(() => item(/^DMZ, zone/).getAttribute('aria-level')).toBe('1')
  })

  test('a filter narrows the rows, and Escape gives all of them back with the focus', async () => {
    await person.click(item(/^Redis, data store/))
    await person.press('/')
    await page.keyboard.type('stripe')
    await expect.poll(() => page.getByRole('treeitem').count()).toBeLessThan(8)
    await person.press('Enter')
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
    await person.press('/')
    await person.press('Escape')
    await expect.poll(() => page.getByRole('treeitem').count()).toBeGreaterThan(10)
    await expect.poll(focused).toMatch(/, \d+ of \d+$/)
  })

  test('what waits at a row is told in its name and in numbers, folded away or not', async () => {
    await person.press('Control+Enter')
    await item(/^API Gateway, process, in DMZ, \d+ open drafts?, not analysed/).waitFor()
    await person.click(item(/^DMZ, zone/))
    await person.press('ArrowLeft')
    await item(/^DMZ, zone, \d+ open drafts with what is inside, /).waitFor()
    await item(/^Flow from Browser to API Gateway.*crosses/)
      .first()
      .waitFor()
    await person.press('Alt+Enter')
    await page.getByRole('complementary', { name: 'Review' }).getByText('API Gateway').first().waitFor()
  })
})
