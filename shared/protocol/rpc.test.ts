import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AppError } from '../core/errors.ts'
import { DEFAULT_SETTINGS, type Handlers, METHODS, type MethodName } from './contract.ts'
import { createClient, dispatch, inProcess, parseEvent } from './rpc.ts'

const workspace = { folder: '/repo', name: 'repo', readOnly: false, models: [] }

function someHandlers(changes: Partial<Handlers> = {}): Partial<Handlers> {
  const unused = async () => {
    throw new AppError('not-found', 'There is nothing here.', { hint: 'Look elsewhere.' })
  }
  return {
    'app.info': async () => ({ version: '1.0.0', host: 'browser', platform: 'linux' }),
    'settings.get': async () => DEFAULT_SETTINGS,
    'settings.set': async (input) => ({ ...DEFAULT_SETTINGS, ...input }),
    'workspace.get': async () => workspace,
    'model.open': unused,
    'model.create': unused,
    'model.save': unused,
    'model.look': unused,
    'recovery.store': unused,
    'recovery.drop': unused,
    'recovery.list': unused,
    'recovery.restore': unused,
    ...changes,
  }
}

describe('dispatch', () => {
  test('gives a checked result', async () => {
    const reply = await dispatch(someHandlers(), 'workspace.get', {})
    expect(reply).toEqual({ ok: true, value: workspace })
  })

  test('refuses a method that does not exist, inherited names included', async () => {
    for (const method of ['nothing', 'constructor', '__proto__', 7, null]) {
      const reply = await dispatch(someHandlers(), method, {})
      expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    }
  })

  test('refuses a method that nobody answers', async () => {
    const reply = await dispatch(someHandlers(), 'shell.close', {})
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request' } })
  })

  test('names the member that is wrong', async () => {
    const reply = await dispatch(someHandlers(), 'settings.set', { theme: 'pink' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    expect(JSON.stringify(reply)).toContain('theme')
  })

  test('turns a fault into data with its code and hint', async () => {
    const reply = await dispatch(someHandlers(), 'model.open', { path: 'a.yaml' })
    expect(reply).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'There is nothing here.', hint: 'Look elsewhere.' },
    })
  })

  test('says nothing of an unexpected error but that it happened', async () => {
    const handlers = someHandlers({
      'workspace.get': async () => {
        throw new Error('secret-path')
      },
    })
    const reply = await dispatch(handlers, 'workspace.get', {})
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(reply)).not.toContain('secret-path')
  })

  test('refuses a malformed result of its own handler', async () => {
    const handlers = someHandlers({ 'workspace.get': async () => ({ ...workspace, models: 3 as never }) })
    expect(await dispatch(handlers, 'workspace.get', {})).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    })
  })

  test('never throws, whatever arrives at whatever method', async () => {
    const methods = Object.keys(METHODS) as MethodName[]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...methods), fc.anything(), async (method, input) => {
        const reply = await dispatch(someHandlers(), method, input)
        expect(typeof reply.ok).toBe('boolean')
      }),
    )
  })
})

describe('a client', () => {
  test('brings back values and faults over a transport', async () => {
    const client = createClient(inProcess(someHandlers()))
    expect((await client.call('settings.set', { theme: 'dark' })).theme).toBe('dark')
    const fault = await client.call('model.open', { path: 'a.yaml' }).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(AppError)
    expect(fault).toMatchObject({ code: 'not-found', hint: 'Look elsewhere.' })
  })

  test('refuses a reply that is not one', async () => {
    for (const reply of [undefined, 'hello', { ok: 'yes' }, { ok: true, value: { models: 1 } }]) {
      const client = createClient(async () => reply)
      const fault = await client.call('workspace.get', {}).catch((error: unknown) => error)
      expect(fault).toMatchObject({ code: 'internal' })
    }
  })
})

describe('an event', () => {
  test('is read when its name and data are known', () => {
    expect(parseEvent({ event: 'workspace.changed', data: workspace })).toEqual({
      event: 'workspace.changed',
      data: workspace,
    })
  })

  test('is nothing otherwise', () => {
    for (const message of [
      null,
      'x',
      { event: 'toString', data: {} },
      { event: 'workspace.changed', data: {} },
    ]) {
      expect(parseEvent(message)).toBeNull()
    }
  })
})
