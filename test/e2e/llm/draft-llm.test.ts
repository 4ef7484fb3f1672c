import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aFolder, fenceline, fencelineWith, someSettings } from '../../support/app.ts'
import { type MessagesApi, startMessagesApi } from '../../support/messages-api/messages-api.ts'

const KEY = 'sk-ant-api03-canary-of-the-built-command'
let api: MessagesApi
const folder = aFolder()
const settings = someSettings()
beforeAll(async () => {
  api = await startMessagesApi()
  await fenceline(folder, 'init')
})
afterAll(async () => {
  await api.close()
  for (const each of [folder, settings]) rmSync(each, { recursive: true, force: true })
})

const draft = (...args: string[]) =>
  fencelineWith(
    { FENCELINE_API_KEY: KEY, FENCELINE_CONFIG_DIR: settings },
    folder,
    ...['draft', '--llm', '--base-url', api.url, '--format', 'json', ...args],
  )

test('L7 the built command sends what its dry run prints, stores drafts and then sends nothing', async () => {
  const dry = await draft('--dry-run')
  expect(dry.code).toBe(0)
  expect(api.requests).toEqual([])
  const planned: string[] = JSON.parse(dry.stdout).map(({ body }: { body: string }) => body)
  const first = await draft('--record', 'run.bundle')
  expect(first.stderr).not.toContain('a bug')
  expect(first.code).toBe(0)
  const sent = api.requests.map(({ body }) => body)
  expect(planned.length).toBeGreaterThan(5)
  expect(planned.filter((body) => !sent.includes(body))).toEqual([])
  const bundle = readFileSync(path.join(folder, 'run.bundle'), 'utf8')
  const stored = readFileSync(path.join(folder, '.fenceline/drafts/threat-model.yaml.json'), 'utf8')
  expect(stored).toContain('"by":"llm"')
  const second = await draft()
  expect(second.code).toBe(0)
  expect(api.requests).toHaveLength(sent.length)
  const told = [dry, first, second].map(({ stdout, stderr }) => stdout + stderr)
  expect([...told, ...sent, bundle, stored].filter((text) => text.includes(KEY))).toEqual([])
})
