// The page as a window of the desktop has it, over a bridge that the test holds in its hands.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../shared/protocol/contract.ts'
import type { MenuGroup } from '../../../shared/protocol/shell.ts'
import { type App, aFolder, startApp } from '../../support/app.ts'
import { describeBrowser, launchBrowser } from '../../support/browser.ts'

type Sent = readonly (readonly [method: string, input: unknown])[]

interface Bridged {
  sent: [string, unknown][]
  announce(event: string, data: unknown): void
}

const RECENT = [
  { path: '/src/orders', name: 'orders', exists: true },
  { path: '/src/gone', name: 'gone', exists: false },
]

describeBrowser('a page with the desktop’s bridge', () => {
  let browser: Browser
  let app: App

  beforeAll(async () => {
    browser = await launchBrowser()
    app = await startApp(aFolder())
  })
  afterAll(async () => {
    await app?.stop()
    await browser?.close()
  })

  /** A page whose process says that it has this folder, or none. */
  const openWindow = async (folder: string | null): Promise<Page> => {
    const page = await browser.newPage()
    await page.addInitScript(
      ({ folder, recent, settings }) => {
        const workspace = { folder, name: 'repo', readOnly: false, models: [] }
        const fault = (code: string, message: string) => ({ ok: false, error: { code, message } })
        const answers: Record<string, unknown> = {
          'settings.get': { ok: true, value: settings },
          'shell.start': { ok: true, value: { folder, model: null, recent } },
          'workspace.get': folder ? { ok: true, value: workspace } : fault('no-folder', 'No folder.'),
          'recovery.list': { ok: true, value: [] },
          'shell.open-folder': fault('not-found', 'Could not read /src/orders: there is no such file.'),
        }
        const listeners = new Set<(message: unknown) => void>()
        const sent: [string, unknown][] = []
        const call = async (method: string, input: unknown) => {
          sent.push([method, input])
          return answers[method] ?? { ok: true, value: {} }
        }
        const subscribe = (listener: (message: unknown) => void) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        }
        const openDropped = async (file: File) => fault('not-a-file', `${file.name} is no model.`)
        Object.assign(window, {
          fenceline: { call, subscribe, openDropped },
          sent,
          announce: (event: string, data: unknown) => {
            for (const listener of listeners) listener({ event, data })
          },
        })
      },
      { folder, recent: RECENT, settings: DEFAULT_SETTINGS },
    )
    await page.goto(app.url)
    return page
  }
  const sentBy = (page: Page): Promise<Sent> => page.evaluate(() => (window as unknown as Bridged).sent)
  const choose = (page: Page, action: string) =>
    page.evaluate((id) => (window as unknown as Bridged).announce('shell.run', { action: id }), action)
  const itemOf = async (page: Page, id: string) => {
    const menus = (await sentBy(page)).filter(([method]) => method === 'shell.menu')
    const [, menu] = menus.at(-1) ?? ['', { groups: [] }]
    const { groups } = menu as { groups: MenuGroup[] }
    return groups.flatMap(({ items }) => items).find((item) => item.id === id)
  }

  test('a window without a folder offers to open one and the recent ones', async () => {
    const page = await openWindow(null)
    const open = page.getByRole('button', { name: 'Open folder…' })
    await expect.poll(() => open.evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await page.getByRole('button', { name: /^gone/ }).isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Remove gone from the list' }).click()
    await page.getByText('/src/gone').waitFor({ state: 'detached' })
    expect(await open.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.getByRole('button', { name: /^orders/ }).click()
    await page.getByText('Could not read /src/orders').waitFor()
    await page.keyboard.press('Control+o')
    expect((await sentBy(page)).filter(([method]) => /folder/.test(method))).toEqual([
      ['shell.forget-folder', { path: '/src/gone' }],
      ['shell.open-folder', { path: '/src/orders' }],
      ['shell.open-folder', { path: null }],
    ])
    await page.close()
  })

  test('dragging a file shows where it goes, and a file that is no model is refused in words', async () => {
    const page = await openWindow(null)
    await page.getByRole('button', { name: 'Open folder…' }).waitFor()
    const dataTransfer = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['x'], 'notes.txt'))
      return data
    })
    const target = page.getByText('Drop a folder or a threat model to open it')
    await page.dispatchEvent('body', 'dragenter', { dataTransfer })
    await target.waitFor()
    await page.dispatchEvent('body', 'drop', { dataTransfer })
    await page.getByText('notes.txt cannot be imported.').waitFor()
    expect(await target.count()).toBe(0)
    await page.close()
  })

  test('undo and select all of the menu are about the text of the field that has the focus', async () => {
    const page = await openWindow('/src/orders')
    const field = page.getByRole('textbox', { name: 'Diagram or model as text' })
    await field.click()
    await page.keyboard.type('External: Browser')
    await expect.poll(async () => (await itemOf(page, 'edit.undo'))?.enabled).toBe(true)
    await choose(page, 'edit.undo')
    await expect.poll(() => field.inputValue()).not.toBe('External: Browser')
    await page.keyboard.insertText('External: Browser')
    await choose(page, 'edit.select-all')
    await page.keyboard.press('Delete')
    await expect.poll(() => field.inputValue()).toBe('')
    await page.getByRole('tab', { name: 'Blank' }).focus()
    await expect.poll(async () => (await itemOf(page, 'edit.undo'))?.enabled).toBe(false)
    await page.close()
  })

  test('while a dialog is open the menu does nothing, and says so', async () => {
    const page = await openWindow('/src/orders')
    await expect.poll(async () => (await itemOf(page, 'help.shortcuts'))?.enabled).toBe(true)
    await choose(page, 'help.settings')
    await page.getByRole('dialog', { name: 'Settings' }).waitFor()
    await expect.poll(async () => (await itemOf(page, 'help.shortcuts'))?.enabled).toBe(false)
    await choose(page, 'help.shortcuts')
    expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).count()).toBe(0)
    await page.close()
  })

  test('the menu and the title are sent when they change, and not otherwise', async () => {
    const page = await openWindow('/src/orders')
    await expect
      .poll(async () => (await sentBy(page)).some(([method]) => method === 'shell.state'))
      .toBe(true)
    await page.getByRole('tab', { name: 'Template' }).click()
    await page.waitForTimeout(300)
    const before = (await sentBy(page)).length
    await page.getByRole('tab', { name: 'Blank' }).click()
    await page.waitForTimeout(300)
    expect((await sentBy(page)).length).toBe(before)
    await page.close()
  })

  test('in a browser none of it is there', async () => {
    const other = await startApp(aFolder())
    const page = await browser.newPage()
    await page.goto(other.url)
    await page.getByRole('textbox', { name: 'Diagram or model as text' }).waitFor()
    expect(await page.evaluate(() => 'fenceline' in window)).toBe(false)
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(/^Type a few letters/).fill('open folder')
    await page.getByText('Nothing is called that.').waitFor()
    await page.close()
    await other.stop()
  })
})
