// `model.look`: whether what a page read before is what is on disk. Real files.
import { chmod, mkdtemp, realpath, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Client, createClient, inProcess } from '../../../shared/protocol/rpc.ts'
import { type Backend, createHandlers } from '../handlers.ts'

const MODEL = 'threat-model.yaml'
const WINDOW = 'window-one'
let root: string
let backend: Backend
let client: Client

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-look-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(root, '.config'))
  backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  client = createClient(inProcess(backend.handlers))
  await put(MODEL, 'title: Shop\n')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  backend.close()
  await chmod(path.join(root, MODEL), 0o644).catch(() => {})
  await rm(root, { recursive: true, force: true })
})

const put = (name: string, text: string) => writeFile(path.join(root, name), text)
const look = () => client.call('model.look', { path: MODEL, window: WINDOW })
const open = () => client.call('model.open', { path: MODEL, window: WINDOW })

test('a look gives the hash that opening gives, until any file of the model changes', async () => {
  const { filesHash } = await open()
  expect(await look()).toEqual({ filesHash })
  await put('threat-model.layout.yaml', 'boxes: {}\n')
  expect((await look()).filesHash).not.toBe(filesHash)
  expect((await look()).filesHash).toBe((await open()).filesHash)
  await unlink(path.join(root, MODEL))
  expect(await look()).toEqual({ filesHash: null })
})

test('D19 a look offers what a window left unsaved, as opening does', async () => {
  const { model, layout, drafts, source, modelHash, layoutHash } = await open()
  if (!model) throw new Error('not a model')
  const base = { base: { model, layout, drafts }, source, modelHash, layoutHash }
  const changes = { keys: { model: { keys: { title: { is: 'Edited' } }, gone: [] } }, gone: [] }
  const sent = { path: MODEL, window: WINDOW, baseId: 'one', base, changes }
  expect(await client.call('recovery.store', sent)).toEqual({ isKept: true })
  expect((await look()).recovery?.document.model.title).toBe('Edited')
  expect((await open()).recovery?.document.model.title).toBe('Edited')
})

test('nothing but a model is looked at', async () => {
  await expect(client.call('model.look', { path: 'notes.txt', window: WINDOW })).rejects.toMatchObject({
    code: 'not-a-file',
  })
})
