import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../../shared/core/errors.ts'
import { EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import type { OpenedModel } from '../../../shared/protocol/contract.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, isUnsaved, showOpened } from '../document.ts'
import { saveModel } from '../saving.ts'
import { checkDisk, followChange } from './follow.ts'
import { liveStore, resetLive } from './live.ts'

type Answer = (input: unknown) => Promise<unknown>
const calls = vi.hoisted((): string[] => [])
const answers = vi.hoisted((): { [method: string]: Answer } => ({}))

vi.mock('../../platform/client.ts', () => ({
  listen: () => {},
  client: {
    call: (method: string, input: unknown) => {
      calls.push(method)
      return answers[method]?.(input)
    },
  },
}))

const titled = (title: string): Model => ({ ...EMPTY_MODEL, title })
const onDisk = (title: string, changes: Partial<OpenedModel> = {}) =>
  anOpenedModel({ model: titled(title), modelHash: title, filesHash: title, ...changes })
const announced = (hash: string) => ({
  path: 'threat-model.yaml',
  modelHash: hash,
  layoutHash: null,
  filesHash: hash,
})
const retitle = (title: string) =>
  apply((document) => ({ ...document, model: { ...document.model, title } }), 'Rename')
const savedAs = (title: string) => ({
  model: null,
  source: null,
  modelHash: title,
  layoutHash: null,
  filesHash: title,
  written: [],
  derived: [],
  diagnostics: [],
})

beforeEach(() => {
  vi.useFakeTimers()
  calls.length = 0
  showOpened(onDisk('Base'))
  resetLive()
})
afterEach(() => vi.useRealTimers())

test('our own save, announced while it runs, is not taken for somebody else’s', async () => {
  let finish = () => {}
  answers['model.save'] = () =>
    new Promise((resolve) => {
      finish = () => resolve(savedAs('Mine'))
    })
  retitle('Mine')
  const saving = saveModel()
  await vi.advanceTimersByTimeAsync(0)
  const following = followChange(announced('Mine'))
  await vi.advanceTimersByTimeAsync(100)
  finish()
  await Promise.all([saving, following])
  expect(calls).toEqual(['model.save'])
})

test('a change by somebody else that is announced while our save runs is looked at afterwards', async () => {
  answers['model.save'] = async () => savedAs('Mine')
  answers['model.open'] = async () => onDisk('Theirs')
  retitle('Mine')
  await Promise.all([saveModel(), followChange(announced('Theirs'))])
  expect(calls).toEqual(['model.save', 'model.open'])
  expect(currentDocument().model.title).toBe('Theirs')
  expect(isUnsaved(documentStore.getState())).toBe(false)
})

test('a save that meets a conflict asks, and the next one leads to the question without another try', async () => {
  answers['model.save'] = async () => {
    throw new AppError('conflict', 'changed')
  }
  answers['model.open'] = async () => onDisk('Theirs')
  retitle('Mine')
  expect(await saveModel()).toBe(false)
  expect(liveStore.getState()).toMatchObject({ disk: { kind: 'conflict' }, deciding: 'disk' })
  expect(await saveModel()).toBe(false)
  expect(calls).toEqual(['model.save', 'model.open'])
  expect(currentDocument().model.title).toBe('Mine')
})

test('a save gives up with a word when the files never stop changing', async () => {
  let round = 0
  answers['model.save'] = async () => {
    throw new AppError('conflict', 'changed')
  }
  answers['model.open'] = async () => {
    round += 1
    return onDisk('Base', { filesHash: `round ${round}`, modelHash: `round ${round}` })
  }
  retitle('Mine')
  expect(await saveModel()).toBe(false)
  expect(calls.filter((method) => method === 'model.save')).toHaveLength(5)
  expect(currentDocument().model.title).toBe('Mine')
})

test('D13 a file that is missing for a moment is not said to be gone', async () => {
  let looks = 0
  answers['model.open'] = async () => {
    looks += 1
    if (looks === 1) throw new AppError('not-found', 'not there')
    return onDisk('Theirs')
  }
  const seen: string[] = []
  const unsubscribe = liveStore.subscribe(({ disk }) => seen.push(disk.kind))
  const checking = checkDisk()
  await vi.advanceTimersByTimeAsync(1000)
  await checking
  unsubscribe()
  expect(seen).not.toContain('gone')
  expect(currentDocument().model.title).toBe('Theirs')
})

test('D6 files that become read-only while edits are in hand keep the edits', async () => {
  answers['model.open'] = async () => onDisk('Base', { readOnly: true, filesHash: 'locked' })
  retitle('Mine')
  await followChange(announced('locked'))
  expect(documentStore.getState().readOnly).toBe(true)
  expect(currentDocument().model.title).toBe('Mine')
  expect(isUnsaved(documentStore.getState())).toBe(true)
})
