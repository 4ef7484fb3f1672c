// A page of the desktop can do what a page must, and nothing else, whatever runs in it.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Desktop, describeDesktop, host, launchDesktop } from '../../support/electron/desktop.ts'
import { aModelFolder, openModel } from '../../support/electron/journey.ts'
import type { Permission } from '../../support/electron/session.ts'

const testStandIn = test.skipIf(host.kind === 'electron')

const open = async () => {
  const folder = aModelFolder()
  const desktop = await launchDesktop({ args: [folder] })
  const page = await desktop.firstWindow()
  await openModel(page, 'Shop')
  return { folder, desktop, page }
}

const countWindows = (desktop: Desktop) =>
  desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)

/** A link, form or frame of hostile content, in the page as if a model had brought it. */
const plant = (
  page: Page,
  tag: string,
  attributes: Record<string, string>,
  parent: 'body' | 'head' = 'body',
) =>
  page.evaluate(
    ([name, given, where]) => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(given)) element.setAttribute(key, value)
      element.textContent = name === 'a' ? 'planted' : ''
      element.style.cssText = 'position:fixed;top:0;left:0;z-index:99999;background:white'
      document[where].append(element)
    },
    [tag, attributes, parent] as const,
  )

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

describeDesktop('a page of the desktop', () => {
  test('S1 has no Node and no Electron, and neither has a frame in it', async () => {
    const { page } = await open()
    const types = () =>
      page.evaluate(() => {
        const frame = document.createElement('iframe')
        document.body.append(frame)
        const names = [
          'require',
          'process',
          'module',
          'Buffer',
          'global',
          'ipcRenderer',
          'electron',
          'setImmediate',
        ]
        const inside = frame.contentWindow as unknown as Record<string, unknown> | null
        return {
          page: names.filter((name) => name in globalThis),
          frame: [...names, 'fenceline'].filter((name) => inside && name in inside),
        }
      })
    expect(await types()).toEqual({ page: [], frame: [] })
  })

  testStandIn('S1 S2 every window has the same strict preferences (stand-in only)', async () => {
    const { desktop } = await open()
    await desktop.chooseMenu('File > New Window')
    await desktop.secondInstance([aModelFolder()])
    await desktop.secondInstance([aModelFolder()])
    await expect.poll(() => countWindows(desktop)).toBe(3)
    for (const { contents } of desktop.standIn?.world.windows ?? []) {
      const values = new Map(Object.entries(contents.preferences))
      expect(
        ['sandbox', 'contextIsolation', 'webSecurity', 'spellcheck'].map((key) => values.get(key)),
      ).toEqual([true, true, true, false])
      for (const [key, value] of values) {
        if (/^(nodeIntegration|allowRunning|webviewTag|navigateOn)/.test(key))
          expect([key, value]).toEqual([key, false])
      }
      for (const key of [
        'enableBlinkFeatures',
        'experimentalFeatures',
        'additionalArguments',
        'session',
        'partition',
        'enablePreferredSizeMode',
      ]) {
        expect(contents.preferences).not.toHaveProperty(key)
      }
    }
    expect(desktop.standIn?.apps.isSandboxed()).toBe(true)
  })

  test('S2 a webview is an element that does nothing', async () => {
    const { page, desktop } = await open()
    await plant(page, 'webview', {
      src: 'https://evil.example/',
      nodeintegration: '',
      preload: 'file:///x.js',
    })
    const kind = await page.evaluate(() => {
      const view = document.querySelector('webview') as HTMLElement & { loadURL?: unknown; getURL?: unknown }
      return [view.constructor.name, typeof view.loadURL, typeof view.getURL, view.shadowRoot]
    })
    expect(kind).toEqual(['HTMLElement', 'undefined', 'undefined', null])
    expect(await countWindows(desktop)).toBe(1)
  })

  test('S3 is granted nothing that a page can ask for', async () => {
    const { page } = await open()
    const granted = await page.evaluate(async () => {
      const names = [
        'accelerometer',
        'background-sync',
        'camera',
        'clipboard-read',
        'display-capture',
        'geolocation',
        'gyroscope',
        'idle-detection',
        'local-fonts',
        'magnetometer',
        'microphone',
        'midi',
        'notifications',
        'payment-handler',
        'persistent-storage',
        'screen-wake-lock',
        'storage-access',
        'window-management',
      ]
      const states: Record<string, string> = {}
      for (const name of names) {
        const query = navigator.permissions.query({ name: name as PermissionName })
        states[name] = await query.then(
          ({ state }) => state,
          () => 'unknown',
        )
      }
      return Object.entries(states).filter(([, state]) => state === 'granted')
    })
    expect(granted).toEqual([])
    const refused = await page.evaluate(async () => {
      const tries = [
        () => navigator.mediaDevices.getUserMedia({ audio: true }),
        () => navigator.mediaDevices.getDisplayMedia(),
        () => navigator.clipboard.readText(),
        () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        () =>
          Notification.requestPermission().then((state) =>
            state === 'granted' ? state : Promise.reject(state),
          ),
      ]
      const outcomes: string[] = []
      for (const one of tries)
        outcomes.push(
          await one().then(
            () => 'given',
            () => 'refused',
          ),
        )
      return outcomes
    })
    expect(refused).toEqual(['refused', 'refused', 'refused', 'refused', 'refused'])
  })

  testStandIn(
    'S3 every permission in Electron’s typings is denied but writing text to the clipboard (stand-in only)',
    async () => {
      const { desktop } = await open()
      const typings = readFileSync(
        new URL('../../../node_modules/electron/electron.d.ts', import.meta.url),
        'utf8',
      )
      const listed =
        /setPermissionCheckHandler\(handler: .*?permission: (.*?), requestingOrigin/.exec(typings)?.[1] ?? ''
      const permissions = [...listed.matchAll(/'([^']+)'/g)].map(([, one]) => one as Permission)
      expect(permissions.length).toBeGreaterThan(40)
      const session = desktop.standIn?.session
      const [contents] = desktop.standIn?.electron.webContents.getAllWebContents() ?? []
      if (!session?.check || !session.request || !session.device || !session.displayMedia || !contents) {
        throw new Error('a handler is missing')
      }
      const details = { isMainFrame: true, requestingUrl: 'app://fenceline/' }
      const { check, request } = session
      const checked = permissions.filter((one) => check(contents, one, 'app://fenceline', details))
      const asked: string[] = []
      for (const one of permissions) request(contents, one, (granted) => granted && asked.push(one), details)
      expect([checked, asked]).toEqual([['clipboard-sanitized-write'], ['clipboard-sanitized-write']])
      expect(session.device({ deviceType: 'usb', origin: 'app://fenceline', device: {} as never })).toBe(
        false,
      )
      const streams: unknown[] = []
      session.displayMedia({} as never, (given) => streams.push(given))
      expect(streams.map((given) => given ?? null)).toEqual([null])
    },
  )

  test('S4 runs no inline script, evaluates no text and loads nothing from elsewhere', async () => {
    const { page } = await open()
    const seen = await page.evaluate(async () => {
      // What the inspector runs may evaluate text: this goes on as the page's own.
      await new Promise((resolve) => setTimeout(resolve))
      const broken: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        broken.push(effectiveDirective),
      )
      const attempt = (work: () => unknown) => {
        try {
          work()
          return 'done'
        } catch {
          return 'refused'
        }
      }
      const outcomes = [
        // biome-ignore lint/security/noGlobalEval: that it is refused is what is shown
        attempt(() => globalThis.eval('1 + 1')),
        attempt(() => new Function('return 1')()),
        attempt(() => {
          document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'
        }),
        attempt(() => {
          const script = document.createElement('script')
          script.text = 'window.planted = true'
          document.body.append(script)
        }),
      ]
      const image = document.createElement('img')
      image.src = 'https://evil.example/pixel.png'
      document.body.append(image)
      const handler = document.createElement('a')
      handler.setAttribute('href', 'javascript:window.planted=true')
      document.body.append(handler)
      handler.click()
      const fetched = await fetch('https://evil.example/').then(
        () => 'done',
        () => 'refused',
      )
      await new Promise((resolve) => setTimeout(resolve, 100))
      return { outcomes, fetched, planted: 'planted' in window, broken: [...new Set(broken)].sort() }
    })
    expect(seen).toMatchObject({
      outcomes: ['refused', 'refused', 'refused', 'refused'],
      fetched: 'refused',
      planted: false,
    })
    expect(seen.broken).toEqual(
      expect.arrayContaining(['connect-src', 'img-src', 'require-trusted-types-for']),
    )
  })

  const leaving: [string, (page: Page) => Promise<unknown>][] = [
    [
      'a link',
      async (page) => {
        await plant(page, 'a', { href: 'https://evil.example/' })
        await page.getByText('planted').last().click()
      },
    ],
    [
      'a link to a file',
      async (page) => {
        await plant(page, 'a', { href: 'file:///etc/passwd' })
        await page.getByText('planted').last().click()
      },
    ],
    [
      'a link to another page of our own',
      async (page) => {
        await plant(page, 'a', { href: '/assets/other.html' })
        await page.getByText('planted').last().click()
      },
    ],
    [
      'a form',
      async (page) => {
        await plant(page, 'form', { action: 'https://evil.example/', method: 'post' })
        await page.evaluate(() =>
          document.querySelector('form:last-of-type')?.dispatchEvent(new Event('submit')),
        )
        await page.evaluate(() => ([...document.forms].at(-1) as HTMLFormElement).submit())
      },
    ],
    [
      'a meta refresh',
      (page) =>
        plant(page, 'meta', { 'http-equiv': 'refresh', content: '0;url=https://evil.example/' }, 'head'),
    ],
    [
      'a script that sets the location',
      (page) =>
        page.evaluate(() => {
          location.href = 'https://evil.example/'
        }),
    ],
    [
      'a script that replaces the location by data',
      (page) =>
        page.evaluate(() => {
          location.replace('data:text/html,<h1>evil</h1>')
        }),
    ],
    ['a frame of another site', (page) => plant(page, 'iframe', { src: 'https://evil.example/' })],
    ['a frame that shows the app', (page) => plant(page, 'iframe', { src: '/index.html' })],
  ]
  test.each(leaving)('S6 stays where it is whatever %s asks', async (_, leave) => {
    const { page, desktop } = await open()
    const before = page.url()
    await leave(page)
    await page.waitForTimeout(300)
    expect(page.url()).toBe(before)
    expect(await page.getByRole('textbox', { name: 'Model title' }).inputValue()).toBe('Shop')
    const urls = await desktop.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()),
      null,
    )
    expect(urls).toEqual(['app://fenceline/index.html'])
    for (const frame of page.frames().slice(1))
      expect(await frame.evaluate(() => 'fenceline' in window).catch(() => false)).toBe(false)
  })

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
    const { page, desktop } = await open()
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
    const { page, desktop } = await open()
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
    const { page } = await open()
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
    const { page, desktop } = await open()
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
    const { page } = await open()
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
      const { desktop } = await open()
      const privileges = desktop.standIn?.protocols.schemes.get('app')?.privileges
      expect(privileges).toMatchObject({ standard: true, secure: true })
      expect(privileges?.bypassCSP ?? false).toBe(false)
      expect(privileges?.corsEnabled ?? false).toBe(false)
      expect([...(desktop.standIn?.protocols.schemes.keys() ?? [])]).toEqual(['app'])
    },
  )

  testStandIn('S17 no crash is reported and no dictionary fetched (stand-in only)', async () => {
    const { desktop } = await open()
    expect(desktop.standIn?.crashes.starts).toBe(0)
    expect(desktop.standIn?.session.spellChecker).toBe(false)
  })
})
