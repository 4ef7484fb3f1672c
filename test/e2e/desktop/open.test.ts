// What opens: folders by dialog, by argument and by a second instance, and what must not.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from '../../support/app.ts'
import { describeDesktop, launchDesktop } from '../../support/electron/desktop.ts'
import { aModelFolder, countWindows, SHOP, titleOf } from '../../support/electron/journey.ts'

describeDesktop('opening in the desktop', () => {
  test('a window without a folder opens one by the dialog, and recalls it after a restart', async () => {
    const folder = aModelFolder()
    const first = await launchDesktop()
    const page = await first.firstWindow()
    await first.answerDialogs({ open: [folder] })
    await page.getByRole('button', { name: /open.*folder/i }).click()
    await page.getByText('Shop', { exact: true }).first().waitFor()
    expect(await first.shownDialogs()).toMatchObject([{ kind: 'open', buttons: ['Open'] }])
    await first.close()

    const again = await launchDesktop({ settings: first.settings })
    const second = await again.firstWindow()
    await second
      .getByRole('button', { name: new RegExp(path.basename(folder)) })
      .first()
      .click()
    await second.getByText('Shop', { exact: true }).first().waitFor()
    expect(await again.shownDialogs()).toEqual([])
    expect((await again.menu()).map((item) => item.path)).toContain(`File > Open Recent > ${folder}`)
  })

  test('a cancelled dialog changes nothing', async () => {
    const desktop = await launchDesktop()
    const page = await desktop.firstWindow()
    await desktop.answerDialogs({ open: [] })
    const button = page.getByRole('button', { name: /open.*folder/i })
    await button.click()
    await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(1)
    expect(await button.isVisible()).toBe(true)
    expect((await desktop.menu()).filter((item) => item.path.includes('Open Recent >'))).toEqual([])
  })

  test('a folder given as an argument is shown', async () => {
    const desktop = await launchDesktop({ args: [aModelFolder()] })
    const page = await desktop.firstWindow()
    await page.getByText('Shop', { exact: true }).first().waitFor()
    expect(desktop.complaints).toEqual([])
  })

  test('a model file given as an argument is open at once', async () => {
    const folder = aModelFolder({ 'other.threat-model.yaml': SHOP.replace('Shop', 'Other') })
    const desktop = await launchDesktop({ args: [path.join(folder, 'other.threat-model.yaml')] })
    const page = await desktop.firstWindow()
    await expect.poll(() => titleOf(page).inputValue()).toBe('Other')
  })

  test('a folder that is not there is named, and leaves a window to choose another in', async () => {
    const missing = path.join(aFolder(), 'gone')
    const desktop = await launchDesktop({ args: [missing] }, { message: 'OK' })
    const page = await desktop.firstWindow()
    await page.getByRole('button', { name: /open.*folder/i }).waitFor()
    expect((await desktop.shownDialogs()).map((shown) => shown.text)).toEqual([
      expect.stringContaining('gone'),
    ])
  })

  test('a second instance shows its folder in the first and ends', async () => {
    const folder = aModelFolder()
    const other = aModelFolder({ 'threat-model.yaml': SHOP.replace('Shop', 'Store') })
    const desktop = await launchDesktop({ args: [folder] })
    const page = await desktop.firstWindow()
    await page.getByText('Shop', { exact: true }).first().waitFor()

    await desktop.secondInstance([other])
    await expect.poll(() => countWindows(desktop)).toBe(2)
    const pages = await desktop.pages()
    const opened = pages.find((one) => one !== page)
    await opened?.getByText('Store', { exact: true }).first().waitFor()

    await desktop.secondInstance([folder])
    await expect
      .poll(() =>
        desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.webContents.id, null),
      )
      .toBe(
        await desktop.evaluate(
          ({ BrowserWindow }) => Math.min(...BrowserWindow.getAllWindows().map((one) => one.webContents.id)),
          null,
        ),
      )
    expect(await countWindows(desktop)).toBe(2)
  })

  test('a second instance with a model shows it in the window that has its folder', async () => {
    const folder = aModelFolder({ 'other.threat-model.yaml': SHOP.replace('Shop', 'Other') })
    const desktop = await launchDesktop({ args: [folder] })
    const page = await desktop.firstWindow()
    await page.getByText('Shop', { exact: true }).first().waitFor()
    await desktop.secondInstance([path.join(folder, 'other.threat-model.yaml')])
    await expect.poll(() => titleOf(page).inputValue()).toBe('Other')
    expect(await countWindows(desktop)).toBe(1)
  })

  test('a Mac’s open-file shows the model, and says what is none (stand-in only)', async ({ skip }) => {
    const folder = aModelFolder({ 'notes.md': '# Notes' })
    const desktop = await launchDesktop()
    if (!desktop.standIn) return skip('only a Mac raises it')
    const page = await desktop.firstWindow()
    await page.getByRole('button', { name: /open.*folder/i }).waitFor()
    let prevented = 0
    const openFile = (file: string) =>
      desktop.standIn?.apps.raise('open-file', { preventDefault: () => (prevented += 1) }, file)
    openFile('relative/threat-model.yaml')
    await page.waitForTimeout(100)
    expect(await page.getByRole('button', { name: /open.*folder/i }).isVisible()).toBe(true)
    await desktop.answerDialogs({ message: 'OK' })
    openFile(path.join(folder, 'notes.md'))
    await expect
      .poll(async () => (await desktop.shownDialogs()).map((shown) => shown.text))
      .toEqual([expect.stringContaining('notes.md')])
    openFile(path.join(folder, 'threat-model.yaml'))
    await expect.poll(() => titleOf(page).inputValue()).toBe('Shop')
    expect(prevented).toBe(3)
  })

  const hostile: readonly (readonly string[])[] = [
    ['fenceline://open?folder=/etc'],
    ['file:///etc'],
    ['https://evil.example/'],
    ['javascript:alert(1)'],
    ['--remote-debugging-port=9222'],
    ['--inspect=0.0.0.0:9229', '--js-flags=--expose-gc'],
    ['-r', '--require'],
    ['open'],
    [''],
    ['a\u0000b'.replace('\u0000', '\u0001')],
    ['x'.repeat(5000)],
    Array.from({ length: 200 }, () => '/etc'),
  ]
  test('S16 a second instance with a hostile command line opens no folder', async () => {
    const desktop = await launchDesktop()
    const page = await desktop.firstWindow()
    const button = page.getByRole('button', { name: /open.*folder/i })
    await button.waitFor()
    for (const args of hostile) {
      await desktop.secondInstance(args)
      await page.waitForTimeout(60)
      expect([await countWindows(desktop), await button.isVisible()], args.join(' ').slice(0, 80)).toEqual([
        1,
        true,
      ])
    }
    expect(await desktop.shownDialogs()).toEqual([])
  })

  test('S16 what another program says in a second instance’s name is checked', async ({ skip }) => {
    const desktop = await launchDesktop()
    if (!desktop.standIn) return skip('only the stand-in can be told what Electron hands over')
    await desktop.firstWindow()
    const folder = aModelFolder()
    const told: unknown[] = [
      null,
      undefined,
      'x',
      { args: folder, cwd: folder },
      { args: [folder] },
      { args: [7], cwd: folder },
      { args: [folder], cwd: 7 },
      { args: [folder], cwd: folder, more: true },
      { args: Array.from({ length: 100 }, () => folder), cwd: folder },
    ]
    for (const data of told)
      desktop.standIn.apps.raise('second-instance', {}, ['electron', folder], folder, data)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await countWindows(desktop)).toBe(1)
    expect((await desktop.menu()).filter((item) => item.path.includes('Open Recent >'))).toEqual([])
  })

  test('a folder inside an opened folder is a folder of its own', async () => {
    const folder = aModelFolder()
    const inner = path.join(folder, 'inner')
    mkdirSync(inner)
    writeFileSync(path.join(inner, 'threat-model.yaml'), SHOP.replace('Shop', 'Inner'))
    const desktop = await launchDesktop({ args: [folder] })
    await desktop.firstWindow()
    await desktop.secondInstance([inner])
    await expect.poll(() => countWindows(desktop)).toBe(2)
  })
})
