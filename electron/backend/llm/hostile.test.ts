// All that a stranger's repo and environment say at once, to a process that starts in them (one at a time:
// spellings.test.ts): the canary server gets nothing.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { spellingsOf, writeFiles } from '../../../test/support/faults/hostile-repo.ts'
import { type MessagesApi, startMessagesApi } from '../../../test/support/messages-api/messages-api.ts'
import { createLlmSettings } from './connection/llm-settings.ts'
import { createProvider } from './provider/create-provider.ts'

const KEY = 'sk-canary-0123456789abcdef'
const BODY =
  '{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"The payroll ledger"}],"stream":true}'
const SCRIPT = fileURLToPath(new URL('../../../test/support/send-once.ts', import.meta.url))

let canary: MessagesApi
let chosen: MessagesApi
let base: string

beforeAll(async () => {
  canary = await startMessagesApi()
})
afterAll(() => canary.close())

beforeEach(async () => {
  chosen = await startMessagesApi()
  base = await mkdtemp(path.join(tmpdir(), 'fenceline-hostile-'))
  await createLlmSettings(path.join(base, 'config')).set({ baseURL: chosen.url }, false)
})
afterEach(async () => {
  await chosen.close()
  await rm(base, { recursive: true, force: true })
})

function expectClean(api: MessagesApi): void {
  for (const { headers } of api.requests) {
    expect(headers.authorization).toBe(`Bearer ${KEY}`)
    expect(headers['anthropic-version']).not.toBe('1')
    expect(headers).not.toHaveProperty('x-evil')
    expect(headers).not.toHaveProperty('x-api-key')
    expect(headers.host).toBe(new URL(api.url).host)
  }
}

describe('L3 L4 a hostile environment and repo', () => {
  it('lead nothing to another server when a process starts in them, and print nothing', async () => {
    const spellings = spellingsOf(canary.url)
    const cwd = path.join(base, 'repo')
    for (const { files } of spellings) await writeFiles(cwd, files)
    const env = Object.assign({}, process.env, ...spellings.map((each) => each.env), { HOME: cwd })
    const settings = path.join(base, 'config')
    const run = await promisify(execFile)(process.execPath, ['--no-warnings', SCRIPT, settings, KEY], {
      cwd,
      env,
    })
    expect(JSON.parse(run.stdout)).toMatchObject({ tier: 'schema', stopReason: 'end' })
    expect(run.stdout + run.stderr).not.toContain(KEY)
    expect(run.stderr).toBe('')
    expect(chosen.requests).toHaveLength(3)
    expectClean(chosen)
    expect(canary.requests).toEqual([])
  }, 30_000)

  it('give no key to a server that needs none', async () => {
    process.env.ANTHROPIC_API_KEY = KEY
    process.env.ANTHROPIC_AUTH_TOKEN = KEY
    try {
      await createProvider({ baseURL: chosen.url, model: 'm', key: null }).send(
        BODY,
        new AbortController().signal,
      )
    } finally {
      delete process.env.ANTHROPIC_API_KEY
      delete process.env.ANTHROPIC_AUTH_TOKEN
    }
    expect(JSON.stringify(chosen.requests.map(({ headers }) => headers))).not.toContain('canary')
  })

  it('L14 leave the key in no file of the person', async () => {
    const settings = createLlmSettings(path.join(base, 'config'))
    const provider = createProvider({ baseURL: chosen.url, model: 'm', key: KEY })
    await settings.keepProbe(chosen.url, 'm', await provider.probe(new AbortController().signal))
    const files = await readdir(path.join(base, 'config'))
    expect(files).toEqual(['llm.json'])
    expect(await readFile(path.join(base, 'config', 'llm.json'), 'utf8')).not.toContain('canary')
  })
})
