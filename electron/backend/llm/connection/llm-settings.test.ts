import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { costOf, estimateTokens } from '../requests/tokens.ts'
import { createLlmSettings, DEFAULT_LLM_SETTINGS } from './llm-settings.ts'
import { createTrust } from './trust.ts'

let base: string
let folder: string

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'fenceline-llm-'))
  folder = path.join(base, 'config')
})
afterEach(() => rm(base, { recursive: true, force: true }))

describe('settings', () => {
  it('begin as the defaults and are kept in a file that nobody else may read', async () => {
    const settings = createLlmSettings(folder)
    expect(await settings.get()).toEqual(DEFAULT_LLM_SETTINGS)
    await settings.set({ concurrency: 8 }, false)
    expect(await createLlmSettings(folder).get()).toEqual({ ...DEFAULT_LLM_SETTINGS, concurrency: 8 })
    expect((await stat(path.join(folder, 'llm.json'))).mode & 0o777).toBe(0o600)
  })

  it('L6 keep an address that needs the person only with their word, and remember it', async () => {
    const settings = createLlmSettings(folder)
    const baseURL = 'http://gpu.local:8000'
    await expect(settings.set({ baseURL, concurrency: 2 }, false)).rejects.toMatchObject({
      code: 'unconfirmed',
      message: expect.stringContaining('not encrypted'),
    })
    expect(await settings.get()).toEqual(DEFAULT_LLM_SETTINGS)
    expect(await settings.isConfirmed(baseURL)).toBe(false)
    await settings.set({ baseURL }, true)
    expect(await settings.isConfirmed(baseURL)).toBe(true)
    expect(await settings.set({ maxTokens: 4000 }, false)).toMatchObject({ baseURL, maxTokens: 4000 })
  })

  it('L6 never keep an address that is refused', async () => {
    const settings = createLlmSettings(folder)
    await expect(settings.set({ baseURL: 'https://a@example.org' }, true)).rejects.toMatchObject({
      code: 'bad-request',
    })
    expect(await settings.get()).toEqual(DEFAULT_LLM_SETTINGS)
  })

  it('name the setting that cannot be used', async () => {
    const change = createLlmSettings(folder).set({ concurrency: 99 }, true)
    await expect(change).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('"concurrency"'),
    })
  })

  it('list a language model that was entered by hand, without a price', async () => {
    const { models } = await createLlmSettings(folder).set({ model: 'llama-local' }, false)
    expect(models.at(-1)).toEqual({ id: 'llama-local', inputPrice: null, outputPrice: null })
  })

  it('keep all of several changes at the same time', async () => {
    const settings = createLlmSettings(folder)
    await Promise.all([settings.set({ concurrency: 7 }, false), settings.set({ cap: null }, false)])
    expect(await settings.get()).toMatchObject({ concurrency: 7, cap: null })
  })

  it('keep what a test found for its address and language model only', async () => {
    const settings = createLlmSettings(folder)
    const probe = {
      tier: 'tool',
      countsTokens: false,
      charactersPerToken: undefined,
      latency: 5,
      notes: ['a'],
    } as const
    await settings.keepProbe('http://localhost:1234/v1', 'm', probe)
    expect(await settings.probeOf('http://localhost:1234', 'm')).toEqual(probe)
    expect(await settings.probeOf('http://localhost:1234', 'other')).toBeNull()
    expect(await settings.probeOf('http://localhost:1235', 'm')).toBeNull()
  })

  it('lose nothing of a file that cannot be read', async () => {
    const settings = createLlmSettings(folder)
    await settings.set({ concurrency: 8 }, false)
    await writeFile(path.join(folder, 'llm.json'), '{"settings": {"concurrency": "many"}}')
    expect(await settings.get()).toEqual(DEFAULT_LLM_SETTINGS)
  })
})

describe('trust', () => {
  it('is given to a real path, by whatever path the folder is opened', async () => {
    const root = path.join(base, 'repo')
    await mkdir(root)
    await symlink(root, path.join(base, 'link'))
    const trust = createTrust(folder)
    expect(await trust.isTrusted(root)).toBe(false)
    await trust.setTrusted(path.join(base, 'link'), true)
    expect(await createTrust(folder).isTrusted(root)).toBe(true)
    expect(await trust.isTrusted(base)).toBe(false)
  })

  it('L16 pins a prompt in its exact words, and forgets it with the folder', async () => {
    const trust = createTrust(folder)
    await trust.setTrusted(base, true)
    await trust.pin(base, '.fenceline/prompts/a.md', 'h1')
    await trust.pin(base, '__proto__', 'h2')
    expect([...(await trust.pinned(base))]).toContainEqual(['.fenceline/prompts/a.md', 'h1'])
    await trust.setTrusted(base, false)
    expect((await trust.pinned(base)).size).toBe(0)
    expect(JSON.parse(await readFile(path.join(folder, 'trust.json'), 'utf8')).folders[base].trusted).toBe(
      false,
    )
  })
})

describe('tokens', () => {
  it('are estimated from the text, better where the server counted', () => {
    expect(estimateTokens('x'.repeat(300))).toBe(100)
    expect(estimateTokens('x'.repeat(300), 4)).toBe(75)
    expect(estimateTokens('')).toBe(0)
  })

  it('cost what the list price says, and nothing is invented where there is none', () => {
    const usage = { inputTokens: 500_000, outputTokens: 100_000 }
    expect(costOf({ id: 'm', inputPrice: 2, outputPrice: 10 }, usage)).toBe(2)
    expect(costOf({ id: 'm', inputPrice: null, outputPrice: 10 }, usage)).toBeNull()
    expect(costOf(undefined, usage)).toBeNull()
  })
})
