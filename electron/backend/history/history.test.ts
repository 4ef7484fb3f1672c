import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Client, createClient, inProcess } from '../../../shared/protocol/rpc.ts'
import { aRepo, type TestRepo } from '../../../test/support/git/a-repo.ts'
import { type Backend, createHandlers } from '../handlers.ts'

const MODEL = 'docs/threat-model.yaml'
const web = (title: string) => `title: ${title}\ntechnical_assets:\n  web: {title: Web, type: process}\n`

let made: TestRepo
let settings: string
let backends: Backend[]

beforeEach(async () => {
  made = aRepo()
  backends = []
  settings = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-settings-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  for (const backend of backends) await backend.close()
  made.remove()
  await rm(settings, { recursive: true, force: true })
})

async function open(folder = made.root): Promise<Client> {
  const backend = await createHandlers({ folder, version: '1', host: 'browser' })
  backends.push(backend)
  return createClient(inProcess(backend.handlers))
}

test('a model’s past is read with its layout and what it included then', async () => {
  const layout = 'version: 1\nelements:\n  web: {x: 8, y: 16}\n'
  const included = (title: string) => `technical_assets:\n  web: {title: ${title}, type: process}\n`
  const old = made.commit('Draw', {
    ...{ [MODEL]: 'title: T\nincludes: [parts.yaml]\n', 'docs/parts.yaml': included('Old web') },
    'docs/threat-model.layout.yaml': layout,
  })
  made.commit('Rename', { 'docs/parts.yaml': included('New web') })
  made.write({ 'docs/parts.yaml': included('Unsaved') })
  const client = await open()
  const past = await client.call('history.at', { path: MODEL, revision: 'HEAD~1' })
  expect(past).toMatchObject({
    ...{ state: 'read', commit: old, path: MODEL, diagnostics: [] },
    model: { components: [{ id: 'web', title: 'Old web' }] },
    layout: { boxes: [{ id: 'web', x: 8, y: 16 }] },
  })
  const list = await client.call('history.list', { path: MODEL, limit: 10 })
  expect(list).toMatchObject({ state: 'listed', commits: [{ subject: 'Rename' }, { subject: 'Draw' }] })
})

test('a model that had another name is found under it', async () => {
  made.commit('Draw', { 'docs/shop.threat-model.yaml': web('Shop') })
  made.commit('Move', { 'docs/shop.threat-model.yaml': null, [MODEL]: web('Shop') })
  const client = await open()
  expect(await client.call('history.at', { path: MODEL, revision: 'HEAD~1' })).toMatchObject({
    ...{ state: 'read', path: 'docs/shop.threat-model.yaml', model: { title: 'Shop' } },
  })
})

test('a model that a commit does not have is absent there', async () => {
  const first = made.commit('Start', { README: '' })
  made.commit('Draw', { [MODEL]: web('Shop') })
  const client = await open()
  expect(await client.call('history.at', { path: MODEL, revision: 'HEAD~1' })).toEqual({
    ...{ state: 'absent', commit: first },
  })
})

test('a past that cannot be read has its diagnostics, at the line', async () => {
  made.commit('Break', { [MODEL]: 'title: [\n' })
  const client = await open()
  const past = await client.call('history.at', { path: MODEL, revision: 'HEAD' })
  expect(past).toMatchObject({
    ...{ state: 'read', model: null, diagnostics: [{ file: MODEL, severity: 'error', range: {} }] },
  })
})

test('the base of a branch is where it parted from what is checked out', async () => {
  const base = made.commit('Base', { [MODEL]: web('Base') })
  made.git('checkout', '--quiet', '-b', 'feature')
  made.commit('Feature', { [MODEL]: web('Feature') })
  made.git('checkout', '--quiet', 'main')
  made.commit('Main', { [MODEL]: web('Main') })
  made.git('checkout', '--quiet', 'feature')
  const client = await open()
  expect(await client.call('history.at', { path: MODEL, revision: 'main', base: true })).toMatchObject({
    ...{ commit: base, model: { title: 'Base' } },
  })
  expect(await client.call('history.refs', {})).toMatchObject({
    ...{ state: 'listed', head: { branch: 'feature' }, trunk: 'main' },
  })
})

test('paths count from the opened folder, wherever it is in the repo', async () => {
  made.commit('Draw', { [MODEL]: web('Shop') })
  const client = await open(path.join(made.root, 'docs'))
  const list = await client.call('history.list', { path: 'threat-model.yaml', limit: 10 })
  expect(list).toMatchObject({ commits: [{ path: 'threat-model.yaml' }] })
  expect(await client.call('history.at', { path: 'threat-model.yaml', revision: 'main' })).toMatchObject({
    ...{ path: 'threat-model.yaml', model: { title: 'Shop' } },
  })
})

test('outside a repo, and before the first commit, the answer says so', async () => {
  const fresh = await open()
  expect(await fresh.call('history.refs', {})).toMatchObject({ state: 'no-commits' })
  const outside = await open(settings)
  await writeFile(path.join(settings, 'threat-model.yaml'), web('Shop'))
  const message = `${settings} is not in a git repository.`
  for (const [method, input] of [
    ['history.list', { path: 'threat-model.yaml', limit: 10 }],
    ['history.at', { path: 'threat-model.yaml', revision: 'HEAD' }],
    ['history.refs', {}],
  ] as const) {
    expect(await outside.call(method, input as never)).toMatchObject({ state: 'no-repo', message })
  }
})

test('an unknown revision, a hostile one and a file that is no model are refused', async () => {
  made.commit('Draw', { [MODEL]: web('Shop'), 'secret.yaml': 'key: 1\n' })
  const client = await open()
  const at = (file: string, revision: string) => client.call('history.at', { path: file, revision })
  await expect(at(MODEL, 'nope')).rejects.toMatchObject({ code: 'not-found' })
  await expect(at(MODEL, '--upload-pack=x')).rejects.toMatchObject({ code: 'bad-request' })
  await expect(at('secret.yaml', 'HEAD')).rejects.toMatchObject({ code: 'not-a-file' })
  await expect(at('../threat-model.yaml', 'HEAD')).rejects.toMatchObject({ code: 'outside-root' })
})
