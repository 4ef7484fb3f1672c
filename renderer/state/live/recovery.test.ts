import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Delta } from '../../../shared/core/delta/delta.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { type Base, unsavedFrom } from '../../../shared/protocol/unsaved.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, markSaved, showOpened, undoEdit } from '../document.ts'
import { dropRecovery, keepRecovery, storeRecovery } from './recovery.ts'

interface Sent {
  readonly path?: string
  readonly baseId?: string
  readonly base?: Base
  readonly changes?: Delta
}

const calls = vi.hoisted((): { method: string; input: Sent }[] => [])
const wire = vi.hoisted(() => ({ answer: async (): Promise<unknown> => ({ isKept: true }) }))

vi.mock('../../platform/client.ts', () => ({
  client: {
    call: (method: string, input: Sent) => {
      calls.push({ method, input })
      return wire.answer()
    },
  },
}))
vi.mock('./window.ts', () => ({
  takeWindow: async () => 'window-one',
  newName: () => `base-${calls.length}`,
}))

let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', globalThis)
  wire.answer = async () => ({ isKept: true })
  bases.clear()
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
const bases = new Map<string, Base>()
/** The titles as the process makes them of what it was sent. */
const stored = () =>
  calls
    .filter(({ method }) => method === 'recovery.store')
    .map(({ input: { baseId = '', base, changes } }) => {
      if (base) bases.set(baseId, base)
      const known = bases.get(baseId)
      return known ? unsavedFrom(known, changes).document.model.title : 'of an unknown base'
    })
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

test('what the edits are made on goes once, and then only what was typed', async () => {
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  type('First and')
  await vi.advanceTimersByTimeAsync(1000)
  expect(stored()).toEqual(['First', 'First and'])
  const [first, second] = calls.map(({ input }) => input)
  expect(first?.base?.base.model.title).toBe(EMPTY_MODEL.title)
  expect(second).not.toHaveProperty('base')
  expect(JSON.stringify(second?.changes).length).toBeLessThan(120)
})

test('what the edits are made on goes again after a save, and where the process lost it', async () => {
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  saved()
  type('Second')
  await vi.advanceTimersByTimeAsync(1000)
  wire.answer = async () => ({ isKept: calls.at(-1)?.input.base !== undefined })
  type('Third')
  await vi.advanceTimersByTimeAsync(1000)
  const stores = calls.filter(({ method }) => method === 'recovery.store')
  expect(stores.map(({ input }) => input.base?.base.model.title)).toEqual([
    EMPTY_MODEL.title,
    'First',
    undefined,
    'First',
  ])
  expect(stored()).toEqual(['First', 'Second', 'Third', 'Third'])
})

test('while one state is under way the next waits, and the newest is what it sends', async () => {
  let finish = () => {}
  wire.answer = () =>
    new Promise((resolve) => {
      finish = () => resolve({ isKept: true })
    })
  type('First')
  await vi.advanceTimersByTimeAsync(1000)
  type('Second')
  await vi.advanceTimersByTimeAsync(1000)
  type('Third')
  await vi.advanceTimersByTimeAsync(1000)
  expect(stored()).toEqual(['First'])
  wire.answer = async () => ({ isKept: true })
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
