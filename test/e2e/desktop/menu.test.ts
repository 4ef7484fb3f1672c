// The native menu: what the page can do, as the page says it, and nothing that it did not say.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Desktop, describeDesktop } from '../../support/electron/desktop.ts'
import {
  aModelFolder,
  launchShop,
  openModel,
  openShop,
  retitle,
  titleOf,
} from '../../support/electron/journey.ts'

const itemOf = async (desktop: Desktop, id: string) => (await desktop.menu()).find((item) => item.id === id)
const isEnabled = async (desktop: Desktop, id: string) => (await itemOf(desktop, id))?.enabled

describeDesktop('the native menu', () => {
  test('its items carry the labels and keys of the page’s actions', async () => {
    const { desktop } = await openShop()
    await expect.poll(() => isEnabled(desktop, 'file.save')).toBe(true)
    const items = await desktop.menu()
    const at = (id: string) => items.find((item) => item.id === id)
    expect(at('file.save')).toMatchObject({ path: 'File > Save', accelerator: 'CommandOrControl+S' })
    expect(at('edit.undo')?.path).toMatch(/^Edit > Undo/)
    expect(items.map((item) => item.path)).toEqual(
      expect.arrayContaining([
        'File > New Window',
        'File > Open Folder…',
        'File > Close Window',
        'File > Quit',
      ]),
    )
    const twice = items.map((item) => item.path).filter((one, index, all) => all.indexOf(one) !== index)
    expect(twice).toEqual([])
  })

  test('what cannot be done is disabled, and follows what is open and edited', async () => {
    const { desktop, page } = await launchShop()
    await expect.poll(() => isEnabled(desktop, 'file.save')).toBe(false)
    await openModel(page, 'Shop')
    await expect.poll(() => isEnabled(desktop, 'file.save')).toBe(true)
    await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } })
    await expect.poll(() => isEnabled(desktop, 'edit.undo')).toBe(false)
    await retitle(page, 'Store')
    await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } })
    await expect.poll(() => isEnabled(desktop, 'edit.undo')).toBe(true)
    await expect(desktop.chooseMenu('File > No such item')).rejects.toThrow('no item')
  })

  test('choosing Undo and Save does what their keys do', async () => {
    const { desktop, page, folder } = await openShop()
    await retitle(page, 'Store')
    await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } })
    await expect.poll(() => isEnabled(desktop, 'edit.undo')).toBe(true)
    await desktop.chooseMenu('edit.undo')
    await expect.poll(() => titleOf(page).inputValue()).toBe('Shop')
    await retitle(page, 'Depot')
    await desktop.chooseMenu('File > Save')
    await page.getByText('Unsaved changes').waitFor({ state: 'detached' })
    expect(readFileSync(path.join(folder, 'threat-model.yaml'), 'utf8')).toContain('title: Depot\n')
  })

  test('Open Folder… of the menu opens another folder', async () => {
    const { desktop, page } = await launchShop()
    await page.getByText('Shop', { exact: true }).first().waitFor()
    const other = aModelFolder()
    await desktop.answerDialogs({ open: [other] })
    await desktop.chooseMenu('File > Open Folder…')
    await expect.poll(async () => (await desktop.pages()).length).toBe(2)
    expect(await desktop.menu()).toContainEqual(
      expect.objectContaining({ path: `File > Open Recent > ${other}` }),
    )
  })

  test('an action that the page never put into the menu is not run by it', async () => {
    const { desktop, page } = await openShop()
    await expect.poll(() => isEnabled(desktop, 'file.save')).toBe(true)
    await expect(desktop.chooseMenu('no.such.action')).rejects.toThrow('the menu has no item')
    // Even main's own announcement of an unknown action does nothing.
    await desktop.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.send('fenceline:event', {
          event: 'shell.run',
          data: { action: 'constructor' },
        }),
      null,
    )
    await page.waitForTimeout(100)
    expect(await titleOf(page).inputValue()).toBe('Shop')
    expect(desktop.complaints).toEqual([])
  })

  test('a label of the page is shown as it is written', async () => {
    const { desktop, page } = await openShop()
    await expect.poll(() => isEnabled(desktop, 'file.save')).toBe(true)
    const reply = await page.evaluate(() => {
      const { fenceline } = window as unknown as {
        fenceline: { call(method: string, input: unknown): unknown }
      }
      const item = { id: 'x', label: 'Cut & Paste', enabled: true }
      return fenceline.call('shell.menu', { groups: [{ id: 'tools', label: 'Tools', items: [item] }] })
    })
    expect(reply).toEqual({ ok: true, value: {} })
    expect(await itemOf(desktop, 'x')).toMatchObject({ path: 'Tools > Cut & Paste' })
    expect(await itemOf(desktop, 'file.save')).toBeUndefined()
  })
})
