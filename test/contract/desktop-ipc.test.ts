// What the built main answers on its channels, whoever sends and whatever is sent. Main runs on the
// stand-in for electron with windows that have no inside: no browser is needed.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserWindow, WebContents } from 'electron'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ERROR_CODES } from '../../shared/core/errors.ts'
import { METHODS } from '../../shared/protocol/contract.ts'
import { dialogScript } from '../support/electron/dialogs.ts'
import { launchStandIn, type Running } from '../support/electron/launch.ts'
import { noGlass } from '../support/electron/page/glass.ts'
import { USUAL_RUNS } from '../support/properties/runs.ts'

const main = fileURLToPath(new URL('../../dist/desktop/main.js', import.meta.url))
const isBuilt = existsSync(main)
const name = isBuilt
  ? 'calls to the desktop’s process'
  : 'calls to the desktop’s process (not built: run node build/setup.mjs)'

const MODEL = 'title: Shop\ntechnical_assets:\n  a:\n    type: process\n'
const CALL = 'fenceline:call'
const methods = Object.keys(METHODS)

type Sender = { readonly id: number; readonly mainFrame: object }
interface Event {
  readonly sender: Sender
  readonly senderFrame: object | null
}

/** What a call that no schema refuses would change or show. */
const TELLING: readonly (readonly [method: string, input: object])[] = [
  ['settings.set', { theme: 'dark' }],
  ['model.create', { path: 'new.threat-model.yaml', from: { text: 'Process: A' } }],
  ['shell.open-folder', { path: null }],
  [
    'shell.menu',
    { groups: [{ id: 'edit', label: 'Edit', items: [{ id: 'x', label: 'Planted', enabled: true }] }] },
  ],
  ['shell.state', { title: 'Planted', path: null, unsaved: true }],
  ['shell.close', {}],
]

describe.skipIf(!isBuilt)(name, () => {
  let app: Running
  let folder: string
  let settings: string
  let window: BrowserWindow
  let contents: WebContents

  const launch = async () => {
    app = await launchStandIn({ glass: noGlass(), main, args: [folder], settings })
    window = await vi.waitFor(() => {
      const [first] = app.electron.BrowserWindow.getAllWindows()
      if (first?.webContents.getURL() !== 'app://fenceline/index.html')
        throw new Error('no window has opened')
      return first
    })
    contents = window.webContents
  }
  const ownPage = (): Event => ({ sender: contents, senderFrame: contents.mainFrame })
  const call = (event: Event, ...args: unknown[]) => app.world.ipc.invoke(event, CALL, args)
  const allFiles = () =>
    (readdirSync(folder, { recursive: true }) as string[])
      .filter((file) => statSync(path.join(folder, file)).isFile())
      .map((file) => [file, readFileSync(path.join(folder, file), 'utf8')])
      .sort()

  beforeAll(async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'fenceline-ipc-'))
    folder = path.join(root, 'folder')
    settings = path.join(root, 'settings')
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'threat-model.yaml'), MODEL)
    await launch()
  })
  afterAll(() => app?.close())

  /** A frame at an origin, as the page's main frame or as one inside it. */
  const mainAt = (origin: string): Event => {
    const frame = { origin, url: `${origin}/index.html` }
    return { sender: { id: contents.id, mainFrame: frame }, senderFrame: frame }
  }
  const gone = {
    get origin(): string {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    },
  }
  const senders: [string, () => Event][] = [
    ['a frame that is null', () => ({ sender: contents, senderFrame: null })],
    [
      'a frame inside the page',
      () => ({ sender: contents, senderFrame: { origin: 'app://fenceline', url: 'app://fenceline/x' } }),
    ],
    [
      'a frame of another site inside the page',
      () => ({ sender: contents, senderFrame: { origin: 'https://evil.example' } }),
    ],
    ['a frame that is gone', () => ({ sender: { id: contents.id, mainFrame: gone }, senderFrame: gone })],
    [
      'a page of nobody’s window',
      () => ({ sender: { id: 9999, mainFrame: contents.mainFrame }, senderFrame: contents.mainFrame }),
    ],
    ...[
      'https://evil.example',
      'null',
      '',
      'file://',
      'about:blank',
      'app://',
      'app://fenceline.evil.example',
      'app://evil.fenceline',
      'app://fenceline:1',
      'app://fenceline@evil.example',
      'app://fenceline/',
      'app://fencelines',
      'app://fenceline\u0000',
      'app://fencelin\u0435',
      'APP://FENCELINE',
      'apps://fenceline',
      'http://fenceline',
      'https://fenceline',
      ' app://fenceline',
    ].map((origin): [string, () => Event] => [`a page at ${JSON.stringify(origin)}`, () => mainAt(origin)]),
  ]

  test('S9 there is one channel, and its own page may use it', async () => {
    expect(app.world.ipc.channels()).toEqual([CALL])
    expect(await call(ownPage(), 'workspace.get', {})).toMatchObject({
      ok: true,
      value: { models: [{ title: 'Shop' }] },
    })
  })

  test.each(senders)('S9 %s is refused on every channel and method, and nothing happens', async (_, make) => {
    const before = { files: allFiles(), title: window.getTitle(), menu: app.menus.current() }
    const known = await call(ownPage(), 'settings.get', {})
    for (const channel of app.world.ipc.channels()) {
      const others = methods.map((method): readonly [string, object] => [method, {}])
      for (const [method, input] of [...others, ...TELLING]) {
        const reply = await app.world.ipc.invoke(make(), channel, [method, input])
        expect(reply, method).toEqual({
          ok: false,
          error: { code: 'unauthorized', message: expect.any(String) },
        })
      }
    }
    expect({ files: allFiles(), title: window.getTitle(), menu: app.menus.current() }).toEqual(before)
    expect(await call(ownPage(), 'settings.get', {})).toEqual(known)
    expect(dialogScript(app.electron).shown).toEqual([])
    expect(window.isDestroyed()).toBe(false)
  })

  /** A reply is a value or a fault of a known code; the promise never rejects. */
  const expectReply = (reply: unknown, what = 'a call') => {
    const { ok, error } = (reply ?? {}) as { ok?: unknown; error?: { code: string; message: string } }
    if (ok === true) return
    // An unexpected fault is a bug, whatever its code says.
    const isKnown = ERROR_CODES.some((code) => code === error?.code && code !== 'internal')
    expect([ok, isKnown, error?.message !== ''], `${what} is answered with ${error?.code}`).toEqual([
      false,
      true,
      true,
    ])
  }

  const cloneable = fc
    .anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
    })
    .filter((value) => {
      try {
        structuredClone(value)
        return true
      } catch {
        return false
      }
    })
  const hostilePath = fc.constantFrom(
    '../x.threat-model.yaml',
    '/etc/passwd',
    'a/../../b.threat-model.yaml',
    '',
    '\u0000.threat-model.yaml',
    '.git/config',
    'C:\\x.threat-model.yaml',
    'x'.repeat(5000),
  )
  /** Nearly what the methods take: right names, wrong values. */
  const nearly = fc.record(
    {
      path: fc.oneof(hostilePath, cloneable),
      from: fc.oneof(fc.record({ template: fc.string() }), fc.record({ text: cloneable }), cloneable),
      model: cloneable,
      layout: cloneable,
      drafts: fc.oneof(fc.array(cloneable), cloneable),
      groups: fc.oneof(
        fc.array(fc.record({ id: cloneable, label: cloneable, items: fc.array(cloneable) })),
        cloneable,
      ),
      title: fc.oneof(fc.string(), cloneable),
      unsaved: fc.constantFrom('yes', 1, null),
      theme: fc.oneof(fc.string(), cloneable),
      panels: cloneable,
      modelHash: cloneable,
      overwriteDerived: fc.oneof(fc.array(hostilePath), cloneable),
    },
    { requiredKeys: [] },
  )
  const payload = fc.oneof(cloneable, nearly)
  // Every method gets the values of the one seed, so that they are drawn once.
  let drawn: readonly unknown[] = []
  const payloads = () => {
    if (drawn.length === 0) drawn = fc.sample(payload, Math.min(USUAL_RUNS, 10_000))
    return drawn
  }

  // A page may close its own window with any object; that it can is shown below.
  test.each(methods.filter((method) => method !== 'shell.close'))(
    'S10 %s takes 1,000 payloads with typed errors only, and the folder stays as it is',
    async (method) => {
      const before = allFiles()
      const { answers } = dialogScript(app.electron)
      answers.push(...payloads().map(() => ({ open: [] })))
      for (const [nth, input] of payloads().entries())
        expectReply(await call(ownPage(), method, input), `payload ${nth}`)
      answers.length = 0
      expect(allFiles()).toEqual(before)
      expect(window.isDestroyed()).toBe(false)
    },
    60_000,
  )

  test('S10 the channel takes 1,000 messages of any shape with typed errors only', async () => {
    const before = allFiles()
    const message = fc.array(cloneable, { maxLength: 4 })
    await fc.assert(fc.asyncProperty(message, async (args) => expectReply(await call(ownPage(), ...args))))
    expect(allFiles()).toEqual(before)
  })

  test('S10 what is too large, too deep or endless is refused before anything walks it', async () => {
    const deep = (levels: number) => {
      let value: unknown = {}
      for (let level = 0; level < levels; level += 1) value = { value }
      return value
    }
    const endless: Record<string, unknown> = { path: 'threat-model.yaml' }
    endless.self = endless
    const cases: [unknown, string][] = [
      [{ path: 'x'.repeat(33 * 1024 * 1024) }, 'too-large'],
      [{ path: 'threat-model.yaml', more: Array.from({ length: 5_000_000 }, () => 0) }, 'too-large'],
      [deep(500), 'bad-request'],
      [endless, 'bad-request'],
    ]
    for (const [input, code] of cases) {
      expect(await call(ownPage(), 'model.open', input)).toMatchObject({ ok: false, error: { code } })
    }
  }, 60_000)

  test('S10 shell.close takes 1,000 payloads with typed errors only', async () => {
    await fc.assert(
      fc.asyncProperty(payload, async (input) => {
        if (app.electron.BrowserWindow.getAllWindows().length === 0) {
          await app.close()
          await launch()
        }
        expectReply(await call(ownPage(), 'shell.close', input))
      }),
    )
  })
})
