import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Script, startServer } from '../../../../test/support/trackers/server.ts'
import { TrackerFault } from './fault.ts'
import { createRequester } from './requester.ts'

const TOKEN = 'canary-token-0123456789'
type Server = Awaited<ReturnType<typeof startServer>>
const servers: Server[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(script: Script): Promise<Server> {
  const server = await startServer(script, () => ({ status: 200, json: { ok: true } }))
  servers.push(server)
  return server
}

function requesterFor(url: string) {
  const pauses: number[] = []
  const requester = createRequester({
    name: 'GitHub',
    base: `${url}/api/v3`,
    headers: { Authorization: `Bearer ${TOKEN}` },
    secrets: [TOKEN],
    pause: async (milliseconds) => {
      pauses.push(milliseconds)
    },
  })
  const signal = new AbortController().signal
  const reply = z.object({ ok: z.literal(true) })
  return {
    pauses,
    get: (path = '/x') => requester.send({ path, reply, signal }),
    post: (signal_ = signal) => requester.send({ path: '/x', body: { a: 1 }, reply, signal: signal_ }),
  }
}

const faultOf = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof TrackerFault)) throw new Error(`not a fault: ${error}`)
  return error
}

describe('a request', () => {
  test.each([301, 302, 303, 307, 308])(
    'is not sent on by a %s: the token stays at its origin',
    async (status) => {
      const thief = await serve({})
      const server = await serve({
        answer: () => ({ status, headers: { Location: `${thief.url}/api/v3/x` } }),
      })
      const { get, post } = requesterFor(server.url)
      for (const call of [get(), post()]) {
        const fault = await faultOf(call)
        expect(fault.message).toContain(`sends on to ${new URL(thief.url).host}`)
        expect(fault.kind).toBe('final')
      }
      expect(thief.requests).toEqual([])
    },
  )

  test.each(['//evil.example/x', '@evil.example/x', '\\\\evil.example/x'])(
    'for the path %s leaves no other origin a token',
    async (path) => {
      const server = await serve({})
      const { get } = requesterFor(server.url)
      await get(path).catch(() => {})
      for (const seen of server.requests) expect(seen.headers.host).toBe(new URL(server.url).host)
    },
  )

  test('that reads is sent again when the tracker fails, and waits longer each time', async () => {
    const server = await serve({ fail: (_, count) => (count < 4 ? 'before' : undefined) })
    const { get, pauses } = requesterFor(server.url)
    expect(await get()).toEqual({ ok: true })
    expect(pauses).toEqual([250, 500, 1000])
  })

  test('that changes something is sent once: what came of a failed one is not known', async () => {
    const failures = ['before', 'lost'] as const
    for (const failure of failures) {
      const server = await serve({ fail: () => failure })
      const { post, pauses } = requesterFor(server.url)
      expect((await faultOf(post())).kind).toBe('unsure')
      expect([server.requests.length, pauses.length]).toEqual([1, 0])
    }
  })

  test('that was answered out of the API’s form is not taken for a success', async () => {
    const server = await serve({ answer: () => ({ status: 200, json: { html: 'login' } }) })
    const { get, post } = requesterFor(server.url)
    expect((await faultOf(get())).message).toMatch(/answers what its API does not: ok is not as documented/)
    expect((await faultOf(post())).kind).toBe('unsure')
  })

  test('is broken off when its answer has no end that fits', async () => {
    const server = await serve({
      answer: () => ({ status: 200, json: { ok: true, more: 'x'.repeat(17_000_000) } }),
    })
    const { post } = requesterFor(server.url)
    expect((await faultOf(post())).message).toContain('the answer is too long')
  })

  test.each([401, 403, 404, 410, 422, 500])(
    'whose refusal (%s) repeats the token tells it without',
    async (status) => {
      const server = await serve({
        answer: () => ({
          status,
          json: { message: `Bad token ${TOKEN}`, errors: { field: [`${TOKEN} again`] } },
        }),
      })
      const { post } = requesterFor(server.url)
      const fault = await faultOf(post())
      expect(`${fault.message} ${fault.hint} ${fault.stack} ${JSON.stringify(fault)}`).not.toContain(TOKEN)
      expect(fault.message).toContain('Bad token [key]')
    },
  )

  test('waits for a spent limit to be renewed, and is no limit where a right is missing', async () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 30)
    const server = await serve({
      answer: (_, count) =>
        count === 1
          ? { status: 403, json: {}, headers: { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset } }
          : { status: 403, json: { message: 'Resource not accessible' } },
    })
    const { get, pauses } = requesterFor(server.url)
    expect((await faultOf(get())).message).toMatch(/refuses this: Resource not accessible/)
    expect(pauses).toHaveLength(1)
    expect(pauses[0]).toBeGreaterThan(20_000)
    expect(pauses[0]).toBeLessThanOrEqual(31_000)
  })

  test('waits a minute where GitHub names its limit in words alone', async () => {
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
    const server = await serve({
      answer: (_, count) => (count === 1 ? { status: 403, json: { message } } : undefined),
    })
    const { post, pauses } = requesterFor(server.url)
    expect(await post()).toEqual({ ok: true })
    expect(pauses).toEqual([60_000])
  })

  test('to nobody says who cannot be reached and where', async () => {
    const server = await serve({})
    const { url } = server
    await server.close()
    servers.pop()
    const { post } = requesterFor(url)
    const fault = await faultOf(post())
    expect(fault.message).toContain(`GitHub at ${url} cannot be reached`)
    expect(fault.kind).toBe('unsure')
  })
})
