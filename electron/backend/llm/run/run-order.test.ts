import { expect, it } from 'vitest'
import { hashBytes } from '../../files/read-file.ts'
import { DEFAULT_LLM_SETTINGS } from '../connection/llm-settings.ts'
import type { RawReply } from '../provider/provider.ts'
import type { Job, JobItem } from '../requests/job.ts'
import { startRun } from './run.ts'

const REPLY: RawReply = {
  text: '{}',
  stopReason: 'end',
  usage: { inputTokens: 1, outputTokens: 1, cachedTokens: 0 },
}

function itemOf(id: string): JobItem {
  const prompt = { id: 'p', version: '1', unit: 'component', title: 'P', text: 'P', hash: 'a' } as const
  const hash = hashBytes(Buffer.from(id))
  return { id, title: id, unit: 'component', prompt, body: id, hash, inputTokens: 1, cached: null }
}

/** Two at a time; what happens is told in words, and `answer` answers the request of that body. */
function runOf(ids: readonly string[], items = ids.map(itemOf)) {
  const heard: string[] = []
  const waiting = new Map<string, (reply: RawReply) => void>()
  const job = {
    options: { key: null, path: 'm.yaml', settings: { ...DEFAULT_LLM_SETTINGS, cap: null, concurrency: 2 } },
    items,
    read({ id }: JobItem) {
      heard.push(`read ${id}`)
      return { drafts: [], remarks: [], dropped: [], unanswered: [] }
    },
    remember: async () => {},
  }
  const run = startRun({
    run: 'r',
    plan: 'p',
    job: job as unknown as Job,
    cap: null,
    note: async ({ item, result }) => void heard.push(`note ${item.id} ${result}`),
    provider: {
      send: (body) =>
        new Promise((resolve) => {
          heard.push(`send ${body}`)
          waiting.set(body, resolve)
        }),
    },
  })
  return { run, heard, answer: (id: string) => waiting.get(id)?.(REPLY) }
}

it('L10 counts each attempt in the log, and one that broke in full against the cap', async () => {
  const ids = ['a', 'b', 'c']
  const settings = {
    ...DEFAULT_LLM_SETTINGS,
    concurrency: 1,
    maxTokens: 1000,
    model: 'priced',
    models: [{ id: 'priced', inputPrice: 0, outputPrice: 1000 }],
  }
  const heard: string[] = []
  const run = startRun({
    run: 'r',
    plan: 'p',
    job: {
      options: { key: null, path: 'm.yaml', settings },
      items: ids.map(itemOf),
      read: () => ({ drafts: [], remarks: [], dropped: [], unanswered: [] }),
      remember: async () => {},
    } as unknown as Job,
    cap: 2.5,
    note: async ({ item, result, attempts }) => void heard.push(`${item.id} ${result} ${attempts}`),
    provider: {
      async send(body, _, onAttempt) {
        onAttempt?.(false)
        // Refused for a while, which costs nothing, and a connection that broke, which may have.
        onAttempt?.(body === 'b')
        if (body === 'b') onAttempt?.(true)
        return REPLY
      },
    },
  })
  const { state, items } = await run.ended()
  expect(heard.sort()).toEqual(['a answered 2', 'b failed 2'])
  expect(items.map((item) => item.state)).toEqual(['done', 'failed', 'stopped'])
  expect(items[1]?.problem?.message).toContain('past $2.5')
  expect(state).toBe('over-cap')
  expect(run.spent()).toBeCloseTo(2.001)
})

const turn = () => new Promise((resolve) => setImmediate(resolve))

it('sends the next requests before it reads any of the replies that came together', async () => {
  const { run, heard, answer } = runOf(['a', 'b', 'c', 'd', 'e'])
  await turn()
  answer('a')
  await turn()
  answer('b')
  while (!heard.includes('read b')) await turn()
  expect(heard).toEqual([
    ...['send a', 'send b', 'send c', 'send d'],
    ...['read a', 'note a answered', 'read b', 'note b answered'],
  ])
  run.stop()
})

it('a stop keeps the replies that came before it, whether they were read or not', async () => {
  const { run, heard, answer } = runOf(['a', 'b', 'c', 'd'])
  await turn()
  answer('a')
  await turn()
  expect(heard).toEqual(['send a', 'send b', 'send c'])
  run.stop()
  expect(run.state().items.map(({ state }) => state)).toEqual(['done', 'stopped', 'stopped', 'stopped'])
  expect(heard).toContain('note a answered')
})

it('L7 never sends a body that is not the one that was shown, whenever it was looked at', async () => {
  const items = ['a', 'b', 'c', 'd', 'e'].map(itemOf)
  const changed = items.map((item) => (item.id === 'b' || item.id === 'd' ? { ...item, body: 'x' } : item))
  const { run, heard, answer } = runOf([], changed)
  for (const id of ['a', 'c', 'e']) {
    while (!heard.includes(`send ${id}`)) await turn()
    answer(id)
  }
  const { items: ended } = await run.ended()
  expect(heard.filter((each) => each.startsWith('send'))).toEqual(['send a', 'send c', 'send e'])
  expect(ended.map(({ state }) => state)).toEqual(['done', 'failed', 'done', 'failed', 'done'])
})

it('lets no pile of unread replies grow where the server answers at once', async () => {
  const ids = Array.from({ length: 1000 }, (_, at) => `r${at}`)
  let [sent, read, most] = [0, 0, 0]
  const run = startRun({
    run: 'r',
    plan: 'p',
    job: {
      options: { key: null, path: 'm.yaml', settings: { ...DEFAULT_LLM_SETTINGS, concurrency: 4 } },
      items: ids.map(itemOf),
      read() {
        read += 1
        return { drafts: [], remarks: [], dropped: [], unanswered: [] }
      },
      remember: async () => {},
    } as unknown as Job,
    cap: null,
    note: async () => {},
    provider: {
      async send() {
        sent += 1
        most = Math.max(most, sent - read)
        return REPLY
      },
    },
  })
  const { items } = await run.ended()
  expect(items.every(({ state }) => state === 'done')).toBe(true)
  expect([sent, read]).toEqual([1000, 1000])
  expect(most).toBeLessThanOrEqual(4 + 32)
})

it('L10 logs a request whose reply could not even be looked at, and counts what it cost', async () => {
  const heard: string[] = []
  const run = startRun({
    run: 'r',
    plan: 'p',
    job: {
      options: { key: null, path: 'm.yaml', settings: { ...DEFAULT_LLM_SETTINGS, concurrency: 1 } },
      items: ['a', 'b'].map(itemOf),
      read({ id }: JobItem) {
        if (id === 'a') throw new Error('a bug')
        return { drafts: [], remarks: [], dropped: [], unanswered: [] }
      },
      remember: async () => {},
    } as unknown as Job,
    cap: null,
    note: async ({ item, result, usage }) => void heard.push(`${item.id} ${result} ${usage?.inputTokens}`),
    provider: { send: async () => REPLY },
  })
  const { items } = await run.ended()
  expect(heard).toEqual(['a failed 1', 'b answered 1'])
  expect(items.map(({ state, usage }) => [state, usage.inputTokens])).toEqual([
    ['failed', 1],
    ['done', 1],
  ])
})

it('L10 has not ended after a stop before the request that it broke off is logged', async () => {
  const heard: string[] = []
  const run = startRun({
    run: 'r',
    plan: 'p',
    job: {
      options: { key: null, path: 'm.yaml', settings: { ...DEFAULT_LLM_SETTINGS, concurrency: 1 } },
      items: [itemOf('a')],
    } as unknown as Job,
    cap: null,
    async note({ item, result }) {
      await turn()
      heard.push(`${item.id} ${result}`)
    },
    provider: {
      send: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => setImmediate(reject))),
    },
  })
  await turn()
  run.stop()
  expect((await run.ended()).state).toBe('stopped')
  expect(heard).toEqual(['a stopped'])
})
