import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { Launch } from '../launch/parse-launch.ts'
import { launchOf, shellHandlers } from './shell-handlers.ts'
import type { ShellWindow } from './shell-window.ts'

let base: string
beforeAll(async () => {
  base = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-drop-')))
  for (const name of ['threat-model.yaml', 'notes.txt']) await writeFile(path.join(base, name), '')
})
afterAll(() => rm(base, { recursive: true, force: true }))

const recent = {
  paths: ['/recent'],
  list: async () => [],
  add: async () => {},
  forget: vi.fn(async () => {}),
}
const parts = {
  recent,
  askForFolder: vi.fn<() => Promise<string | null>>(),
  askForFile: vi.fn<() => Promise<string | null>>(),
  open: vi.fn<(launch: Launch) => Promise<void>>(async () => {}),
  close: vi.fn(),
  onState: vi.fn(),
  onMenu: vi.fn(),
}
const window = { root: '/repo', menu: [], begin: () => 'a.threat-model.yaml' } as unknown as ShellWindow
const handlers = shellHandlers(window, parts)
beforeEach(() => vi.clearAllMocks())

test('a page begins with its folder and the model to show', async () => {
  expect(await handlers['shell.start']({})).toEqual({
    folder: '/repo',
    model: 'a.threat-model.yaml',
    recent: [],
  })
})

test('a folder opens when the person chose it or it is a recent one', async () => {
  parts.askForFolder.mockResolvedValueOnce(null)
  expect(await handlers['shell.open-folder']({ path: null })).toEqual({ opened: false })
  parts.askForFolder.mockResolvedValueOnce('/chosen')
  expect(await handlers['shell.open-folder']({ path: null })).toEqual({ opened: true })
  expect(await handlers['shell.open-folder']({ path: '/recent' })).toEqual({ opened: true })
  expect(parts.open.mock.calls.map(([{ folder }]) => folder)).toEqual(['/chosen', '/recent'])
})

test('a page cannot open a folder of its own choice', async () => {
  for (const folder of ['/etc', '/recent/../etc', '/recent/'])
    await expect(handlers['shell.open-folder']({ path: folder })).rejects.toMatchObject({
      code: 'bad-request',
    })
  expect(parts.open).not.toHaveBeenCalled()
})

test('only a file that the person chose is updated, and without one nothing is', async () => {
  const content = { format: 'otm' as const, model: EMPTY_MODEL, layout: EMPTY_LAYOUT }
  parts.askForFile.mockResolvedValueOnce(null)
  expect(await handlers['shell.update-file'](content)).toEqual({ updated: null })
  parts.askForFile.mockResolvedValueOnce(path.join(base, 'notes.txt'))
  await expect(handlers['shell.update-file'](content)).rejects.toMatchObject({
    code: 'invalid-file',
    message: expect.stringContaining('notes.txt'),
  })
  await writeFile(
    path.join(base, 'shop.otm'),
    '{"otmVersion": "0.2.0", "project": {"name": "Old", "id": "p"}}',
  )
  parts.askForFile.mockResolvedValueOnce(path.join(base, 'shop.otm'))
  const { updated } = await handlers['shell.update-file']({
    ...content,
    model: { ...EMPTY_MODEL, title: 'New' },
  })
  expect(updated).toMatchObject({ file: 'shop.otm', changed: true })
  expect(await readFile(path.join(base, 'shop.otm'), 'utf8')).toContain('"name": "New"')
})

test('a dropped folder opens, a dropped model opens its folder, anything else says what it is not', async () => {
  expect(await launchOf(base)).toEqual({ folder: base, model: null })
  const model = path.join(base, 'threat-model.yaml')
  expect(await launchOf(model)).toEqual({ folder: base, model: 'threat-model.yaml' })
  await expect(launchOf(path.join(base, 'notes.txt'))).rejects.toMatchObject({
    code: 'not-a-file',
    message: 'notes.txt is neither a folder nor a threat model.',
  })
  await expect(launchOf(path.join(base, 'gone'))).rejects.toMatchObject({ code: 'not-found' })
})
