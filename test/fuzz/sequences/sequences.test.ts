// Sessions of random commands on a real folder: edits, undo, saves, changes by others, crashes. After each command
// the page and the disk hold what the simplest account of such a session says.
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Backend, createHandlers } from '../../../electron/backend/handlers.ts'
import { mergeDocuments } from '../../../shared/diff/merge.ts'
import { readModel } from '../../../shared/formats/fenceline/index.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { type Client, inProcess } from '../../../shared/protocol/rpc.ts'
import { isSoak, runs } from '../../support/properties/runs.ts'
import * as account from './expected.ts'

const FILE = 'threat-model.yaml'
const START = ['Web', 'API', 'Orders', 'Mail', 'Queue']
const COMMANDS = 100
const DAY = 24 * 60 * 60 * 1000

const link = vi.hoisted((): { client?: Client } => ({}))
vi.mock('../../../renderer/platform/client.ts', () => ({
  listen: () => {},
  client: { call: (...args: Parameters<Client['call']>) => link.client?.call(...args) },
}))

let root: string
let settings: string
let backend: Backend
let page: Page

beforeEach(async () => {
  vi.stubGlobal('navigator', {})
  // Keeping edits is a command of its own here, so that its timer never fires by itself.
  vi.stubGlobal('window', { setTimeout: () => 1, clearTimeout: () => {}, addEventListener: () => {} })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

/** A page just loaded: no module remembers anything of the last one. */
async function loadPage(isReload: boolean) {
  if (!isReload) {
    const kept = new Map<string, string>()
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    })
  }
  vi.resetModules()
  const [{ createClient }, document, session, saving, follow, live, decide, merging, recovery] =
    await Promise.all([
      import('../../../shared/protocol/rpc.ts'),
      import('../../../renderer/state/document.ts'),
      import('../../../renderer/state/session.ts'),
      import('../../../renderer/state/saving.ts'),
      import('../../../renderer/state/live/follow.ts'),
      import('../../../renderer/state/live/live.ts'),
      import('../../../renderer/state/live/decide.ts'),
      import('../../../renderer/state/live/merging.ts'),
      import('../../../renderer/state/live/recovery.ts'),
    ])
  // The page's own client makes the errors that it knows; what the process throws is told apart on the process's side.
  link.client = createClient(inProcess(backend.handlers))
  const stop = recovery.keepRecovery()
  return {
    ...document,
    ...session,
    ...live,
    ...decide,
    ...merging,
    ...recovery,
    saveModel: saving.saveModel,
    checkDisk: follow.checkDisk,
    stop,
  }
}
type Page = Awaited<ReturnType<typeof loadPage>>

const place = () => path.join(root, FILE)
const titlesOf = (model: Model | null) => model?.components.map(({ title }) => title)

async function startProcess(): Promise<void> {
  backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
}

/** The page opens the model and takes back what a crash left, its own side where both changed. */
async function openModel(): Promise<void> {
  expect(await page.openModel(FILE)).toBe(true)
  const { recovery } = page.liveStore.getState()
  if (!recovery || (await page.restoreRecovery())) return
  const merge = mergeDocuments(recovery.base, page.currentDocument(), recovery.document)
  page.choose(page.listHard(merge), 'theirs')
  expect(await page.restoreRecovery()).toBe(true)
}

async function die({ withProcess }: { withProcess: boolean }): Promise<void> {
  page.stop()
  if (withProcess) {
    await backend.close()
    // A process of this number still runs: as after a minute in which it kept nothing, it counts as another one.
    const kept = path.join(settings, 'recovery')
    const longAgo = new Date(Date.now() - 5 * 60_000)
    for (const name of await readdir(kept).catch(() => []))
      await utimes(path.join(kept, name), longAgo, longAgo)
    await startProcess()
  }
  page = await loadPage(!withProcess)
  await openModel()
}

const WAYS: readonly ((text: string) => Promise<void>)[] = [
  (text) => writeFile(place(), text),
  async (text) => {
    await writeFile(`${place()}.swp`, text)
    await rename(`${place()}.swp`, place())
  },
  async (text) => {
    await unlink(place())
    await writeFile(place(), text)
  },
]

type Command =
  | { readonly kind: 'nothing' | 'undo' | 'redo' | 'save' | 'look' | 'keep' | 'reload' | 'kill' }
  | { readonly kind: 'edit'; readonly at: number }
  | { readonly kind: 'other'; readonly at: number; readonly way: number }
  | { readonly kind: 'decide'; readonly side: 'ours' | 'theirs' }

const at = fc.nat(START.length - 1)
const commands = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nothing' as const) }) },
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('edit' as const), at }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('save' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('other' as const), at, way: fc.nat(WAYS.length - 1) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('look' as const) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('keep' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('reload' as const, 'kill' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decide' as const),
      side: fc.constantFrom('ours' as const, 'theirs' as const),
    }),
  },
)

/** Does the command for real, and in the account. */
async function carryOut(command: Command, title: string, state: account.Expected): Promise<account.Expected> {
  switch (command.kind) {
    case 'nothing':
      return state
    case 'edit':
      page.apply((document) => {
        const rename = (_: unknown, index: number) => index === command.at
        const components = document.model.components.map((each, index) =>
          rename(each, index) ? { ...each, title } : each,
        )
        return { ...document, model: { ...document.model, components } }
      }, 'Rename')
      return account.edited(state, command.at, title)
    case 'undo':
      page.undoEdit()
      return account.undone(state)
    case 'redo':
      page.redoEdit()
      return account.redone(state)
    case 'look':
      await page.checkDisk()
      return account.looked(state)
    case 'save': {
      const [next, isSaved] = account.saved(state)
      expect(await page.saveModel()).toBe(isSaved)
      return next
    }
    case 'keep':
      await page.storeRecovery()
      return account.isSame(state.ours, state.base)
        ? state
        : { ...state, kept: { base: state.base, ours: state.ours } }
    case 'other': {
      const note = `# about ${title}`
      const text = await readFile(place(), 'utf8')
      const pattern = new RegExp(`^(  c${command.at}:\\n    title: )[^\\n]*$`, 'm')
      await WAYS[command.way]?.(text.replace(pattern, `  ${note}\n$1${title}`))
      const disk = state.disk.map((old, index) => (index === command.at ? title : old))
      return { ...state, disk, notes: [...state.notes, note] }
    }
    case 'decide': {
      if (!state.asked) return state
      await page.checkDisk()
      const { disk } = page.liveStore.getState()
      if (disk.kind !== 'conflict') return account.looked(state)
      const merge = mergeDocuments(page.documentStore.getState().saved, page.currentDocument(), disk.theirs)
      page.choose(page.listHard(merge), command.side)
      expect(page.mergeDisk()).toBe(true)
      return account.decided(state, command.side)
    }
    case 'reload':
    case 'kill':
      await die({ withProcess: command.kind === 'kill' })
      return account.reopened(state)
  }
}

async function expectAsAccounted(state: account.Expected): Promise<void> {
  const text = await readFile(place(), 'utf8')
  const { model, diagnostics } = readModel(text, FILE)
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect({
    disk: titlesOf(model),
    ours: titlesOf(page.currentDocument().model),
    isUnsaved: page.isUnsaved(page.documentStore.getState()),
    isAsked: page.liveStore.getState().disk.kind === 'conflict',
  }).toEqual({
    disk: state.disk,
    ours: state.ours,
    isUnsaved: !account.isSame(state.ours, state.base),
    isAsked: state.asked,
  })
  for (const note of state.notes) expect(text).toContain(note)
}

async function runSession(session: readonly Command[]): Promise<void> {
  const base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-session-')))
  root = path.join(base, 'repo')
  settings = path.join(base, 'settings')
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
  await mkdir(root)
  const assets = START.map((title, index) => `  c${index}:\n    title: ${title}\n    type: process\n`)
  await writeFile(place(), `title: Shop\ntechnical_assets:\n${assets.join('')}`)
  await startProcess()
  try {
    page = await loadPage(false)
    await openModel()
    let state = account.opened(START)
    for (const [nth, command] of session.entries()) {
      state = await carryOut(command, `T${nth}`, state)
      await expectAsAccounted(state)
    }
  } finally {
    page.stop()
    await backend.close()
    await rm(base, { recursive: true, force: true })
  }
}

test('whatever is done, nobody’s edit is lost without a word', async () => {
  const done: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(fc.array(commands, { minLength: COMMANDS, maxLength: COMMANDS }), async (session) => {
      for (const { kind } of session) done[kind] = (done[kind] ?? 0) + 1
      await runSession(session)
    }),
    // A session writes some hundred files; the soak runs 500 of them, however long they take.
    { numRuns: runs(3, 500), ...(isSoak ? { interruptAfterTimeLimit: DAY } : {}) },
  )
  process.stdout.write(`sessions of ${COMMANDS} commands: ${JSON.stringify(done)}\n`)
})
