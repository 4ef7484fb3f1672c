import { createServer } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { type MessagesApi, startMessagesApi } from '../../../../test/support/messages-api/messages-api.ts'
import { isObject } from '../../../../test/support/messages-api/types.ts'
import { createProvider } from './create-provider.ts'
import type { BatchResult, Provider } from './provider.ts'

const BODY = '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"First"}],"stream":true}'
const OTHER = BODY.replace('First', 'Second')
let apis: MessagesApi[] = []

async function resultsOf(provider: Provider, id: string): Promise<readonly BatchResult[]> {
  const results: BatchResult[] = []
  for await (const result of provider.batchResults(id)) results.push(result)
  return results
}

afterEach(async () => {
  await Promise.all(apis.map((api) => api.close()))
  apis = []
})

it('sends many requests as one batch, waits for its end and reads each result by its id', async () => {
  const api = await startMessagesApi({
    batchWaits: 1,
    reply: ({ body }) => (body.includes('Second') ? { status: 400 } : { text: 'Good.' }),
  })
  apis.push(api)
  const provider = createProvider({ baseURL: api.url, model: 'm', key: 'k' })
  const id = await provider.createBatch([
    { id: 'one', body: BODY },
    { id: 'two', body: OTHER },
  ])
  expect(JSON.parse(api.requests[0]?.body ?? '')).toEqual({
    requests: [BODY, OTHER].map((body, at) => {
      const { stream: _, ...params } = JSON.parse(body)
      return { custom_id: ['one', 'two'][at], params }
    }),
  })
  expect(await provider.findBatch(id)).toEqual({ ended: false, waiting: 2, finished: 0 })
  expect(await provider.findBatch(id)).toEqual({ ended: true, waiting: 0, finished: 2 })
  const results = await resultsOf(provider, id)
  expect(results).toHaveLength(2)
  expect(results).toContainEqual({
    id: 'two',
    problem: 'The server refused this request (invalid request error).',
  })
  expect(results).toContainEqual({
    id: 'one',
    reply: expect.objectContaining({ text: 'Good.', stopReason: 'end' }),
  })
})

it('L4 reads results only from the chosen server, whatever address the batch names', async () => {
  const other = await startMessagesApi()
  apis.push(other)
  const paths: (string | undefined)[] = []
  const counts = { processing: 0, succeeded: 1, errored: 0, canceled: 0, expired: 0 }
  const results_url = `${other.url}/v1/messages/batches/b1/results`
  const server = createServer((incoming, response) => {
    paths.push(incoming.url)
    const batch = { id: 'b1', processing_status: 'ended', request_counts: counts, results_url }
    response.setHeader('content-type', 'application/json')
    response.end(
      incoming.url?.endsWith('/results')
        ? '{"custom_id":"a","result":{"type":"expired"}}\n'
        : JSON.stringify(batch),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = isObject(address) ? address.port : 0
  const provider = createProvider({ baseURL: `http://127.0.0.1:${port}`, model: 'm', key: 'k' })
  expect(await provider.findBatch('b1')).toMatchObject({ ended: true })
  expect(await resultsOf(provider, 'b1')).toEqual([
    { id: 'a', problem: 'The batch ended before this request was answered.' },
  ])
  expect([paths.at(-1), other.requests]).toEqual(['/v1/messages/batches/b1/results', []])
  server.closeAllConnections()
  server.close()
})

it('refuses an id that would lead to another path, and says when there is no such batch', async () => {
  const api = await startMessagesApi()
  apis.push(api)
  const provider = createProvider({ baseURL: api.url, model: 'm', key: 'k' })
  await expect(provider.findBatch('../count_tokens')).rejects.toMatchObject({ code: 'bad-request' })
  expect(api.requests).toHaveLength(0)
  const missing = { code: 'provider', message: `${api.url} has no batch b9.` }
  await expect(provider.findBatch('b9')).rejects.toMatchObject(missing)
  await expect(resultsOf(provider, 'b9')).rejects.toMatchObject(missing)
})

it('a line that cannot be read fails its own request, and the others are kept', async () => {
  const good = (id: string) =>
    `{"custom_id":"${id}","result":{"type":"succeeded","message":{"content":[{"type":"text","text":"Good."}]}}}`
  const lines = [
    good('first'),
    '{"custom_id":"torn","result":{"type":"succeeded","message":{"content":[{"type":"te',
    '<html>Bad gateway</html>',
    '{"custom_id":"odd","result":"none"}',
    '{"custom_id":"same","custom_id":"other","result":{"type"',
    'null',
    good('last'),
  ]
  const server = createServer((_, response) => response.end(`${lines.join('\n')}\n`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = isObject(address) ? address.port : 0
  const provider = createProvider({ baseURL: `http://127.0.0.1:${port}`, model: 'm', key: 'k' })
  const results = await resultsOf(provider, 'b1')
  server.closeAllConnections()
  server.close()
  const problem = 'The server gave a result that cannot be read.'
  const reply = expect.objectContaining({ text: 'Good.' })
  expect(results).toEqual([
    { id: 'first', reply },
    { id: 'torn', problem },
    { id: 'odd', problem },
    { id: 'last', reply },
  ])
})
