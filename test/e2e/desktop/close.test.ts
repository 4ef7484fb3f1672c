// Closing with unsaved edits: nothing is lost without a word, and nothing is written without one.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Desktop, describeDesktop } from '../../support/electron/desktop.ts'
import {
  aModelFolder,
  filesIn,
  openModel,
  openShop,
  retitle,
  SHOP,
  titleOf,
} from '../../support/electron/journey.ts'

const windowTitles = (desktop: Desktop) =>
  desktop.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getTitle()),
    null,
  )

const openEdited = async () => {
  const { folder, desktop, page } = await openShop()
  await retitle(page, 'Store')
  await expect.poll(() => windowTitles(desktop)).toEqual([expect.stringContaining('Store')])
  return { folder, file: path.join(folder, 'threat-model.yaml'), desktop, page }
}

const hasEnded = (desktop: Desktop) =>
  Promise.race([desktop.ended.then(() => true), new Promise((resolve) => setTimeout(resolve, 8000, false))])

describeDesktop('closing the desktop’s window', () => {
  test('without unsaved edits it closes and nobody is asked', async () => {
    const { folder, desktop } = await openShop()
    const before = filesIn(folder)
    await desktop.closeWindow()
    expect(await hasEnded(desktop)).toBe(true)
    expect(filesIn(folder)).toEqual(before)
  })

  test('Cancel keeps the window and its edits', async () => {
    const { desktop, page, file } = await openEdited()
    await desktop.answerDialogs({ message: 'Cancel' })
    await desktop.closeWindow()
    await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(1)
    const [shown] = await desktop.shownDialogs()
    expect(shown).toMatchObject({
      text: expect.stringContaining('threat-model.yaml'),
      buttons: ['Save', "Don't Save", 'Cancel'],
    })
    expect(await titleOf(page).inputValue()).toBe('Store')
    await page.getByText('Unsaved changes').waitFor()
    expect(readFileSync(file, 'utf8')).toContain('title: Shop')
  })

  test('Don’t Save closes it and writes nothing', async () => {
    const { desktop, folder } = await openEdited()
    const before = filesIn(folder)
    await desktop.answerDialogs({ message: "Don't Save" })
    await desktop.closeWindow()
    expect(await hasEnded(desktop)).toBe(true)
    expect(filesIn(folder)).toEqual(before)
  })

  test('Save writes and closes it', async () => {
    const { desktop, file } = await openEdited()
    await desktop.answerDialogs({ message: 'Save' })
    await desktop.closeWindow()
    expect(await hasEnded(desktop)).toBe(true)
    expect(readFileSync(file, 'utf8')).toContain('title: Store\n')
  })

  test('a save that fails keeps the window open with the problem, and asks again next time', async () => {
    const { desktop, page, file, folder } = await openEdited()
    // A folder in the file's place can be neither read nor replaced.
    renameSync(file, `${file}.kept`)
    mkdirSync(file)
    await desktop.answerDialogs({ message: 'Save' })
    await desktop.closeWindow()
    await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(1)
    await page.getByText(/threat-model\.yaml is not a regular file/).waitFor()
    expect(await titleOf(page).inputValue()).toBe('Store')

    rmSync(file, { recursive: true })
    renameSync(`${file}.kept`, file)
    await page.waitForTimeout(300)
    await desktop.answerDialogs({ message: 'Save' })
    await desktop.closeWindow()
    expect(await hasEnded(desktop)).toBe(true)
    expect(filesIn(folder)['threat-model.yaml']).toContain('title: Store\n')
  })

  test('quitting asks too, and Cancel keeps the app', async () => {
    const { desktop, page } = await openEdited()
    await desktop.answerDialogs({ message: 'Cancel' })
    await desktop.chooseMenu('File > Quit')
    await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(1)
    await page.waitForTimeout(150)
    expect(await titleOf(page).inputValue()).toBe('Store')
    await desktop.answerDialogs({ message: "Don't Save" })
    await desktop.chooseMenu('File > Quit')
    expect(await hasEnded(desktop)).toBe(true)
  })

  test('quitting with two edited windows asks for both, and Cancel in one keeps both', async () => {
    const { desktop, page, folder } = await openEdited()
    const other = aModelFolder()
    await desktop.secondInstance([other])
    await expect.poll(async () => (await desktop.pages()).length).toBe(2)
    const second = (await desktop.pages()).find((one) => one !== page)
    if (!second) throw new Error('no second window')
    await openModel(second, 'Shop')
    await retitle(second, 'Depot')
    await expect.poll(async () => (await windowTitles(desktop)).join()).toMatch(/Depot/)
    await desktop.answerDialogs({ message: "Don't Save" }, { message: 'Cancel' })
    await desktop.chooseMenu('File > Quit')
    await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(2)
    await page.waitForTimeout(200)
    expect([await titleOf(page).inputValue(), await titleOf(second).inputValue()]).toEqual(['Store', 'Depot'])
    // What was answered before the Cancel holds no longer: both are asked about again.
    await desktop.answerDialogs({ message: 'Save' }, { message: 'Save' })
    await desktop.chooseMenu('File > Quit')
    expect(await hasEnded(desktop)).toBe(true)
    expect(filesIn(folder)['threat-model.yaml']).toContain('title: Store\n')
    expect(filesIn(other)['threat-model.yaml']).toContain('title: Depot\n')
  })

  test('a second instance with another model of the folder does not drop unsaved edits', async () => {
    const { desktop, page, folder, file } = await openEdited()
    const other = path.join(folder, 'other.threat-model.yaml')
    writeFileSync(other, SHOP.replace('Shop', 'Other'))
    await desktop.secondInstance([other])
    const question = page.getByRole('dialog')
    await question.waitFor()
    await question.getByRole('button', { name: 'Cancel' }).click()
    await question.waitFor({ state: 'detached' })
    expect(await titleOf(page).inputValue()).toBe('Store')
    expect(readFileSync(file, 'utf8')).toContain('title: Shop')
    await desktop.secondInstance([other])
    await question.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => titleOf(page).inputValue()).toBe('Other')
    expect(readFileSync(file, 'utf8')).toContain('title: Store')
  })

  test('closing twice asks once', async () => {
    const { desktop } = await openEdited()
    await desktop.answerDialogs({ message: "Don't Save" })
    await desktop.closeWindow()
    await desktop.closeWindow().catch(() => {})
    expect(await hasEnded(desktop)).toBe(true)
  })

  test('a page that died says so, and its window can be closed without a question about its edits', async () => {
    const { desktop, folder } = await openEdited()
    const before = filesIn(folder)
    await desktop.answerDialogs({ message: 'Close Window' })
    await desktop.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
    }, null)
    expect(await hasEnded(desktop)).toBe(true)
    expect(filesIn(folder)).toEqual(before)
  })
})
