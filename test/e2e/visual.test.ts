// Twelve screens in three themes, against pictures that somebody looked at.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, fenceline, startApp } from '../support/app.ts'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { Pictures } from '../support/visual/pictures.ts'

const THEMES = ['light', 'dark', 'contrast'] as const
const SIZE = { width: 1200, height: 800 }
/** What of the machine would show in a picture. */
const FIXED = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb']

describeBrowser('the look', () => {
  let browser: Browser
  let pictures: Pictures
  let app: App | undefined
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser({ args: FIXED })
    pictures = await Pictures.open(browser)
  })
  afterEach(async () => {
    await page?.context().close()
    await app?.stop()
    if (app) rmSync(path.dirname(app.folder), { recursive: true, force: true })
  })
  afterAll(() => browser?.close())

  /** The app on a folder with these files beside the Orders example, without what another machine names otherwise. */
  const start = async (files: Readonly<Record<string, string>> = {}): Promise<string> => {
    const folder = path.join(aFolder(), 'shop')
    mkdirSync(folder)
    await fenceline(folder, 'init', '--template', 'orders')
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
    app = await startApp(folder)
    const context = await browser.newContext({
      viewport: SIZE,
      reducedMotion: 'reduce',
      colorScheme: 'light',
    })
    page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await page.goto(app.url)
    await page
      .getByRole('button', { name: /Orders Platform/ })
      .first()
      .waitFor()
    return folder
  }
  const open = async (name: RegExp) => {
    await page.getByRole('button', { name }).first().click()
    await page.getByRole('application', { name: 'Diagram' }).waitFor()
    await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
  }
  const openOrders = async () => {
    const folder = await start()
    await open(/Orders Platform/)
    await page.locator('.react-flow__node', { hasText: 'Stripe API' }).waitFor()
    return folder
  }
  const draft = () => page.getByRole('button', { name: 'Draft threats' }).first().click()
  /** Nothing moves, nothing is under the pointer and every font is there. */
  const rest = async () => {
    await page.mouse.move(SIZE.width - 1, 1)
    await page.evaluate(async () => {
      await document.fonts.ready
      // A caret blinks, a ring depends on which hand was used last.
      if (document.activeElement instanceof HTMLElement && !document.querySelector('dialog:modal'))
        document.activeElement.blur()
      for (const element of document.querySelectorAll('p, span, div')) {
        const [only] = element.childNodes
        if (
          element.childNodes.length === 1 &&
          only instanceof Text &&
          /\bshop$/.test(only.data) &&
          /[\\/]/.test(only.data)
        )
          only.data = '/work/shop'
      }
    })
    await page.waitForTimeout(300)
  }
  const look = async (name: string) => {
    await rest()
    for (const theme of THEMES) {
      await page.evaluate((wanted) => {
        document.documentElement.dataset.theme = wanted
      }, theme)
      await page.waitForTimeout(80)
      await pictures.expectKept(page, `${name}.${theme}`)
    }
  }

  test('a folder with models, one of them broken', async () => {
    await start({ 'broken.threat-model.yaml': 'title: [\n', 'payments.threat-model.yaml': PAYMENTS })
    await look('folder')
  })

  test('a new model from pasted text', async () => {
    await start()
    await page.getByRole('button', { name: 'Paste a diagram' }).click()
    await page.getByLabel('Diagram or model as text').fill(DFD)
    await page.getByText('2 components').first().waitFor()
    await look('new-model')
  })

  test('a file that cannot be read', async () => {
    await start({ 'broken.threat-model.yaml': 'title: [\n' })
    await page
      .getByRole('button', { name: /broken/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Read again' }).waitFor()
    await look('broken')
  })

  test('an empty diagram', async () => {
    await start({ 'empty.threat-model.yaml': 'title: Nothing yet\n' })
    await open(/Nothing yet/)
    await look('empty')
  })

  test('a diagram nobody has looked at', async () => {
    await openOrders()
    await look('draw')
  })

  test('drafts, and a component in hand', async () => {
    await openOrders()
    await draft()
    await page.locator('.react-flow__node', { hasText: 'Orders Service' }).click()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await look('drafted')
  })

  test('the coverage', async () => {
    await openOrders()
    await draft()
    await page.getByRole('tab', { name: /^Coverage/ }).click()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await look('coverage')
  })

  test('the review of a draft', async () => {
    await openOrders()
    await draft()
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.keyboard.press('Alt+2')
    await page.getByText('1 of 26').waitFor()
    await look('review')
  })

  test('a text that cannot be read', async () => {
    await openOrders()
    await page.keyboard.press('Control+e')
    await page.locator('[data-text-editor]').waitFor()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('Proces: Billing\n')
    await page.getByText('misspelt').waitFor()
    await look('text')
  })

  test('a change on disk that meets one made here', async () => {
    const folder = await openOrders()
    await page.locator('.react-flow__node', { hasText: 'Redis' }).click()
    const title = page.getByRole('textbox', { name: 'Title', exact: true })
    await title.fill('Session cache')
    await title.press('Enter')
    const file = path.join(folder, 'threat-model.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('title: Redis', 'title: Valkey'))
    await page.getByText('1 thing changed both here and on disk.').waitFor()
    await page.getByRole('region', { name: 'Files on disk' }).getByRole('button').first().click()
    await look('conflict')
  })

  test('the palette', async () => {
    await openOrders()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('order')
    await look('palette')
  })

  test('the settings of the language model', async () => {
    await openOrders()
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: 'Language model' }).click()
    await page.getByText('Limits', { exact: true }).waitFor()
    await look('settings')
  })

  test('a panel that moved by 8 pixels and a swapped colour are seen, a shade of antialiasing is not', async () => {
    await openOrders()
    await rest()
    const before = await pictures.take(page)
    const isSeen = async (change: () => void, undo: () => void) => {
      await page.evaluate(change)
      const difference = await pictures.difference(before, await pictures.take(page))
      await page.evaluate(undo)
      return !Pictures.isAlike(difference)
    }
    const move = (by: string) =>
      page.evaluate((wanted) => document.body.style.setProperty('--test-move', wanted), by)
    const shift = () => {
      for (const aside of document.querySelectorAll('aside'))
        aside.style.translate = document.body.style.getPropertyValue('--test-move')
    }
    const back = () => {
      for (const aside of document.querySelectorAll('aside')) aside.style.translate = ''
    }
    await move('8px 0')
    expect(await isSeen(shift, back)).toBe(true)
    await move('0 8px')
    expect(await isSeen(shift, back)).toBe(true)
    await move('0.3px 0.3px')
    expect(await isSeen(shift, back)).toBe(false)
    const swap = () => document.documentElement.style.setProperty('--trust', 'var(--focus)')
    expect(await isSeen(swap, () => document.documentElement.style.removeProperty('--trust'))).toBe(true)
  })
})

const DFD = `External: Customer
-> [https] -> Process: Web shop (DMZ)
`
const PAYMENTS = `title: Payments
technical_assets:
  api:
    title: Payment API
    type: process
    communication_links:
      bank:
        target: bank
        protocol: https
  bank:
    title: Bank
    type: external-entity
`
