import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'

const app = {
  ...{ isPackaged: false, setName: vi.fn(), setPath: vi.fn(), enableSandbox: vi.fn(), on: vi.fn() },
  ...{ requestSingleInstanceLock: () => true, whenReady: async () => {}, quit: vi.fn(), exit: vi.fn() },
}
const showErrorBox = vi.fn()
vi.mock('electron', () => ({
  app,
  dialog: { showErrorBox },
  protocol: { registerSchemesAsPrivileged: vi.fn() },
}))
vi.mock('./app-shell.ts', () => ({
  startShell: async () => {
    throw new Error('The page cannot be read.')
  },
}))

const settings = mkdtempSync(path.join(tmpdir(), 'fenceline-main-'))
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(settings, { recursive: true, force: true })
})

test('an app that cannot start says why and ends, so that it does not take the next launch for itself', async () => {
  vi.stubEnv('FENCELINE_CONFIG_DIR', settings)
  await import('./main.ts')
  await vi.waitFor(() => expect(app.exit).toHaveBeenCalledWith(1))
  expect(showErrorBox).toHaveBeenCalledWith('Fenceline cannot start.', 'The page cannot be read.')
})
