// The backend while others change its folder: git, editors, further processes. Real files, real git.
import { execFileSync, spawn } from 'node:child_process'
import {
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mergeDocuments } from '../../shared/diff/merge.ts'
import type { EventData, MethodInput, OpenedModel } from '../../shared/protocol/contract.ts'
import { type Client, createClient, inProcess } from '../../shared/protocol/rpc.ts'
import { type Backend, createHandlers } from './handlers.ts'

const MODEL = 'threat-model.yaml'
const TEXT = `title: Shop
technical_assets:
  web:
    title: Web
    type: process
  db:
    title: Database
    type: datastore
`
let base: string
let root: string
let opened: Backend[]

beforeEach(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-live-')))
  root = path.join(base, 'repo')
  await mkdir(root)
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(base, 'settings'))
  opened = []
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const backend of opened) backend.close()
  await rm(base, { recursive: true, force: true })
})

const place = (name = MODEL) => path.join(root, name)
const content = (name = MODEL) => readFile(place(name), 'utf8')
const put = (text: string, name = MODEL) => writeFile(place(name), text)
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface Live {
  readonly client: Client
  readonly changes: EventData<'model.changed'>[]
  readonly lost: string[]
  readonly workspaces: EventData<'workspace.changed'>[]
}

const start = async (): Promise<Live> => {
  const backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  opened.push(backend)
  const live: Live = {
    client: createClient(inProcess(backend.handlers)),
    changes: [],
    lost: [],
    workspaces: [],
  }
  await live.client.call('workspace.get', {})
  // The watches of the first look cause a second one.
  await wait(400)
  backend.events.subscribe((event, data) => {
    if (event === 'model.changed') live.changes.push(data as EventData<'model.changed'>)
    if (event === 'workspace.lost') live.lost.push((data as EventData<'workspace.lost'>).message)
    if (event === 'workspace.changed') live.workspaces.push(data as EventData<'workspace.changed'>)
  })
  return live
}
const open = (live: Live, file = MODEL) => live.client.call('model.open', { path: file })
const saveOf = (from: OpenedModel, title: string): MethodInput<'model.save'> => {
  const { path: file, model, layout, drafts, modelHash, layoutHash } = from
  if (!model) throw new Error('not a model')
  const given = { path: file, model: { ...model, title }, layout, drafts: [...drafts], source: null }
  return { ...given, modelHash, layoutHash, overwriteDerived: [] }
}

describe('changes from outside', () => {
  test('D12 an edit of the same size and time is announced and is a conflict for who had it open', async () => {
    await put(TEXT)
    const live = await start()
    const before = await open(live)
    const { atime, mtime } = await stat(place())
    await put(TEXT.replace('Web', 'Wab'))
    await utimes(place(), atime, mtime)
    await vi.waitFor(() => expect(live.changes).not.toEqual([]), 3000)
    expect(live.changes.at(-1)?.modelHash).not.toBe(before.modelHash)
    const save = live.client.call('model.save', saveOf(before, 'Mine'))
    await expect(save).rejects.toMatchObject({ code: 'conflict' })
    expect(await content()).toContain('title: Wab')
  })

  test('D13 git checkout, 20 times back and forth, is never announced as a model that is gone', async () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
        cwd: root,
        stdio: 'pipe',
      })
    git('init', '-q', '-b', 'main')
    await put(TEXT)
    git('add', '.')
    git('commit', '-qm', 'one')
    git('checkout', '-qb', 'other')
    await put(TEXT.replace('Web', 'Front'))
    git('commit', '-qam', 'two')
    const live = await start()
    const states = { main: '', other: (await open(live)).filesHash }
    git('checkout', '-q', 'main')
    states.main = (await open(live)).filesHash
    for (let round = 0; round < 20; round += 1) {
      const branch = round % 2 === 0 ? 'other' : 'main'
      git('checkout', '-q', branch)
      // Some rounds follow at once, others after things have settled.
      await wait(round % 3 === 2 ? 600 : 60)
    }
    await vi.waitFor(() => expect(live.changes.at(-1)?.filesHash).toBe(states.main), 4000)
    await wait(1300)
    expect(live.changes.length).toBeGreaterThan(2)
    for (const change of live.changes) expect(Object.values(states)).toContain(change.filesHash)
    for (const { models } of live.workspaces) expect(models).toHaveLength(1)
  }, 20_000)

  test('D16 every way an editor replaces a file is noticed, again and again', async () => {
    await put(TEXT)
    const live = await start()
    const ways: readonly ((text: string) => Promise<void>)[] = [
      (text) => put(text),
      async (text) => {
        await put(text, '.threat-model.yaml.swp')
        await rename(place('.threat-model.yaml.swp'), place())
      },
      async (text) => {
        await rename(place(), place('threat-model.yaml~'))
        await put(text)
      },
      async (text) => {
        await unlink(place())
        await put(text)
      },
    ]
    for (let round = 0; round < ways.length * 2; round += 1) {
      live.changes.length = 0
      await ways[round % ways.length]?.(TEXT.replace('Web', `Round ${round}`))
      await vi.waitFor(() => expect(live.changes).not.toEqual([]), 3000)
      const { model, modelHash } = await open(live)
      expect(model?.components[0]?.title).toBe(`Round ${round}`)
      expect(live.changes.at(-1)?.modelHash).toBe(modelHash)
    }
  }, 20_000)

  test('D16 a folder that was replaced as a whole is watched anew', async () => {
    await mkdir(place('docs'))
    await put(TEXT, `docs/${MODEL}`)
    const live = await start()
    for (const round of [1, 2]) {
      await rename(place('docs'), place(`docs-old-${round}`))
      await mkdir(place('docs'))
      await put(TEXT, `docs/${MODEL}`)
      await wait(800)
      live.changes.length = 0
      await put(TEXT.replace('Web', `Round ${round}`), `docs/${MODEL}`)
      await vi.waitFor(
        () => expect(live.changes).toContainEqual(expect.objectContaining({ path: `docs/${MODEL}` })),
        3000,
      )
    }
  }, 15_000)

  test('D21 a renamed model is announced as gone, and the list says where its bytes are now', async () => {
    await put(TEXT)
    const live = await start()
    const { modelHash } = await open(live)
    await mkdir(place('docs'))
    await rename(place(), place('docs/shop.threat-model.yaml'))
    await vi.waitFor(
      () => expect(live.changes).toContainEqual(expect.objectContaining({ path: MODEL, modelHash: null })),
      4000,
    )
    await vi.waitFor(
      () =>
        expect(live.workspaces.at(-1)?.models).toMatchObject([
          { path: 'docs/shop.threat-model.yaml', modelHash },
        ]),
      4000,
    )
  })

  test('D21 a model that returns after it was reported gone is announced again, with the bytes it had', async () => {
    await put(TEXT)
    const { changes } = await start()
    await rename(place(), path.join(base, 'aside.yaml'))
    await vi.waitFor(() => expect(changes.at(-1)).toMatchObject({ path: MODEL, modelHash: null }), 4000)
    await rename(path.join(base, 'aside.yaml'), place())
    await vi.waitFor(() => expect(changes.at(-1)?.modelHash).toMatch(/^[0-9a-f]{64}$/), 4000)
  })

  test('D21 a removed model is saved anew over the layout it left behind, and never over a new file', async () => {
    await put(TEXT)
    await put('boxes: {}\n', 'threat-model.layout.yaml')
    const live = await start()
    const before = await open(live)
    await unlink(place())
    await put('boxes: {}\n# changed\n', 'threat-model.layout.yaml')
    const anew = { ...saveOf(before, 'Again'), modelHash: null, layoutHash: null, source: before.source }
    await live.client.call('model.save', anew)
    expect(await content()).toBe(TEXT.replace('Shop', 'Again'))
    await expect(live.client.call('model.save', anew)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('D21 a folder that is gone is said to be lost once, and everything goes on when it is back', async () => {
    await put(TEXT)
    const live = await start()
    await rename(root, `${root}-away`)
    await vi.waitFor(() => expect(live.lost).toHaveLength(1), 4000)
    await wait(1500)
    expect(live.lost[0]).toContain(root)
    expect(live.lost).toHaveLength(1)
    expect(live.changes).toEqual([])
    live.workspaces.length = 0
    await rename(`${root}-away`, root)
    await vi.waitFor(() => expect(live.workspaces).toHaveLength(1), 4000)
    await put(TEXT.replace('Web', 'Front'))
    await vi.waitFor(() => expect(live.changes).toHaveLength(1), 4000)
  }, 15_000)

  test.skipIf(process.getuid?.() === 0)('D6 a folder that becomes read-only is announced', async () => {
    await put(TEXT)
    const live = await start()
    await chmod(root, 0o555)
    await vi.waitFor(() => expect(live.changes).not.toEqual([]), 4000)
    expect((await open(live)).readOnly).toBe(true)
    await chmod(root, 0o755)
  })
})

/** As a page does: a save that meets a change merges it by id and goes on. */
const saveMerged = async (
  live: Live,
  from: OpenedModel,
  edit: (model: OpenedModel) => OpenedModel['model'],
) => {
  let known = from
  let mine = edit(from)
  // The other writer saves 100 times at most, and each of its saves can come before one of ours.
  for (let tries = 0; tries <= 100; tries += 1) {
    if (!known.model || !mine) throw new Error('not a model')
    try {
      const saved = await live.client.call('model.save', { ...saveOf(known, ''), model: mine })
      return { ...known, ...saved, model: mine, warned: tries }
    } catch {
      const now = await open(live)
      if (!now.model) throw new Error('not a model')
      const documents = [known.model, mine, now.model].map((model) => ({
        model,
        layout: now.layout,
        drafts: [],
      }))
      const [before, ours, theirs] = documents
      if (!before || !ours || !theirs) throw new Error('three versions')
      const { merged, conflicts } = mergeDocuments(before, ours, theirs)
      expect(conflicts).toEqual([])
      known = now
      mine = merged.model
    }
  }
  throw new Error('never saved')
}
const titled = (id: string, title: string) => (from: OpenedModel) =>
  from.model && {
    ...from.model,
    components: from.model.components.map((component) =>
      component.id === id ? { ...component, title } : component,
    ),
  }
const titleIn = (text: string, id: string) =>
  new RegExp(`^ {2}${id}:\\n {4}title: (.*)$`, 'm').exec(text)?.[1]

describe('several writers', () => {
  test('D15 two windows that save in turn, 500 times, lose nothing of each other', async () => {
    await put(TEXT)
    const [one, two] = [await start(), await start()]
    let [first, second] = [await open(one), await open(two)]
    let warned = 0
    for (let round = 1; round <= 250; round += 1) {
      const a = await saveMerged(one, first, titled('web', `Web ${round}`))
      const b = await saveMerged(two, second, titled('db', `Database ${round}`))
      first = a
      second = b
      warned += a.warned + b.warned
      const text = await content()
      expect([titleIn(text, 'web'), titleIn(text, 'db')]).toEqual([`Web ${round}`, `Database ${round}`])
    }
    // Every save but the first met the other's, and none went over it without being told.
    expect(warned).toBe(499)
  }, 120_000)

  test('D15 the app and the command line write at the same time and lose nothing of each other', async () => {
    await put(TEXT)
    const live = await start()
    const script = fileURLToPath(new URL('../../test/support/faults/keep-saving.ts', import.meta.url))
    const child = spawn(process.execPath, ['--no-warnings', script, root, MODEL, '100'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const done = new Promise<void>((resolve) => child.once('close', () => resolve()))
    let isDone = false
    void done.then(() => {
      isDone = true
    })
    let known = await open(live)
    let last = ''
    for (let round = 1; !isDone; round += 1) {
      last = `Web ${round}`
      known = await saveMerged(live, known, titled('web', last))
      expect(titleIn(await content(), 'web')).toBe(last)
    }
    const text = await content()
    expect([titleIn(text, 'web'), titleIn(text, 'db')]).toEqual([last, 'Database 100'])
  }, 60_000)
})
