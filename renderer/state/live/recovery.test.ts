import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, markSaved, showOpened, undoEdit } from '../document.ts'
import { dropRecovery, keepRecovery, storeRecovery } from './recovery.ts'

const calls = vi.hoisted(
  (): { method: string; input: { path?: string; document?: { model: { title: string } } } }[] => [],
)
const wire = vi.hoisted(() => ({ answer: async (): Promise<unknown> => ({}) }))

vi.mock('../../platform/client.ts', () => ({
  client: {
    call: (method: string, input: { path?: string; document?: { model: { title: string } } }) => {
      calls.push({ method, input })
      return wire.answer()
    },
  },
}))
vi.mock('./window.ts', () => ({ takeWindow: async () => 'window-one' }))

let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', globalThis)
  wire.answer = async () => ({})
  showOpened(anOpenedModel())
  stop = keepRecovery()
  calls.length = 0
})
afterEach(async () => {
  await dropRecovery()
  stop()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const type = (title: string) =>
  apply((document) => ({ ...document, model: { ...document.model, title } }), 'Type', 'title')
const stored = () =>
  calls.filter(({ method }) => method === 'recovery.store').map(({ input }) => input.document?.model.title)
const saved = () =>
  markSaved(currentDocument(), {
    model: null,
    source: null,
    modelHash: 'b',
    layoutHash: null,
    filesHash: 'b',
    written: [],
    derived: [],
    diagnostics: [],
  })

test('D19 typing without a pause does not put off that it is kept: each second the newest state is', async () => {
  for (let tenth = 1; tenth <= 35; tenth += 1) {
    type(`after ${tenth / 10} s`)
    await vi.advanceTimersByTimeAsync(100)
  }
  expect(stored()).toEqual(['after 1 s', 'after 2 s', 'after 3 s'])
})

test('D19 the last edit is kept although nothing follows it, and only once', async () => {
  type('Last')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(stored()).toEqual(['Last'])
})

test('while one state is under way the next waits, and the newest is what it sends', async () => {
  let finish = () => {}
  wire.answer = () =>
    new Promise((resolve) => {
      finish = () => resolve({})
    })
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  type('Second')
  await vi.advanceTimersByTimeAsync(1000)
  type('Third')
  await vi.advanceTimersByTimeAsync(1000)
  expect(stored()).toEqual(['First'])
  wire.answer = async () => ({})
  finish()
  await vi.advanceTimersByTimeAsync(0)
  expect(stored().at(1)).toBe('Third')
})

test('what is saved is dropped, after whatever is still under way', async () => {
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  saved()
  await vi.advanceTimersByTimeAsync(5000)
  expect(calls.map(({ method }) => method)).toEqual(['recovery.store', 'recovery.drop'])
})

test('an edit that is undone is dropped, and kept again when it is done again', async () => {
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  undoEdit()
  await vi.advanceTimersByTimeAsync(0)
  expect(calls.at(-1)?.method).toBe('recovery.drop')
  type('Again')
  await vi.advanceTimersByTimeAsync(1000)
  expect(stored()).toEqual(['First', 'Again'])
})

test('what another page left is never dropped by opening or saving a model', async () => {
  showOpened(anOpenedModel({ model: { ...EMPTY_MODEL, title: 'Other' }, path: 'other.threat-model.yaml' }))
  saved()
  await storeRecovery()
  expect(calls).toEqual([])
})

test('D19 edits that follow a moved file are kept under its new name before the old ones are dropped', async () => {
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  documentStore.setState({ path: 'moved.threat-model.yaml' })
  await vi.advanceTimersByTimeAsync(0)
  expect(calls.map(({ method, input }) => [method, input.path])).toEqual([
    ['recovery.store', 'threat-model.yaml'],
    ['recovery.store', 'moved.threat-model.yaml'],
    ['recovery.drop', 'threat-model.yaml'],
  ])
})
