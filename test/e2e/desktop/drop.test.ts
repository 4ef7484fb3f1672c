// Dropping onto the window: a folder and a model open, anything else is refused with a word.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from '../../support/app.ts'
import { describeDesktop, launchDesktop } from '../../support/electron/desktop.ts'
import { aModelFolder, filesIn, SHOP, titleOf } from '../../support/electron/journey.ts'

const openEmpty = async () => {
  const desktop = await launchDesktop()
  const page = await desktop.firstWindow()
  await page.getByRole('button', { name: /open.*folder/i }).waitFor()
  return { desktop, page }
}

describeDesktop('dropping onto the desktop’s window', () => {
  test('a folder opens in a window that has none', async () => {
    const { desktop, page } = await openEmpty()
    await desktop.drop(page, [aModelFolder()])
    await page.getByText('Shop', { exact: true }).first().waitFor()
  })

  test('a model opens with its folder', async () => {
    const folder = aModelFolder({ 'other.threat-model.yaml': SHOP.replace('Shop', 'Other') })
    const { desktop, page } = await openEmpty()
    await desktop.drop(page, [path.join(folder, 'other.threat-model.yaml')])
    await expect.poll(() => titleOf(page).inputValue()).toBe('Other')
  })

  test('S6 any other file is refused with a word, and the page stays', async () => {
    const folder = aFolder()
    const file = path.join(folder, 'notes.html')
    writeFileSync(file, '<h1>Notes</h1>')
    const { desktop, page } = await openEmpty()
    const before = page.url()
    await desktop.drop(page, [file])
    await page
      .getByText(/notes\.html is neither a folder nor a threat model/)
      .first()
      .waitFor()
    expect(page.url()).toBe(before)
    expect((await desktop.pages()).length).toBe(1)
    expect(Object.keys(filesIn(folder))).toEqual(['notes.html'])
  })

  test('a folder dropped onto a window that has one leaves that as it is', async () => {
    const folder = aModelFolder()
    const other = aFolder()
    mkdirSync(path.join(other, 'sub'))
    const desktop = await launchDesktop({ args: [folder] })
    const page = await desktop.firstWindow()
    await page.getByText('Shop', { exact: true }).first().waitFor()
    await desktop.drop(page, [other])
    await expect.poll(async () => (await desktop.pages()).length).toBe(2)
    expect(await page.getByText('Shop', { exact: true }).first().isVisible()).toBe(true)
  })
})
