import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../shared/core/errors.ts'
import { readDfd } from '../../../shared/formats/dfd/read.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import type { HistoryCommit, HistoryList, PastModel } from '../../../shared/protocol/history.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, showOpened } from '../document.ts'
import { select, setUi, uiStore } from '../ui.ts'
import { currentCompared } from './comparison.ts'
import { pickBase, pickHead, placeOf, readHistory, retryRevision, stepBase } from './history.ts'
import { currentComparison, followSelection, lookAtElement, stepChange } from './in-hand.ts'
import { revisionName } from './names.ts'
import { changesStore, commitsOf, isRevisionShown, NOTHING_COMPARED, setChanges } from './store.ts'

const git = vi.hoisted(() => ({
  list: null as unknown,
  models: new Map<string, unknown>(),
  asked: [] as string[],
  /** Answers wait until they are let go. */
  waiting: null as (() => void)[] | null,
}))
vi.mock('../../platform/client.ts', () => ({
  listen: () => {},
  client: {
    call: async (method: string, { revision }: { revision: string }) => {
      if (method === 'history.list') return git.list
      if (method === 'history.refs')
        return { state: 'listed', head: { id: '', branch: null }, refs: [REF], trunk: null, more: false }
      git.asked.push(revision)
      const { waiting } = git
      if (waiting) await new Promise<void>((resolve) => waiting.push(resolve))
      const answer = git.models.get(revision)
      if (answer instanceof Error) throw answer
      return answer
    },
  },
}))

const id = (nth: number) => String(nth).repeat(40)
const commit = (nth: number): HistoryCommit => ({
  id: id(nth),
  short: id(nth).slice(0, 7),
  author: 'Ada',
  date: nth * 1000,
  subject: `Commit ${nth}`,
  path: 'threat-model.yaml',
})
const REF = { name: 'v1', kind: 'tag', id: id(9), date: 1500, subject: 'One' } as const
const listed = (...nths: readonly number[]): HistoryList => ({
  state: 'listed',
  commits: nths.map(commit),
  more: false,
})
const modelOf = (text: string): Model => {
  const { model } = readDfd(text)
  if (!model) throw new Error('the fixture must read')
  return model
}
const past = (nth: number, model: Model | null): PastModel => ({
  state: 'read',
  commit: id(nth),
  path: 'threat-model.yaml',
  model,
  layout: EMPTY_LAYOUT,
  diagnostics: model
    ? []
    : [{ code: 'yaml', severity: 'error', message: 'Not YAML', file: 'threat-model.yaml' }],
})
const OLD = modelOf('Process: API\n')
const LAST = modelOf('Process: API\n-> Data store: Redis\n')
const NOW = modelOf('Process: API\nProcess: Mailer\n')
const settled = () => vi.waitFor(() => expect(currentCompared().state).not.toBe('reading'))
const summary = () => currentComparison()?.changes.map(({ kind, ref }) => `${kind} ${ref}`)

beforeEach(async () => {
  git.list = listed(3, 2, 1)
  git.models = new Map<string, unknown>([
    [id(1), past(1, OLD)],
    [id(2), past(2, OLD)],
    [id(3), past(3, LAST)],
  ])
  git.asked = []
  git.waiting = null
  setChanges(NOTHING_COMPARED)
  setUi({ mode: 'changes' })
  select([])
  showOpened(anOpenedModel({ model: NOW }))
  await readHistory()
  await settled()
})

describe('what is compared', () => {
  test('is the last commit with what is open, until somebody chooses otherwise', () => {
    expect(git.asked).toEqual([id(3)])
    expect(summary()).toEqual(['added mailer', 'removed redis', 'removed api>redis'])
  })

  test('follows an edit at once, and looking changes no document', () => {
    const { history } = documentStore.getState()
    stepChange(1)
    stepBase(-1)
    expect(documentStore.getState().history).toBe(history)
    apply((document) => ({ ...document, model: LAST }), 'Back')
    pickBase(null)
    expect(summary()).toEqual([])
  })

  test('is worked out again only when a model is another', () => {
    const before = currentComparison()
    expect(currentComparison()).toBe(before)
    apply(
      (document) => ({ ...document, layout: { ...document.layout, boxes: [{ id: 'api', x: 1, y: 1 }] } }),
      'Move',
    )
    expect(currentComparison()).not.toBe(before)
    expect(currentComparison()?.changes).toBe(before?.changes)
  })

  test('can be two revisions: what is open then lies beneath, out of reach', async () => {
    pickBase({ commit: id(1), name: null })
    pickHead({ commit: id(3), name: null })
    await vi.waitFor(() => expect(summary()).toEqual(['added redis', 'added api>redis']))
    expect(currentComparison()?.isNow).toBe(false)
    expect(isRevisionShown()).toBe(true)
    lookAtElement('redis', false)
    expect(uiStore.getState().selection).toEqual([])
  })

  test('follows a newer commit, but not where a commit was chosen', async () => {
    git.list = listed(4, 3, 2, 1)
    git.models.set(id(4), past(4, NOW))
    await readHistory()
    await vi.waitFor(() => expect(summary()).toEqual([]))
    pickBase({ commit: id(3), name: null })
    await readHistory()
    expect(summary()).toContain('removed redis')
  })

  test('belongs to the model that is open', async () => {
    pickBase({ commit: id(1), name: null })
    showOpened(anOpenedModel({ path: 'other.threat-model.yaml', model: LAST }))
    await readHistory()
    expect(changesStore.getState().base).toBeNull()
  })
})

describe('the log', () => {
  test('runs from the oldest commit to the newest, and ends at both', () => {
    expect(commitsOf(changesStore.getState()).map(({ subject }) => subject)).toEqual([
      'Commit 1',
      'Commit 2',
      'Commit 3',
    ])
    expect(stepBase(1)).toBe(false)
    expect([stepBase(-1), stepBase(-1), stepBase(-1)]).toEqual([true, true, false])
    expect(changesStore.getState().base?.commit).toBe(id(1))
  })

  test('has a tag that did not touch the model at the commit before it', () => {
    pickBase({ commit: REF.id, name: REF.name })
    expect(placeOf(REF.id)).toBe(0)
    expect(revisionName(changesStore.getState(), changesStore.getState().base)).toBe('v1')
  })

  test('is read where a hand comes to rest, not at each commit that it passes', async () => {
    git.waiting = []
    git.models.set(id(2), past(2, LAST))
    stepBase(-1)
    stepBase(-1)
    expect(git.asked).toEqual([id(3), id(2)])
    git.waiting.shift()?.()
    await vi.waitFor(() => expect(git.asked).toEqual([id(3), id(2), id(1)]))
    pickBase(null)
    git.waiting.shift()?.()
    await vi.waitFor(() => expect(changesStore.getState().revisions.size).toBe(3))
    expect(git.asked).toHaveLength(3)
  })

  test('keeps what was compared while another revision is read', async () => {
    const before = currentComparison()
    git.waiting = []
    stepBase(-1)
    expect(currentComparison()).toBe(before)
    git.waiting.shift()?.()
    await vi.waitFor(() => expect(currentComparison()).not.toBe(before))
  })
})

describe('where nothing can be compared, it is said why', () => {
  test('a folder without git', async () => {
    git.list = { state: 'no-repo', message: 'No repository.', hint: 'Run git init.' }
    await readHistory()
    expect(currentCompared()).toMatchObject({ state: 'no-history', why: { hint: 'Run git init.' } })
  })

  test('a model in no commit', async () => {
    git.list = listed()
    await readHistory()
    expect(currentCompared().state).toBe('uncommitted')
  })

  test('a revision without the model, or whose model cannot be read', async () => {
    git.models.set(id(2), { state: 'absent', commit: id(2) })
    git.models.set(id(1), past(1, null))
    stepBase(-1)
    await vi.waitFor(() => expect(currentCompared()).toEqual({ state: 'absent', commit: id(2) }))
    stepBase(-1)
    await vi.waitFor(() => expect(currentCompared()).toMatchObject({ state: 'broken', commit: id(1) }))
  })

  test('a failure, until it is tried again', async () => {
    git.models.set(id(2), new AppError('io', 'Git took too long.'))
    stepBase(-1)
    await vi.waitFor(() => expect(currentCompared()).toMatchObject({ state: 'failed', commit: id(2) }))
    git.models.set(id(2), past(2, OLD))
    retryRevision(id(2))
    await vi.waitFor(() => expect(currentCompared().state).toBe('compared'))
  })
})

describe('the change in hand', () => {
  test('steps through the list to its ends, and selects what is open', () => {
    expect(stepChange(1)).toBe(true)
    expect(uiStore.getState().selection).toEqual(['mailer'])
    stepChange(1)
    expect(uiStore.getState().selection).toEqual([])
    stepChange(1)
    expect(stepChange(1)).toBe(false)
    expect(changesStore.getState().inHand).toBe('flows removed api>redis')
  })

  test('is that of what is selected; none where nothing of it changed', () => {
    followSelection('mailer')
    expect(changesStore.getState().inHand).toBe('components added mailer')
    followSelection('api')
    expect(changesStore.getState().inHand).toBeNull()
  })

  test('of a ghost is its removal', () => {
    lookAtElement('redis', true)
    expect(changesStore.getState().inHand).toBe('components removed redis')
    expect(currentDocument().model).toBe(NOW)
  })
})
