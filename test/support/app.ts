// The built app as a person meets it: its own process on a folder, a page in a real browser.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'

const main = fileURLToPath(new URL('../../dist/node/main.js', import.meta.url))

/** A new empty folder, for one test. */
export const aFolder = (): string => mkdtempSync(path.join(tmpdir(), 'fenceline-e2e-'))

export interface App {
  readonly folder: string
  /** The address with its one-time launch code. */
  readonly url: string
  /** Ends the process and waits until it is gone. */
  stop(): Promise<void>
  /** Ends it as a crash does (kill -9) and leaves the settings in place. */
  crash(): Promise<void>
}

/** A new folder for settings, for processes that follow each other. */
export const someSettings = (): string => mkdtempSync(path.join(tmpdir(), 'fenceline-settings-'))

/** Starts `fenceline serve` on the folder, with settings of its own unless others are named. */
export const startApp = async (folder: string, settings = someSettings()): Promise<App> => {
  const child: ChildProcess = spawn(process.execPath, [main, 'serve', folder, '--no-open'], {
    env: { ...process.env, FENCELINE_CONFIG_DIR: settings, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`fenceline serve ended with ${code}: ${output}`)))
  })
  return {
    folder,
    url,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(settings, { recursive: true, force: true })
    },
    async crash() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** What a run of the command line gave. */
export interface Run {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built command line in a folder. */
export const fenceline = (folder: string, ...args: readonly string[]): Promise<Run> =>
  fencelineWith({}, folder, ...args)

/** As `fenceline`, with more in its environment. */
export const fencelineWith = (
  env: Readonly<Record<string, string>>,
  folder: string,
  ...args: readonly string[]
): Promise<Run> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', INIT_CWD: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })

/**
 * A person at the page, whose effort is counted: every click, drag, paste or text entered is an
 * action; every key pressed that is not part of a text is a key.
 */
export class Person {
  actions = 0
  keys = 0
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async click(target: Locator): Promise<void> {
    this.actions += 1
    await target.click()
  }

  async clickAt(x: number, y: number): Promise<void> {
    this.actions += 1
    await this.page.mouse.click(x, y)
  }

  async drag(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    this.actions += 1
    await this.page.mouse.move(from.x, from.y)
    await this.page.mouse.down()
    await this.page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 })
    await this.page.mouse.move(to.x, to.y, { steps: 6 })
    await this.page.mouse.up()
  }

  /** Presses a key or chord such as `Control+s`. */
  async press(key: string): Promise<void> {
    this.keys += 1
    await this.page.keyboard.press(key)
  }

  /** Types into whatever has the focus; letters of a text are not counted as keys. */
  async type(text: string): Promise<void> {
    this.actions += 1
    await this.page.keyboard.type(text)
  }

  /** Pastes into whatever has the focus. */
  async paste(text: string): Promise<void> {
    this.actions += 1
    await this.page.keyboard.insertText(text)
  }

  effort(): string {
    return `${this.actions} actions and ${this.keys} keys besides typed text`
  }
}

/** Opens the app's page; `complaints` collects policy violations, errors and warnings of the page. */
export const openPage = async (
  browser: Browser,
  url: string,
  size = { width: 1440, height: 900 },
): Promise<{ page: Page; complaints: string[] }> => {
  const context = await browser.newContext({
    viewport: size,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  return { page, complaints }
}
