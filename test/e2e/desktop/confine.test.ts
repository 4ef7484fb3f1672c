// A page of the desktop can do what a page must, and nothing else, whatever runs in it.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { describeDesktop, host } from '../../support/electron/desktop.ts'
import { aModelFolder, countWindows, openShop, plant } from '../../support/electron/journey.ts'
import type { Permission } from '../../support/electron/parts/session.ts'

const testStandIn = test.skipIf(host.kind === 'electron')

describeDesktop('a page of the desktop', () => {
  test('S1 has no Node and no Electron, and neither has a frame in it', async () => {
    const { page } = await openShop()
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
    const { desktop } = await openShop()
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
    const { page, desktop } = await openShop()
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
    const { page } = await openShop()
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
      const { desktop } = await openShop()
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
    const { page } = await openShop()
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
    [
      'a frame of Mermaid’s under another address',
      (page) => plant(page, 'iframe', { src: '/drawing/frame.html?x', sandbox: 'allow-scripts' }),
    ],
    ['a frame that shows the app', (page) => plant(page, 'iframe', { src: '/index.html' })],
  ]
  test.each(leaving)('S6 stays where it is whatever %s asks', async (_, leave) => {
    const { page, desktop } = await openShop()
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
})
