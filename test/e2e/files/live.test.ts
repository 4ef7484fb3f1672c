// The folder is alive: other editors, git and a second window change it under the open page.
import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, openPage, someSettings, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'

const NAME = 'threat-model.yaml'
const MODEL = `# Kept by hand
title: Shop
technical_assets:
  web:
    title: Web
    type: process
    communication_links:
      api:
        target: api
  api:
    title: API # the gateway
    type: process
  db:
    title: Database
    type: datastore
`

describeBrowser('a live folder', () => {
  let browser: Browser
  let app: App
  let page: Page
  let file: string

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await page?.context().close()
    await app?.stop()
    rmSync(app.folder, { recursive: true, force: true })
  })
  afterAll(() => browser?.close())

  const onDisk = () => readFileSync(file, 'utf8')
  const put = (text: string) => writeFileSync(file, text)
  const replaced = (...pairs: readonly (readonly [string, string])[]) =>
    pairs.reduce((text, [from, to]) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    }, onDisk())
  const show = async (from = app): Promise<Page> => {
    page = (await openPage(browser, from.url)).page
    await page.getByText('Shop', { exact: true }).first().click()
    await node('Database').waitFor()
    return page
  }
  const start = async (settings?: string) => {
    const folder = aFolder()
    file = path.join(folder, NAME)
    put(MODEL)
    app = await startApp(folder, settings)
    await show()
  }
  const node = (title: string, on = page) => on.locator('.react-flow__node', { hasText: title })
  const rename = async (from: string, to: string, on = page) => {
    await node(from, on).click()
    const title = on
      .getByRole('complementary', { name: 'Inspector' })
      .getByRole('textbox', { name: 'Title', exact: true })
    await title.fill(to)
    await title.press('Enter')
    await node(to, on).waitFor()
  }
  const save = async (on = page) => {
    await on.keyboard.press('Control+s')
    await on.getByText('Unsaved changes').waitFor({ state: 'detached' })
  }
  const bars = (on = page) => on.getByRole('region', { name: 'Files on disk' })
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
      cwd: app.folder,
      stdio: 'pipe',
    })

  test('D11 an edit from outside is shown at once where nothing is unsaved, and undo brings the old state back', async () => {
    await start()
    await node('Web').click()
    put(replaced(['title: Database', 'title: Orders Store'], ['title: API', 'title: Gateway']))
    await node('Orders Store').waitFor()
    await page.getByText('2 components changed on disk.').first().waitFor()
    await expect
      .poll(() => page.locator('.react-flow__node[aria-selected="true"], .react-flow__node.selected').count())
      .toBe(1)
    expect(await page.getByText('Unsaved changes').count()).toBe(0)
    await page.keyboard.press('Control+z')
    await node('Database').waitFor()
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
  })

  test('D11 edits of both sides that do not touch are merged without a question, comments included', async () => {
    await start()
    await rename('Web', 'Shop Front')
    put(replaced(['title: Database', 'title: Orders Store # renamed']))
    await node('Orders Store').waitFor()
    await page.getByText('Your edits are kept.').first().waitFor()
    await page.getByText('Unsaved changes').waitFor({ state: 'attached' })
    await save()
    expect(onDisk()).toBe(
      MODEL.replace('title: Web', 'title: Shop Front').replace(
        'title: Database',
        'title: Orders Store # renamed',
      ),
    )
  })

  test('D11 a save meets a change it has not heard of, merges it and goes on', async () => {
    await start()
    await rename('Web', 'Shop Front')
    put(replaced(['title: Database', 'title: Orders Store']))
    await save()
    expect(onDisk()).toContain('title: Shop Front')
    expect(onDisk()).toContain('title: Orders Store')
  })

  test('D11 what both sides changed is asked row by row; saving leads to the question and overwrites nothing', async () => {
    await start()
    await rename('Web', 'Shop Front')
    await rename('Database', 'Order Database')
    const theirs = replaced(
      ['title: Web', 'title: Storefront'],
      ['title: Database', 'title: Orders Store'],
      ['title: API', 'title: Gateway'],
    )
    put(theirs)
    await bars().getByText('2 things changed both here and on disk.').waitFor()
    await page.keyboard.press('Control+s')
    const rows = bars().getByRole('listitem')
    await rows.first().waitFor()
    expect(onDisk()).toBe(theirs)
    expect(await rows.count()).toBe(2)
    expect(await rows.first().textContent()).toContain('MineShop Front')
    expect(await rows.first().textContent()).toContain('On diskStorefront')
    const merge = bars().getByRole('button', { name: 'Merge' })
    expect(await merge.isDisabled()).toBe(true)
    await rows.filter({ hasText: 'Storefront' }).getByRole('radio', { name: /Mine/ }).check()
    // Editing goes on, and the choice stands.
    await node('API').click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.waitForTimeout(500)
    await rows
      .filter({ hasText: 'Orders Store' })
      .getByRole('radio', { name: /On disk/ })
      .check()
    await merge.click()
    for (const title of ['Shop Front', 'Orders Store', 'Gateway']) await node(title).waitFor()
    expect(await bars().getByRole('listitem').count()).toBe(0)
    await save()
    expect(onDisk()).toBe(theirs.replace('title: Storefront', 'title: Shop Front'))
  })

  test('D13 switching git branches back and forth shows each state and never says that the model is gone', async () => {
    await start()
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-qm', 'one')
    git('checkout', '-qb', 'other')
    put(replaced(['title: Database', 'title: Orders Store']))
    git('commit', '-qam', 'two')
    await node('Orders Store').waitFor()
    await page.evaluate(() => {
      const seen: string[] = []
      Object.assign(window, { seen })
      const look = () => {
        if (document.body.textContent?.includes('no longer there')) seen.push('gone')
        if (document.body.textContent?.includes('cannot be read')) seen.push('unreadable')
      }
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      })
    })
    for (let round = 0; round < 4; round += 1) {
      git('checkout', '-q', 'main')
      await node('Database').waitFor()
      git('checkout', '-q', 'other')
      await node('Orders Store').waitFor()
    }
    expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([])
  })

  test('D21 a deleted model stays here and is saved again, with its comments', async () => {
    await start()
    await rename('Web', 'Shop Front')
    rmSync(file)
    await bars().getByText('threat-model.yaml is no longer there.').waitFor()
    await page.keyboard.press('Control+s')
    await page.getByText('Not saved: threat-model.yaml is no longer there.').first().waitFor()
    await bars().getByRole('button', { name: 'Save it again' }).click()
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    expect(onDisk()).toBe(MODEL.replace('title: Web', 'title: Shop Front'))
    await rename('API', 'Gateway')
    await save()
    expect(onDisk()).toContain('title: Gateway # the gateway')
  })

  test('D21 a deleted model that comes back, as it was or changed, is followed again', async () => {
    await start()
    await rename('Web', 'Shop Front')
    rmSync(file)
    await bars().getByText('threat-model.yaml is no longer there.').waitFor()
    put(MODEL)
    await bars().waitFor({ state: 'detached' })
    rmSync(file)
    await bars().getByText('threat-model.yaml is no longer there.').waitFor()
    put(MODEL.replace('title: Database', 'title: Orders Store'))
    await node('Orders Store').waitFor()
    await bars().waitFor({ state: 'detached' })
    await save()
    expect(onDisk()).toBe(
      MODEL.replace('title: Database', 'title: Orders Store').replace('title: Web', 'title: Shop Front'),
    )
  })

  test('D21 a deleted model is saved under another name', async () => {
    await start()
    await rename('Web', 'Shop Front')
    rmSync(file)
    await bars().getByRole('button', { name: 'Save as…' }).click()
    await page.getByRole('textbox', { name: 'File' }).fill('docs/shop.threat-model.yaml')
    await page.keyboard.press('Enter')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    file = path.join(app.folder, 'docs/shop.threat-model.yaml')
    expect(onDisk()).toBe(MODEL.replace('title: Web', 'title: Shop Front'))
  })

  test('D21 a renamed model is followed with its unsaved edits', async () => {
    await start()
    await rename('Web', 'Shop Front')
    const moved = path.join(app.folder, 'shop.threat-model.yaml')
    renameSync(file, moved)
    await bars().getByRole('button', { name: 'Follow it to shop.threat-model.yaml' }).click()
    await bars().getByRole('button').first().waitFor({ state: 'detached' })
    await node('Shop Front').waitFor()
    await save()
    expect(readFileSync(moved, 'utf8')).toBe(MODEL.replace('title: Web', 'title: Shop Front'))
  })

  test('D21 a folder that is gone for a while is said to be, and everything goes on when it is back', async () => {
    await start()
    await rename('Web', 'Shop Front')
    renameSync(app.folder, `${app.folder}-away`)
    await bars().getByText('The folder cannot be reached.').waitFor()
    writeFileSync(path.join(`${app.folder}-away`, NAME), MODEL.replace('title: Database', 'title: Orders'))
    renameSync(`${app.folder}-away`, app.folder)
    await node('Orders').waitFor()
    await node('Shop Front').waitFor()
    expect(await page.getByText('The folder cannot be reached.').count()).toBe(0)
    await save()
    expect(onDisk()).toContain('title: Shop Front')
    expect(onDisk()).toContain('title: Orders')
  })

  test('D14 a file with conflict markers leaves the canvas as it is, blocks saving, and is merged once mended', async () => {
    await start()
    await rename('Web', 'Shop Front')
    const marked = MODEL.replace(
      '    title: Database\n',
      '<<<<<<< HEAD\n    title: Database\n=======\n    title: Orders\n>>>>>>> other\n',
    )
    put(marked)
    await bars()
      .getByText(/threat-model.yaml on disk cannot be read \(line 14: .*lines 14, 16, 18/)
      .waitFor()
    await node('Shop Front').waitFor()
    await page.keyboard.press('Control+s')
    await page
      .getByText(/Not saved: threat-model.yaml on disk cannot be read/)
      .first()
      .waitFor()
    expect(onDisk()).toBe(marked)
    put(MODEL.replace('title: Database', 'title: Orders'))
    await node('Orders').waitFor()
    expect(await bars().getByText('cannot be read').count()).toBe(0)
    await save()
    expect(onDisk()).toContain('title: Shop Front')
    expect(onDisk()).toContain('title: Orders')
  })

  test('D19 after kill -9 the unsaved edits are offered, not applied, and come back with Restore', async () => {
    const settings = someSettings()
    await start(settings)
    await rename('Web', 'Shop Front')
    await page.waitForTimeout(2000)
    await app.crash()
    await page.context().close()
    app = await startApp(app.folder, settings)
    await show()
    await bars()
      .getByText(/^Unsaved edits of \d+:\d+.* were found\./)
      .waitFor()
    await bars().getByText('They change: 1 component.').waitFor()
    expect(await node('Shop Front').count()).toBe(0)
    await bars().getByRole('button', { name: 'Restore' }).click()
    await node('Shop Front').waitFor()
    await save()
    expect(onDisk()).toBe(MODEL.replace('title: Web', 'title: Shop Front'))
    await page.context().close()
    await app.crash()
    app = await startApp(app.folder, settings)
    await show()
    expect(await bars().getByRole('button').count()).toBe(0)
  })

  test('D19 a page that is loaded anew is offered its own edits, and keeps new ones beside them', async () => {
    await start()
    await rename('Web', 'Shop Front')
    await page.waitForTimeout(2000)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await bars().getByText('They change: 1 component.').waitFor()
    await rename('API', 'Gateway')
    await page.waitForTimeout(2000)
    await bars().getByRole('button', { name: 'Restore' }).click()
    await node('Shop Front').waitFor()
    await node('Gateway').waitFor()
    await page.waitForTimeout(500)
    expect(await bars().getByRole('button').count()).toBe(0)
  })

  test('D19 recovered edits that meet a changed file are merged with the same questions', async () => {
    const settings = someSettings()
    await start(settings)
    await rename('Web', 'Shop Front')
    await rename('API', 'Gateway')
    await page.waitForTimeout(2000)
    await app.crash()
    await page.context().close()
    put(replaced(['title: Web', 'title: Storefront'], ['title: Database', 'title: Orders']))
    app = await startApp(app.folder, settings)
    page = (await openPage(browser, app.url)).page
    await page.getByText('Shop', { exact: true }).first().click()
    await node('Storefront').waitFor()
    await bars().getByRole('button', { name: 'Restore' }).click()
    await bars()
      .getByRole('radio', { name: /Unsaved edits/ })
      .check()
    await bars().getByRole('button', { name: 'Restore' }).click()
    for (const title of ['Shop Front', 'Gateway', 'Orders']) await node(title).waitFor()
  })

  test('D15 two tabs on one file stay current, and edits of both are in the file', async () => {
    await start()
    const first = page
    // The launch link works once; a second tab of the same browser has no token of its own.
    const token = await first.evaluate(() => sessionStorage.getItem('fenceline.token'))
    const second = await first.context().newPage()
    await second.addInitScript((value) => sessionStorage.setItem('fenceline.token', value ?? ''), token)
    await second.goto(new URL('/', app.url).href)
    await second.getByText('Shop', { exact: true }).first().click()
    await node('Database', second).waitFor()
    await rename('Web', 'Shop Front', second)
    await rename('Database', 'Orders', first)
    await save(first)
    await node('Orders', second).waitFor()
    await node('Shop Front', second).waitFor()
    await save(second)
    await node('Shop Front', first).waitFor()
    expect(await first.getByText('Unsaved changes').count()).toBe(0)
    expect(onDisk()).toContain('title: Shop Front')
    expect(onDisk()).toContain('title: Orders')
  })

  test('D19 unsaved edits of a model that is gone are listed at the start and become a new file', async () => {
    const settings = someSettings()
    await start(settings)
    await rename('Web', 'Shop Front')
    await page.waitForTimeout(2000)
    await app.crash()
    await page.context().close()
    rmSync(file)
    app = await startApp(app.folder, settings)
    page = (await openPage(browser, app.url)).page
    await page.getByText('Unsaved edits of threat-model.yaml, which is no longer here, were found.').waitFor()
    await page.getByRole('button', { name: 'Restore as a new file…' }).click()
    await page.getByRole('button', { name: 'Restore', exact: true }).click()
    await node('Shop Front').waitFor()
    expect(onDisk()).toBe(MODEL.replace('title: Web', 'title: Shop Front'))
  })
})
