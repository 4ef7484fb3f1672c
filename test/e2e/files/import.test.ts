// A file of another tool, dropped on the page, becomes a model, and what was guessed or left out is told before.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type App, aFolder, openPage, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'
import { tm7File } from '../../support/models/tm7-file.ts'
import { SHOP } from '../../support/models/tm7-shop.ts'

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

  const drop = (page: Page, ...files: readonly (readonly [name: string, text: string])[]) =>
    page.evaluate((all) => {
      const dataTransfer = new DataTransfer()
      for (const [name, text] of all) dataTransfer.items.add(new File([text], name))
      const init = { bubbles: true, cancelable: true, dataTransfer }
      document.body.dispatchEvent(new DragEvent('drop', init))
    }, files)
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

  test('S4 of another tool is shown before anything is written, and several are imported in one go', async () => {
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
    const shop = tm7File({ title: 'Corner shop', meta, tabs: [{ drawn: SHOP }], threats: [threat] })
    await drop(page, ['shop.tm7', shop])
    const shown = page.getByRole('dialog', { name: 'Import shop.tm7' })
    await shown.getByText('Microsoft Threat Modeling Tool').waitFor()
    await shown.getByRole('img', { name: 'Diagram of Corner shop' }).waitFor()
    expect(await shown.locator('dl').innerText()).toMatch(/components\s+3\s+flows\s+2\s+risk\s+1/)
    expect(readdirSync(folder)).toEqual([])
    await expect.poll(() => focused(page)).toBe('Import')
    await page.keyboard.press('Enter')
    await page.locator('.react-flow__node', { hasText: 'Till' }).waitFor()
    await page.getByRole('tab', { name: /^Threats/ }).click()
    await page.getByText('A stranger pays').first().waitFor()
    const model = readFileSync(path.join(folder, 'shop.threat-model.yaml'), 'utf8')
    expect(model).toContain('source: {by: rules, rule: S1, format: tm7, id: "1", status: Mitigated}')

    // Over the open model: several files, one of them broken, and two diagrams in another.
    const town = tm7File({
      title: 'Town',
      tabs: [
        { name: 'Day', drawn: SHOP },
        { name: 'Night', drawn: SHOP },
      ],
    })
    const files = [
      ['town.tm7', town],
      ['broken.json', '{"a": 1}'],
      ['b.tm7', town],
    ] as const
    await drop(page, ...files)
    await page.getByRole('dialog', { name: 'Import 3 files' }).getByText('1 file cannot be read').waitFor()
    await page.getByRole('radio', { name: /broken\.json/ }).check()
    await page.getByText('This is JSON, and of no tool that is known here.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(readdirSync(folder).some((name) => /town|^b\./.test(name))).toBe(false)
    await page.getByText('Till').first().waitFor()

    await drop(page, ...files)
    await page.getByRole('radio', { name: /town\.tm7/ }).check()
    await page.getByRole('radio', { name: 'A model for each' }).check()
    await page.getByRole('button', { name: 'Leave out b.tm7' }).click()
    await page.getByRole('button', { name: 'Import 2 models' }).click()
    await page.getByText('2 models imported.').first().waitFor()
    expect(readdirSync(folder).filter((name) => /^town.*model\.yaml$/.test(name))).toEqual([
      'town-day.threat-model.yaml',
      'town-night.threat-model.yaml',
    ])

    // And back: a file of another tool takes the model in, and keeps what a model cannot hold.
    await page.keyboard.press('Control+Shift+E')
    const [fresh] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download OWASP Threat Dragon' }).click(),
    ])
    const dragon = readFileSync(await fresh.path(), 'utf8').replace('{', '{ "teamsOwn": [1,  2],')
    // One in the folder is updated where it lies.
    writeFileSync(path.join(folder, 'ours.json'), dragon.replaceAll('Till', 'Counter'))
    await page.getByRole('button', { name: 'Update a file of OWASP Threat Dragon' }).click()
    await page.getByRole('button', { name: 'Update ours.json' }).click()
    await page.getByText('ours.json has this model in it.').waitFor()
    expect(readFileSync(path.join(folder, 'ours.json'), 'utf8')).toBe(dragon)
    await page.getByRole('button', { name: 'Update ours.json' }).click()
    await page.getByText('ours.json says all of this already: it was not touched.').waitFor()
    // One from elsewhere is downloaded as a copy.
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose…' }).click(),
    ])
    const [updated] = await Promise.all([
      page.waitForEvent('download'),
      chooser.setFiles({ name: 'ours.json', mimeType: 'application/json', buffer: Buffer.from(dragon) }),
    ])
    expect(updated.suggestedFilename()).toBe('ours.json')
    expect(readFileSync(await updated.path(), 'utf8')).toContain('"teamsOwn": [1,  2],')
    expect(complaints).toEqual([])
    await page.context().close()
  })
})
