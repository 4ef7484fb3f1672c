import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '../../../shared/core/errors.ts'
import type { LlmState } from '../../../shared/protocol/llm.ts'
import { uiStore } from '../ui.ts'
import {
  configure,
  customise,
  leaveLlmSettings,
  loadSetup,
  openLlmSettings,
  pinPrompt,
  setKey,
  setupStore,
  showPrompt,
  testConnection,
  trustFolder,
  whatIsMissing,
} from './setup.ts'

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

const STATE: LlmState = {
  trusted: false,
  settings: {
    baseURL: 'https://api.anthropic.com',
    model: 'claude-sonnet-5-5',
    models: [],
    concurrency: 4,
    maxTokens: 4096,
    cap: null,
  },
  origin: 'https://api.anthropic.com',
  key: 'none',
  tier: null,
  prompts: [],
  ignored: [],
}
const START = setupStore.getInitialState()

beforeEach(() => {
  calls.length = 0
  for (const method of Object.keys(answers)) delete answers[method]
  setupStore.setState(START, true)
})

describe('what is missing', () => {
  test('is the trust, then the key, then a test, then nothing', () => {
    expect(whatIsMissing(STATE)).toBe('trust')
    expect(whatIsMissing({ ...STATE, trusted: true })).toBe('key')
    expect(whatIsMissing({ ...STATE, trusted: true, key: 'memory' })).toBe('test')
    expect(whatIsMissing({ ...STATE, trusted: true, key: 'not-needed', tier: 'tool' })).toBeNull()
  })

  test('opens the settings at its place, and they forget it when they close', () => {
    openLlmSettings('key')
    expect(uiStore.getState().dialog).toBe('settings')
    expect(setupStore.getState().place).toBe('key')
    leaveLlmSettings()
    expect(setupStore.getState().place).toBeNull()
  })
})

describe('the settings of the language model', () => {
  test('are asked for once they are shown', async () => {
    answers['llm.state'] = async () => STATE
    expect(await loadSetup()).toEqual(STATE)
    expect(setupStore.getState()).toMatchObject({ llm: STATE, busy: null, problem: null })
  })

  test('keep a refusal at the field that it is about', async () => {
    answers['llm.configure'] = async () => {
      throw new AppError('bad-request', 'http://a.test is refused.', { hint: 'Use https.' })
    }
    expect(await configure('address', { baseURL: 'http://a.test' })).toBe(false)
    expect(setupStore.getState()).toMatchObject({
      llm: null,
      busy: null,
      problem: { part: 'address', message: 'http://a.test is refused.', hint: 'Use https.' },
    })
  })

  test('ask before an unusual address is used, and send the word with the same address', async () => {
    answers['llm.configure'] = async () => {
      throw new AppError('unconfirmed', 'It is in your own network.')
    }
    expect(await configure('address', { baseURL: 'https://10.0.0.1' })).toBe(false)
    expect(setupStore.getState()).toMatchObject({
      problem: null,
      unconfirmed: { baseURL: 'https://10.0.0.1', reason: 'It is in your own network.' },
    })
    answers['llm.configure'] = async () => STATE
    expect(await configure('address', { baseURL: 'https://10.0.0.1', confirmed: true })).toBe(true)
    expect(setupStore.getState().unconfirmed).toBeNull()
    expect(calls.at(-1)?.input).toEqual({ baseURL: 'https://10.0.0.1', confirmed: true })
  })

  test('never hold the key, whether it was taken or refused', async () => {
    const key = 'sk-test-1234567890'
    answers['llm.set-key'] = async () => ({ ...STATE, key: 'memory' })
    expect(await setKey(STATE.origin, key)).toBe(true)
    expect(calls).toEqual([{ method: 'llm.set-key', input: { origin: STATE.origin, key } }])
    expect(JSON.stringify(setupStore.getState())).not.toContain(key)
    answers['llm.set-key'] = async () => {
      throw new AppError('bad-request', 'That is no key.')
    }
    expect(await setKey(STATE.origin, key)).toBe(false)
    expect(JSON.stringify(setupStore.getState())).not.toContain(key)
  })

  test('an answer that was overtaken changes nothing', async () => {
    let answerFirst = (_: LlmState) => {}
    answers['llm.trust'] = () => new Promise((resolve) => (answerFirst = resolve))
    const first = trustFolder(true)
    answers['llm.trust'] = async () => ({ ...STATE, trusted: false })
    await trustFolder(false)
    answerFirst({ ...STATE, trusted: true })
    await first
    expect(setupStore.getState().llm?.trusted).toBe(false)
  })

  test('show what a test found until another address or language model is chosen', async () => {
    const found = { tier: 'tool', model: 'm', countsTokens: false, latency: 12, notes: [] }
    answers['llm.test'] = async () => found
    answers['llm.state'] = async () => ({ ...STATE, tier: 'tool' })
    answers['llm.configure'] = async () => STATE
    expect(await testConnection()).toBe(true)
    expect(setupStore.getState()).toMatchObject({ tested: found, llm: { tier: 'tool' } })
    await configure('limits', { cap: 2 })
    expect(setupStore.getState().tested).toEqual(found)
    await configure('model', { model: 'other' })
    expect(setupStore.getState().tested).toBeNull()
  })

  test('show a whole prompt, trust it by its hash and copy a built-in one', async () => {
    const hash = 'a'.repeat(64)
    answers['llm.prompt-text'] = async () => ({ text: 'Be careful.', hash })
    answers['llm.pin-prompt'] = async () => STATE
    answers['llm.customise'] = async () => ({ path: '.fenceline/prompts/x.md' })
    answers['llm.state'] = async () => STATE
    await showPrompt('x', { id: 'x' })
    expect(setupStore.getState().shown).toEqual({ of: 'x', text: 'Be careful.', hash })
    expect(await pinPrompt('.fenceline/prompts/y.md', hash)).toBe(true)
    expect(await customise('x')).toBe(true)
    expect(calls.map(({ method }) => method)).toEqual([
      'llm.prompt-text',
      'llm.pin-prompt',
      'llm.customise',
      'llm.state',
    ])
  })
})
