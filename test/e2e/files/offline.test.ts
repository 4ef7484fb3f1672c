// Without a language model nothing of Fenceline talks to anybody: seen from outside, by the system and the browser.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type App, aFolder, openPage, startApp } from '../../support/app.ts'
import { BROWSER_ARGUMENTS, chromiumPath, describeBrowser } from '../../support/browser.ts'

const main = fileURLToPath(new URL('../../../dist/node/main.js', import.meta.url))
interface NetEvent {
  readonly params?: { readonly initiator?: string; readonly url?: string }
}

const canTrace = spawnSync('strace', ['-qq', 'true']).status === 0
const describeTrace = canTrace ? describe : describe.skip

describeTrace(canTrace ? 'the command line' : 'the command line (no strace here)', () => {
  test('L1 no command opens a connection', () => {
    const folder = aFolder()
    const commands = [
      ['init'],
      ['draft', '--format', 'json'],
      ['lint'],
      ['review'],
      ['export', 'threat-model.yaml', '--to', 'mermaid'],
      ['import', 'threat-model.mmd', '-o', 'copy.threat-model.yaml'],
      ['schema'],
      ['draft', '--llm', '--dry-run', '--base-url', 'http://127.0.0.1:9'],
    ]
    for (const command of commands) {
      const trace = path.join(folder, 'trace.txt')
      const run = spawnSync(
        'strace',
        ['-f', '-qq', '-e', 'trace=connect,sendto,sendmsg', '-o', trace, process.execPath, main, ...command],
        {
          cwd: folder,
          env: { ...process.env, FENCELINE_CONFIG_DIR: path.join(folder, 'settings'), INIT_CWD: '' },
        },
      )
      expect([command[0], run.signal]).toEqual([command[0], null])
      const reached = readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.includes('AF_INET'))
      expect(reached, command.join(' ')).toEqual([])
    }
    rmSync(folder, { recursive: true })
  }, 120_000)

  test('L1 the host opens no connection while a model is opened and saved through it', async () => {
    const folder = aFolder()
    execFileSync(process.execPath, [main, 'init', folder])
    const trace = path.join(folder, 'trace.txt')
    const options = ['-f', '-q', '-e', 'trace=connect,sendto,sendmsg', '-o', trace]
    const child = spawn('strace', [...options, process.execPath, main, 'serve', folder, '--no-open'], {
      env: { ...process.env, FENCELINE_CONFIG_DIR: path.join(folder, 'settings') },
      stdio: ['ignore', 'pipe', 'inherit'],
      // A group of its own, so that the traced process hears the end as well.
      detached: true,
    })
    const ended = once(child, 'exit')
    const [, origin = '', code = ''] = await new Promise<RegExpExecArray>((resolve) => {
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        const found = /(http:\/\/127\.0\.0\.1:\d+)\/#(\S+)/.exec(output)
        if (found) resolve(found)
      })
    })
    const post = async (target: string, body: unknown, token = '') => {
      const headers = { 'Content-Type': 'application/json', Origin: origin, Authorization: `Bearer ${token}` }
      const answer = await fetch(origin + target, { method: 'POST', headers, body: JSON.stringify(body) })
      return answer.json()
    }
    const { token } = await post('/api/session', { code })
    const call = async (method: string, input: unknown) =>
      (await post('/api/call', { method, input }, token)).value
    const {
      path: file,
      model,
      layout,
      drafts,
      source,
      modelHash,
      layoutHash,
    } = await call('model.open', {
      path: 'threat-model.yaml',
    })
    const state = { path: file, model: { ...model, title: 'Offline' }, layout, drafts, source }
    const saved = await call('model.save', { ...state, modelHash, layoutHash, overwriteDerived: [] })
    expect(saved.written).toContain('threat-model.yaml')
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await ended
    expect(
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => line.includes('AF_INET')),
    ).toEqual([])
    rmSync(folder, { recursive: true })
  })
})

describeBrowser('the page', () => {
  test('L2 a session’s page reaches nothing but its own host', async () => {
    const folder = aFolder()
    execFileSync(process.execPath, [main, 'init', folder])
    const log = path.join(folder, 'netlog.json')
    const app: App = await startApp(folder)
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      chromiumSandbox: process.getuid?.() !== 0,
      args: [...BROWSER_ARGUMENTS, `--log-net-log=${log}`],
    })
    const { page } = await openPage(browser, app.url)
    await page.getByRole('button', { name: /threat-model\.yaml/ }).click()
    await page.getByRole('button', { name: 'Draft threats' }).first().click()
    await page.getByText('26 open drafts', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.keyboard.press('Control+e')
    await page.waitForTimeout(1000)
    await browser.close()
    await app.stop()
    // Chromium talks for itself as well; what the page began carries the page's origin.
    const origin = new URL(app.url).origin
    const { events } = JSON.parse(readFileSync(log, 'utf8')) as { events: NetEvent[] }
    const begun = events.flatMap(({ params }) =>
      params?.initiator?.startsWith(origin) && params.url ? [new URL(params.url).host] : [],
    )
    expect(begun.length).toBeGreaterThan(5)
    expect([...new Set(begun)]).toEqual([new URL(origin).host])
    rmSync(folder, { recursive: true })
  }, 60_000)
})
