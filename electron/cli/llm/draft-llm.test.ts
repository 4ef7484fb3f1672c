import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../../../test/support/messages-api.ts'
import { run } from '../../../test/support/run-program.ts'

const KEY = 'sk-ant-api03-canary-that-must-stay-here'

let folder: string
let settings: string
let api: MessagesApi | undefined
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-cli-')))
  settings = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-settings-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
  vi.stubEnv('FENCELINE_API_KEY', KEY)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await api?.close()
  api = undefined
  for (const each of [folder, settings]) await rm(each, { recursive: true, force: true })
})

const at = (...parts: string[]) => path.join(folder, ...parts)
const draftsFile = () => readFile(at('.fenceline/drafts/threat-model.yaml.json'), 'utf8')

/** Orders, and a server; the probe is out of the way unless a test wants it. */
async function orders(options: MessagesApiOptions = {}): Promise<string> {
  await run('init', folder)
  api = await startMessagesApi(options)
  return api.url
}

const draft = (url: string, ...more: string[]) => {
  vi.stubEnv('FENCELINE_API_KEY', KEY)
  return run('draft', folder, '--llm', '--base-url', url, ...more)
}

/** Bodies of real requests: what tests the server says nothing of the model. */
const asked = (from = 0) =>
  (api?.requests ?? [])
    .slice(from)
    .filter(({ path: place, body }) => place.split('?')[0] === '/v1/messages' && body.includes('"c1"'))
    .map(({ body }) => body)

describe('options', () => {
  test.each([
    ['--changed'],
    ['--dry-run'],
    ['--batch'],
    ['--trust-prompts'],
    ['--base-url', 'http://127.0.0.1:1'],
    ['--model', 'x'],
    ['--concurrency', '3'],
    ['--record', 'x'],
    ['--replay', 'x'],
  ])('%s without --llm is wrong usage', async (...args) => {
    const { code, out, err } = await run('draft', folder, ...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(`${args[0]} needs --llm`)
  })

  test.each([
    [['--concurrency', '0'], '1 to 32'],
    [['--replay', 'x', '--batch'], '--replay does not go with --batch'],
    [['--dry-run', '--record', 'x'], '--dry-run does not go with --record'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, err } = await run('draft', folder, '--llm', ...args)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

describe('the server', () => {
  test('L6 an address that needs a word of the person is refused, and says where to give it', async () => {
    await run('init', folder)
    const { code, err } = await draft('http://10.1.2.3:8000')
    expect(code).toBe(2)
    expect(err).toContain('Confirm http://10.1.2.3:8000')
    const refused = await draft('http://user:secret@example.com')
    expect(refused.code).toBe(2)
  })

  test('L15 a remote address without a key is refused before a connection', async () => {
    await run('init', folder)
    vi.stubEnv('FENCELINE_API_KEY', '')
    vi.stubEnv('ANTHROPIC_API_KEY', '')
    const { code, err } = await run('draft', folder, '--llm')
    expect(code).toBe(2)
    expect(err).toContain('There is no API key for https://api.anthropic.com')
    expect(err).toContain('FENCELINE_API_KEY')
  })

  test('L14 the key leaves the environment and is in no output, file or body', async () => {
    const url = await orders()
    const bundle = at('run.bundle')
    const { code, out, err } = await draft(url, '--format', 'json', '--record', bundle)
    expect(code).toBe(0)
    expect(process.env.FENCELINE_API_KEY).toBeUndefined()
    expect(api?.requests[0]?.headers.authorization ?? api?.requests[0]?.headers['x-api-key']).toContain(KEY)
    const bodies = (api?.requests ?? []).map(({ body }) => body).join('')
    const files = await Promise.all(
      [folder, settings].map(async (root) => {
        const names = await readdir(root, { recursive: true, withFileTypes: true })
        return Promise.all(
          names
            .filter((each) => each.isFile())
            .map((each) => readFile(path.join(each.parentPath, each.name), 'utf8')),
        )
      }),
    )
    expect(files.flat().length).toBeGreaterThan(5)
    expect([out, err, bodies, ...files.flat()].filter((text) => text.includes(KEY))).toEqual([])
  })
})

describe('a run', () => {
  test('stores drafts of the language model beside those of the rules, and sends nothing the second time', async () => {
    const url = await orders()
    const before = await readFile(at('threat-model.yaml'), 'utf8')
    const first = await draft(url, '--format', 'json')
    expect(first.err).toContain('[1/')
    expect(first.code).toBe(0)
    const [model] = JSON.parse(first.out).models
    expect(model.failed).toEqual([])
    expect(model.usage.inputTokens).toBeGreaterThan(0)
    const by = new Set(model.drafts.map(({ source }: { source: { by: string } }) => source.by))
    expect(by).toEqual(new Set(['rules', 'llm']))
    expect(await readFile(at('threat-model.yaml'), 'utf8')).toBe(before)
    const stored = await draftsFile()
    const sent = api?.requests.length
    expect((await draft(url)).code).toBe(0)
    expect(api?.requests.length).toBe(sent)
    expect(await draftsFile()).toBe(stored)
    expect((await draft(url, '--changed')).code).toBe(0)
    expect(api?.requests.length).toBe(sent)
  })

  test('L7 --dry-run prints the exact bodies that are sent afterwards, and opens no connection', async () => {
    const url = await orders()
    const dry = await draft(url, '--dry-run', '--format', 'json')
    expect(dry.code).toBe(0)
    expect(dry.err).toContain('was not tested yet')
    expect(api?.requests).toEqual([])
    const text = await draft(url, '--dry-run')
    expect(api?.requests).toEqual([])
    await draft(url)
    const bodies: string[] = JSON.parse(dry.out).map(({ body }: { body: string }) => body)
    expect(bodies.length).toBeGreaterThan(5)
    expect(asked().sort()).toEqual([...bodies].sort())
    for (const body of bodies) expect(text.out).toContain(`\n${body}\n`)
    expect(await draft(url, '--dry-run', '--format', 'json')).toMatchObject({ code: 0, out: '[]\n' })
  })

  test('targets that fail are named, the others are kept, and only they are asked again', async () => {
    let failing = true
    let count = 0
    const url = await orders({
      reply: ({ body }) =>
        failing && body.includes('"c1"') && count++ % 4 === 0
          ? { status: 400, body: '{"type":"error"}' }
          : undefined,
    })
    const first = await draft(url, '--format', 'json')
    expect(first.code).toBe(1)
    const [model] = JSON.parse(first.out).models
    expect(model.failed.length).toBeGreaterThan(0)
    expect(model.drafts.some(({ source }: { source: { by: string } }) => source.by === 'llm')).toBe(true)
    failing = false
    const before = api?.requests.length
    expect((await draft(url)).code).toBe(0)
    expect(asked(before)).toHaveLength(model.failed.length)
  })

  test('H15 words of a language model cannot steer the terminal', async () => {
    const url = await orders()
    const { out, err } = await draft(url)
    expect(out).toContain('language model')
    for (const control of ['\u001b', '\u0007', '\u009b']) expect(out + err).not.toContain(control)
  })
})

test('what is finished stays when a run is interrupted', async () => {
  let answered = 0
  const url = await orders({
    reply: ({ body }) => (body.includes('"c1"') && ++answered > 3 ? { delay: 5000 } : undefined),
  })
  const interrupt = setInterval(() => answered > 3 && process.emit('SIGINT'), 20)
  const { code, out, err } = await draft(url, '--concurrency', '1', '--format', 'json')
  clearInterval(interrupt)
  expect(code).toBe(1)
  expect(err).toContain('What is finished is kept')
  const [{ drafts, failed }] = JSON.parse(out).models
  expect(drafts.some(({ source }: { source: { by: string } }) => source.by === 'llm')).toBe(true)
  expect(failed.length).toBeGreaterThan(0)
  expect(await draftsFile()).toContain('"by":"llm"')
})

describe('prompts of the folder', () => {
  const OWN = 'Ask as this team asks, in words of its own.'
  const write = async () => {
    const { STARTERS } = await import('../../../shared/llm/prompts/starters.ts')
    const text = STARTERS.find(({ prompt }) => prompt.id === 'stride-component')?.text ?? ''
    await mkdir(at('.fenceline/prompts'), { recursive: true })
    await writeFile(at('.fenceline/prompts/stride-component.md'), `${text}\n${OWN}\n`)
  }

  test('are not used without --trust-prompts, and the command says so', async () => {
    const url = await orders()
    await write()
    const { code, err } = await draft(url)
    expect(code).toBe(0)
    expect(err).toContain('--trust-prompts')
    expect(asked().filter((body) => body.includes(OWN))).toEqual([])
  })

  test('are used with it', async () => {
    const url = await orders()
    await write()
    expect((await draft(url, '--trust-prompts')).code).toBe(0)
    expect(asked().some((body) => body.includes(OWN))).toBe(true)
  })

  test('stop the command when one is broken', async () => {
    const url = await orders()
    await write()
    await writeFile(at('.fenceline/prompts/stride-component.md'), 'no front matter')
    const { code, err } = await draft(url, '--trust-prompts')
    expect(code).toBe(2)
    expect(err).toContain('stride-component.md is not a prompt')
    expect(asked()).toEqual([])
  })
})

describe('record and replay', () => {
  test('a replay needs neither network nor key and gives the same report and drafts to the byte', async () => {
    const url = await orders()
    const bundle = at('run.bundle')
    const recorded = await draft(url, '--format', 'json', '--record', bundle)
    const stored = await draftsFile()
    expect((await stat(bundle)).mode & 0o777).toBe(0o600)
    await rm(at('.fenceline/drafts'), { recursive: true })
    await rm(settings, { recursive: true })
    await api?.close()
    api = undefined
    vi.stubEnv('FENCELINE_API_KEY', '')
    const replayed = await run('draft', folder, '--llm', '--replay', bundle, '--format', 'json')
    expect(replayed.code).toBe(0)
    expect(replayed.out).toBe(recorded.out)
    expect(await draftsFile()).toBe(stored)
  })

  test('replies to other requests than the model would send now are named and not taken', async () => {
    const url = await orders()
    const bundle = at('run.bundle')
    await draft(url, '--record', bundle)
    await rm(at('.fenceline/drafts'), { recursive: true })
    const model = await readFile(at('threat-model.yaml'), 'utf8')
    await writeFile(at('threat-model.yaml'), model.replace('API Gateway', 'Edge Gateway'))
    const { code, out, err } = await run('draft', folder, '--llm', '--replay', bundle, '--format', 'json')
    expect(code).toBe(1)
    const [{ failed, drafts }] = JSON.parse(out).models
    expect(failed.length).toBeGreaterThan(0)
    expect(err).toContain('differs from the one in the bundle')
    expect(drafts.every(({ source }: { source: { by: string } }) => source.by === 'rules')).toBe(true)
  })

  test('a file that is no bundle is named', async () => {
    await run('init', folder)
    await writeFile(at('x.bundle'), '{')
    const { code, err } = await run('draft', folder, '--llm', '--replay', at('x.bundle'))
    expect(code).toBe(2)
    expect(err).toContain('x.bundle')
  })
})

describe('batches', () => {
  const batchPosts = () =>
    (api?.requests ?? []).filter(({ method, path: place }) => method === 'POST' && place.includes('batches'))

  test('one batch answers every model of the folders and nothing is left of its state', async () => {
    const url = await orders({ batchWaits: 0 })
    await run('init', at('other'))
    const { code, err, out } = await draft(url, '--batch', '--format', 'json')
    expect(code).toBe(0)
    expect(err).toContain('msgbatch_1')
    expect(batchPosts()).toHaveLength(1)
    const { requests } = JSON.parse(batchPosts()[0]?.body ?? '{}')
    for (const { custom_id } of requests) expect(custom_id).toMatch(/^[\w-]{1,64}$/)
    for (const { drafts } of JSON.parse(out).models)
      expect(drafts.some(({ source }: { source: { by: string } }) => source.by === 'llm')).toBe(true)
    expect(JSON.parse(await readFile(path.join(settings, 'llm-batches.json'), 'utf8')).batches).toEqual([])
    expect((await draft(url, '--batch')).code).toBe(0)
    expect(batchPosts()).toHaveLength(1)
  })

  test('L7 --batch --dry-run prints the exact entries of the batch, and the audit log their hashes', async () => {
    const url = await orders({ batchWaits: 0 })
    const dry = JSON.parse((await draft(url, '--batch', '--dry-run', '--format', 'json')).out)
    expect((await draft(url, '--batch')).code).toBe(0)
    const sent = batchPosts()[0]?.body ?? ''
    expect(dry.length).toBeGreaterThan(0)
    for (const { body } of dry) expect(sent).toContain(`"params":${body}}`)
    const noted = (await readFile(path.join(settings, 'llm-audit.jsonl'), 'utf8')).trimEnd().split('\n')
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
      if (
        batchPosts().length > 0 &&
        (api?.requests ?? []).some(({ path: place }) => place.endsWith('/msgbatch_1'))
      )
        process.emit('SIGINT')
    }, 20)
    const left = await draft(url, '--batch')
    clearInterval(interrupt)
    expect(left.code).toBe(2)
    expect(left.err).toContain('Batch msgbatch_1 goes on')
    const state = path.join(settings, 'llm-batches.json')
    expect((await stat(state)).mode & 0o777).toBe(0o600)
    expect(await readFile(state, 'utf8')).toContain('msgbatch_1')
    expect(await readFile(state, 'utf8')).not.toContain(KEY)
    const noted = (await readFile(path.join(settings, 'llm-audit.jsonl'), 'utf8')).trimEnd().split('\n')
    const { requests } = JSON.parse(batchPosts()[0]?.body ?? '{}')
    expect(noted.map((line) => JSON.parse(line).result)).toEqual(requests.map(() => 'sent'))
    const resumed = await draft(url, '--batch', '--format', 'json')
    expect(resumed.code).toBe(0)
    expect(batchPosts()).toHaveLength(1)
    const [{ drafts }] = JSON.parse(resumed.out).models
    expect(drafts.some(({ source }: { source: { by: string } }) => source.by === 'llm')).toBe(true)
  })

  test('a batch that the server has no more is said to be lost, and the next run sends a new one', async () => {
    const url = await orders({ batchWaits: 0 })
    expect((await draft(url, '--batch', '--dry-run')).code).toBe(0)
    const state = path.join(settings, 'llm-batches.json')
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
})
