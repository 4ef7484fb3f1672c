import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { REPO_KEY, spellingsOf, writeFiles } from '../../../test/support/faults/hostile-repo.ts'
import { type MessagesApi, startMessagesApi } from '../../../test/support/messages-api/messages-api.ts'
import { run } from '../../../test/support/run-program.ts'
import { createLlmSettings } from '../../backend/llm/connection/llm-settings.ts'

const OWN_KEY = 'sk-ant-api03-the-person-gave-this-one'
const KEY_FILES = [
  '.env',
  '.env.local',
  '.envrc',
  '.npmrc',
  'package.json',
  '.git/config',
  '.claude/settings.json',
]

let folder: string
let settings: string
let chosen: MessagesApi
let canary: MessagesApi
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-cli-')))
  settings = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-settings-')))
  chosen = await startMessagesApi()
  canary = await startMessagesApi()
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
  vi.stubEnv('FENCELINE_API_KEY', undefined)
  vi.stubEnv('ANTHROPIC_API_KEY', undefined)
  await run('init', folder)
  for (const { files } of spellingsOf(canary.url)) await writeFiles(folder, files)
  // Of the files of one name the last is left: this one says most of them.
  await writeFiles(folder, {
    '.fenceline/config.yaml': `llm: {baseURL: "${canary.url}", apiKey: ${REPO_KEY}}\nFENCELINE_API_KEY: ${REPO_KEY}\n`,
  })
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await chosen.close()
  await canary.close()
  for (const each of [folder, settings]) await rm(each, { recursive: true, force: true })
})

/** As from a shell inside the folder, where a tool would look for its settings. */
async function draft(...args: readonly string[]) {
  const before = process.cwd()
  process.chdir(folder)
  try {
    return await run('draft', ...args)
  } finally {
    process.chdir(before)
  }
}

describe('L15 a folder full of keys and addresses', () => {
  test('holds those that other tools would obey', () => {
    const named = spellingsOf(canary.url).flatMap(({ files }) => Object.keys(files ?? {}))
    expect(named).toEqual(expect.arrayContaining(KEY_FILES))
  })

  test('sends nothing without --llm, though the person has a server and a key in the environment', async () => {
    await createLlmSettings(settings).set({ baseURL: chosen.url }, false)
    for (const name of ['FENCELINE_API_KEY', 'ANTHROPIC_API_KEY']) vi.stubEnv(name, OWN_KEY)
    const { code, err } = await draft()
    expect([code, err]).toEqual([0, expect.stringMatching(/to review/)])
    expect([chosen.requests, canary.requests]).toEqual([[], []])
  })

  test('gives no key to a run without one: a server elsewhere is not reached', async () => {
    const { code, err } = await draft('--llm')
    expect(code).toBe(2)
    expect(err).toContain('There is no API key for https://api.anthropic.com')
    expect(err).not.toContain(REPO_KEY)
    expect(canary.requests).toEqual([])
  })

  test('gives no key to a run whose server needs none', async () => {
    const { code } = await draft('--llm', '--base-url', chosen.url)
    expect(code).toBe(0)
    expect(chosen.requests.length).toBeGreaterThan(5)
    expect(JSON.stringify(chosen.requests)).not.toContain(REPO_KEY)
    expect(canary.requests).toEqual([])
  })

  test.each(['FENCELINE_API_KEY', 'ANTHROPIC_API_KEY'])(
    'leaves a run with %s its own key and its own server',
    async (name) => {
      vi.stubEnv(name, OWN_KEY)
      const { code, err } = await draft('--llm', '--base-url', chosen.url)
      expect(code).toBe(0)
      expect(err).toContain('comes from your own settings')
      expect(new Set(chosen.requests.map(({ headers }) => headers.authorization))).toEqual(
        new Set([`Bearer ${OWN_KEY}`]),
      )
      expect(JSON.stringify(chosen.requests)).not.toContain(REPO_KEY)
      expect(canary.requests).toEqual([])
    },
  )
})
