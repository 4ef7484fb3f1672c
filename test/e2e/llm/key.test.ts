// Where the key could be left behind, looked at from outside: processes, reports, files and the page's memory.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, fenceline, someSettings } from '../../support/app.ts'
import { describeDesktop, launchDesktop } from '../../support/electron/desktop.ts'
import { type MessagesApi, startMessagesApi } from '../../support/messages-api/messages-api.ts'

const KEY = 'sk-ant-api03-canary-0b7e5d-of-the-process'
const main = fileURLToPath(new URL('../../../dist/node/main.js', import.meta.url))

let api: MessagesApi | undefined
afterEach(async () => {
  await api?.close()
  api = undefined
})

/** Every file below the folders, with its text. */
const filesBelow = (...folders: readonly string[]) =>
  folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ file, text: readFileSync(file, 'latin1') })),
  )
const holdingKey = (files: readonly { file: string; text: string }[]) =>
  files.filter(({ text }) => text.includes(KEY)).map(({ file }) => file)

/** The command line with a key in its environment, which writes a report of itself when it gets SIGUSR2. */
function start(args: readonly string[], { folder, settings, reports, name = 'FENCELINE_API_KEY' }: Places) {
  const child = spawn(
    process.execPath,
    ['--report-on-signal', '--report-on-fatalerror', `--report-directory=${reports}`, main, ...args],
    {
      cwd: folder,
      env: { ...process.env, INIT_CWD: '', NO_COLOR: '1', FENCELINE_CONFIG_DIR: settings, [name]: KEY },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return { child, ended, said: () => said }
}

interface Places {
  readonly folder: string
  readonly settings: string
  readonly reports: string
  readonly name?: string
}

function somePlaces(): Places {
  return {
    folder: aFolder(),
    settings: someSettings(),
    reports: mkdtempSync(path.join(tmpdir(), 'fenceline-report-')),
  }
}

async function reportOf({ child }: { child: ChildProcess }, { reports }: Places): Promise<string> {
  child.kill('SIGUSR2')
  await expect.poll(() => readdirSync(reports).length, { timeout: 20_000 }).toBe(1)
  const [name = ''] = readdirSync(reports)
  // It is written in pieces.
  await expect.poll(() => readFileSync(path.join(reports, name), 'utf8').trimEnd().endsWith('}')).toBe(true)
  return readFileSync(path.join(reports, name), 'utf8')
}

// Linux shows the arguments of a process as a file.
const describeHere = existsSync('/proc/self/cmdline') ? describe : describe.skip

describeHere('the key of the command line', () => {
  test.each(['FENCELINE_API_KEY', 'ANTHROPIC_API_KEY'])(
    'L14 from %s is in no report, argument, output or file of a run, though the server repeats it',
    async (name) => {
      let answered = 0
      const server = await startMessagesApi({
        reply: ({ body }) => {
          if (!body.includes('"c1"')) return undefined
          answered += 1
          if (answered === 2) return { text: `Your key is ${KEY}` }
          if (answered === 3)
            return { status: 401, body: JSON.stringify({ error: { message: `Bad key ${KEY}` } }) }
          return { delay: 300 }
        },
      })
      api = server
      const places = { ...somePlaces(), name }
      const { folder, settings, reports } = places
      expect((await fenceline(folder, 'init')).code).toBe(0)
      const args = ['draft', '--llm', '--base-url', server.url, '--record', 'run.bundle']
      const run = start([...args, '--concurrency', '1'], places)
      await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBeGreaterThan(1)
      const report = await reportOf(run, places)
      expect(report).toContain('"environmentVariables"')
      expect(report).not.toContain(KEY)
      const line = readFileSync(`/proc/${run.child.pid}/cmdline`, 'utf8')
      expect(line).toContain('--record')
      expect(line).not.toContain(KEY)
      await run.ended
      expect(server.requests.some(({ headers }) => JSON.stringify(headers).includes(KEY))).toBe(true)
      expect(server.requests.some(({ body }) => body.includes(KEY))).toBe(false)
      expect(run.said()).toContain('failed')
      expect(run.said()).not.toContain(KEY)
      const files = filesBelow(folder, settings, reports)
      for (const wanted of ['run.bundle', 'llm-audit.jsonl', 'llm.json', 'threat-model.yaml.json'])
        expect(files.map(({ file }) => path.basename(file))).toContain(wanted)
      expect(holdingKey(files)).toEqual([])
      for (const each of [folder, settings, reports]) rmSync(each, { recursive: true })
    },
    60_000,
  )

  test('L14 leaves the environment of the app at once, which has no use for it', async () => {
    const places = somePlaces()
    const run = start(['serve', places.folder, '--no-open'], places)
    await expect.poll(run.said, { timeout: 20_000 }).toContain('the link works once')
    const report = await reportOf(run, places)
    run.child.kill('SIGTERM')
    await run.ended
    expect(report).toContain('"environmentVariables"')
    expect(report).not.toContain(KEY)
    expect(run.said()).not.toContain(KEY)
    expect(holdingKey(filesBelow(places.folder, places.settings))).toEqual([])
  })
})

describeDesktop('the key in the desktop', () => {
  test('L14 is in no memory, storage, element or answer of the page once it was sent', async () => {
    const server = await startMessagesApi()
    api = server
    const desktop = await launchDesktop({ args: [aFolder()] })
    const page = await desktop.firstWindow()
    await page.getByRole('button', { name: 'Create model' }).waitFor()
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: 'Language model' }).click()
    await page.getByRole('textbox', { name: 'Address' }).fill(server.url)
    await page.getByRole('button', { name: 'Save address' }).click()
    const field = page.getByLabel(`API key for ${server.url}`)
    await field.click()
    await page.keyboard.insertText(KEY)
    // The search would find it, had it stayed.
    expect(await heapOf(page)).toContain(KEY)
    await page.getByRole('button', { name: 'Save key' }).click()
    await page.getByText(/A key is kept/).waitFor()
    await page.getByRole('button', { name: 'Test connection' }).click()
    await page.getByText('Answers in the schema').waitFor()
    expect(server.requests.some(({ headers }) => JSON.stringify(headers).includes(KEY))).toBe(true)
    expect(await field.inputValue()).toBe('')
    expect(await heapOf(page)).not.toContain(KEY)
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(`${await page.content()}${kept}`).not.toContain(KEY)
    expect(holdingKey(filesBelow(desktop.settings))).toEqual([])
    expect(desktop.complaints).toEqual([])
  })
})

/** The page's heap after a collection, with the values of its fields. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}
