import { beforeEach, expect, test, vi } from 'vitest'
import { EMPTY_DOCUMENT } from '../../../shared/model/document.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { OpenedModel } from '../../../shared/protocol/contract.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { documentOf } from '../document.ts'
import { keepRead, readAgain } from './kept.ts'

const calls = vi.hoisted((): string[] => [])
const disk = vi.hoisted(() => ({ files: new Map<string, OpenedModel>(), looks: {} }))
vi.mock('../../platform/client.ts', () => ({
  client: {
    call: async (method: string, { path }: { readonly path: string }) => {
      calls.push(method)
      const opened = disk.files.get(path)
      return method === 'model.look' ? { filesHash: opened?.filesHash ?? null, ...disk.looks } : opened
    },
  },
}))

const aModel = (path: string, title = path, source = 'title: x\n'): OpenedModel =>
  anOpenedModel({ path, model: { ...EMPTY_MODEL, title }, filesHash: title, source })

/** As the session does it. */
const open = async (path: string) => {
  const { opened, document } = await readAgain(path, 'window-one')
  const shown = document ?? (opened.model ? documentOf(opened, opened.model) : EMPTY_DOCUMENT)
  keepRead(opened, shown)
  return { opened, shown }
}

beforeEach(() => {
  disk.files.clear()
  disk.looks = {}
  for (const path of ['a', 'b', 'c', 'd', 'e']) disk.files.set(path, aModel(path))
  calls.length = 0
})

test('a model whose files are the same is the document that it was', async () => {
  const before = await open('a')
  await open('b')
  calls.length = 0
  expect((await open('a')).shown).toBe(before.shown)
  expect(calls).toEqual(['model.look'])
})

test('a model whose files changed meanwhile is read anew, and kept as that', async () => {
  await open('a')
  disk.files.set('a', aModel('a', 'changed'))
  calls.length = 0
  expect((await open('a')).shown.model.title).toBe('changed')
  expect(calls).toEqual(['model.look', 'model.open'])
  expect((await open('a')).shown.model.title).toBe('changed')
})

test('D19 what a window left unsaved is offered with a model that is kept, and not kept with it', async () => {
  await open('a')
  const recovery = { window: 'window-two', time: 1 }
  disk.looks = { recovery }
  expect((await open('a')).opened.recovery).toEqual(recovery)
  disk.looks = {}
  expect((await open('a')).opened).not.toHaveProperty('recovery')
})

test('no more is kept than a few models, or the texts of one large one', async () => {
  for (const path of ['a', 'b', 'c', 'd', 'e']) await open(path)
  calls.length = 0
  await open('b')
  await open('a')
  expect(calls).toEqual(['model.look', 'model.open'])
  for (const path of ['c', 'd']) disk.files.set(path, aModel(path, 'large', 'x'.repeat(3_000_000)))
  await open('c')
  await open('d')
  calls.length = 0
  await open('c')
  expect(calls).toEqual(['model.open'])
})

test('a file that is no model is read each time', async () => {
  disk.files.set('a', anOpenedModel({ path: 'a', model: null }))
  await open('a')
  calls.length = 0
  await open('a')
  expect(calls).toEqual(['model.open'])
})
