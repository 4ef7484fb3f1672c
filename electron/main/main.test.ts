import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { version } from '../../package.json'

const hasSwitch = vi.fn(() => false)
const app = {
  ...{ commandLine: { hasSwitch }, setAboutPanelOptions: vi.fn() },
  ...{ isPackaged: false, setName: vi.fn(), setPath: vi.fn(), enableSandbox: vi.fn(), on: vi.fn() },
  ...{ requestSingleInstanceLock: () => true, whenReady: async () => {}, quit: vi.fn(), exit: vi.fn() },
}
const showErrorBox = vi.fn()
const startShell = vi.fn(async () => {
  throw new Error('The page cannot be read.')
})
vi.mock('electron', () => ({
  app,
  dialog: { showErrorBox },
  protocol: { registerSchemesAsPrivileged: vi.fn() },
}))
vi.mock('./app-shell.ts', () => ({ startShell }))

let settings: string
const argv = process.argv
const start = async (...args: string[]) => {
  process.argv = [...argv.slice(0, 2), ...args]
  await import('./main.ts')
}
beforeEach(() => {
  settings = mkdtempSync(path.join(tmpdir(), 'fenceline-main-'))
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
  vi.resetModules()
  vi.clearAllMocks()
  hasSwitch.mockReturnValue(false)
})
afterEach(() => {
  process.argv = argv
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  rmSync(settings, { recursive: true, force: true })
})

test('an app that cannot start says why and ends, so that it does not take the next launch for itself', async () => {
  await start()
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(1))
  expect(showErrorBox).toHaveBeenCalledWith('Fenceline cannot start.', 'The page cannot be read.')
})

test('S1 an app that was started without the sandbox opens no window', async () => {
  hasSwitch.mockImplementation((name?: string) => name === 'no-sandbox')
  await start()
  expect(app.exit).toHaveBeenCalledWith(1)
  expect(showErrorBox).toHaveBeenCalledWith(
    'Fenceline cannot start.',
    expect.stringContaining('--no-sandbox'),
  )
  expect(startShell).not.toHaveBeenCalled()
})

test('--version says which build this is, and opens nothing', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  await start('--version')
  expect(write).toHaveBeenCalledWith(`${version}\n`)
  expect(app.exit).toHaveBeenCalledWith(0)
  expect(startShell).not.toHaveBeenCalled()
})
