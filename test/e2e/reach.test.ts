// Every screen for everybody: read by a screen reader, worked by the keyboard, in every theme, narrow and at 200 %.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPage, someSettings, startApp } from '../support/app.ts'
import { describeBrowser, launchBrowser } from '../support/browser.ts'
import { openPreview, runPanelOf, send, setUpDrafting } from '../support/models/drafting.ts'
import { bringAxe, findFocusFaults, findOutOfReach, findViolations, THEMES } from '../support/reach/judge.ts'
import { folderFor, SCREENS } from '../support/reach/screens.ts'
import { renameRedis, type Screen } from '../support/reach/ways.ts'

/** Rules are judged in the widest and the narrowest: between them only what is in reach can differ. */
const SIZES = [
  { name: '1440x900', width: 1440, height: 900, themes: THEMES, isJudged: true },
  { name: '1024x700', width: 1024, height: 700, themes: ['dark'], isJudged: false },
  // What 1440 x 900 has room for at 200 %.
  { name: '200 %', width: 720, height: 450, themes: ['light'], isJudged: true },
] as const
/** A folder for pictures of every screen, size and theme, to look at. */
const shots = process.env.FENCELINE_SCREENSHOTS

/** What is wrong with the screen that a page of 1440 x 900 shows. */
const faultsOf = async (page: Page, { name, narrow }: Pick<Screen, 'name' | 'narrow'>): Promise<string[]> => {
  const faults: string[] = []
  await bringAxe(page)
  for (const size of SIZES) {
    const isNarrow = size.width < 1440
    await page.setViewportSize({ width: size.width, height: size.height })
    if (isNarrow) await narrow?.(page)
    await page.waitForTimeout(200)
    for (const theme of size.themes) {
      await page.evaluate((next) => {
        document.documentElement.dataset.theme = next
      }, theme)
      // Rules about names and roles hold in every theme alike.
      const found = size.isJudged ? await findViolations(page, theme !== 'light') : []
      faults.push(...found.map((fault) => `${size.name} ${theme}: ${fault}`))
      if (shots) await page.screenshot({ path: `${shots}/${name} ${size.width} ${theme}.png` })
    }
    faults.push(...(await findOutOfReach(page)).map((fault) => `${size.name}: ${fault}`))
    // What was asked for in the narrow window is put away again.
    if (isNarrow) await narrow?.(page)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light'
  })
  return [...faults, ...(await findFocusFaults(page))]
}

const calm = async (page: Page) => {
  // A colour on its way to another is not the one to judge.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('main').waitFor()
}
const openModel = async (page: Page) => {
  await page
    .getByRole('button', { name: /Orders Platform/ })
    .first()
    .click()
  await page.getByRole('application', { name: 'Diagram' }).waitFor()
  await page.waitForFunction(() => !document.body.innerText.includes('Arranging'))
}

describeBrowser('every screen is reached, read and seen by everybody, in three themes and sizes', () => {
  const kit = setUpDrafting()
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  test.each(SCREENS)('$name', async (screen) => {
    const folder = await folderFor(screen)
    const app = await startApp(folder)
    const { page, complaints } = await openPage(browser, app.url)
    try {
      await calm(page)
      if (screen.from === 'orders') await openModel(page)
      await screen.show(page, folder)
      expect(await faultsOf(page, screen)).toEqual([])
      expect(complaints).toEqual([])
    } finally {
      await page.context().close()
      await app.stop()
    }
  })

  test('unsaved edits are found after a crash', async () => {
    const settings = someSettings()
    const folder = await folderFor({ from: 'orders' })
    const before = await startApp(folder, settings)
    const { page: lost } = await openPage(browser, before.url)
    await openModel(lost)
    await renameRedis(lost)
    await lost.waitForTimeout(2500)
    await before.crash()
    await lost.context().close()
    const app = await startApp(folder, settings)
    const { page } = await openPage(browser, app.url)
    try {
      await calm(page)
      await openModel(page)
      await page.getByRole('button', { name: 'Restore' }).waitFor()
      expect(await faultsOf(page, { name: 'recovery' })).toEqual([])
    } finally {
      await page.context().close()
      await app.stop()
    }
  })

  test('the focus is seen in the colours of the system too', async () => {
    const app = await startApp(await folderFor({ from: 'orders' }))
    const { page } = await openPage(browser, app.url)
    try {
      await calm(page)
      await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
      await openModel(page)
      if (shots) await page.screenshot({ path: `${shots}/forced colours.png` })
      expect(await findFocusFaults(page)).toEqual([])
    } finally {
      await page.context().close()
      await app.stop()
    }
  })

  test('the language model: what is sent, and the run', async () => {
    const { page } = await kit.begin()
    await calm(page)
    const preview = await openPreview(page)
    expect(await faultsOf(page, { name: 'llm preview' })).toEqual([])
    await send(preview)
    await runPanelOf(page).getByText('Finished: all 9 answered').waitFor()
    expect(await faultsOf(page, { name: 'llm run' })).toEqual([])
  })
})
