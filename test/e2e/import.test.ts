// A file of another tool, dropped on the page, becomes a model, and what was guessed or left out is told before.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, openPage, startApp } from '../support/app.ts'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { tm7File } from '../support/tm7-file.ts'
import { SHOP } from '../support/tm7-shop.ts'

describeBrowser('a dropped file', () => {
  let browser: Browser
  let app: App | undefined

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await app?.stop()
  })
  afterAll(async () => {
    await browser?.close()
  })

  const drop = (page: Page, name: string, text: string) =>
    page.evaluate(
      ([file = '', content = '']) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([content], file))
        const init = { bubbles: true, cancelable: true, dataTransfer }
        document.body.dispatchEvent(new DragEvent('drop', init))
      },
      [name, text] as const,
    )

  test('of the Threat Modeling Tool is created with its diagram and threats, however long its one line is', async () => {
    const folder = aFolder()
    app = await startApp(folder)
    const { page, complaints } = await openPage(browser, app.url)
    await page.getByText('Paste text').first().waitFor()
    const threat = {
      type: 'S1',
      source: 'c',
      flow: 'p',
      target: 's',
      state: 'Mitigated',
      properties: { Title: 'A stranger pays' },
    }
    const meta = { HighLevelSystemDescription: `A shop. ${'It sells bread. '.repeat(60_000)}` }
    await drop(
      page,
      'shop.tm7',
      tm7File({ title: 'Corner shop', meta, tabs: [{ drawn: SHOP }], threats: [threat] }),
    )
    await page.getByText('3 components, 2 flows, 0 boundaries, 0 crossings').waitFor()
    await page.getByText('shop.tm7').waitFor()
    expect(await page.locator('textarea').count()).toBe(0)
    await page.getByRole('button', { name: /Create model/ }).click()
    await page.locator('.react-flow__node', { hasText: 'Till' }).waitFor()
    await page.getByRole('tab', { name: /^Threats/ }).click()
    await page.getByText('A stranger pays').first().waitFor()
    const model = readFileSync(path.join(folder, 'threat-model.yaml'), 'utf8')
    expect(model).toContain('source: {by: rules, rule: S1, format: tm7, id: "1", status: Mitigated}')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
