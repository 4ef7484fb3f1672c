import { beforeEach, expect, test, vi } from 'vitest'
import { readAny } from '../../../shared/formats/registry.ts'
import { tm7File } from '../../../test/support/models/tm7-file.ts'
import { SHOP } from '../../../test/support/models/tm7-shop.ts'
import { setUi, uiStore } from '../ui.ts'
import {
  clashIn,
  closeImport,
  forgetWritten,
  importStore,
  leaveOut,
  modelsToCreate,
  type ReadyFile,
  renameModel,
  renameTaken,
  showImport,
  splitFile,
} from './importing.ts'

vi.mock('../../platform/reading/read-text.ts', () => ({
  readText: async (text: string, file?: string) => readAny(text, file),
}))

const ONE = tm7File({ title: 'Shop', tabs: [{ drawn: SHOP }] })
const TWO = tm7File({
  title: 'Town',
  tabs: [
    { name: 'Day', drawn: SHOP },
    { name: 'Night', drawn: SHOP },
  ],
})

beforeEach(() => {
  closeImport()
  const entry = {
    title: 'X',
    components: 0,
    flows: 0,
    crossings: 0,
    crossingsAnalysed: 0,
    risks: 0,
    broken: false,
  }
  setUi({
    workspace: {
      ...{ folder: '/x', name: 'x', readOnly: false },
      models: [{ ...entry, path: 'shop.threat-model.yaml', modelHash: null }],
    },
  })
})

const file = (name: string, content: BlobPart) => new File([content], name)
const rows = () => importStore.getState().files
const paths = () => modelsToCreate(rows()).map(({ path }) => path)
const ready = (at: number): ReadyFile => {
  const row = rows()[at]
  if (row?.state !== 'ready') throw new Error(`file ${at} is not ready`)
  return row
}

test('files are shown with names that are free in the folder and among themselves', async () => {
  await showImport([file('shop.tm7', ONE), file('Town.tm7', ONE), file('town.xml', ONE)])
  expect(uiStore.getState().dialog).toBe('import')
  expect(paths()).toEqual([
    ...['shop-2.threat-model.yaml', 'Town.threat-model.yaml', 'town-2.threat-model.yaml'],
  ])
})

test('a file that cannot be read is refused with its place, and the others stay', async () => {
  await showImport([
    file('a.tm7', '<ThreatModel>\n<a></b>'),
    file('b.tm7', ONE),
    file('c.tm7', new Uint8Array([0xff, 0, 0xfd])),
  ])
  expect(rows()).toMatchObject([
    { state: 'refused', diagnostics: [{ range: { start: { line: 2 } } }] },
    { state: 'ready' },
    { state: 'refused', diagnostics: [{ code: 'file-unreadable' }] },
  ])
  expect(paths()).toEqual(['b.threat-model.yaml'])
})

test('a file of two pages becomes one model, or two where the person wants that, and back', async () => {
  await showImport([file('town.tm7', TWO)])
  expect(ready(0)).toMatchObject({ hasPages: true, isSplit: false })
  expect(paths()).toEqual(['town.threat-model.yaml'])
  splitFile(ready(0), true)
  expect(paths()).toEqual(['town-day.threat-model.yaml', 'town-night.threat-model.yaml'])
  splitFile(ready(0), false)
  expect(paths()).toEqual(['town.threat-model.yaml'])
})

test('a name of one’s own stays, and the same name twice is a fault', async () => {
  await showImport([file('a.tm7', ONE), file('b.tm7', ONE)])
  renameModel(ready(0), 0, 'docs/mine.threat-model.yaml')
  expect(paths()).toEqual(['docs/mine.threat-model.yaml', 'b.threat-model.yaml'])
  expect(clashIn(rows(), 'b.threat-model.yaml')).toBeUndefined()
  renameModel(ready(0), 0, 'B.threat-model.yaml')
  expect(clashIn(rows(), 'b.threat-model.yaml')).toContain('two models')
})

test('what is written leaves the list, and so does what is left out', async () => {
  await showImport([file('town.tm7', TWO), file('b.tm7', ONE)])
  splitFile(ready(0), true)
  forgetWritten('town-day.threat-model.yaml')
  expect(paths()).toEqual(['town-night.threat-model.yaml', 'b.threat-model.yaml'])
  forgetWritten('town-night.threat-model.yaml')
  expect(rows()).toHaveLength(1)
  leaveOut(ready(0).id)
  expect(rows()).toEqual([])
  expect(uiStore.getState().dialog).toBeNull()
})

test('a file that is left out while it is read does not come back', async () => {
  const reading = showImport([file('a.tm7', ONE), file('b.tm7', ONE)])
  leaveOut(rows()[0]?.id ?? 0)
  await reading
  expect(rows().map(({ name }) => name)).toEqual(['b.tm7'])
})

test('in a folder that was chosen later only what it has already gets another name', async () => {
  setUi({ workspace: null })
  await showImport([new File([ONE], 'town.tm7'), new File([ONE], 'shop.tm7')])
  const names = () => modelsToCreate(importStore.getState().files).map(({ path }) => path)
  expect(names()).toEqual(['town.threat-model.yaml', 'shop.threat-model.yaml'])
  const entry = {
    title: 'X',
    components: 0,
    flows: 0,
    crossings: 0,
    crossingsAnalysed: 0,
    risks: 0,
    broken: false,
  }
  setUi({
    workspace: {
      ...{ folder: '/x', name: 'x', readOnly: false },
      models: [{ ...entry, path: 'Shop.threat-model.yaml', modelHash: null }],
    },
  })
  renameTaken()
  expect(names()).toEqual(['town.threat-model.yaml', 'shop-2.threat-model.yaml'])
})
