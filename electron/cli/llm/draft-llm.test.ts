import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { printLayout } from '../../../shared/formats/fenceline/index.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import {
  at,
  closeServer,
  draft,
  inSettings,
  KEY,
  orders,
  requests,
  startCommandLine,
} from '../../../test/support/command-line.ts'
import { run } from '../../../test/support/run-program.ts'

startCommandLine()

const draftsFile = () => readFile(at('.fenceline/drafts/threat-model.yaml.json'), 'utf8')

/** Bodies of real requests: what tests the server says nothing of the model. */
const asked = (from = 0) =>
  requests()
    .slice(from)
    .filter(({ path: place, body }) => place.split('?')[0] === '/v1/messages' && body.includes('"c1"'))
    .map(({ body }) => body)

describe('options', () => {
  test.each([
    ['--dry-run'],
    ['--batch'],
    ['--trust-prompts'],
    ['--base-url', 'http://127.0.0.1:1'],
    ['--model', 'x'],
    ['--concurrency', '3'],
    ['--record', 'x'],
    ['--replay', 'x'],
  ])('%s without --llm is wrong usage', async (...args) => {
    const { code, out, err } = await run('draft', at(), ...args)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(`${args[0]} needs --llm`)
  })

  test.each([
    [['--concurrency', '0'], '1 to 32'],
    [['--replay', 'x', '--batch'], '--replay does not go with --batch'],
    [['--dry-run', '--record', 'x'], '--dry-run does not go with --record'],
  ])('%j is wrong usage', async (args, message) => {
    const { code, err } = await run('draft', at(), '--llm', ...args)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

describe('the server', () => {
  test('L6 an address that needs a word of the person is refused, and says where to give it', async () => {
    await run('init', at())
    const { code, err } = await draft('http://10.1.2.3:8000')
    expect(code).toBe(2)
    expect(err).toContain('Confirm http://10.1.2.3:8000')
    const refused = await draft('http://user:secret@example.com')
    expect(refused.code).toBe(2)
  })

  test('L15 a remote address without a key is refused before a connection', async () => {
    await run('init', at())
    vi.stubEnv('FENCELINE_API_KEY', '')
    vi.stubEnv('ANTHROPIC_API_KEY', '')
    const { code, err } = await run('draft', at(), '--llm')
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
    expect(requests()[0]?.headers.authorization ?? requests()[0]?.headers['x-api-key']).toContain(KEY)
    const bodies = requests()
      .map(({ body }) => body)
      .join('')
    const files = await Promise.all(
      [at(), inSettings()].map(async (root) => {
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
    const sent = requests().length
    expect((await draft(url)).code).toBe(0)
    expect(requests().length).toBe(sent)
    expect(await draftsFile()).toBe(stored)
    expect((await draft(url, '--changed')).code).toBe(0)
    expect(requests().length).toBe(sent)
  })

  test('another layout sends nothing', async () => {
    const url = await orders()
    expect((await draft(url)).code).toBe(0)
    const sent = requests().length
    const boxes = [{ id: 'redis', x: 9000, y: -9000 }]
    await writeFile(at('threat-model.layout.yaml'), printLayout({ ...EMPTY_LAYOUT, boxes }))
    const again = await draft(url)
    expect([again.code, requests().length]).toEqual([0, sent])
    expect(await draft(url, '--dry-run', '--format', 'json')).toMatchObject({ code: 0, out: '[]\n' })
  })

  test('L7 --dry-run prints the exact bodies that are sent afterwards, and opens no connection', async () => {
    const url = await orders()
    const dry = await draft(url, '--dry-run', '--format', 'json')
    expect(dry.code).toBe(0)
    expect(dry.err).toContain('was not tested yet')
    expect(requests()).toEqual([])
    const text = await draft(url, '--dry-run')
    expect(requests()).toEqual([])
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
    const before = requests().length
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
    await rm(inSettings(), { recursive: true })
    await closeServer()
    vi.stubEnv('FENCELINE_API_KEY', '')
    const replayed = await run('draft', at(), '--llm', '--replay', bundle, '--format', 'json')
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
    const { code, out, err } = await run('draft', at(), '--llm', '--replay', bundle, '--format', 'json')
    expect(code).toBe(1)
    const [{ failed, drafts }] = JSON.parse(out).models
    expect(failed.length).toBeGreaterThan(0)
    expect(err).toContain('differs from the one in the bundle')
    expect(drafts.every(({ source }: { source: { by: string } }) => source.by === 'rules')).toBe(true)
  })

  test('a file that is no bundle is named', async () => {
    await run('init', at())
    await writeFile(at('x.bundle'), '{')
    const { code, err } = await run('draft', at(), '--llm', '--replay', at('x.bundle'))
    expect(code).toBe(2)
    expect(err).toContain('x.bundle')
  })
})
