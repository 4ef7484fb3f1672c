// The command line over Orders and a scripted server, for the tests of `fenceline draft --llm`.
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { type MessagesApi, type MessagesApiOptions, startMessagesApi } from './messages-api/messages-api.ts'
import { run } from './run-program.ts'

export const KEY = 'sk-ant-api03-canary-that-must-stay-here'

let folder: string
let settings: string
let api: MessagesApi | undefined

/** A folder, settings and a key for each test of the file that calls it. */
export function startCommandLine(): void {
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-cli-')))
    settings = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-settings-')))
    vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
    vi.stubEnv('FENCELINE_API_KEY', KEY)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    await closeServer()
    for (const each of [folder, settings]) await rm(each, { recursive: true, force: true })
  })
}

/** A place in the folder, and one among the settings. */
export const at = (...parts: string[]) => path.join(folder, ...parts)
export const inSettings = (...parts: string[]) => path.join(settings, ...parts)

/** Orders, and a server; gives its address. */
export async function orders(options: MessagesApiOptions = {}): Promise<string> {
  await run('init', folder)
  api = await startMessagesApi(options)
  return api.url
}

export function draft(url: string, ...more: string[]): ReturnType<typeof run> {
  vi.stubEnv('FENCELINE_API_KEY', KEY)
  return run('draft', folder, '--llm', '--base-url', url, ...more)
}

/** What the server was asked. */
export const requests = () => api?.requests ?? []

export async function closeServer(): Promise<void> {
  await api?.close()
  api = undefined
}
