// The first minute: an example to try in an empty folder, which leaves nothing behind unless it is kept.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { ORDERS } from '../../../shared/formats/fenceline/templates/orders.ts'
import { type App, aFolder, openPage, Person, someSettings, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'

describeBrowser('trying the example', () => {
  let browser: Browser
  let app: App
  let page: Page
  let person: Person
  let complaints: string[]
  let settings: string
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    settings = someSettings()
    app = await startApp(aFolder(), settings)
    ;({ page, complaints } = await openPage(browser, app.url))
    person = new Person(page)
    await person.click(page.getByRole('button', { name: 'Try the Orders example' }))
    await page.getByRole('treeitem', { name: /^API Gateway, process/ }).waitFor()
    await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
  })
  afterEach(async () => {
    await page.context().close()
    await app.stop()
    rmSync(app.folder, { recursive: true })
  })

  const files = () => readdirSync(app.folder)
  /** What is kept for the case of a crash. */
  const recoverable = () => {
    const folder = path.join(settings, 'recovery')
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
    return names.filter((name) => name.endsWith('.json'))
  }

  test('it is drafted and edited without a file, and thrown away without a trace', async () => {
    await person.click(page.getByRole('button', { name: 'Draft threats' }).first())
    await page.locator('tr[data-kind="draft"]').first().waitFor()
    await person.click(page.getByRole('treeitem', { name: /^Redis, data store/ }))
    await person.press('Delete')
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    // Longer than edits wait for the recovery folder, and drafts for the disk.
    await page.waitForTimeout(2500)
    // Coming back to the window is when a model is missed that is no longer there.
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page.waitForTimeout(1500)
    expect(await page.getByText('is no longer there').count()).toBe(0)
    expect(files()).toEqual([])
    expect(recoverable()).toHaveLength(1)
    await person.click(page.getByRole('button', { name: 'Throw away' }))
    await page.getByRole('heading', { name: 'Start a threat model' }).waitFor()
    await page.waitForTimeout(500)
    expect(files()).toEqual([])
    expect(recoverable()).toEqual([])
    expect(complaints).toEqual([])
  })

  test('it is kept with a save, comments and all', async () => {
    await person.click(page.getByRole('button', { name: 'Keep as threat-model.yaml' }))
    await page.getByText('This is an example').waitFor({ state: 'detached' })
    const text = readFileSync(path.join(app.folder, 'threat-model.yaml'), 'utf8')
    expect(text).toBe(ORDERS)
    await page.getByRole('navigation', { name: 'Models' }).getByText('Orders Platform Threat Model').waitFor()
    expect(complaints).toEqual([])
  })
})
