// The language model's settings as a person meets them, against a scripted server on this machine.
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, openPage, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { startMessagesApi } from '../../support/messages-api/messages-api.ts'

const KEY = 'sk-fenceline-test-0123456789abcdef'

const openSettings = async (page: Page) => {
  await page.getByRole('button', { name: 'Create model' }).waitFor()
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Language model' }).click()
  await page.getByRole('textbox', { name: 'Address' }).waitFor()
}

const saveAddress = async (page: Page, address: string) => {
  await page.getByRole('textbox', { name: 'Address' }).fill(address)
  await page.getByRole('button', { name: 'Save address' }).click()
}

describeBrowser('the settings of the language model', () => {
  let browser: Browser
  let app: App | undefined
  let api: Awaited<ReturnType<typeof startMessagesApi>>

  beforeAll(async () => {
    browser = await launchBrowser()
    api = await startMessagesApi()
  })

  afterEach(async () => {
    await app?.stop()
    app = undefined
  })

  afterAll(async () => {
    await browser?.close()
    await api?.close()
  })

  test('a refused address stays in its field with the reason, an unusual one needs a second word', async () => {
    app = await startApp(aFolder())
    const { page, complaints } = await openPage(browser, app.url)
    await openSettings(page)
    await saveAddress(page, 'ftp://somewhere.test')
    await page.getByText('The address must begin with https:// or http://.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Address' }).inputValue()).toBe('ftp://somewhere.test')
    await saveAddress(page, 'http://10.1.2.3')
    await page.getByText('is not encrypted').waitFor()
    await page.getByRole('button', { name: 'Use this address' }).click()
    await page.getByLabel('API key for http://10.1.2.3').waitFor()
    expect(complaints.filter((text) => !text.includes('status of 4'))).toEqual([])
  })

  test('S15 the key is in no page, no storage and no answer once it is saved', async () => {
    app = await startApp(aFolder())
    const { page } = await openPage(browser, app.url)
    const answers: Promise<string>[] = []
    page.on('response', (response) => answers.push(response.text().catch(() => '')))
    await openSettings(page)
    await saveAddress(page, api.url)
    const field = page.getByLabel(`API key for ${api.url}`)
    await field.fill(KEY)
    await page.getByRole('button', { name: 'Save key' }).click()
    await page.getByText(/A key is kept/).waitFor()
    expect(await field.inputValue()).toBe('')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('Answers in the schema').waitFor()
    expect(api.requests.some(({ headers }) => JSON.stringify(headers).includes(KEY))).toBe(true)
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(`${await page.content()}${kept}${(await Promise.all(answers)).join('')}`).not.toContain(KEY)
    await page.getByRole('button', { name: 'Forget key' }).click()
    await page.getByText('A server on this machine needs no key').waitFor()
  })

  test('a description becomes text that is read before a model is made, once all is set up', async () => {
    app = await startApp(aFolder())
    const { page } = await openPage(browser, app.url)
    await page.getByRole('tab', { name: 'Describe' }).click()
    await page.getByText('This folder is restricted').waitFor()
    await page.getByRole('button', { name: 'Open settings' }).click()
    await page.getByRole('button', { name: 'Trust this folder' }).click()
    await page.getByText('This folder: trusted').waitFor()
    await saveAddress(page, api.url)
    await page.getByLabel(`API key for ${api.url}`).waitFor()
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('Answers in the schema').waitFor()
    await page.keyboard.press('Escape')
    await page
      .getByRole('textbox', { name: 'The system in your own words' })
      .fill('A browser talks to a shop.')
    const before = api.requests.length
    await page.getByRole('button', { name: 'Show what is sent' }).click()
    await page.getByText('Exactly what is sent').waitFor()
    const shown = await page.getByRole('region', { name: 'Exact request' }).locator('pre').textContent()
    expect(api.requests.length).toBe(before)
    // However long the request is, the button that makes the model stays in sight.
    for (const size of [
      { width: 1024, height: 700 },
      { width: 1440, height: 900 },
    ]) {
      await page.setViewportSize(size)
      const box = await page.getByRole('button', { name: /^Create model/ }).boundingBox()
      expect((box?.y ?? size.height) + (box?.height ?? 1)).toBeLessThanOrEqual(size.height)
    }
    await page.getByRole('button', { name: 'Propose a diagram' }).click()
    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
    expect(api.requests.slice(before).map(({ body }) => body)).toEqual([shown])
    expect(await page.getByRole('textbox', { name: 'Diagram or model as text' }).inputValue()).not.toBe('')
  })
})
