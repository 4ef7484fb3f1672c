import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../../shared/core/errors.ts'
import { EMPTY_MODEL } from '../../shared/model/schema.ts'
import type { OpenedModel } from '../../shared/protocol/contract.ts'
import { anOpenedModel } from '../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, isUnsaved, showOpened } from './document.ts'
import { saveAgain } from './live/gone.ts'
import { liveStore, resetLive } from './live/live.ts'
import { dropRecovery, keepRecovery } from './live/recovery.ts'
import { saveModel } from './saving.ts'
import { closeModel, mayLeave, openModel, sessionStore } from './session.ts'
import { attachSettle } from './text.ts'

interface Call {
  readonly method: string
  readonly input: { readonly path: string; readonly window: string }
}
const calls = vi.hoisted((): Call[] => [])
const answers = vi.hoisted((): { [method: string]: () => Promise<unknown> } => ({}))
vi.mock('../platform/client.ts', () => ({
  listen: () => {},
  client: {
    call: (method: string, input: Call['input']) => {
      calls.push({ method, input })
      return answers[method]?.() ?? Promise.resolve({})
    },
  },
}))

const OTHER = 'other.threat-model.yaml'
const aModel = (title: string, changes: Partial<OpenedModel> = {}) =>
  anOpenedModel({ model: { ...EMPTY_MODEL, title }, ...changes })
const retitle = (title: string) =>
  apply((document) => ({ ...document, model: { ...document.model, title } }), 'Rename')
const title = () => currentDocument().model.title
const answerLeaving = (leave: boolean) => sessionStore.getState().leaving?.(leave)
const until = (isSo: () => boolean) => vi.waitFor(() => expect(isSo()).toBe(true))

let stop = () => {}

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  for (const method of Object.keys(answers)) delete answers[method]
  showOpened(aModel('Base'))
  resetLive()
  stop = keepRecovery()
  calls.length = 0
})
afterEach(async () => {
  await dropRecovery()
  stop()
  vi.unstubAllGlobals()
})

test('an edit made while another model is read is asked about, not replaced', async () => {
  let arrive = () => {}
  answers['model.open'] = () =>
    new Promise((resolve) => {
      arrive = () => resolve(aModel('Other', { path: OTHER }))
    })
  const opening = openModel(OTHER)
  await until(() => calls.some(({ method }) => method === 'model.open'))
  retitle('Edited meanwhile')
  arrive()
  await until(() => sessionStore.getState().leaving !== null)
  answerLeaving(false)
  expect(await opening).toBe(false)
  expect(title()).toBe('Edited meanwhile')
  expect(documentStore.getState().path).toBe('threat-model.yaml')
})

test('a save that is under way ends in its own model before another one is shown', async () => {
  let finish = () => {}
  answers['model.save'] = () =>
    new Promise((resolve) => {
      const result = { model: null, source: null, modelHash: 'saved', layoutHash: null, filesHash: 'saved' }
      finish = () => resolve({ ...result, written: [], derived: [], diagnostics: [] })
    })
  answers['model.open'] = async () => aModel('Other', { path: OTHER, modelHash: 'other' })
  retitle('Mine')
  const saving = saveModel()
  await until(() => calls.some(({ method }) => method === 'model.save'))
  const opening = openModel(OTHER)
  answerLeaving(true)
  await new Promise((resolve) => setTimeout(resolve, 20))
  finish()
  await Promise.all([saving, opening])
  expect(documentStore.getState()).toMatchObject({ path: OTHER, modelHash: 'other' })
  expect(documentStore.getState().saved).toBe(currentDocument())
})

test.each([
  ['a save', saveModel],
  ['a save of a model that was gone', saveAgain],
])('%s that ends after its model was closed leaves nothing unsaved behind', async (_, save) => {
  let finish = () => {}
  answers['model.save'] = () =>
    new Promise((resolve) => {
      const result = { model: null, source: null, modelHash: 'saved', layoutHash: null, filesHash: 'saved' }
      finish = () => resolve({ ...result, written: [], derived: [], diagnostics: [] })
    })
  retitle('Mine')
  const saving = save()
  await until(() => calls.some(({ method }) => method === 'model.save'))
  const closing = closeModel()
  answerLeaving(true)
  await closing
  finish()
  await saving
  expect(documentStore.getState().path).toBeNull()
  expect(isUnsaved(documentStore.getState())).toBe(false)
})

test('a second wish to leave does not take the question away from the first', async () => {
  retitle('Mine')
  const first = mayLeave()
  expect(await mayLeave()).toBe(false)
  answerLeaving(true)
  expect(await first).toBe(true)
})

test('D19 edits that were given up for a model that cannot be opened are kept again, for they stay open', async () => {
  answers['model.open'] = async () => {
    throw new AppError('io', 'cannot be read')
  }
  retitle('Mine')
  const opening = openModel(OTHER)
  answerLeaving(true)
  expect(await opening).toBe(false)
  expect(title()).toBe('Mine')
  await until(() => calls.at(-1)?.method === 'recovery.store')
})

test('what was typed last into the text is read before a model is left', async () => {
  const detach = attachSettle(() => retitle('Typed'))
  const leaving = mayLeave()
  expect(sessionStore.getState().leaving).not.toBeNull()
  answerLeaving(false)
  expect(await leaving).toBe(false)
  detach()
})

test('D19 a page that is offered another window’s edits never writes over its own older ones', async () => {
  const { history, saved, source, modelHash, layoutHash } = documentStore.getState()
  const offer = { document: history.present, base: saved, source, modelHash, layoutHash }
  answers['model.open'] = async () =>
    aModel('Base', { recovery: { ...offer, window: 'another-window', time: 2 } })
  await openModel('threat-model.yaml')
  expect(liveStore.getState().recovery?.window).toBe('another-window')
  const before = calls.find(({ method }) => method === 'model.open')?.input.window
  retitle('Later')
  await vi.waitFor(() => expect(calls.at(-1)?.method).toBe('recovery.store'), { timeout: 3000 })
  expect(calls.at(-1)?.input.window).not.toBe(before)
})
