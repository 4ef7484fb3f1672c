// What a page of the desktop reaches outside itself: windows, the system's browser, the bridge, files.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Desktop, describeDesktop, host, launchDesktop } from '../../support/electron/desktop.ts'
import { countWindows, openShop, plant } from '../../support/electron/journey.ts'

const testStandIn = test.skipIf(host.kind === 'electron')

/** Addresses that the system was asked to open from now on. */
const watchOpened = (desktop: Desktop) =>
  desktop.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { openedByTest: opened })
    shell.openExternal = async (url) => void opened.push(url)
    shell.openPath = async (path) => {
      opened.push(path)
      return ''
    }
  }, null)
const openedBy = (desktop: Desktop) =>
  desktop.evaluate(() => [...(globalThis as unknown as { openedByTest: string[] }).openedByTest], null)

describeDesktop('what a page of the desktop reaches', () => {
  const opening: [string, (page: Page) => Promise<unknown>][] = [
    ['window.open', (page) => page.evaluate(() => void window.open('https://evil.example/'))],
    [
      'a link to a new window',
      async (page) => {
        await plant(page, 'a', { href: 'https://evil.example/', target: '_blank' })
        await page.getByText('planted').last().click()
      },
    ],
    [
      'a middle click',
      async (page) => {
        await plant(page, 'a', { href: 'https://evil.example/' })
        await page.getByText('planted').last().click({ button: 'middle' })
      },
    ],
  ]
  test.each(opening)('S7 S8 %s opens no window, and a browser only after the question', async (_, act) => {
    const { page, desktop } = await openShop()
    await watchOpened(desktop)
    await desktop.answerDialogs({ message: 'Cancel' })
    await act(page)
    await expect.poll(async () => (await desktop.shownDialogs()).length).toBe(1)
    expect(await openedBy(desktop)).toEqual([])
    await desktop.answerDialogs({ message: 'Open' })
    await act(page)
    await expect.poll(() => openedBy(desktop)).toEqual(['https://evil.example/'])
    const [shown] = await desktop.shownDialogs()
    expect(shown?.text).toContain('https://evil.example/')
    await expect.poll(() => page.context().pages().length).toBe(1)
    expect(await countWindows(desktop)).toBe(1)
  })

  test('S8 an address that is not plain https is not even asked about', async () => {
    const { page, desktop } = await openShop()
    await watchOpened(desktop)
    const addresses = [
      'file:///etc/passwd',
      'smb://evil.example/share',
      'ms-settings:privacy',
      'javascript:alert(1)',
      'http://evil.example/',
      'https://user:secret@evil.example/',
      'mailto:a@evil.example',
      'vscode://file/etc/passwd',
      'about:blank',
      '/index.html',
    ]
    for (const address of addresses) {
      await page.evaluate((url) => void window.open(url), address).catch(() => {})
    }
    await page.waitForTimeout(400)
    expect(await desktop.shownDialogs()).toEqual([])
    expect(await openedBy(desktop)).toEqual([])
    await expect.poll(() => page.context().pages().length).toBe(1)
    expect(await countWindows(desktop)).toBe(1)
  })

  test('S11 has three functions from the preload, frozen, that answer anything with a reply', async () => {
    const { page } = await openShop()
    const seen = await page.evaluate(async () => {
      type Bridge = Record<'call' | 'subscribe' | 'openDropped', (...args: unknown[]) => unknown>
      const { fenceline } = window as unknown as { fenceline: Bridge }
      const odd: unknown[] = [
        undefined,
        null,
        0,
        -1,
        Number.NaN,
        '',
        'x',
        '__proto__',
        'constructor',
        [],
        {},
        [[]],
        new Date(),
        new Map(),
        () => {},
        document.body,
        new Error('e'),
        new File(['x'], 'a.yaml'),
        new Uint8Array(3),
        10n,
        { toString: null },
        JSON.parse('{"__proto__": {"polluted": true}}'),
      ]
      const wrong: string[] = []
      const check = async (what: string, ask: () => unknown) => {
        try {
          const reply = (await ask()) as
            | { ok?: unknown; error?: { code?: unknown; message?: unknown } }
            | undefined
          const isFault = reply?.ok === false && typeof reply.error?.code === 'string'
          if (reply?.ok !== true && !isFault) wrong.push(`${what}: ${JSON.stringify(reply)}`)
        } catch (error) {
          wrong.push(`${what} threw ${error}`)
        }
      }
      for (const [index, one] of odd.entries()) {
        await check(`call(odd ${index})`, () => fenceline.call(one))
        await check(`call(model.open, odd ${index})`, () => fenceline.call('model.open', one))
        await check(`call(odd ${index}, odd ${index}, odd ${index})`, () => fenceline.call(one, one, one))
        await check(`openDropped(odd ${index})`, () => fenceline.openDropped(one))
      }
      // What does not even cross the bridge may throw there, before anything is sent.
      for (const one of [Symbol('s'), window, document, Promise.resolve()]) {
        await Promise.resolve()
          .then(() => fenceline.call('settings.set', one))
          .catch(() => {})
      }
      await check('shell.drop', () => fenceline.call('shell.drop', { path: '/etc' }))
      const drop = (await fenceline.call('shell.drop', { path: '/etc' })) as { ok: boolean }
      const prototypes = Object.values(fenceline).map((one) => Object.isFrozen(one))
      return {
        keys: Object.keys(fenceline).sort(),
        types: Object.values(fenceline).map((one) => typeof one),
        prototypes,
        isFrozen: Object.isFrozen(fenceline),
        descriptor: { ...Object.getOwnPropertyDescriptor(window, 'fenceline'), value: 0 },
        polluted: 'polluted' in {},
        canDrop: drop.ok,
        wrong,
      }
    })
    expect(seen).toEqual({
      keys: ['call', 'openDropped', 'subscribe'],
      types: ['function', 'function', 'function'],
      prototypes: [true, true, true],
      isFrozen: true,
      descriptor: { value: 0, writable: false, configurable: false, enumerable: true },
      polluted: false,
      canDrop: false,
      wrong: [],
    })
  })

  test('S11 what is announced comes without Electron’s event', async () => {
    const { page, desktop } = await openShop()
    await page.evaluate(() => {
      const { fenceline } = window as unknown as {
        fenceline: { subscribe(tell: (...args: unknown[]) => void): () => void }
      }
      const heard: unknown[] = []
      const stop = fenceline.subscribe((...args) => heard.push(args))
      Object.assign(window, { heard, stop })
    })
    const send = () =>
      desktop.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.send('fenceline:event', { event: 'x', data: 1 }),
        null,
      )
    const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
    await send()
    await expect.poll(heard).toEqual([[{ event: 'x', data: 1 }]])
    await page.evaluate(() => (window as unknown as { stop(): void }).stop())
    await send()
    await page.waitForTimeout(100)
    expect(await heard()).toHaveLength(1)
  })

  test('S12 reads no file by an address', async () => {
    const { page } = await openShop()
    const answers = await page.evaluate(async () => {
      const paths = [
        '/../package.json',
        '/%2e%2e%2fpackage.json',
        '/..%2fpackage.json',
        '/..\\package.json',
        '/%2e%2e/%2e%2e/etc/passwd',
        '/#/../package.json',
        '//etc/passwd',
        '/etc/passwd',
        '/index.html/../../desktop/main.js',
        '/%00',
        '/assets/',
        '/.vite/manifest.json',
      ]
      const found: string[] = []
      for (const path of paths) {
        const [before] = path.split('#')
        if (before === '/') continue
        const reply = await fetch(path).catch(() => null)
        if (reply?.ok) found.push(path)
      }
      const file = await fetch('file:///etc/passwd').then(
        () => 'read',
        () => 'refused',
      )
      return { found, file }
    })
    expect(answers).toEqual({ found: [], file: 'refused' })
  })

  const raw: [string, string][] = [
    ['S40', 'app://fenceline/../package.json'],
    ['S41', 'app://fenceline/%2e%2e%2fpackage.json'],
    ['S42', 'app://fenceline/..%2fpackage.json'],
    ['S43', 'app://fenceline/..\\package.json'],
    ['S44', 'app://fenceline/#/../package.json'],
    ['another host', 'app://evil/index.html'],
    ['a host that begins like ours', 'app://fenceline.evil/index.html'],
    ['a user before the host', 'app://x@fenceline/index.html'],
    ['a port', 'app://fenceline:1/index.html'],
    ['a doubled slash', 'app://fenceline//index.html'],
    ['a NUL', 'app://fenceline/index.html%00'],
    ['a broken escape', 'app://fenceline/%E0%A4%A'],
    ['nothing', ''],
  ]
  testStandIn(
    'S12 S40-S44 no address gets a file from the scheme’s handler as it is (stand-in only)',
    async () => {
      const desktop = await launchDesktop()
      await desktop.firstWindow()
      const ask = async (at: string, method = 'GET') =>
        desktop.standIn?.protocols.request('app', { url: at, method } as Request)
      for (const [id, url] of raw) {
        const answer = await ask(url)
        const text = (await answer?.text()) ?? ''
        // What stands after a hash is not part of a request's path: the page itself is right.
        if (id === 'S44') expect(text, id).not.toContain('"devDependencies"')
        else expect([answer?.status, text.length < 60], id).toEqual([404, true])
      }
      expect((await ask('app://fenceline/index.html'))?.status).toBe(200)
      expect((await ask('app://fenceline/index.html', 'POST'))?.status).toBe(405)
    },
  )

  testStandIn(
    'S12 the scheme is standard and secure and never goes around a policy (stand-in only)',
    async () => {
      const { desktop } = await openShop()
      const privileges = desktop.standIn?.protocols.schemes.get('app')?.privileges
      expect(privileges).toMatchObject({ standard: true, secure: true })
      expect(privileges?.bypassCSP ?? false).toBe(false)
      expect(privileges?.corsEnabled ?? false).toBe(false)
      expect([...(desktop.standIn?.protocols.schemes.keys() ?? [])]).toEqual(['app'])
    },
  )

  testStandIn('S17 no crash is reported and no dictionary fetched (stand-in only)', async () => {
    const { desktop } = await openShop()
    expect(desktop.standIn?.crashes.starts).toBe(0)
    expect(desktop.standIn?.session.spellChecker).toBe(false)
  })
})
