// Saves of several files that break off, and files that are not what they were. Ids are those of the safety table.
import { mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createModel } from '../../electron/backend/model-files/create-model.ts'
import { openModel } from '../../electron/backend/model-files/open-model.ts'
import { readModelFiles } from '../../electron/backend/model-files/read-model.ts'
import { saveModel } from '../../electron/backend/model-files/save-model.ts'
import type { MethodInput } from '../../shared/protocol/contract.ts'
import { faultyDisk } from '../support/faults/faulty-disk.ts'

const FILE = 'threat-model.yaml'
const DIAGRAM = 'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n'
let root: string

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-save-')))
  await createModel(root, FILE, { text: DIAGRAM })
})
afterEach(() => rm(root, { recursive: true, force: true }))

const content = (name: string) => readFile(path.join(root, name), 'utf8')
const open = async () => openModel(await readModelFiles(root, FILE), false)

async function changedSave(): Promise<MethodInput<'model.save'>> {
  const { model, layout, drafts, modelHash, layoutHash } = await open()
  if (!model) throw new Error('not a model')
  const boxes = [{ id: 'browser', x: 8, y: 8 }]
  return {
    path: FILE,
    model: { ...model, title: 'Renamed' },
    layout: { ...layout, boxes },
    drafts: [...drafts],
    source: null,
    modelHash,
    layoutHash,
    overwriteDerived: [],
  }
}

async function allFiles(): Promise<Record<string, string>> {
  const names = (await readdir(root)).filter((name) => name.startsWith('threat-model'))
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await content(name)])))
}

async function restore(files: Record<string, string>): Promise<void> {
  for (const name of await readdir(root)) await rm(path.join(root, name), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(root, name), text)
}

describe('a save of several files', () => {
  test('D2 that fails at any step is told, and every file is whole', async () => {
    const before = await allFiles()
    const save = await changedSave()
    await saveModel(root, save)
    const after = await allFiles()
    for (let at = 1; ; at += 1) {
      await restore(before)
      const faulty = faultyDisk({ at, code: 'ENOSPC' })
      const outcome = await saveModel(root, save, faulty.disk).catch((error: Error) => error)
      for (const [name, text] of Object.entries(await allFiles())) {
        expect([before[name], after[name]], `${name} after a fault at call ${at}`).toContain(text)
      }
      if (outcome instanceof Error) expect(outcome.name).toBe('AppError')
      else {
        const isToldOf =
          outcome.diagnostics.length > 0 || outcome.derived.some(({ state }) => state !== 'current')
        if (!isToldOf) expect(await allFiles()).toEqual(after)
      }
      if (faulty.count() < at) break
    }
  }, 60_000)

  test('D4 that runs out of space while files are prepared changes none of them', async () => {
    const before = await allFiles()
    const save = await changedSave()
    for (const at of [1, 2, 3, 4]) {
      const { disk } = faultyDisk({ at, code: 'ENOSPC', only: 'handle.writeFile' })
      await expect(saveModel(root, save, disk)).rejects.toMatchObject({ code: 'disk-full' })
      expect(await allFiles()).toEqual(before)
      expect((await readdir(root)).filter((name) => name.endsWith('.tmp'))).toEqual([])
    }
  })

  test('D3 that ends after the model says what was saved and what was not', async () => {
    const save = await changedSave()
    const { disk } = faultyDisk({ at: 2, code: 'EIO', only: 'rename' })
    const error = await saveModel(root, save, disk).catch((caught: Error) => caught)
    expect(error).toMatchObject({ code: 'io', message: expect.stringContaining('threat-model.layout.yaml') })
    expect(error).toMatchObject({ message: expect.stringContaining(`${FILE} was saved before that`) })
    const reopened = await open()
    expect(reopened.model?.title).toBe('Renamed')
    expect(reopened.diagnostics).toEqual([])
  })

  test('D10 of nothing new changes no byte and no time', async () => {
    const { model, ...opened } = await open()
    if (!model) throw new Error('not a model')
    const names = Object.keys(await allFiles())
    const times = () => Promise.all(names.map(async (name) => (await stat(path.join(root, name))).ctimeMs))
    const before = await times()
    const saved = await saveModel(root, { ...opened, model, drafts: [], overwriteDerived: [] })
    expect(saved.written).toEqual([])
    expect(await times()).toEqual(before)
  })
})

describe('a file that is no model any more', () => {
  const refusesToSave = async (text: string) => {
    const save = await changedSave()
    await writeFile(path.join(root, FILE), text)
    const opened = await open()
    expect(opened.model).toBeNull()
    expect(opened.diagnostics.filter(({ severity }) => severity === 'error')).not.toEqual([])
    const { modelHash } = opened
    await expect(saveModel(root, { ...save, modelHash })).rejects.toMatchObject({ code: 'invalid-file' })
    expect(await content(FILE)).toBe(text)
    return opened.diagnostics
  }

  test('D14 conflict markers are named with their lines, and saving is blocked', async () => {
    const [first, ...rest] = (await content(FILE)).split('\n')
    const ours = ['<<<<<<< HEAD', 'title: ours', '=======', 'title: theirs', '>>>>>>> other']
    const diagnostics = await refusesToSave([first, ...ours, ...rest].join('\n'))
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        range: expect.objectContaining({ start: { line: 2, column: 1 } }),
      }),
    )
    expect(diagnostics.map(({ message }) => message).join()).toMatch(/conflict/i)
  })

  test.each([
    ['an empty file', ''],
    ['a file of zeros', '\0'.repeat(4096)],
    ['a file of blanks', ' \n\n'],
  ])('D18 %s is an error, not a new model', async (_, text) => {
    await refusesToSave(text)
  })
})
