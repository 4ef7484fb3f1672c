import { readFile, stat, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import {
  at,
  draft,
  inSettings,
  KEY,
  orders,
  requests,
  startCommandLine,
} from '../../../test/support/command-line.ts'
import { run } from '../../../test/support/run-program.ts'

startCommandLine()

const batchPosts = () =>
  requests().filter(({ method, path: place }) => method === 'POST' && place.includes('batches'))

test('one batch answers every model of the folders and nothing is left of its state', async () => {
  const url = await orders({ batchWaits: 0 })
  await run('init', at('other'))
  const { code, err, out } = await draft(url, '--batch', '--format', 'json')
  expect(code).toBe(0)
  expect(err).toContain('msgbatch_1')
  expect(batchPosts()).toHaveLength(1)
  const { requests: entries } = JSON.parse(batchPosts()[0]?.body ?? '{}')
  for (const { custom_id } of entries) expect(custom_id).toMatch(/^[\w-]{1,64}$/)
  for (const { drafts } of JSON.parse(out).models)
    expect(drafts.some(({ source }: { source: { by: string } }) => source.by === 'llm')).toBe(true)
  expect(JSON.parse(await readFile(inSettings('llm-batches.json'), 'utf8')).batches).toEqual([])
  expect((await draft(url, '--batch')).code).toBe(0)
  expect(batchPosts()).toHaveLength(1)
  // The first one loads the whole command.
}, 20_000)

test('L7 --batch --dry-run prints the exact entries of the batch, and the audit log their hashes', async () => {
  const url = await orders({ batchWaits: 0 })
  const dry = JSON.parse((await draft(url, '--batch', '--dry-run', '--format', 'json')).out)
  expect((await draft(url, '--batch')).code).toBe(0)
  const sent = batchPosts()[0]?.body ?? ''
  expect(dry.length).toBeGreaterThan(0)
  for (const { body } of dry) expect(sent).toContain(`"params":${body}}`)
  const noted = (await readFile(inSettings('llm-audit.jsonl'), 'utf8')).trimEnd().split('\n')
  const hashes = noted.map((line) => JSON.parse(line)).filter(({ result }) => result === 'sent')
  expect(hashes.map(({ bodyHash }) => bodyHash)).toEqual(dry.map(({ hash }: { hash: string }) => hash))
})

test('L14 the key is not in the recording of a batch whose server repeats it', async () => {
  const url = await orders({
    batchWaits: 0,
    reply: ({ body }) => (body.includes('"c1"') ? { text: `The key is ${KEY}.` } : undefined),
  })
  const bundle = at('run.bundle')
  const { out, err } = await draft(url, '--batch', '--record', bundle)
  const recorded = await readFile(bundle, 'utf8')
  expect(recorded).toContain('The key is ')
  expect(out + err + recorded).not.toContain(KEY)
})

test('L10 a batch whose command was interrupted is in the log, and fetched by its id, not paid for again', async () => {
  const url = await orders({ batchWaits: 1 })
  const interrupt = setInterval(() => {
    if (batchPosts().length > 0 && requests().some(({ path: place }) => place.endsWith('/msgbatch_1')))
      process.emit('SIGINT')
  }, 20)
  const left = await draft(url, '--batch')
  clearInterval(interrupt)
  expect(left.code).toBe(2)
  expect(left.err).toContain('Batch msgbatch_1 goes on')
  const state = inSettings('llm-batches.json')
  expect((await stat(state)).mode & 0o777).toBe(0o600)
  expect(await readFile(state, 'utf8')).toContain('msgbatch_1')
  expect(await readFile(state, 'utf8')).not.toContain(KEY)
  const noted = (await readFile(inSettings('llm-audit.jsonl'), 'utf8')).trimEnd().split('\n')
  const { requests: entries } = JSON.parse(batchPosts()[0]?.body ?? '{}')
  expect(noted.map((line) => JSON.parse(line).result)).toEqual(entries.map(() => 'sent'))
  const resumed = await draft(url, '--batch', '--format', 'json')
  expect(resumed.code).toBe(0)
  expect(batchPosts()).toHaveLength(1)
  const [{ drafts }] = JSON.parse(resumed.out).models
  expect(drafts.some(({ source }: { source: { by: string } }) => source.by === 'llm')).toBe(true)
})

test('a batch that the server has no more is said to be lost, and the next run sends a new one', async () => {
  const url = await orders({ batchWaits: 0 })
  expect((await draft(url, '--batch', '--dry-run')).code).toBe(0)
  const state = inSettings('llm-batches.json')
  const lost = {
    id: 'msgbatch_gone',
    origin: url,
    model: 'claude-sonnet-5-5',
    files: [at('threat-model.yaml')],
    tier: 'schema',
    maxTokens: 8000,
    date: '2026-11-25',
    requests: [],
  }
  await writeFile(state, JSON.stringify({ batches: [lost] }))
  const first = await draft(url, '--batch')
  expect(first.code).toBe(2)
  expect(first.err).toContain('does not have batch msgbatch_gone any more')
  expect(batchPosts()).toHaveLength(0)
  expect((await draft(url, '--batch')).code).toBe(0)
  expect(batchPosts()).toHaveLength(1)
})
