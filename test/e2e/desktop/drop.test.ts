// Dropping onto the window: a folder and a model open, anything else is refused with a word.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from '../../support/app.ts'
import { describeDesktop, launchDesktop } from '../../support/electron/desktop.ts'
import { aModelFolder, filesIn, SHOP, titleOf } from '../../support/electron/journey.ts'
import { tm7File } from '../../support/models/tm7-file.ts'
import { SHOP as TILL } from '../../support/models/tm7-shop.ts'

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

  test('S6 a file that is no model is refused with a word, and the page stays', async () => {
    const folder = aFolder()
    const file = path.join(folder, 'notes.html')
    writeFileSync(file, '<h1>Notes</h1>')
    const { desktop, page } = await openEmpty()
    const before = page.url()
    await desktop.drop(page, [file])
    await page.getByText('notes.html cannot be imported.').waitFor()
    expect(page.url()).toBe(before)
    expect((await desktop.pages()).length).toBe(1)
    expect(Object.keys(filesIn(folder))).toEqual(['notes.html'])
  })

  test('a file of another tool is shown, and imported into the folder that the person chooses for it', async () => {
    const [folder, target] = [aFolder(), aModelFolder({ 'town.threat-model.yaml': SHOP })]
    const file = path.join(folder, 'town.tm7')
    writeFileSync(file, tm7File({ title: 'Town', tabs: [{ drawn: TILL }] }))
    const { desktop, page } = await openEmpty()
    await desktop.drop(page, [file])
    const shown = page.getByRole('dialog', { name: 'Import town.tm7' })
    await shown.getByRole('img', { name: 'Diagram of Town' }).waitFor()
    await shown.getByText('You choose the folder before anything is written.').waitFor()
    await desktop.answerDialogs({ open: [] })
    await shown.getByRole('button', { name: 'Import into a folder…' }).click()
    await shown.getByRole('button', { name: 'Import into a folder…' }).waitFor()
    await desktop.answerDialogs({ open: [target] })
    await shown.getByRole('button', { name: 'Import into a folder…' }).click()
    await expect.poll(() => titleOf(page).inputValue()).toBe('Town')
    expect(Object.keys(filesIn(target))).toContain('town-2.threat-model.yaml')
    expect(filesIn(target)['town.threat-model.yaml']).toBe(SHOP)
    expect(Object.keys(filesIn(folder))).toEqual(['town.tm7'])
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
