// The job Changes, on a real repo: what differs from a commit, on the canvas and in the list, by keys alone.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { type Editor, openOrders } from '../../support/editor.ts'
import { aRepo, type TestRepo } from '../../support/git/a-repo.ts'

const MODEL = 'threat-model.yaml'

// The tests follow each other over one page: what one leaves is where the next begins.
describeBrowser('what changed', () => {
  let browser: Browser
  let editor: Editor
  let page: Page
  let person: Person
  let repo: TestRepo

  beforeAll(async () => {
    browser = await launchBrowser()
    editor = await openOrders(browser)
    ;({ page, person } = editor)
  })

  afterAll(async () => {
    expect(editor?.complaints).toEqual([])
    await editor?.close()
    await browser?.close()
  })

  const panel = () => page.getByRole('complementary', { name: 'Changes' })
  const row = (name: RegExp) => panel().getByRole('listitem').getByRole('button', { name })
  const rows = () => panel().getByRole('listitem').getByRole('button').allInnerTexts()
  const held = () => panel().locator('[aria-current="true"]').innerText()
  const slider = (name: string) => panel().getByRole('slider', { name })
  const signs = (ref: string) =>
    page
      .locator(`[data-change="${ref}"] [data-sign]`)
      .evaluateAll((found) => found.map((sign) => sign.getAttribute('data-sign')))
  const onDisk = () => readFileSync(path.join(editor.app.folder, MODEL), 'utf8')

  test('a folder without a repo says so, and shows the history once there is one', async () => {
    await person.press('Alt+3')
    await panel().getByText('is not in a git repository').waitFor()
    repo = aRepo(editor.app.folder)
    await panel().getByRole('button', { name: 'Read again' }).click()
    await panel().getByText('The repository has no commits yet.').waitFor()
    repo.commit('Model the orders')
    // As whoever comes back from a terminal; the button may be gone by then, since the folder is watched.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await panel()
      .getByText(/^Nothing changed since/)
      .waitFor()
  })

  test('an edit is marked on the canvas and listed at once, and its element is selected by its key', async () => {
    await editor
      .item(/^Redis/)
      .first()
      .click()
    await person.press('Delete')
    await row(/^Redis\s*removed/).waitFor()
    await editor
      .item(/^Browser/)
      .first()
      .click()
    await person.press('F2')
    await page.keyboard.type('Shop front')
    await person.press('Enter')
    await row(/^Shop front\s*changed, title/).waitFor()
    await expect.poll(() => signs('redis')).toEqual(['removed'])
    await expect.poll(() => signs('browser')).toEqual(['changed'])
    await person.press('j')
    await person.press('j')
    await expect.poll(held).toMatch(/^Shop front/)
    await expect
      .poll(() => page.locator('.react-flow__node.selected').getAttribute('data-id'))
      .toBe('browser')
    const values = panel().getByRole('region', { name: 'Selected change' }).getByRole('row').nth(1)
    expect((await values.innerText()).split(/\s*\t\s*/)).toEqual(['title', 'Browser', 'Shop front'])
    await person.press('k')
    await expect.poll(held).toMatch(/^Redis/)
  })

  test('a ghost on the canvas leads to its line in the list', async () => {
    await person.press('j')
    await page.locator('[data-change="redis"] [data-sign]').click()
    await expect.poll(held).toMatch(/^Redis\s*removed/)
  })

  test('the changes are copied as Markdown for a pull request', async () => {
    await panel().getByRole('button', { name: 'Copy the changes as Markdown' }).click()
    await page.getByText('Copied the changes as Markdown.').first().waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/1 component removed/)
  })

  test('a commit made in a terminal is what counts from then on', async () => {
    await editor.save()
    repo.commit('Take the cache out and name the shop')
    await person.press('r')
    await panel()
      .getByText(/^Nothing changed since \w{7} Take the cache out/)
      .waitFor()
  })

  test('arrow keys move along the log, read out with subject, author and date', async () => {
    const before = onDisk()
    await slider('Commit before').focus()
    await expect
      .poll(() => slider('Commit before').getAttribute('aria-valuetext'))
      .toMatch(/^Take the cache out.*2 of 2$/)
    await person.press('ArrowLeft')
    await expect
      .poll(() => slider('Commit before').getAttribute('aria-valuetext'))
      .toMatch(/^Model the orders, Ann Author, .*2026, 1 of 2$/)
    await expect.poll(rows).toHaveLength(3)
    expect(onDisk()).toBe(before)
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
  })

  test('side by side shows both pictures, which move together', async () => {
    await person.press('\\')
    const older = page.getByRole('application', { name: /^Before: \w{7} Model the orders, read-only$/ })
    await older.waitFor()
    await page.getByText('After what is open now', { exact: true }).waitFor()
    const signsSaid = await panel()
      .locator('details', { hasText: 'Signs' })
      .getByRole('listitem')
      .allInnerTexts()
    expect(signsSaid).toEqual(['Removed', 'Changed'])
    // The ghost is in the older picture now.
    await expect.poll(() => signs('redis')).toEqual([])
    const place = () => page.locator('.react-flow__viewport').getAttribute('style')
    const start = await place()
    await older.focus()
    await person.press('ArrowDown')
    await expect.poll(place).not.toBe(start)
    await person.press('\\')
    await older.waitFor({ state: 'detached' })
  })

  test('of two revisions neither can be edited, and what is open stays as it is', async () => {
    await editor
      .item(/^Postgres/)
      .first()
      .click()
    await panel().getByRole('combobox', { name: 'After' }).selectOption('A commit of the history')
    await page.getByRole('application', { name: /^After: .*read-only$/ }).waitFor()
    await row(/^Redis\s*removed/).click()
    await person.press('Delete')
    await slider('Commit after').focus()
    await person.press('ArrowLeft')
    await panel()
      .getByText(/^Nothing changed since/)
      .waitFor()
    await slider('Commit before').blur()
    await person.press('0')
    await page.getByRole('application', { name: /^After/ }).waitFor({ state: 'detached' })
    expect(await editor.item(/^Postgres/).count()).toBeGreaterThan(0)
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
  })

  test('a revision that cannot be read says at which line, and the next one is shown', async () => {
    const sound = onDisk()
    repo.commit('Break it', { [MODEL]: 'title: Orders\ntechnical_assets: [\n' })
    repo.commit('Mend it', { [MODEL]: sound })
    await person.press('r')
    await expect.poll(() => slider('Commit before').getAttribute('aria-valuetext')).toMatch(/4 of 4$/)
    await person.press('[')
    await panel()
      .getByText(/^The model in \w{7} Break it cannot be read$/)
      .waitFor()
    await page.getByText(/^Not compared The model in \w{7} Break it cannot be read$/).waitFor()
    expect(await panel().getByRole('radio').count()).toBe(0)
    await person.press('\\')
    await page
      .getByRole('region', { name: /^Before: \w{7} Break it$/ })
      .getByText('cannot be read')
      .waitFor()
    await page.getByText('Not compared what is open now').waitFor()
    await person.press('\\')
    await panel()
      .getByText(/line \d+/)
      .first()
      .waitFor()
    await person.press(']')
    await panel()
      .getByText(/^Nothing changed since/)
      .waitFor()
  })
})
