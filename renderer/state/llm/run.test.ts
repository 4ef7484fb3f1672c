import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../shared/core/errors.ts'
import { type Draft, EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import type { Plan, Run, RunItem } from '../../../shared/protocol/llm.ts'
import { anOpenedModel } from '../../../test/support/opened-model.ts'
import { apply, currentDocument, documentStore, showOpened, undoEdit } from '../document.ts'
import { draftingStore, isRetryable, NO_DRAFTING, runWords, setDrafting } from './drafting.ts'
import { cancelPreview, draftChanged, preparePlan, sendPlan } from './preview.ts'
import { askStatus, beginRun, onRunEvent, retryRun, stopRun, takeWaiting, waitingResults } from './run.ts'

const calls = vi.hoisted((): { method: string; input: unknown }[] => [])
const answers = vi.hoisted((): { [method: string]: () => Promise<unknown> } => ({}))
vi.mock('../../platform/client.ts', () => ({
  listen: () => {},
  client: {
    call: (method: string, input: unknown) => {
      calls.push({ method, input })
      return answers[method]?.() ?? Promise.reject(new Error(`unexpected ${method}`))
    },
  },
}))

const MODEL: Model = {
  ...EMPTY_MODEL,
  components: ['api', 'store'].map((id) => ({
    id,
    title: id.toUpperCase(),
    kind: 'process',
    zone: null,
    technologies: [],
    tags: [],
    dataProcessed: [],
    dataStored: [],
    formatsAccepted: [],
  })),
}
const USAGE = { inputTokens: 10, outputTokens: 5, cachedTokens: 0, cost: 0.01 }

function draftOf(target: string, title: string): Draft {
  return {
    id: `${target}:${title}`,
    key: `${target}:${title}`,
    target,
    category: 'spoofing',
    title,
    description: title,
    assumption: '',
    mitigation: '',
    certainty: 'inferred',
    severity: 'medium',
    rules: [],
    facts: [],
    source: { by: 'llm', llm: 'claude-sonnet-5-5' },
  }
}

function item(id: string, state: RunItem['state'], drafts: readonly Draft[] = []): RunItem {
  return { id, title: id, state, drafts, remarks: [], dropped: [], unanswered: [], usage: USAGE }
}

function aRun(items: RunItem[], changes: Partial<Run> = {}): Run {
  return {
    run: 'run-1',
    plan: 'plan-1',
    path: 'threat-model.yaml',
    state: 'running',
    items,
    usage: USAGE,
    ...changes,
  }
}

const API = draftOf('api', 'Forged token accepted')
const STORE = draftOf('store', 'Rows read by another tenant')
const hear = (changed: RunItem, run = 'run-1') =>
  onRunEvent({ event: 'llm.item', data: { run, item: changed, usage: USAGE } })
const hearEnd = (state: Run['state']) =>
  onRunEvent({ event: 'llm.ended', data: { run: 'run-1', state, usage: USAGE } })
const titles = () => currentDocument().drafts.map(({ title }) => title)
const running = () => beginRun(async () => aRun([item('api', 'waiting'), item('store', 'waiting')]), MODEL)

beforeEach(() => {
  for (const method of Object.keys(answers)) delete answers[method]
  calls.length = 0
  setDrafting(NO_DRAFTING)
  showOpened(anOpenedModel({ model: MODEL }))
})

describe('results of a run', () => {
  test('go into the document as they come, and one undo takes all of them back', async () => {
    await running()
    expect(titles()).toEqual([])
    hear(item('api', 'done', [API]))
    expect(titles()).toEqual([API.title])
    hear(item('store', 'cached', [STORE]))
    hearEnd('done')
    expect(titles()).toEqual([API.title, STORE.title])
    expect(undoEdit()).toBe('Draft with the language model')
    expect(titles()).toEqual([])
  })

  test('that were undone do not come back with a later status', async () => {
    await running()
    hear(item('api', 'done', [API]))
    undoEdit()
    answers['llm.status'] = async () => aRun([item('api', 'done', [API]), item('store', 'running')])
    await askStatus()
    expect(titles()).toEqual([])
  })

  test('that overtake the answer which names the run are not lost', async () => {
    await beginRun(async () => {
      hear(item('api', 'done', [API]))
      return aRun([item('api', 'running'), item('store', 'waiting')])
    }, MODEL)
    expect(titles()).toEqual([API.title])
    expect(draftingStore.getState().run?.items[0]?.state).toBe('done')
  })

  test('of another run are left alone', async () => {
    await running()
    hear(item('api', 'done', [API]), 'somebody-else')
    expect(titles()).toEqual([])
  })

  test('of a target that vanished meanwhile are dropped', async () => {
    await running()
    apply(
      (document) => ({ ...document, model: { ...MODEL, components: MODEL.components.slice(1) } }),
      'Delete API',
    )
    hear(item('api', 'done', [API]))
    expect(titles()).toEqual([])
  })

  test('of a target that changed meanwhile are not taken, and the run says so', async () => {
    await running()
    const [api, ...others] = MODEL.components
    if (!api) throw new Error('there is no api')
    const components = [{ ...api, kind: 'store' as const, title: 'Store now' }, ...others]
    apply((document) => ({ ...document, model: { ...MODEL, components } }), 'Change API')
    hear(item('api', 'done', [API]))
    hear(item('store', 'done', [STORE]))
    expect(titles()).toEqual([STORE.title])
    answers['llm.status'] = async () => aRun([item('api', 'done', [API]), item('store', 'done', [STORE])])
    await askStatus()
    expect(draftingStore.getState().run?.items[0]).toMatchObject({
      state: 'failed',
      drafts: [],
      problem: { message: 'It was changed meanwhile, so an answer to the old request is not taken.' },
    })
    expect(titles()).toEqual([STORE.title])
  })

  test('of a target whose title alone changed are taken', async () => {
    await running()
    const components = MODEL.components.map((each) => ({ ...each, title: `${each.title} 2` }))
    apply((document) => ({ ...document, model: { ...MODEL, components } }), 'Rename')
    hear(item('api', 'done', [API]))
    expect(titles()).toEqual([API.title])
  })

  test('never go into another model, and wait until theirs is open again', async () => {
    await running()
    showOpened(anOpenedModel({ model: MODEL, path: 'other.threat-model.yaml' }))
    hear(item('api', 'done', [API]))
    takeWaiting()
    expect(titles()).toEqual([])
    showOpened(anOpenedModel({ model: MODEL }))
    const { run, taken } = draftingStore.getState()
    expect(run && waitingResults(run, taken).map(({ id }) => id)).toEqual(['api'])
    takeWaiting()
    expect(titles()).toEqual([API.title])
  })
})

describe('following a run', () => {
  test('what events were missed is asked for after a reconnect', async () => {
    await running()
    answers['llm.status'] = async () =>
      aRun([item('api', 'done', [API]), item('store', 'failed')], { state: 'done' })
    await askStatus()
    expect(titles()).toEqual([API.title])
    expect(draftingStore.getState().run?.state).toBe('done')
  })

  test('an event that came while an answer was awaited is newer than the answer', async () => {
    await running()
    answers['llm.status'] = async () => {
      hear(item('api', 'done', [API]))
      return aRun([item('api', 'running'), item('store', 'running')])
    }
    await askStatus()
    expect(draftingStore.getState().run?.items.map(({ state }) => state)).toEqual(['done', 'running'])
  })

  test('stopping keeps what is finished', async () => {
    await running()
    hear(item('api', 'done', [API]))
    answers['llm.stop'] = async () =>
      aRun([item('api', 'done', [API]), item('store', 'stopped')], { state: 'stopped' })
    await stopRun()
    const { run, stopping } = draftingStore.getState()
    expect(run && runWords(run)).toBe('Stopped: 1 of 2 answered')
    expect(stopping).toBe(false)
    expect(titles()).toEqual([API.title])
  })

  test('a retry runs again and takes what it brings', async () => {
    await running()
    hear(item('api', 'failed'))
    hear(item('store', 'done', [STORE]))
    hearEnd('done')
    answers['llm.retry'] = async () => aRun([item('api', 'waiting'), item('store', 'done', [STORE])])
    await retryRun()
    expect(calls.at(-1)).toEqual({ method: 'llm.retry', input: { run: 'run-1', items: null } })
    expect(draftingStore.getState().run?.state).toBe('running')
    hear(item('api', 'done', [API]))
    hearEnd('done')
    expect(titles().sort()).toEqual([API.title, STORE.title])
  })

  test('a retry leaves out what changed since it was asked, and a new plan is made for that', async () => {
    await running()
    hear(item('api', 'failed'))
    hear(item('store', 'failed'))
    hearEnd('done')
    const components = MODEL.components.map((each) =>
      each.id === 'api' ? { ...each, kind: 'store' as const } : each,
    )
    apply((document) => ({ ...document, model: { ...MODEL, components } }), 'Change API')
    answers['llm.retry'] = async () => aRun([item('api', 'failed'), item('store', 'waiting')])
    await retryRun()
    expect(calls.at(-1)).toEqual({ method: 'llm.retry', input: { run: 'run-1', items: ['store'] } })
    hear(item('store', 'done', [STORE]))
    hearEnd('done')
    const { run, late } = draftingStore.getState()
    expect(run?.items.map((each) => isRetryable(each, late))).toEqual([false, false])
    const before = calls.length
    await retryRun()
    await retryRun(['api'])
    expect(calls).toHaveLength(before)
    answers['llm.prepare'] = () => Promise.reject(new AppError('provider', 'Not now.'))
    await draftChanged(['api', 'gone'])
    expect(calls.at(-1)).toMatchObject({
      method: 'llm.prepare',
      input: { model: { components }, task: { kind: 'threats', targets: ['api'] } },
    })
    expect(draftingStore.getState().preview?.over).toBe('API')
  })

  test('a retry that is refused says why and leaves the run ended', async () => {
    await running()
    hear(item('api', 'failed'))
    hearEnd('done')
    answers['llm.retry'] = async () => {
      throw new AppError('not-found', 'The run is gone.')
    }
    await retryRun()
    expect(draftingStore.getState()).toMatchObject({
      run: { state: 'done' },
      problem: { message: 'The run is gone.' },
    })
  })
})

describe('a plan', () => {
  const PLAN: Plan = {
    plan: 'plan-1',
    hash: 'a'.repeat(64),
    origin: 'http://127.0.0.1:1',
    model: 'claude-sonnet-5-5',
    tier: 'schema',
    prompts: [],
    items: [{ id: 'api', title: 'API', state: 'send', bytes: 2, inputTokens: 1, hash: 'b'.repeat(64) }],
    replacements: [],
    inputTokens: 1,
    outputTokens: 1,
    cost: { expected: null, most: null },
    cap: null,
  }

  test('is made of the document in hand and started by the hash that was shown', async () => {
    answers['llm.prepare'] = async () => PLAN
    answers['llm.start'] = async () => aRun([item('api', 'waiting')])
    await preparePlan({ kind: 'threats', targets: ['api'] }, 'API')
    expect(calls[0]).toEqual({
      method: 'llm.prepare',
      input: {
        path: 'threat-model.yaml',
        model: currentDocument().model,
        drafts: [],
        task: { kind: 'threats', targets: ['api'] },
      },
    })
    await sendPlan()
    expect(calls.at(-1)).toEqual({ method: 'llm.start', input: { plan: 'plan-1', hash: PLAN.hash } })
    expect(draftingStore.getState()).toMatchObject({ preview: null, run: { run: 'run-1' } })
  })

  test('L8 that is cancelled starts nothing, even when it arrives later', async () => {
    let arrive = () => {}
    answers['llm.prepare'] = () =>
      new Promise((resolve) => {
        arrive = () => resolve(PLAN)
      })
    const preparing = preparePlan({ kind: 'questions' }, 'the whole model')
    cancelPreview()
    arrive()
    await preparing
    await sendPlan()
    expect(draftingStore.getState().preview).toBeNull()
    expect(calls.map(({ method }) => method)).toEqual(['llm.prepare'])
  })

  test('that cannot be started stays on screen with the reason', async () => {
    answers['llm.prepare'] = async () => PLAN
    answers['llm.start'] = async () => {
      throw new AppError('conflict', 'The plan is out of date.')
    }
    await preparePlan({ kind: 'questions' }, 'the whole model')
    await sendPlan()
    expect(draftingStore.getState().preview).toMatchObject({
      plan: PLAN,
      starting: false,
      problem: { message: 'The plan is out of date.' },
    })
    expect(draftingStore.getState().run).toBeNull()
  })

  test('nothing is prepared without an open model', async () => {
    documentStore.setState({ path: null })
    await preparePlan({ kind: 'questions' }, 'the whole model')
    expect(calls).toEqual([])
  })
})
