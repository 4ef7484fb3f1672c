// The stand-in for electron itself, with a small app of its own: what it promises is what Electron's
// documentation says. The app's desktop tests stand on it.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from 'electron'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { describeBrowser } from '../../support/browser.ts'
import { dialogScript } from '../../support/electron/dialogs.ts'
import { launchStandIn, type Running } from '../../support/electron/launch.ts'
import { launchInside } from '../../support/electron/page/chromium.ts'
import { chromiumGlass } from '../../support/electron/page/glass.ts'
import { part } from '../../support/electron/part.ts'

const main = fileURLToPath(new URL('../../support/electron/sample/main.mjs', import.meta.url))

interface Sample {
  echo(value: unknown): Promise<{ value: unknown; from: string; origin: string }>
  fail(): Promise<unknown>
  ask(): void
  pathOf(file: File): string
  lacking(): unknown
}

type SampleWindow = Window & { sample: Sample; before: object; heard: unknown[] }

const shared = globalThis as unknown as { sampleLog: string[]; sampleKeeps?: boolean }
const newSettings = () => mkdtempSync(path.join(tmpdir(), 'fenceline-stand-in-'))

describeBrowser('the stand-in for electron', () => {
  let browser: Browser
  const running: Running[] = []

  const launch = async (settings = newSettings(), args: string[] = []) => {
    const launched = await launchStandIn({ glass: await chromiumGlass(browser), main, args, settings })
    running.push(launched)
    return { launched, log: shared.sampleLog }
  }
  const open = async (): Promise<{ launched: Running; log: string[]; page: Page }> => {
    const started = await launch()
    const [page] = await started.launched.pages()
    if (!page) throw new Error('no window opened')
    await page.waitForFunction(() => (window as unknown as SampleWindow).heard?.length === 1)
    return { ...started, page }
  }

  beforeAll(async () => {
    browser = await launchInside()
  })
  afterEach(async () => {
    shared.sampleKeeps = false
    for (const launched of running.splice(0)) await launched.close()
  })
  afterAll(() => browser?.close())

  test('a member that it lacks throws, in main and in a preload', async () => {
    const { page } = await open()
    const app = part<App>('app', { name: 'x' })
    expect(() => app.getGPUInfo('basic')).toThrow('electron stand-in: app.getGPUInfo is not there')
    expect(() => {
      app.userAgentFallback = 'x'
    }).toThrow('electron stand-in: app.userAgentFallback is not there')
    // @ts-expect-error What is not in electron's own types cannot be in a part either.
    part<App>('app', { notInElectron: 1 })
    // @ts-expect-error Nor with another type.
    part<App>('app', { getVersion: () => 1 })
    const message = await page.evaluate(() => {
      try {
        return (window as unknown as SampleWindow).sample.lacking()
      } catch (error) {
        return String(error)
      }
    })
    expect(message).toContain('electron stand-in: ipcRenderer.sendSync is not there')
  })

  test('listening for an event that it never raises throws', async () => {
    const { launched } = await open()
    expect(() => launched.electron.app.on('gpu-info-update', () => {})).toThrow("app.on('gpu-info-update')")
  })

  test('an app starts and ends with its events in order', async () => {
    const { launched, log } = await open()
    launched.electron.BrowserWindow.getAllWindows()[0]?.close()
    expect(await launched.apps.ended).toBe(0)
    expect(log.filter((line) => !line.startsWith('request'))).toEqual([
      'will-finish-launching',
      'ready',
      'browser-window-created',
      'ready-to-show',
      'close',
      'window-all-closed',
      'before-quit',
      'will-quit',
      'quit',
    ])
  })

  test('quitting closes the windows first, and a window that stays keeps the app', async () => {
    const { launched, log } = await open()
    shared.sampleKeeps = true
    launched.electron.app.quit()
    expect(log.slice(-2)).toEqual(['before-quit', 'close'])
    shared.sampleKeeps = false
    launched.electron.app.quit()
    await launched.apps.ended
    expect(log.slice(-4)).toEqual(['before-quit', 'close', 'will-quit', 'quit'])
  })

  test('a second launch on the same data tells the first and ends', async () => {
    const settings = newSettings()
    const { log } = await launch(settings)
    const second = await launch(settings, ['/tmp/some-folder'])
    expect(await second.launched.apps.ended).toBe(0)
    expect(log).toContain(`second-instance /tmp/some-folder ${process.cwd()} sample`)
    expect(second.launched.electron.BrowserWindow.getAllWindows()).toEqual([])
    expect(second.log).not.toContain('ready')
  })

  test('the page has what the preload exposed, and nothing else', async () => {
    const { page } = await open()
    const seen = await page.evaluate(() => {
      const { before, sample, heard } = window as unknown as SampleWindow
      return {
        before,
        heard: heard.map((args) => (args as unknown[]).map(String)),
        keys: Object.keys(sample),
        isFrozen: Object.isFrozen(sample) && Object.isFrozen(sample.echo),
        hasConstructor: 'prototype' in sample.echo,
        process: typeof (globalThis as { process?: unknown }).process,
      }
    })
    expect(seen).toEqual({
      before: { require: 'undefined', keys: ['sample'] },
      heard: [[String(new Date(5)), 'undefined']],
      keys: ['echo', 'fail', 'ask', 'listen', 'pathOf', 'lacking'],
      isFrozen: true,
      hasConstructor: false,
      process: 'undefined',
    })
  })

  test('a message goes through a structured clone and tells its sender in the app’s own addresses', async () => {
    const { page } = await open()
    const answer = await page.evaluate(async () => {
      const { sample } = window as unknown as SampleWindow
      const { value, from, origin } = await sample.echo({ map: new Map([[1, new Date(7)]]), none: undefined })
      const { map } = value as { map: Map<number, Date> }
      const fail = await sample.fail().catch((error: Error) => error.message)
      return { at: map.get(1)?.getTime(), hasNone: 'none' in (value as object), from, origin, fail }
    })
    expect(answer).toEqual({
      at: 7,
      hasNone: true,
      from: 'app://fenceline/index.html',
      origin: 'app://fenceline',
      fail: "Error invoking remote method 'fail': TypeError: no",
    })
  })

  test('a navigation that main prevents leaves the page where it is', async () => {
    const { page, log, launched } = await open()
    const before = page.url()
    await page.click('#link')
    await page.click('#away')
    await page.evaluate(() => {
      location.href = '/redirect'
    })
    await expect
      .poll(() => log.filter((line) => line.startsWith('will-')))
      .toEqual([
        'will-finish-launching',
        'will-navigate app://fenceline/other.html',
        'will-navigate https://example.com/',
        'will-navigate app://fenceline/redirect',
        'will-redirect app://fenceline/other.html',
      ])
    expect(page.url()).toBe(before)
    expect(launched.electron.BrowserWindow.getAllWindows()[0]?.webContents.getURL()).toBe(
      'app://fenceline/index.html',
    )
  })

  test('a window that a page wants is asked for, and closed when it may not open', async () => {
    const { page, log, launched } = await open()
    await page.click('#blank')
    await page.click('#link', { button: 'middle' })
    await page.evaluate(() => void window.open('/other.html', 'other'))
    await expect.poll(() => log.filter((line) => line.startsWith('open'))).toHaveLength(3)
    expect(new Set(log.filter((line) => line.startsWith('open')))).toEqual(
      new Set(['open app://fenceline/other.html']),
    )
    await expect.poll(() => page.context().pages().length).toBe(1)
    expect(launched.world.failures).toEqual([])
  })

  test('the page’s permissions are what the app’s handlers say', async () => {
    const { page } = await open()
    const states = await page.evaluate(async () => {
      const ask = async (name: string) =>
        (await navigator.permissions.query({ name: name as PermissionName })).state
      return [await ask('notifications'), await ask('geolocation'), await ask('camera')]
    })
    expect(states).toEqual(['granted', 'denied', 'denied'])
  })

  test('a dialog without an answer is a failure of the test', async () => {
    const { page, launched, log } = await open()
    const script = dialogScript(launched.electron)
    script.answers.push({ message: 'No' })
    await page.evaluate(() => (window as unknown as SampleWindow).sample.ask())
    await expect.poll(() => log.at(-1)).toBe('asked 1')
    expect(script.shown).toEqual([{ kind: 'message', text: 'Go on?', buttons: ['Yes', 'No'] }])
    await expect(launched.electron.dialog.showMessageBox({ message: 'More?' })).rejects.toThrow('no answer')
    expect(script.failures).toEqual(['the test wrote no answer for this message dialog: More?'])
  })

  test('a page’s beforeunload keeps its window unless main says otherwise', async () => {
    const { page, log, launched } = await open()
    await page.click('#text')
    await page.evaluate(() => window.addEventListener('beforeunload', (event) => event.preventDefault()))
    const [own] = launched.electron.BrowserWindow.getAllWindows()
    own?.close()
    await expect.poll(() => log.at(-1)).toBe('will-prevent-unload')
    expect(own?.isDestroyed()).toBe(false)
    own?.webContents.on('will-prevent-unload', (event) => event.preventDefault())
    own?.close()
    await expect.poll(() => own?.isDestroyed()).toBe(true)
  })

  test('a page that dies is told to main', async () => {
    const { page, launched } = await open()
    const reasons: string[] = []
    launched.electron.app.on('render-process-gone', (_event, _contents, details) =>
      reasons.push(details.reason),
    )
    await page.goto('chrome://crash').catch(() => {})
    await expect.poll(() => reasons).toEqual(['crashed'])
  })
})
