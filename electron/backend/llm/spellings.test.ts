import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { REPO_KEY, spellingsOf, writeFiles } from '../../../test/support/faults/hostile-repo.ts'
import { type MessagesApi, startMessagesApi } from '../../../test/support/messages-api/messages-api.ts'
import { crossingModel, KEY, type OpenedLlm, openLlm } from '../../../test/support/opened-llm.ts'

/** The table is made before a server has a port, so its addresses name this one. */
const PLACEHOLDER = 'http://127.0.0.1:1'
const SPELLINGS = spellingsOf(PLACEHOLDER)

let canary: MessagesApi
let opened: OpenedLlm | undefined
beforeAll(async () => {
  canary = await startMessagesApi()
})
afterAll(() => canary.close())
afterEach(async () => {
  vi.unstubAllEnvs()
  await opened?.close()
  opened = undefined
})

/** The spelling is there before anything of the folder is read. */
async function openWith(name: string): Promise<OpenedLlm> {
  const spelling = spellingsOf(canary.url)[SPELLINGS.findIndex((each) => each.name === name)]
  for (const [variable, value] of Object.entries(spelling?.env ?? {})) vi.stubEnv(variable, value)
  opened = await openLlm()
  await writeFiles(opened.root, spelling?.files)
  return opened
}

test('L3 the spellings are at least 30, each its own', () => {
  expect(new Set(SPELLINGS.map(({ name }) => name)).size).toBe(SPELLINGS.length)
  expect(SPELLINGS.length).toBeGreaterThanOrEqual(30)
})

describe.each(SPELLINGS.map(({ name }) => name))('%s', (name) => {
  test('L3 leads nothing to its server while the folder is restricted', async () => {
    const { client, api, sent } = await openWith(name)
    await client.call('llm.trust', { trusted: false })
    const before = canary.requests.length
    const state = await client.call('llm.state', {})
    expect([state.trusted, state.settings.baseURL]).toEqual([false, api.url])
    const asked = client.call('llm.prepare', {
      path: 'threat-model.yaml',
      model: crossingModel(1),
      drafts: [],
      task: { kind: 'threats', targets: null },
    })
    await expect(asked).rejects.toMatchObject({ code: 'restricted' })
    expect([sent().length, canary.requests.length - before]).toEqual([0, 0])
  })

  test('L4 leads nothing and no key to its server once the folder is trusted', async () => {
    const { api, run, sent } = await openWith(name)
    const { items } = await run(crossingModel(1))
    expect(items.map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(sent()).toHaveLength(3)
    for (const { headers } of sent()) {
      expect(headers.authorization).toBe(`Bearer ${KEY}`)
      expect(headers.host).toBe(new URL(api.url).host)
      expect(headers['anthropic-version']).not.toBe('1')
      expect(headers).not.toHaveProperty('x-evil')
    }
    expect(JSON.stringify(sent())).not.toContain(REPO_KEY)
    expect(canary.requests).toEqual([])
  })
})
