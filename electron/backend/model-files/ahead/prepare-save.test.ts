// A save after its files were read and prepared for: whatever happened to them since, as if nothing had been prepared.
import { mkdtemp, readdir, readFile, realpath, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { printLayout, printModel } from '../../../../shared/formats/fenceline/index.ts'
import { updateComponent } from '../../../../shared/model/edits/components.ts'
import { aSeededLayout } from '../../../../test/support/models/seeded-layout.ts'
import { aSeededModel } from '../../../../test/support/models/seeded-model.ts'
import { openModel } from '../open-model.ts'
import { readModelFiles } from '../read-model.ts'
import { saveModel } from '../save-model.ts'
import { createPreparer, prepareSave } from './prepare-save.ts'

const MODEL = 'threat-model.yaml'
const seeded = aSeededModel(30, 40)
const text = printModel(seeded)
const other = text.replace('title: Seeded', 'title: Sprout')
const roots: string[] = []

beforeEach(() => vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(tmpdir(), `fenceline-prepared-${process.pid}`)))
afterEach(async () => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
  for (const root of roots.splice(0)) await rm(root, { recursive: true, force: true })
})

async function aRoot(): Promise<string> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-prepared-')))
  roots.push(root)
  await writeFile(path.join(root, MODEL), text)
  await writeFile(path.join(root, 'threat-model.layout.yaml'), printLayout(aSeededLayout(seeded)))
  return root
}

/** Opens, prepares, lets `meanwhile` happen to the folder and saves another title of one component. */
async function save(root: string, meanwhile: (root: string) => Promise<void>, isPrepared = true) {
  const disk = await readModelFiles(root, MODEL)
  const { path: file, model, layout, modelHash, layoutHash } = openModel(disk, false)
  if (!model) throw new Error('not a model')
  if (isPrepared) await prepareSave(disk)
  await meanwhile(root)
  const edited = updateComponent(model, 'part-7', { title: 'Renamed' })
  const given = { path: file, model: edited, layout, drafts: [], source: null, overwriteDerived: [] }
  return saveModel(root, { ...given, modelHash, layoutHash })
}

async function contents(root: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(root, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  )
  const texts = names.map(async ({ name, parentPath }) => [
    name,
    await readFile(path.join(parentPath, name), 'utf8'),
  ])
  return Object.fromEntries(await Promise.all(texts))
}

describe('a save that was prepared for', () => {
  test('writes what one that was not writes', async () => {
    const [one, another] = [await aRoot(), await aRoot()]
    const nothing = async () => {}
    const prepared = await save(one, nothing)
    const plain = await save(another, nothing, false)
    expect(prepared).toEqual(plain)
    expect(await contents(one)).toEqual(await contents(another))
  })

  test('D11 is a conflict where somebody else saved meanwhile', async () => {
    const root = await aRoot()
    const saving = save(root, (folder) => writeFile(path.join(folder, MODEL), other))
    await expect(saving).rejects.toMatchObject({ code: 'conflict' })
    expect(await readFile(path.join(root, MODEL), 'utf8')).toBe(other)
  })

  test('D12 is a conflict where a file of the same length and time has other bytes', async () => {
    const root = await aRoot()
    expect(other.length).toBe(text.length)
    const saving = save(root, async (folder) => {
      const place = path.join(folder, MODEL)
      const { atime, mtime } = await stat(place)
      await writeFile(place, other)
      await utimes(place, atime, mtime)
    })
    await expect(saving).rejects.toMatchObject({ code: 'conflict' })
    expect(await readFile(path.join(root, MODEL), 'utf8')).toBe(other)
  })

  test('D13 goes on where git took the file away and brought the same one back', async () => {
    const root = await aRoot()
    const saved = await save(root, async (folder) => {
      const place = path.join(folder, MODEL)
      await rename(place, `${place}.gone`)
      await writeFile(place, text)
      await rm(`${place}.gone`)
    })
    expect(saved.written).toContain(MODEL)
    expect(await readFile(path.join(root, MODEL), 'utf8')).toBe(text.replace('Login service 7', 'Renamed'))
  })

  test('leaves a derived file alone that was edited by hand since', async () => {
    const root = await aRoot()
    const saved = await save(root, (folder) => writeFile(path.join(folder, 'threat-model.md'), 'Mine\n'))
    expect(saved.derived).toContainEqual({ path: 'threat-model.md', format: 'markdown', state: 'differs' })
    expect(await readFile(path.join(root, 'threat-model.md'), 'utf8')).toBe('Mine\n')
  })

  test('is not held up by a file that cannot be read', async () => {
    const root = await aRoot()
    await writeFile(path.join(root, MODEL), '{')
    await expect(prepareSave(await readModelFiles(root, MODEL))).resolves.toBeUndefined()
  })
})

test('only the model that was opened last is prepared for, and none after the end', async () => {
  vi.useFakeTimers()
  const preparer = createPreparer()
  const disk = await readModelFiles(await aRoot(), MODEL)
  preparer.prepare(disk)
  preparer.prepare({ ...disk })
  expect(vi.getTimerCount()).toBe(1)
  preparer.close()
  expect(vi.getTimerCount()).toBe(0)
})
