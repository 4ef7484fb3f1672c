import { afterEach, describe, expect, it } from 'vitest'
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../../../../test/support/messages-api/messages-api.ts'
import { createProvider } from './create-provider.ts'

const NEVER = new AbortController().signal
let apis: MessagesApi[] = []

async function probeOf(options: MessagesApiOptions) {
  const api = await startMessagesApi(options)
  apis.push(api)
  const probe = createProvider({ baseURL: api.url, model: 'm', key: 'sk-canary-1' }).probe(NEVER)
  probe.catch(() => {})
  return { api, probe }
}

afterEach(async () => {
  await Promise.all(apis.map((api) => api.close()))
  apis = []
})

describe('probe', () => {
  it('chooses the schema where a server holds its answers to it', async () => {
    const { api, probe } = await probeOf({ honours: 'schema' })
    expect(await probe).toMatchObject({ tier: 'schema', countsTokens: true, notes: [] })
    expect(Math.round((await probe).charactersPerToken ?? 0)).toBe(3)
    expect(api.requests.map(({ path }) => path)).toEqual(['/v1/messages', '/v1/messages/count_tokens'])
  })

  it('chooses one forced tool where a server ignores the schema', async () => {
    const { probe } = await probeOf({ honours: 'tool' })
    expect(await probe).toMatchObject({ tier: 'tool', notes: [expect.stringContaining('schema')] })
  })

  it('chooses the prompt where a server ignores the schema and the tool', async () => {
    const { api, probe } = await probeOf({ honours: 'nothing' })
    expect(await probe).toMatchObject({ tier: 'prompt' })
    expect((await probe).notes).toHaveLength(2)
    expect(api.requests).toHaveLength(4)
  })

  it('says that a server does not count tokens', async () => {
    const { probe } = await probeOf({ countsTokens: false })
    expect(await probe).toMatchObject({ tier: 'schema', countsTokens: false, charactersPerToken: undefined })
    expect((await probe).notes).toEqual([expect.stringContaining('does not count tokens')])
  })

  it('L5 chooses nothing where a server sends on to another, which gets nothing', async () => {
    const other = await startMessagesApi()
    apis.push(other)
    const { probe } = await probeOf({ redirectTo: other.url })
    await expect(probe).rejects.toMatchObject({
      code: 'provider',
      message: expect.stringContaining('another address'),
    })
    expect(other.requests).toEqual([])
  })

  it('goes on to the next way where a server refuses what it does not know', async () => {
    const { probe } = await probeOf({
      honours: 'tool',
      reply: ({ body }) => (body.includes('output_config') ? { status: 400 } : undefined),
    })
    expect(await probe).toMatchObject({ tier: 'tool' })
  })

  it('says that a language model cannot keep to a form at all', async () => {
    const { probe } = await probeOf({ reply: () => ({ text: 'I would rather talk about the weather.' }) })
    expect((await probe).tier).toBe('prompt')
    expect((await probe).notes).toContainEqual(expect.stringContaining('many answers may fail'))
  })

  it('does not take an answer that has the form but not the words', async () => {
    const { probe } = await probeOf({ reply: () => ({ json: { verdict: 'yes' } }) })
    expect((await probe).tier).toBe('prompt')
  })

  it.each([401, 403, 404])('ends at once where the server answers %i', async (status) => {
    const { api, probe } = await probeOf({ reply: () => ({ status }) })
    await expect(probe).rejects.toMatchObject({ code: 'provider' })
    expect(api.requests).toHaveLength(1)
  })
})
