import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../shared/core/errors.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import type { Plan, Run, RunItem } from '../../../shared/protocol/llm.ts'
import {
  describeStore,
  onDescribeEvent,
  prepareDescription,
  proposeDiagram,
  setProse,
  stopDescribing,
} from './describe.ts'

const calls = vi.hoisted((): { method: string; input: unknown }[] => [])
const answers = vi.hoisted((): { [method: string]: () => Promise<unknown> } => ({}))
vi.mock('../../platform/client.ts', () => ({
  client: {
    call: (method: string, input: unknown) => {
      calls.push({ method, input })
      return answers[method]?.() ?? Promise.reject(new Error(`unexpected ${method}`))
    },
  },
}))

const PROSE = 'A browser calls an API that keeps orders in Postgres.'
const TEXT = 'External: Browser\n-> Process: API\n'
const PLAN: Plan = {
  plan: 'plan-1',
  hash: 'a'.repeat(64),
  origin: 'http://127.0.0.1:1',
  model: 'claude-sonnet-5-5',
  tier: 'schema',
  prompts: [],
  items: [
    {
      id: 'description',
      title: 'Description',
      state: 'send',
      bytes: 2,
      inputTokens: 1,
      hash: 'b'.repeat(64),
    },
  ],
  replacements: [],
  inputTokens: 1,
  outputTokens: 1,
  cost: { expected: null, most: null },
  cap: null,
}
const USAGE = { inputTokens: 10, outputTokens: 5, cachedTokens: 0, cost: 0.01 }

function aRun(state: Run['state'], item: Partial<RunItem> & Pick<RunItem, 'state'>): Run {
  const rest = { drafts: [], remarks: [], dropped: [], unanswered: [], usage: USAGE }
  return {
    run: 'run-1',
    plan: 'plan-1',
    path: 'threat-model.yaml',
    state,
    items: [{ id: 'description', title: 'Description', ...rest, ...item }],
    usage: USAGE,
  }
}

const RUNNING = aRun('running', { state: 'running' })
const DONE = aRun('done', { state: 'done', text: TEXT })
const current = () => describeStore.getState()
const asked = (method: string) => calls.filter((call) => call.method === method).length
const prepared = async () => {
  setProse(PROSE)
  expect(await prepareDescription('threat-model.yaml')).toBe(true)
}
/** A proposal whose run is under way. */
const proposing = async () => {
  answers['llm.start'] = async () => RUNNING
  await prepared()
  const proposal = proposeDiagram()
  await settled()
  expect(current().run).toBe('run-1')
  return { proposal }
}
const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  for (const method of Object.keys(answers)) delete answers[method]
  calls.length = 0
  vi.useFakeTimers()
  setProse('')
  answers['llm.prepare'] = async () => PLAN
  answers['llm.preview'] = async () => ({ body: '{}' })
})
afterEach(() => void vi.useRealTimers())

describe('a plan', () => {
  test('is made of the prose alone, with the bytes that would be sent', async () => {
    await prepared()
    expect(calls).toEqual([
      {
        method: 'llm.prepare',
        input: {
          path: 'threat-model.yaml',
          model: EMPTY_MODEL,
          drafts: [],
          task: { kind: 'describe', text: PROSE },
        },
      },
      { method: 'llm.preview', input: { plan: 'plan-1', item: 'description' } },
    ])
    expect(current()).toMatchObject({ plan: PLAN, body: '{}', preparing: false })
  })

  test('goes with the prose that it was made of', async () => {
    await prepared()
    setProse(`${PROSE} And a queue.`)
    expect(current()).toMatchObject({ plan: null, body: null })
    expect(await proposeDiagram()).toBeNull()
    expect(asked('llm.start')).toBe(0)
  })

  test('that comes after the prose was changed is not kept', async () => {
    answers['llm.preview'] = async () => {
      setProse('Something else.')
      return { body: '{}' }
    }
    setProse(PROSE)
    expect(await prepareDescription('threat-model.yaml')).toBe(false)
    expect(current()).toMatchObject({ prose: 'Something else.', plan: null, body: null, preparing: false })
  })

  test('that cannot be made says why', async () => {
    answers['llm.prepare'] = async () => {
      throw new AppError('bad-request', 'No language model is chosen.')
    }
    setProse(PROSE)
    expect(await prepareDescription('threat-model.yaml')).toBe(false)
    expect(current()).toMatchObject({ plan: null, problem: { message: 'No language model is chosen.' } })
  })

  test('is not made of blanks', async () => {
    setProse(' \n')
    expect(await prepareDescription('threat-model.yaml')).toBe(false)
    expect(calls).toEqual([])
  })
})

describe('a proposal', () => {
  test('is the text of the run that the plan was started as, and what was dropped stays', async () => {
    const dropped = [{ row: 'a flow', reason: 'It leads nowhere.' }]
    answers['llm.status'] = async () => aRun('done', { state: 'done', text: TEXT, dropped })
    const { proposal } = await proposing()
    onDescribeEvent('run-1')
    expect(await proposal).toBe(TEXT)
    expect(calls).toContainEqual({ method: 'llm.start', input: { plan: 'plan-1', hash: PLAN.hash } })
    expect(current()).toMatchObject({ run: null, plan: null, body: null, problem: null, dropped })
    setProse(`${PROSE} And a queue.`)
    expect(current().dropped).toEqual(dropped)
  })

  test('hears only of its own run', async () => {
    answers['llm.status'] = async () => DONE
    const { proposal } = await proposing()
    onDescribeEvent('somebody-else')
    await settled()
    expect(asked('llm.status')).toBe(0)
    onDescribeEvent('run-1')
    expect(await proposal).toBe(TEXT)
  })

  test('whose end was not heard of is found later', async () => {
    answers['llm.status'] = async () => DONE
    const { proposal } = await proposing()
    await vi.advanceTimersByTimeAsync(2000)
    expect(await proposal).toBe(TEXT)
  })

  test('starts once', async () => {
    answers['llm.status'] = async () => DONE
    const { proposal } = await proposing()
    expect(await proposeDiagram()).toBeNull()
    onDescribeEvent('run-1')
    await proposal
    expect(await proposeDiagram()).toBeNull()
    expect(asked('llm.start')).toBe(1)
  })

  test('that is stopped ends with a plain word and no text', async () => {
    const { proposal } = await proposing()
    answers['llm.stop'] = async () => aRun('stopped', { state: 'stopped' })
    answers['llm.status'] = async () => aRun('stopped', { state: 'stopped' })
    await stopDescribing()
    expect(await proposal).toBeNull()
    expect(calls).toContainEqual({ method: 'llm.stop', input: { run: 'run-1' } })
    expect(current()).toMatchObject({
      run: null,
      plan: null,
      problem: { message: 'Stopped: no diagram was proposed.' },
    })
  })

  test('that failed shows the problem of its item', async () => {
    const problem = { message: 'The language model declined to answer.', hint: 'Choose another.' }
    answers['llm.status'] = async () => aRun('done', { state: 'failed', problem })
    const { proposal } = await proposing()
    onDescribeEvent('run-1')
    expect(await proposal).toBeNull()
    expect(current()).toMatchObject({ run: null, problem, dropped: [] })
  })

  test.each([
    ['over-cap', 'The spending cap was reached before a diagram was proposed.'],
    ['done', 'The reply holds no diagram.'],
  ] as const)('that ends %s without a text says so', async (state, message) => {
    answers['llm.status'] = async () => aRun(state, { state: state === 'done' ? 'done' : 'stopped' })
    const { proposal } = await proposing()
    onDescribeEvent('run-1')
    expect(await proposal).toBeNull()
    expect(current().problem).toEqual({ message })
  })

  test('that cannot be started says why, and its plan is gone', async () => {
    answers['llm.start'] = async () => {
      throw new AppError('conflict', 'The plan is out of date.')
    }
    await prepared()
    expect(await proposeDiagram()).toBeNull()
    expect(current()).toMatchObject({
      run: null,
      plan: null,
      problem: { message: 'The plan is out of date.' },
    })
  })
})
