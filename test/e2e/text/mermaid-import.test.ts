// A Mermaid flowchart by somebody else becomes a model in the browser: what was guessed is shown first.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, openPage, Person, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'

const SHOP = `flowchart TB
  subgraph vpc [The VPC]
    A[Shop API] --> B[(Orders)]
  end
  U([fa:fa-user Customer]) -- asks (HTTPS) --> A
  U --> vpc
  style A fill:#fff
`

describeBrowser('a Mermaid flowchart', () => {
  let browser: Browser
  let app: App
  let page: Page
  let person: Person
  let complaints: readonly string[]

  beforeAll(async () => {
    browser = await launchBrowser()
    app = await startApp(aFolder())
    const opened = await openPage(browser, app.url)
    page = opened.page
    complaints = opened.complaints
    person = new Person(page)
  })

  afterAll(async () => {
    await app.stop()
    await browser.close()
  })

  test('is shown with its guesses and losses before a model is made of it', async () => {
    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
    await person.paste(SHOP)
    await page.getByText('3 components (3 guessed), 2 flows, 1 boundary, 1 crossing').waitFor()
    await page.getByText('An arrow that ends at the subgraph "The VPC" is left out').waitFor()
    const guess = page.getByText('"Orders" is read as a data store, from its cylinder shape.')
    expect(await guess.isVisible()).toBe(false)
    await person.click(page.getByText('What was guessed or left out (4)'))
    await guess.waitFor()
    await page.getByText('1 style is not carried into the model.').waitFor()
  })

  test('is laid out, and its derived files are those of the model', async () => {
    await person.click(page.getByRole('button', { name: 'Create model' }))
    await page.getByText('1 crossing', { exact: true }).waitFor()
    const layout = path.join(app.folder, 'threat-model.layout.yaml')
    await expect
      .poll(
        () => (readdirSync(app.folder).includes(path.basename(layout)) ? readFileSync(layout, 'utf8') : ''),
        {
          timeout: 20_000,
        },
      )
      .toContain('customer:')
    expect(await page.getByText('do not match the model on disk').count()).toBe(0)
  })

  test('is pasted onto the canvas, and a text that is none says which line is wrong', async () => {
    const paste = (text: string) =>
      page.evaluate((pasted) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', pasted)
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        document.activeElement?.dispatchEvent(event)
      }, text)
    await person.press('Escape')
    await paste('graph LR\n  X[Audit API] --> Y[(Audit log)]\n')
    await page.getByText('5 components', { exact: true }).waitFor()
    await page.getByText('Pasted: 2 kinds guessed.').first().waitFor()
    await paste('graph LR\n  X --> [\n')
    await page.getByText('What was pasted is not a diagram.').first().waitFor()
    await page
      .getByText(/Line 2: /)
      .first()
      .waitFor()
    expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
  })
})
