import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import type { Unsaved } from '../../../shared/protocol/contract.ts'
import { createRecovery, type RecoveryStore } from './recovery.ts'

const PATH = 'docs/threat-model.yaml'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** A process that is certainly not there: no system gives out so high a number. */
const DEAD = 2 ** 30
let base: string
let settings: string
let folder: string
let made: RecoveryStore[]

beforeEach(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-recovery-')))
  settings = path.join(base, 'settings')
  folder = path.join(settings, 'recovery')
  made = []
})
afterEach(async () => {
  for (const store of made) store.close()
  await rm(base, { recursive: true, force: true })
})

const recovery = (options: { root?: string; pid?: number; now?: () => number } = {}) => {
  const store = createRecovery({ settings, root: '/repo', ...options })
  made.push(store)
  return store
}
const edits = (title: string): Unsaved => ({
  document: { ...EMPTY_DOCUMENT, model: { ...EMPTY_DOCUMENT.model, title } },
  base: EMPTY_DOCUMENT,
  source: 'title: Old\n',
  modelHash: 'a',
  layoutHash: null,
})
const as = (window: string, file = PATH) => ({ path: file, window })
const titleOf = async (store: RecoveryStore, window: string, file = PATH) =>
  (await store.find(as(window, file)))?.document.model.title

test('D19 edits are kept in one private file for each window, outside the repo', async () => {
  const store = recovery()
  await store.store({ ...as('window-one'), ...edits('First') })
  await store.store({ ...as('window-one'), ...edits('Second') })
  await store.store({ ...as('window-two'), ...edits('Other') })
  const names = await readdir(folder)
  expect(names).toHaveLength(2)
  for (const name of names) expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  const [mine = ''] = names.filter((name) => name.endsWith('-window-one.json'))
  expect(JSON.parse(await readFile(path.join(folder, mine), 'utf8'))).toMatchObject({
    version: 1,
    root: '/repo',
    path: PATH,
    window: 'window-one',
    pid: process.pid,
    modelHash: 'a',
    document: { model: { title: 'Second' } },
  })
})

test('D19 edits of a process that is gone are offered to any window, the newest first', async () => {
  const dead = recovery({ pid: DEAD })
  await dead.store({ ...as('window-one'), ...edits('Older') })
  await new Promise((resolve) => setTimeout(resolve, 5))
  await dead.store({ ...as('window-two'), ...edits('Newer') })
  const now = recovery()
  expect(await titleOf(now, 'window-new')).toBe('Newer')
  await now.drop(as('window-two'))
  expect(await titleOf(now, 'window-new')).toBe('Older')
  await now.drop(as('window-one'))
  expect(await titleOf(now, 'window-new')).toBeUndefined()
  expect(await readdir(folder)).toEqual([])
})

test('D19 edits of a living window are not offered to a second one, and are to itself after a reload', async () => {
  const store = recovery()
  await store.store({ ...as('window-one'), ...edits('Mine') })
  expect(await titleOf(store, 'window-two')).toBeUndefined()
  expect(await titleOf(recovery(), 'window-two')).toBeUndefined()
  expect(await titleOf(store, 'window-one')).toBe('Mine')
  // The reloaded page goes on under another name, so the edits it left behind have no owner.
  expect(await titleOf(store, 'window-two')).toBe('Mine')
})

test('D19 edits whose window is gone are offered at once, also by a store that is made later', async () => {
  const store = recovery()
  await store.store({ ...as('window-one'), ...edits('Mine') })
  await store.release(as('window-one'))
  expect(await titleOf(store, 'window-two')).toBe('Mine')
  expect(await titleOf(recovery(), 'window-two')).toBe('Mine')
  await store.release(as('window-six'))
})

test('D19 a process that answers but has not touched its file for a minute is taken for another one', async () => {
  const store = recovery()
  await store.store({ ...as('window-one'), ...edits('Mine') })
  const later = recovery({ now: () => Date.now() + 2 * MINUTE })
  expect(await titleOf(later, 'window-two')).toBe('Mine')
})

test('edits of another model or another folder are not offered', async () => {
  await recovery({ pid: DEAD }).store({ ...as('window-one'), ...edits('Mine') })
  expect(await titleOf(recovery(), 'window-two', 'threat-model.yaml')).toBeUndefined()
  expect(await titleOf(recovery({ root: '/repo2' }), 'window-two')).toBeUndefined()
  expect(await recovery({ root: '/repo2' }).list()).toEqual([])
  expect(await recovery().list()).toMatchObject([{ path: PATH, window: 'window-one' }])
})

test('a file that cannot be read is passed over and kept', async () => {
  const dead = recovery({ pid: DEAD })
  await dead.store({ ...as('window-one'), ...edits('Mine') })
  const [name = ''] = await readdir(folder)
  const torn = name.replace('window-one', 'window-two')
  await writeFile(path.join(folder, torn), (await readFile(path.join(folder, name), 'utf8')).slice(0, 100))
  await writeFile(path.join(folder, name.replace('window-one', 'window-six')), '{"version": 99}')
  await mkdir(path.join(folder, name.replace('window-one', 'window-dir')))
  await writeFile(path.join(folder, 'notes.txt'), 'mine')
  expect(await titleOf(recovery(), 'window-new')).toBe('Mine')
  expect(await readdir(folder)).toHaveLength(5)
})

test('edits that nobody asked for in 30 days are cleaned, younger ones and other files are not', async () => {
  const dead = recovery({ pid: DEAD })
  await dead.store({ ...as('window-old'), ...edits('Old') })
  await dead.store({ ...as('window-new'), ...edits('New') })
  await writeFile(path.join(folder, 'notes.txt'), 'mine')
  const [old = ''] = (await readdir(folder)).filter((name) => name.includes('window-old'))
  const longAgo = new Date(Date.now() - 31 * DAY)
  for (const name of [old, 'notes.txt']) await utimes(path.join(folder, name), longAgo, longAgo)
  recovery()
  await expect.poll(() => readdir(folder)).not.toContain(old)
  expect(await readdir(folder)).toHaveLength(2)
})

test('edits larger than a model may be are kept and kept again', async () => {
  const store = recovery({ pid: DEAD })
  const large = { ...edits('Large'), source: 'x'.repeat(7_900_000) }
  const document = { ...large.document, source: 'y'.repeat(7_900_000) }
  await store.store({ ...as('window-one'), ...large, document })
  await store.store({
    ...as('window-one'),
    ...large,
    document: { ...document, source: 'z'.repeat(7_900_000) },
  })
  expect((await recovery().find(as('window-two')))?.document.source?.[0]).toBe('z')
})

test.skipIf(process.getuid?.() === 0)('edits that cannot be kept are an error', async () => {
  await mkdir(settings)
  await chmod(settings, 0o555)
  await expect(recovery().store({ ...as('window-one'), ...edits('Mine') })).rejects.toThrow()
})
