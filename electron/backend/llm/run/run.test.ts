import { afterEach, expect, test } from 'vitest'
import type { RunItem } from '../../../../shared/protocol/llm.ts'
import { ALL, crossingModel, KEY, type OpenedLlm, openLlm } from '../../../../test/support/opened-llm.ts'

let opened: OpenedLlm
afterEach(() => opened.close())

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const statesOf = (items: readonly RunItem[]) => {
  const counts: Record<string, number> = {}
  for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

test('never more requests are under way than the settings allow', async () => {
  let answered = 0
  let most = 0
  opened = await openLlm(
    {
      latency: 10,
      reply({ body }) {
        if (isOurs(body)) {
          most = Math.max(most, opened.sent().length - answered)
          answered += 1
        }
        return undefined
      },
    },
    { concurrency: 3 },
  )
  const started = await opened.start(await opened.prepare(crossingModel(4)))
  expect(started.items.every(({ state }) => state === 'waiting')).toBe(true)
  expect(await opened.ended(started)).toMatchObject({ state: 'done' })
  expect(answered).toBe(12)
  expect(most).toBe(3)
})

test('results come as events, one for each change, and the end is told with what the run used', async () => {
  opened = await openLlm()
  const run = await opened.run(crossingModel(1))
  const items = opened.heard.filter(({ event }) => event === 'llm.item')
  expect(items).toHaveLength(6)
  expect(opened.heard.at(-1)).toEqual({
    event: 'llm.ended',
    data: { run: run.run, state: 'done', usage: run.usage },
  })
  expect(run.usage.outputTokens).toBe(run.items.reduce((sum, item) => sum + item.usage.outputTokens, 0))
  expect(run.usage.outputTokens).toBeGreaterThan(0)
  expect(run.usage.cost).toBeGreaterThan(0)
})

test('a stop in the middle keeps what is finished, ends at once, and nothing is sent afterwards', async () => {
  let count = 0
  opened = await openLlm(
    { reply: ({ body }) => (isOurs(body) && ++count > 4 ? { delay: 60_000 } : undefined) },
    { concurrency: 2 },
  )
  const started = await opened.start(await opened.prepare(crossingModel(4)))
  while (opened.sent().length < 6) await wait(5)
  const stopped = await opened.client.call('llm.stop', { run: started.run })
  expect(stopped.state).toBe('stopped')
  expect(statesOf(stopped.items)).toEqual({ done: 4, stopped: 8 })
  await wait(50)
  expect(opened.sent()).toHaveLength(6)
  expect(await opened.client.call('llm.status', { run: started.run })).toEqual(stopped)
  expect(opened.heard.filter(({ event }) => event === 'llm.ended')).toHaveLength(1)
})

test('a retry sends the failed and stopped items alone', async () => {
  let isDown = true
  opened = await openLlm({
    reply: ({ body }) => (isDown && body.includes('Target: f') ? { status: 400 } : undefined),
  })
  const first = await opened.run(crossingModel(2))
  expect(statesOf(first.items)).toEqual({ done: 4, failed: 2 })
  expect(first.items.find(({ state }) => state === 'failed')?.problem?.message).toBeTruthy()
  isDown = false
  const before = opened.sent().length
  await opened.client.call('llm.retry', { run: first.run, items: null })
  const second = await opened.ended(first)
  expect(opened.sent()).toHaveLength(before + 2)
  expect(statesOf(second.items)).toEqual({ done: 6 })
  expect(second.items.some(({ problem }) => problem)).toBe(false)
})

test('the cap is kept whatever the replies say: no request starts that could pass it', async () => {
  opened = await openLlm(
    { reply: ({ body }) => (isOurs(body) ? { usage: { input: 1000, output: 1000 } } : undefined) },
    {
      concurrency: 4,
      maxTokens: 1000,
      model: 'priced',
      models: [{ id: 'priced', inputPrice: 0, outputPrice: 1000 }],
      cap: 3.5,
    },
  )
  const run = await opened.run(crossingModel(3))
  expect(run.state).toBe('over-cap')
  expect(run.usage.cost).toBe(3)
  expect(opened.sent()).toHaveLength(3)
  expect(statesOf(run.items)).toEqual({ done: 3, stopped: 6 })
  expect(run.items.find(({ state }) => state === 'stopped')?.problem?.message).toContain('$3.5')
  await opened.client.call('llm.configure', { cap: null })
  await opened.client.call('llm.retry', { run: run.run, items: null })
  expect(statesOf((await opened.ended(run)).items)).toEqual({ done: 9 })
})

test('requests that end without a word of their cost count in full against the cap', async () => {
  opened = await openLlm(
    { reply: ({ body }) => (isOurs(body) ? { endless: true } : undefined) },
    {
      concurrency: 1,
      maxTokens: 1000,
      model: 'priced',
      models: [{ id: 'priced', inputPrice: 0, outputPrice: 1000 }],
      cap: 2.5,
    },
  )
  const run = await opened.run(crossingModel(3))
  expect(run.state).toBe('over-cap')
  expect(statesOf(run.items)).toEqual({ failed: 2, stopped: 7 })
  await opened.client.call('llm.retry', { run: run.run, items: null })
  await opened.ended(run)
  expect(opened.sent()).toHaveLength(2)
})

test('a reply that is no JSON is asked for once more with the same bytes, and then fails in words', async () => {
  opened = await openLlm({
    reply: ({ body }) => (isOurs(body) ? { text: 'I would rather talk.' } : undefined),
  })
  const model = crossingModel(1)
  const target = model.components[0]?.id ?? ''
  const run = await opened.run(model, { kind: 'threats', targets: [target] })
  const [first, second, ...more] = opened.sent().map(({ body }) => body)
  expect(second).toBe(first)
  expect(more).toEqual([])
  expect(run.items[0]).toMatchObject({
    state: 'failed',
    drafts: [],
    problem: { message: expect.stringMatching(/cannot be used/) },
  })
})

test.for([
  ['refusal', /declined/],
  ['max_tokens', /cut off at 8000 tokens/],
] as const)('a reply that ended with %s is not parsed, whatever it holds', async ([stopReason, words]) => {
  opened = await openLlm({ reply: ({ body }) => (isOurs(body) ? { stopReason } : undefined) })
  const run = await opened.run(crossingModel(1))
  expect(opened.sent()).toHaveLength(3)
  for (const item of run.items)
    expect(item).toMatchObject({
      state: 'failed',
      drafts: [],
      remarks: [],
      problem: { message: expect.stringMatching(words) },
    })
})

test('L14 the key is in no answer, event, error, cache or log, though the server knows and repeats it', async () => {
  opened = await openLlm({
    reply: ({ body }) =>
      body.includes('Target: f')
        ? {
            status: 401,
            body: JSON.stringify({ type: 'error', error: { type: 'x', message: `bad key ${KEY}` } }),
          }
        : isOurs(body)
          ? { text: `{"threats": "${KEY}"` }
          : undefined,
  })
  const model = { ...crossingModel(1), notes: [`the key is ${KEY}`] }
  const plan = await opened.prepare(model)
  const previews = await Promise.all(
    plan.items.map(({ id }) => opened.client.call('llm.preview', { plan: plan.plan, item: id })),
  )
  const run = await opened.ended(await opened.start(plan))
  const bundle = await opened.client.call('llm.bundle', { run: run.run })
  const state = await opened.client.call('llm.state', {})
  expect(JSON.stringify([plan, previews, run, bundle, state, opened.heard])).not.toContain(KEY)
  expect(opened.sent().every(({ headers }) => JSON.stringify(headers).includes(KEY))).toBe(true)
  expect(opened.sent().some(({ body }) => body.includes(KEY))).toBe(false)
})

test.each([
  ['in the escapes of JSON', `\\u0073${KEY.slice(1)}`],
  ['in two halves with an unseen character between', `${KEY.slice(0, 6)}\u200b${KEY.slice(6)}`],
])('L14 the key is in no draft and no cache when a server writes it %s', async (_, written) => {
  opened = await openLlm({
    reply: ({ body }) => {
      if (!isOurs(body)) return undefined
      const target = /Target: (\w+)/.exec(body)?.[1]
      const row = `"category":"spoofing","title":"Key ${written}","threat":"t","assumption":"a"`
      const good = `{${row},"mitigation":"m","certainty":"stated","evidence":["${target}"]}`
      const rest = ['tampering', 'repudiation', 'information-disclosure', 'denial-of-service']
        .concat('elevation-of-privilege')
        .map((category) => `{"category":"${category}","reason":"None."}`)
      const lists = `"threats":[${good},{"x":"${written}"}],"not_applicable":[${rest}],"cannot_assess":[]`
      return { text: `{"target":"${target}",${lists}}` }
    },
  })
  const model = crossingModel(1)
  for (let time = 0; time < 2; time += 1) {
    const run = await opened.run(model)
    const bundle = await opened.client.call('llm.bundle', { run: run.run })
    expect(run.items.map(({ drafts }) => drafts.length)).toEqual([1, 1, 1])
    expect(JSON.stringify([run, opened.heard])).not.toContain(KEY)
    expect(bundle.text.replaceAll('\\u0073', 's')).not.toContain(KEY)
  }
})

test('L13 a reply that is nested without end fails its item and nothing else', async () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  opened = await openLlm({
    reply: ({ body }) => {
      const target = /Target: (f\d+)/.exec(body)?.[1]
      return target && isOurs(body) ? { text: `{"target":"${target}","threats":[${nested}]}` } : undefined
    },
  })
  const run = await opened.run(crossingModel(1))
  expect(run.items.map(({ state }) => state).sort()).toEqual(['done', 'done', 'failed'])
})

test('a count of tokens below nothing earns a run nothing back', async () => {
  const usage = { input_tokens: -1_000_000, output_tokens: -1_000_000 }
  const message = { content: [{ type: 'text', text: '{}' }], stop_reason: 'end_turn', usage }
  opened = await openLlm({
    reply: ({ body }) =>
      isOurs(body) ? { status: 200, body: JSON.stringify({ type: 'message', ...message }) } : undefined,
  })
  const run = await opened.run(crossingModel(1))
  expect(run.usage).toMatchObject({ inputTokens: 0, outputTokens: 0 })
})

test('closing the folder stops its runs', async () => {
  opened = await openLlm({ reply: ({ body }) => (isOurs(body) ? { delay: 60_000 } : undefined) })
  const started = await opened.start(await opened.prepare(crossingModel(1), ALL))
  while (opened.sent().length === 0) await wait(5)
  await opened.client.call('llm.trust', { trusted: false })
  expect(await opened.client.call('llm.status', { run: started.run })).toMatchObject({ state: 'stopped' })
})

/** Not one of the fixed questions of a test of the connection. */
function isOurs(body: string): boolean {
  return body.includes('<diagram>')
}
