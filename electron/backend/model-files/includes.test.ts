import { mkdir, mkdtemp, readFile, realpath, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { updateComponent } from '../../../shared/model/edits/components.ts'
import { flowRef } from '../../../shared/model/ids.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { type Client, createClient, inProcess } from '../../../shared/protocol/rpc.ts'
import { type Backend, createHandlers } from '../handlers.ts'

const MAIN = 'threagile_version: 1.0.0\ntitle: Ferries\nincludes:\n  - parts/stores.yaml\n'
const STORES = '# kept\ntechnical_assets:\n  Tickets: # sold\n    id: tickets\n    type: datastore\n'

let root: string
let outside: string
let backend: Backend
let client: Client

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-includes-')))
  outside = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-outside-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(outside, '.config'))
  await mkdir(path.join(root, 'parts'))
  await write('threat-model.yaml', MAIN)
  await write('parts/stores.yaml', STORES)
  backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  client = createClient(inProcess(backend.handlers))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  backend.close()
  for (const folder of [root, outside]) await rm(folder, { recursive: true, force: true })
})

const write = (file: string, text: string) => writeFile(path.join(root, file), text)
const text = (file: string) => readFile(path.join(root, file), 'utf8')
const open = () => client.call('model.open', { path: 'threat-model.yaml' })

async function save(edit: (model: Model) => Model, opened: Awaited<ReturnType<typeof open>>) {
  const { path: file, model, layout, drafts, modelHash, layoutHash } = opened
  if (!model) throw new Error('not a model')
  const given = { path: file, model: edit(model), layout, drafts: [...drafts], source: null }
  return client.call('model.save', { ...given, modelHash, layoutHash, overwriteDerived: [] })
}

test('a model opens with what it includes, and an edit is saved in the file that has the element', async () => {
  const opened = await open()
  expect(opened.model?.components).toMatchObject([{ id: 'tickets', title: 'Tickets' }])
  const saved = await save((model) => updateComponent(model, 'tickets', { title: 'Ticket store' }), opened)
  expect(saved.written).toContain('parts/stores.yaml')
  expect(saved.written).not.toContain('threat-model.yaml')
  expect(await text('parts/stores.yaml')).toBe(STORES.replace('Tickets:', 'Ticket store:'))
  expect(await text('threat-model.yaml')).toBe(MAIN)
  expect((await open()).modelHash).toBe(saved.modelHash)
  const again = await save((model) => model, await open())
  expect(again.written).toEqual([])
})

test('a save on top of a change of an included file is a conflict', async () => {
  const opened = await open()
  await write('parts/stores.yaml', STORES.replace('datastore', 'process'))
  await expect(save((model) => ({ ...model, title: 'X' }), opened)).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await text('threat-model.yaml')).toBe(MAIN)
})

test('a link out of the folder is not followed', async () => {
  await writeFile(path.join(outside, 'secret.yaml'), STORES)
  await symlink(path.join(outside, 'secret.yaml'), path.join(root, 'parts', 'link.yaml'))
  await write('threat-model.yaml', MAIN.replace('stores', 'link'))
  const { model, diagnostics } = await open()
  expect(model).toBeNull()
  expect(diagnostics).toMatchObject([
    { code: 'missing-include', file: 'threat-model.yaml', range: { start: { line: 4 } } },
  ])
})

test('flows between files are read whole', async () => {
  await write(
    'threat-model.yaml',
    `${MAIN}technical_assets:\n  Web:\n    id: web\n    type: process\n    communication_links:\n      Sells:\n        target: tickets\n`,
  )
  expect((await open()).model?.flows.map(flowRef)).toEqual(['web>sells'])
})

test('a model whose file is gone is saved whole, as one Threagile file, and so is one under another name', async () => {
  const { model, layout, source } = await open()
  if (!model) throw new Error('not a model')
  await unlink(path.join(root, 'threat-model.yaml'))
  await write('parts/stores.yaml', STORES.replace('datastore', 'process'))
  const edited = updateComponent(model, 'tickets', { title: 'Ticket store' })
  for (const file of ['threat-model.yaml', 'other/copy.threat-model.yaml']) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    const given = { path: file, model: edited, layout, drafts: [], source, modelHash: null, layoutHash: null }
    await client.call('model.save', { ...given, overwriteDerived: [] })
    const again = await client.call('model.open', { path: file })
    expect(again.diagnostics).toEqual([])
    expect(again.model).toEqual(edited)
    expect(await text(file)).not.toContain('includes:')
    expect(await text(file)).toContain('Ticket store:\n    id: tickets\n')
  }
  expect(await text('parts/stores.yaml')).toBe(STORES.replace('datastore', 'process'))
})

test('a save after an included file went away says that it may be one of several files', async () => {
  const opened = await open()
  await unlink(path.join(root, 'parts', 'stores.yaml'))
  await expect(save((model) => ({ ...model, title: 'X' }), opened)).rejects.toMatchObject({
    code: 'conflict',
    message: 'threat-model.yaml or a file that it includes was changed by somebody else since it was opened.',
  })
})
