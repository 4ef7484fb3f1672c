import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { evaluateModel } from '../../shared/analysis/evaluate.ts'
import { readTm7 } from '../../shared/formats/tm7/read.ts'
import { addComponent } from '../../shared/model/edits/components.ts'
import type { Remark } from '../../shared/model/schema.ts'
import type { MethodInput, OpenedModel } from '../../shared/protocol/contract.ts'
import { type Client, createClient, inProcess } from '../../shared/protocol/rpc.ts'
import { tm7File } from '../../test/support/models/tm7-file.ts'
import { SHOP } from '../../test/support/models/tm7-shop.ts'
import { type Backend, createHandlers } from './handlers.ts'

const MODEL = 'threat-model.yaml'
let root: string
let backend: Backend
let client: Client
let heard: { event: string; data: unknown }[]

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-backend-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(root, '.config'))
  backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  client = createClient(inProcess(backend.handlers))
  heard = []
  backend.events.subscribe((event, data) => heard.push({ event, data }))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  backend.close()
  await rm(root, { recursive: true, force: true })
})

const text = (file: string) => readFile(path.join(root, file), 'utf8')
const createOrders = () => client.call('model.create', { path: MODEL, from: { template: 'orders' } })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function saveOf(opened: OpenedModel, title?: string): MethodInput<'model.save'> {
  const { path, model, layout, drafts, modelHash, layoutHash } = opened
  if (!model) throw new Error('not a model')
  const changed = title === undefined ? model : { ...model, title }
  const given = { path, model: changed, layout, drafts: [...drafts], source: null }
  return { ...given, modelHash, layoutHash, overwriteDerived: [] }
}

test('a created model is listed, opens as it was written and keeps the template’s comments', async () => {
  const created = await createOrders()
  expect(created.model?.components).toHaveLength(6)
  expect(created.diagnostics).toEqual([])
  expect(created.derived.map(({ state }) => state)).toEqual(['current', 'current'])
  expect(await text(MODEL)).toMatch(/^#/)
  const { models } = await client.call('workspace.get', {})
  expect(models).toMatchObject([{ path: MODEL, components: 6, flows: 5, broken: false }])
})

test('creating over an existing file is refused', async () => {
  await createOrders()
  await expect(createOrders()).rejects.toMatchObject({ code: 'exists' })
})

test('a model is made from a typed diagram', async () => {
  const typed = 'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n'
  const { model } = await client.call('model.create', {
    path: 'api.threat-model.yaml',
    from: { text: typed },
  })
  expect(model?.flows).toHaveLength(1)
})

test('a model that was read from another tool’s file is written with its layout, and never over a file', async () => {
  const { model, layout } = readTm7(tm7File({ title: 'Shop', tabs: [{ drawn: SHOP }] }))
  if (!model) throw new Error('it is a model')
  const opened = await client.call('model.create', { path: MODEL, from: { model, layout } })
  expect(opened.model).toMatchObject({ title: 'Shop', components: { length: 3 }, flows: { length: 2 } })
  expect(opened.layout.boxes).toHaveLength(3)
  await expect(client.call('model.create', { path: MODEL, from: { model, layout } })).rejects.toMatchObject({
    code: 'exists',
  })
})

test('a model made from a Mermaid flowchart has its derived files, whatever the order of the arrows', async () => {
  const text = 'graph TD\n  A[API] --> B[(DB)] --> C[Worker]\n  A --> C\n'
  const { model, derived } = await client.call('model.create', { path: MODEL, from: { text } })
  expect(model?.components.map(({ id, kind }) => [id, kind])).toEqual([
    ['api', 'process'],
    ['db', 'store'],
    ['worker', 'process'],
  ])
  expect(derived.map(({ state }) => state)).toEqual(['current', 'current'])
})

test('saving a change writes the model and its derived files; saving it again writes nothing', async () => {
  const opened = await createOrders()
  const saved = await client.call('model.save', saveOf(opened, 'Renamed'))
  expect(saved.written).toEqual([MODEL, 'threat-model.mmd', 'threat-model.md'])
  expect((await text(MODEL)).split('\n').filter((line) => line.includes('Renamed'))).toHaveLength(1)
  const { modelHash, layoutHash } = saved
  const again = await client.call('model.save', { ...saveOf(opened, 'Renamed'), modelHash, layoutHash })
  expect(again.written).toEqual([])
  expect(again.modelHash).toBe(modelHash)
})

test('text that a person typed is what the model is put into, with its comments', async () => {
  const opened = await createOrders()
  const source = `# typed\n${opened.source}`
  const saved = await client.call('model.save', { ...saveOf(opened, 'Renamed'), source })
  expect(saved.source).toBe(await text(MODEL))
  expect(saved.source).toMatch(/^# typed\n/)
  expect(saved.source).toContain('title: Renamed')
  const unreadable = { ...saveOf(opened), modelHash: saved.modelHash, source: 'title: [' }
  await expect(client.call('model.save', unreadable)).rejects.toMatchObject({ code: 'invalid-file' })
  expect(await text(MODEL)).toBe(saved.source)
})

test('a model that changed on disk is a conflict, and nothing is written', async () => {
  const opened = await createOrders()
  await appendFile(path.join(root, MODEL), '# theirs\n')
  const before = await stat(path.join(root, 'threat-model.mmd'))
  await expect(client.call('model.save', saveOf(opened, 'Mine'))).rejects.toMatchObject({ code: 'conflict' })
  expect(await text(MODEL)).not.toContain('Mine')
  expect((await stat(path.join(root, 'threat-model.mmd'))).mtimeMs).toBe(before.mtimeMs)
})

test('a derived file edited by hand is left alone until it is to be overwritten', async () => {
  await createOrders()
  await appendFile(path.join(root, 'threat-model.mmd'), '%% by hand\n')
  const opened = await client.call('model.open', { path: MODEL })
  expect(opened.derived).toContainEqual({ path: 'threat-model.mmd', format: 'mermaid', state: 'differs' })
  const saved = await client.call('model.save', saveOf(opened, 'Renamed'))
  expect(saved.derived).toContainEqual({ path: 'threat-model.mmd', format: 'mermaid', state: 'differs' })
  expect(await text('threat-model.mmd')).toContain('by hand')
  const next = {
    ...saveOf(opened, 'Renamed'),
    modelHash: saved.modelHash,
    overwriteDerived: ['threat-model.mmd'],
  }
  await client.call('model.save', next)
  expect(await text('threat-model.mmd')).not.toContain('by hand')
})

test('the text of a derived file is read by its model and format, and of no other file', async () => {
  await createOrders()
  await writeFile(path.join(root, 'threat-model.mmd'), 'flowchart LR\n  a --> b\n')
  const derived = await client.call('model.derived', { path: MODEL, format: 'mermaid' })
  expect(derived).toMatchObject({ path: 'threat-model.mmd', text: 'flowchart LR\n  a --> b\n' })
  expect(derived.hash).toMatch(/^[0-9a-f]{64}$/)
  const absent = await client.call('model.derived', { path: MODEL, format: 'dfd' })
  expect(absent).toEqual({ path: 'threat-model.dfd', text: null, hash: null, isOlder: false })
  await writeFile(path.join(root, 'secret.mmd'), 'flowchart LR\n')
  for (const file of ['secret.yaml', 'secret.mmd', '../threat-model.yaml', '/etc/threat-model.yaml']) {
    await expect(client.call('model.derived', { path: file, format: 'mermaid' })).rejects.toThrow()
  }
})

test('a derived file tells whether the model was written after it', async () => {
  await createOrders()
  const age = async (seconds: number) => {
    const time = new Date(Date.now() - seconds * 1000)
    await utimes(path.join(root, 'threat-model.mmd'), time, time)
    return (await client.call('model.derived', { path: MODEL, format: 'mermaid' })).isOlder
  }
  expect(await age(60)).toBe(true)
  expect(await age(-60)).toBe(false)
})

test('a derived file that is a link out of the folder or no file is not read', async () => {
  await createOrders()
  const outside = await mkdtemp(path.join(tmpdir(), 'fenceline-outside-'))
  await writeFile(path.join(outside, 'secret'), 'flowchart LR\n')
  await symlink(path.join(outside, 'secret'), path.join(root, 'threat-model.dfd'))
  await mkdir(path.join(root, 'b.threat-model.dfd'))
  await expect(client.call('model.derived', { path: MODEL, format: 'dfd' })).rejects.toThrow()
  await expect(
    client.call('model.derived', { path: 'b.threat-model.yaml', format: 'dfd' }),
  ).rejects.toMatchObject({ code: 'not-a-file' })
  await rm(outside, { recursive: true })
})

test('a derived file that git checked out with CRLF is current and stays CRLF', async () => {
  await createOrders()
  await writeFile(
    path.join(root, 'threat-model.mmd'),
    (await text('threat-model.mmd')).replace(/\n/g, '\r\n'),
  )
  const opened = await client.call('model.open', { path: MODEL })
  expect(opened.derived[0]?.state).toBe('current')
  await client.call('model.save', saveOf(opened, 'Renamed'))
  expect(await text('threat-model.mmd')).not.toMatch(/[^\r]\n/)
})

test('drafts are kept beside the repo’s models and git ignores them', async () => {
  await mkdir(path.join(root, '.git'))
  await mkdir(path.join(root, 'services'))
  const file = 'services/api.threat-model.yaml'
  const opened = await client.call('model.create', { path: file, from: { template: 'orders' } })
  const drafts = opened.model ? [...evaluateModel(opened.model)] : []
  await client.call('model.save', { ...saveOf(opened), drafts })
  expect(await readdir(path.join(root, '.fenceline/drafts'))).toEqual([
    'services--api.threat-model.yaml.json',
  ])
  expect(await text('.fenceline/.gitignore')).toBe('drafts/\n')
  expect((await client.call('model.open', { path: file })).drafts).toEqual(drafts)
})

test('a broken model is listed, opens with its diagnostics and cannot be saved over', async () => {
  const { modelHash: _, ...save } = saveOf(await createOrders(), 'Mine')
  await writeFile(path.join(root, MODEL), 'title: [\n')
  const { models } = await client.call('workspace.get', {})
  expect(models).toMatchObject([{ broken: true, title: MODEL }])
  const opened = await client.call('model.open', { path: MODEL })
  expect(opened.model).toBeNull()
  expect(opened.diagnostics[0]).toMatchObject({ severity: 'error', file: MODEL })
  const saved = client.call('model.save', { ...save, modelHash: opened.modelHash })
  await expect(saved).rejects.toMatchObject({ code: 'invalid-file' })
})

test('a derived path that is a folder does not keep the model from being saved', async () => {
  const opened = await createOrders()
  await unlink(path.join(root, 'threat-model.md'))
  await mkdir(path.join(root, 'threat-model.md'))
  const input = { ...saveOf(opened, 'Renamed'), overwriteDerived: ['threat-model.md'] }
  const saved = await client.call('model.save', input)
  expect(saved.written).toContain(MODEL)
  expect(saved.diagnostics).toContainEqual(
    expect.objectContaining({ code: 'not-written', file: 'threat-model.md' }),
  )
})

test('what somebody else changes is announced, also after their editor replaced the file', async () => {
  await createOrders()
  await client.call('workspace.get', {})
  for (const round of [1, 2]) {
    heard.length = 0
    await writeFile(
      path.join(root, 'new'),
      (await text(MODEL)).replace(/^title: .*$/m, `title: Round ${round}`),
    )
    await rename(path.join(root, 'new'), path.join(root, MODEL))
    await vi.waitFor(() => expect(heard.map(({ event }) => event)).toContain('workspace.changed'), 3000)
    const { modelHash, filesHash } = await client.call('model.open', { path: MODEL })
    expect(heard).toContainEqual({
      event: 'model.changed',
      data: { path: MODEL, modelHash, layoutHash: null, filesHash },
    })
  }
})

test('a save is announced once, with the hash that its own page holds by then', async () => {
  const opened = await createOrders()
  await client.call('workspace.get', {})
  await wait(600)
  heard.length = 0
  const drafts = opened.model ? [...evaluateModel(opened.model)] : []
  const saved = await client.call('model.save', { ...saveOf(opened, 'Renamed'), drafts })
  await wait(600)
  const { modelHash, layoutHash, filesHash } = saved
  expect(heard.filter(({ event }) => event === 'model.changed')).toEqual([
    { event: 'model.changed', data: { path: MODEL, modelHash, layoutHash, filesHash } },
  ])
  expect((await client.call('model.open', { path: MODEL })).filesHash).toBe(filesHash)
})

test('a model that git removes and writes again is never announced as gone', async () => {
  await createOrders()
  await client.call('workspace.get', {})
  const content = await text(MODEL)
  await unlink(path.join(root, MODEL))
  await wait(400)
  await writeFile(path.join(root, MODEL), `${content}# theirs\n`)
  const changes = () => heard.filter(({ event }) => event === 'model.changed')
  await vi.waitFor(() => expect(changes()).not.toEqual([]), 3000)
  for (const { data } of changes()) expect(data).not.toMatchObject({ modelHash: null })
})

test('a model that stays away is announced as gone', async () => {
  await createOrders()
  await client.call('workspace.get', {})
  await unlink(path.join(root, MODEL))
  const gone = expect.objectContaining({ path: MODEL, modelHash: null })
  await vi.waitFor(() => expect(heard).toContainEqual({ event: 'model.changed', data: gone }), 4000)
})

test('a model in a new folder appears', async () => {
  await client.call('workspace.get', {})
  await mkdir(path.join(root, 'docs'))
  await wait(300)
  await writeFile(path.join(root, 'docs/threat-model.yaml'), 'title: New\n')
  const listed = expect.objectContaining({
    models: [expect.objectContaining({ path: 'docs/threat-model.yaml' })],
  })
  await vi.waitFor(() => expect(heard).toContainEqual({ event: 'workspace.changed', data: listed }), 3000)
})

const DANGLING = `title: T
technical_assets:
  a:
    type: process
    communication_links:
      b:
        target: b
`

test('what an edit makes whole in the file is part of the saved answer, so that no later save removes it', async () => {
  await writeFile(path.join(root, MODEL), DANGLING)
  const opened = await client.call('model.open', { path: MODEL })
  expect(opened.model?.flows).toEqual([])
  const save = saveOf(opened)
  const { model } = addComponent(save.model, { kind: 'store', title: 'B' })
  const saved = await client.call('model.save', { ...save, model })
  expect(saved.model?.flows.map(({ from, to }) => [from, to])).toEqual([['a', 'b']])
  const again = {
    ...save,
    model: saved.model ?? model,
    modelHash: saved.modelHash,
    layoutHash: saved.layoutHash,
  }
  expect((await client.call('model.save', again)).model).toBeNull()
  expect(await text(MODEL)).toContain('        target: b\n')
})

test('names in another order are no news to whoever saved them', async () => {
  const save = saveOf(await createOrders())
  const components = save.model.components.map((component) => ({
    ...component,
    technologies: component.technologies.toReversed(),
    dataStored: component.dataStored.toReversed(),
  }))
  const saved = await client.call('model.save', { ...save, model: { ...save.model, components } })
  expect(saved.model).toBeNull()
})

test('D24 a file of a newer version opens read-only and is not written', async () => {
  const source = `fenceline_version: 99\n${DANGLING}`
  await writeFile(path.join(root, MODEL), source)
  const opened = await client.call('model.open', { path: MODEL })
  expect(opened.readOnly).toBe(true)
  const fault = await client.call('model.save', saveOf(opened, 'Other')).catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: 'read-only' })
  expect(await text(MODEL)).toBe(source)
})

test('a language model’s remarks are stored with the drafts and come back with the model', async () => {
  const opened = await createOrders()
  const remark: Remark = {
    id: 'r1',
    kind: 'question',
    target: 'api-gateway',
    text: 'Who may refund?',
    source: { by: 'llm', prompt: 'business-logic-questions@1' },
  }
  await client.call('model.save', { ...saveOf(opened), remarks: [remark] })
  expect((await client.call('model.open', { path: MODEL })).remarks).toEqual([remark])
  await client.call('model.save', saveOf(await client.call('model.open', { path: MODEL })))
  expect(await client.call('model.open', { path: MODEL })).not.toHaveProperty('remarks')
})
