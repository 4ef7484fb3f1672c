import { createServer } from 'node:http'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../../shared/core/errors.ts'
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../../../../test/support/messages-api/messages-api.ts'
import { createProvider } from './create-provider.ts'
import { LIMITS, type Limits } from './wire.ts'

const KEY = 'sk-canary-0123456789abcdef'
const BODY = `{"model": "m","max_tokens":100,"messages":[{"role":"user","content":"Tell of the payroll ledger, 1.0 é"}],"stream":true}`
const NEVER = new AbortController().signal

let apis: MessagesApi[] = []

async function start(options: MessagesApiOptions = {}, limits: Limits = LIMITS) {
  const api = await startMessagesApi(options)
  apis.push(api)
  return { api, provider: createProvider({ baseURL: api.url, model: 'm', key: KEY }, limits) }
}

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`No AppError but ${String(error)}`)
  return error
}

/** Everything that a log could get to see of an error. */
function allOf(error: Error): string {
  return [
    error.message,
    error.stack,
    JSON.stringify(error),
    JSON.stringify(Object.entries(error)),
    String(error.cause),
  ].join('\n')
}

afterEach(async () => {
  await Promise.all(apis.map((api) => api.close()))
  apis = []
})

describe('send', () => {
  it('L7 sends exactly the bytes that were given, with the key as a bearer', async () => {
    const { api, provider } = await start({ reply: () => ({ text: 'Good.' }) })
    const reply = await provider.send(BODY, NEVER)
    expect(reply).toMatchObject({ text: 'Good.', stopReason: 'end' })
    expect(api.requests.map(({ body }) => body)).toEqual([BODY])
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
    expect(api.requests[0]?.headers['anthropic-version']).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(Object.keys(api.requests[0]?.headers ?? {}).sort()).toEqual(
      ['accept', 'accept-encoding', 'anthropic-version', 'authorization', 'connection', 'content-length']
        .concat(['content-type', 'host', 'user-agent'])
        .sort(),
    )
  })

  it('sends no Authorization where there is no key', async () => {
    const { api } = await start()
    await createProvider({ baseURL: `${api.url}/v1/`, model: 'm', key: null }).send(BODY, NEVER)
    expect(api.requests[0]?.path).toBe('/v1/messages')
    expect(api.requests[0]?.headers.authorization).toBeUndefined()
  })

  it.each([
    ['max_tokens', 'max-tokens'],
    ['refusal', 'refusal'],
    ['end_turn', 'end'],
    ['pause_turn', 'other'],
  ])('says that a reply which stopped for %s ended by %s', async (stopReason, expected) => {
    const { provider } = await start({ reply: () => ({ text: '{"a":', stopReason }) })
    expect(await provider.send(BODY, NEVER)).toMatchObject({ text: '{"a":', stopReason: expected })
  })

  it('gives the input of a forced tool as its text', async () => {
    const { provider } = await start({ honours: 'tool', reply: () => ({ json: { verdict: 'yes' } }) })
    const tools = [{ name: 'answer', input_schema: { type: 'object', properties: {} } }]
    const body = {
      model: 'm',
      max_tokens: 9,
      messages: [],
      tools,
      tool_choice: { type: 'tool', name: 'answer' },
    }
    const reply = await provider.send(JSON.stringify({ ...body, stream: true }), NEVER)
    expect(reply).toMatchObject({ text: '{"verdict":"yes"}', stopReason: 'end' })
  })

  it('counts what came from the cache as input', async () => {
    const { provider } = await start({
      reply: () => ({ text: 'a', usage: { input: 10, output: 3, cached: 90 } }),
    })
    const { usage } = await provider.send(BODY, NEVER)
    expect(usage).toEqual({ inputTokens: 100, outputTokens: 3, cachedTokens: 90 })
  })

  it('takes a message from a server that does not stream', async () => {
    const { provider } = await start({
      reply: () => ({
        status: 200,
        body: '{"content":[{"type":"text","text":"Whole."}],"stop_reason":"end_turn"}',
      }),
    })
    expect(await provider.send(BODY, NEVER)).toMatchObject({ text: 'Whole.', stopReason: 'end' })
  })

  it('L13 gives what had come of a reply that was cut off, and says so', async () => {
    const { provider } = await start({ reply: () => ({ text: 'x'.repeat(2000), cut: 900 }) })
    expect(await provider.send(BODY, NEVER)).toMatchObject({ text: 'x'.repeat(900), stopReason: 'other' })
  })

  it.each([
    ['no JSON', 'event: message_start\ndata: {"type":\n\n'],
    ['another shape', 'event: message_start\ndata: {"type":7}\n\n'],
    ['nothing', ''],
    ['a page', '<!doctype html><title>Sign in</title>'],
  ])('L13 refuses an event stream that holds %s', async (_, events) => {
    const { provider } = await start({ reply: () => ({ events }) })
    const error = await failure(provider.send(BODY, NEVER))
    expect(error).toMatchObject({ code: 'provider', message: expect.stringContaining('Messages API') })
  })

  it('L13 cuts a reply of 50 MB and an endless one off at the bound', async () => {
    for (const reply of [{ padding: 50_000_000 }, { endless: true }]) {
      const { provider } = await start({ reply: () => reply }, { ...LIMITS, bytes: 300_000 })
      const error = await failure(provider.send(BODY, NEVER))
      expect(error.message).toContain('longer than Fenceline accepts')
    }
  })

  it('L13 gives up on a server that falls silent', async () => {
    const reply = () => ({ text: 'Well', pause: Number.POSITIVE_INFINITY })
    const { provider } = await start({ reply }, { ...LIMITS, idle: 60 })
    expect((await failure(provider.send(BODY, NEVER))).message).toContain('silent for too long')
  })

  it('stops at once while it waits, streams or is about to try again, with the reason that was given', async () => {
    const waits = { delay: 60_000 }
    const streams = { text: 'Well', pause: Number.POSITIVE_INFINITY }
    const tries = { status: 429, headers: { 'retry-after-ms': '50000' } }
    for (const reply of [waits, streams, tries]) {
      const { api, provider } = await start({ reply: () => reply })
      const stopper = new AbortController()
      const sent = provider.send(BODY, stopper.signal)
      sent.catch(() => {})
      await expect.poll(() => api.requests.length).toBe(1)
      const reason = new Error('The person stopped it.')
      stopper.abort(reason)
      await expect(sent).rejects.toBe(reason)
      expect(api.requests).toHaveLength(1)
    }
  })

  it('sends nothing when it was stopped before', async () => {
    const { api, provider } = await start()
    await expect(provider.send(BODY, AbortSignal.abort('over'))).rejects.toBe('over')
    expect(api.requests).toHaveLength(0)
  })
})

describe('retries', () => {
  it.each([408, 409, 429, 500, 529])('tries again after %i and succeeds', async (status) => {
    let left = 2
    const again = { status, headers: { 'retry-after-ms': '1' } }
    const { api, provider } = await start({ reply: () => (left-- > 0 ? again : { text: 'Good.' }) })
    expect(await provider.send(BODY, NEVER)).toMatchObject({ text: 'Good.' })
    expect(api.requests.map(({ body }) => body)).toEqual([BODY, BODY, BODY])
  })

  it('L13 does not wait for days because a server says so', async () => {
    const { api, provider } = await start({
      reply: () => ({ status: 429, headers: { 'retry-after': '999999' } }),
    })
    expect((await failure(provider.send(BODY, NEVER))).message).toContain('too many requests')
    expect(api.requests).toHaveLength(1)
  })
})

describe('errors', () => {
  it.each([
    [400, 'refused the request (status 400)'],
    [401, 'does not accept the API key'],
    [403, 'may not use m'],
    [404, 'does not know the language model m'],
    [413, 'too large'],
    [429, 'too many requests'],
    [500, 'failed (status 500)'],
    [529, 'overloaded'],
  ])('L14 says in plain words what %i means, without key, body or headers', async (status, words) => {
    const { api, provider } = await start({
      reply: ({ body, headers }) => ({
        status,
        headers: { 'retry-after-ms': '1', 'x-echo': KEY },
        body: JSON.stringify({ error: { type: 'any', message: `${headers.authorization} ${body}` } }),
      }),
    })
    const error = await failure(provider.send(BODY, NEVER))
    expect(error).toMatchObject({ code: 'provider', message: expect.stringContaining(words) })
    expect(error.message).toContain(status === 403 || status !== 413 ? api.url : '')
    expect(error.hint).toBeTruthy()
    expect(error.cause).toBeUndefined()
    expect(allOf(error)).not.toMatch(/canary|payroll|authorization/i)
  })

  it.each([
    ['that is short', 'abcde-7', 'abcde-7'],
    ['with unseen characters in it', 'sk-1234-canary', 'sk-1234\u200b-canary'],
  ])('L14 repeats no key %s', async (_, key, written) => {
    const body = JSON.stringify({ error: { type: 'invalid_request_error', message: `Bad key ${written}` } })
    const { api } = await start({ reply: () => ({ status: 400, body }) })
    const provider = createProvider({ baseURL: api.url, model: 'm', key })
    expect(allOf(await failure(provider.send(BODY, NEVER))).replaceAll('\u200b', '')).not.toContain(key)
  })

  it('repeats what the server says about a request it refuses, as plain text', async () => {
    const body = '{"error":{"type":"invalid_request_error","message":"max_tokens: \\u001b[31mtoo large"}}'
    const { provider } = await start({ reply: () => ({ status: 400, body }) })
    expect((await failure(provider.send(BODY, NEVER))).message).toContain('max_tokens:  [31mtoo large')
  })

  it('L14 prints nothing, whatever comes back', async () => {
    const printed: unknown[] = []
    const spies = (['error', 'warn', 'info', 'log', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation((...said) => printed.push(said)),
    )
    const events = 'event: message_start\ndata: {"payroll":\n\n'
    for (const reply of [{ events }, { status: 400, body: BODY }, { text: 'a', cut: 0 }]) {
      const { provider } = await start({ reply: () => reply })
      await provider.send(BODY, NEVER).catch(() => {})
    }
    for (const spy of spies) spy.mockRestore()
    expect(printed).toEqual([])
  })

  it('names an error that comes in the middle of a stream', async () => {
    const events =
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"x"}}\n\n'
    const { provider } = await start({ reply: () => ({ events }) })
    expect((await failure(provider.send(BODY, NEVER))).message).toContain('overloaded')
  })

  it('says that nothing answers, and tries only once', async () => {
    const { api, provider } = await start()
    await api.close()
    const error = await failure(provider.send(BODY, NEVER))
    expect(error.message).toBe(`Nothing answers at ${api.url}.`)
  })

  it('says that a certificate is missing where http answers for https', async () => {
    const { api } = await start()
    const baseURL = api.url.replace('http:', 'https:')
    const error = await failure(createProvider({ baseURL, model: 'm', key: KEY }).send(BODY, NEVER))
    expect(error.message).toContain('certificate')
    expect(api.requests).toHaveLength(0)
  })

  it.each([301, 302, 303, 307, 308])(
    'L5 refuses a %i to another server, which gets nothing',
    async (status) => {
      const other = await startMessagesApi()
      apis.push(other)
      const { api, provider } = await start({ redirectTo: other.url, redirectStatus: status })
      const error = await failure(provider.send(BODY, NEVER))
      expect(error.message).toContain('sends requests on to another address')
      expect([api.requests.length, other.requests.length]).toEqual([1, 0])
    },
  )

  it('tries again when the connection breaks before an answer', async () => {
    let came = 0
    const server = createServer((incoming, response) => {
      incoming.resume()
      came += 1
      if (came < 3) response.destroy()
      else response.writeHead(401).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const provider = createProvider({ baseURL: `http://127.0.0.1:${port}`, model: 'm', key: KEY })
    const told: boolean[] = []
    const error = await failure(provider.send(BODY, NEVER, (isAfterBreak) => told.push(isAfterBreak)))
    expect([came, error.message]).toEqual([3, expect.stringContaining('API key')])
    expect(told).toEqual([false, true, true])
    server.closeAllConnections()
    server.close()
  })
})
