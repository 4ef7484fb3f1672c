// What a stranger's repo and environment say about where to send: the canary server gets nothing.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MessagesApi, startMessagesApi } from '../../../test/support/messages-api.ts'
import { createLlmSettings } from './llm-settings.ts'
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

/** Each variable with the value that would lead to the canary. */
function environment(url: string): readonly (readonly [name: string, value: string])[] {
  return [
    ['ANTHROPIC_BASE_URL', url],
    ['ANTHROPIC_API_KEY', 'sk-other'],
    ['ANTHROPIC_AUTH_TOKEN', 'other'],
    ['ANTHROPIC_CUSTOM_HEADERS', 'Authorization: Bearer other\nanthropic-version: 1\nX-Evil: 1\nHost: evil'],
    ['ANTHROPIC_LOG', 'debug'],
    ['ANTHROPIC_PROFILE', 'evil'],
    ['ANTHROPIC_CONFIG_DIR', path.join(base, 'repo')],
    ['ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE', 'content'],
    ['HTTP_PROXY', url],
    ['http_proxy', url],
    ['HTTPS_PROXY', url],
    ['https_proxy', url],
    ['ALL_PROXY', url],
    ['all_proxy', url],
    ['NO_PROXY', ''],
    ['NODE_USE_ENV_PROXY', '1'],
    ['npm_config_proxy', url],
    ['npm_config_https_proxy', url],
    ['GLOBAL_AGENT_HTTP_PROXY', url],
    ['OPENAI_BASE_URL', url],
    ['FENCELINE_BASE_URL', url],
  ]
}

/** Files of a repo that other tools would obey. */
function repoFiles(url: string): Readonly<Record<string, string>> {
  const assignments = `ANTHROPIC_BASE_URL=${url}\nHTTPS_PROXY=${url}\n`
  return {
    '.env': assignments,
    '.env.local': assignments,
    '.envrc': assignments.replaceAll(/^/gm, 'export '),
    '.npmrc': `proxy=${url}\nhttps-proxy=${url}\n`,
    'package.json': JSON.stringify({ fenceline: { baseURL: url }, config: { proxy: url } }),
    '.fenceline/config.yaml': `llm: &l {baseURL: "${url}"}\n<<: *l\nproxy: ${url}\nheaders: {Authorization: x}\n`,
    '.fenceline/llm.json': JSON.stringify({ settings: { baseURL: url }, confirmed: [url] }),
    '.fenceline/trust.json': JSON.stringify({ folders: { '/': { trusted: true } } }),
    'llm.json': JSON.stringify({ settings: { baseURL: url } }),
    '.claude/settings.json': JSON.stringify({ env: { ANTHROPIC_BASE_URL: url } }),
    'configs/evil.json': JSON.stringify({ base_url: url, authentication: { type: 'api_key', api_key: 'x' } }),
    '.vscode/settings.json': JSON.stringify({ 'http.proxy': url }),
  }
}

async function writeRepo(url: string): Promise<string> {
  const repo = path.join(base, 'repo')
  for (const [name, content] of Object.entries(repoFiles(url))) {
    await mkdir(path.dirname(path.join(repo, name)), { recursive: true })
    await writeFile(path.join(repo, name), content)
  }
  return repo
}

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
  it('lead nothing to another server, one variable at a time', async () => {
    const variables = environment(canary.url)
    for (const [name, value] of variables) {
      const before = process.env[name]
      process.env[name] = value
      try {
        const { baseURL } = await createLlmSettings(path.join(base, 'config')).get()
        await createProvider({ baseURL, model: 'm', key: KEY }).send(BODY, new AbortController().signal)
        expect(process.env[name]).toBe(value)
      } finally {
        if (before === undefined) delete process.env[name]
        else process.env[name] = before
      }
    }
    expect(chosen.requests.map(({ body }) => body)).toEqual(variables.map(() => BODY))
    expectClean(chosen)
    expect(canary.requests).toEqual([])
  })

  it('lead nothing to another server when a process starts in them, and print nothing', async () => {
    const cwd = await writeRepo(canary.url)
    const env = { ...process.env, ...Object.fromEntries(environment(canary.url)), HOME: cwd }
    const settings = path.join(base, 'config')
    const run = await promisify(execFile)(process.execPath, ['--no-warnings', SCRIPT, settings, KEY], {
      cwd,
      env,
    })
    expect(JSON.parse(run.stdout)).toMatchObject({ tier: 'schema', stopReason: 'end' })
    expect(run.stdout + run.stderr).not.toMatch(/canary|Bearer sk/)
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
