// Where windows stand: as they were left, unless no display shows that place any more.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type Desktop, describeDesktop, launchDesktop } from '../../support/electron/desktop.ts'

const boundsOf = (desktop: Desktop) =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds(), null)

/** A visible window: one that was never shown was never left anywhere. */
const open = async (settings?: string) => {
  const desktop = await launchDesktop(settings === undefined ? {} : { settings })
  const page = await desktop.firstWindow()
  await expect
    .poll(() => desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible(), null))
    .toBe(true)
  return { desktop, page }
}

const leaveAt = async (desktop: Desktop, bounds: object) => {
  await desktop.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), bounds)
  await desktop.closeWindow()
  await desktop.ended
}

describeDesktop('the desktop’s window', () => {
  test('opens again where and as large as it was left', async () => {
    const { desktop } = await open()
    const bounds = { x: 140, y: 90, width: 1100, height: 700 }
    await leaveAt(desktop, bounds)
    const again = await open(desktop.settings)
    expect(await boundsOf(again.desktop)).toEqual(bounds)
  })

  test('opens maximised again, and knows its size from before', async () => {
    const { desktop } = await open()
    await desktop.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      window?.setBounds({ x: 60, y: 60, width: 1000, height: 640 })
      window?.maximize()
    }, null)
    await desktop.closeWindow()
    await desktop.ended
    const again = await open(desktop.settings)
    const state = await again.desktop.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return [window?.isMaximized(), window?.getNormalBounds().width]
    }, null)
    expect(state).toEqual([true, 1000])
  })

  test.each([
    ['right of every display', { x: 9000, y: 100, width: 1100, height: 700 }],
    ['above every display', { x: 100, y: -5000, width: 1100, height: 700 }],
    ['with its title bar above the edge', { x: 100, y: -400, width: 1100, height: 700 }],
    ['larger than any display', { x: 0, y: 0, width: 20_000, height: 9000 }],
  ])('comes back to the display when it was left %s', async (_, bounds) => {
    const { desktop } = await open()
    await leaveAt(desktop, bounds)
    const again = await open(desktop.settings)
    const { window, area } = await again.desktop.evaluate(
      ({ BrowserWindow, screen }) => ({
        window: BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
        area: screen.getPrimaryDisplay().workArea,
      }),
      null,
    )
    if (!window) throw new Error('no window')
    expect(window.width).toBeLessThanOrEqual(area.width)
    expect(window.height).toBeLessThanOrEqual(area.height)
    expect(window.x).toBeLessThan(area.x + area.width - 100)
    expect(window.x + window.width).toBeGreaterThan(area.x + 100)
    expect(window.y).toBeGreaterThanOrEqual(area.y)
    expect(window.y).toBeLessThan(area.y + area.height)
  })

  test('opens at its usual place when what was remembered cannot be read', async () => {
    const { desktop } = await open()
    const usual = await boundsOf(desktop)
    await leaveAt(desktop, { x: 300, y: 200, width: 900, height: 600 })
    const file = readdirSync(desktop.settings).find((name) => name.startsWith('window'))
    if (!file) throw new Error('nothing was remembered')
    for (const text of [
      '{',
      '[]',
      '{"bounds":{"x":"left"}}',
      readFileSync(path.join(desktop.settings, file), 'utf8').replace(/300/, '1e99'),
    ]) {
      writeFileSync(path.join(desktop.settings, file), text)
      const again = await open(desktop.settings)
      expect(await boundsOf(again.desktop)).toEqual(usual)
      await again.desktop.close()
    }
  })

  test('a second window does not hide the first', async () => {
    const { desktop } = await open()
    await desktop.chooseMenu('File > New Window')
    const all = () =>
      desktop.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows().map((one) => `${one.getBounds().x},${one.getBounds().y}`),
        null,
      )
    await expect.poll(async () => (await all()).length).toBe(2)
    expect(new Set(await all()).size).toBe(2)
  })

  test('its title names the model, the folder and the app', async () => {
    const { desktop, page } = await open()
    await page.waitForTimeout(200)
    const titles = await desktop.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()),
      null,
    )
    expect(titles).toEqual(['Fenceline'])
  })
})
