import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { downloadElectron } from './download-electron.ts'
import { findElectron, whyNoWindow } from './find-electron.ts'
import { startDesktop } from './start-desktop.ts'

let root: string
let said: string[]
const say = (line: string) => void said.push(line)
const at = (...parts: string[]) => path.join(root, ...parts)

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'fenceline-desktop-'))
  said = []
  mkdirSync(at('node_modules/electron/dist'), { recursive: true })
  mkdirSync(at('dist'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** A program that stands where Electron would, and writes down what it was started with. */
function install(script: string): void {
  const program = at('node_modules/electron/dist/electron')
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o755)
  writeFileSync(at('node_modules/electron/path.txt'), 'electron')
}
const installer = (script: string) => writeFileSync(at('node_modules/electron/install.js'), script)
const start = (env: Record<string, string> = {}) =>
  startDesktop({
    ...{ target: '/repo', say, root, platform: 'linux', userId: 1000 },
    env: { PATH: process.env.PATH, DISPLAY: ':0', ...env },
  })

test('the app is started on the folder, and what would make Electron a plain Node is taken away', async () => {
  install(`echo "$@" "[$ELECTRON_RUN_AS_NODE$NODE_OPTIONS]" > "${at('started')}"`)
  expect(await start({ ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '--inspect' })).toBeNull()
  expect(readFileSync(at('started'), 'utf8').trim()).toBe(`${at('dist/desktop/main.js')} open /repo []`)
})

test('S1 the sandbox is never switched off: as root there is no window', async () => {
  install(`touch "${at('started')}"`)
  const reason = await startDesktop({
    ...{ target: '/repo', say, root, platform: 'linux', userId: 0, env: { DISPLAY: ':0' } },
  })
  expect(reason).toMatch(/root/)
  expect(existsSync(at('started'))).toBe(false)
})

test('without a display there is no window', () => {
  expect(whyNoWindow({}, 'linux', 1000)).toMatch(/display/)
  expect(whyNoWindow({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000)).toBeNull()
  expect(whyNoWindow({}, 'darwin', 501)).toBeNull()
  expect(whyNoWindow({}, 'win32', undefined)).toBeNull()
})

test('an app that stops at once says so; one that is ended by a signal does not', async () => {
  install('exit 3')
  expect(await start()).toMatch(/stopped at once/)
  install('kill -TERM $$')
  expect(await start()).toBeNull()
  install('kill -SEGV $$')
  expect(await start()).toMatch(/stopped at once/)
})

test('a Ctrl+C that arrives twice, from the terminal and from npm, reaches the app once', async () => {
  install(`trap 'echo asked >> "${at('signals')}"' INT; touch "${at('up')}"
    for each in 1 2 3 4 5 6 7 8; do sleep 0.1; done`)
  const started = start()
  while (!existsSync(at('up'))) await new Promise((resolve) => setTimeout(resolve, 10))
  process.emit('SIGINT', 'SIGINT')
  await new Promise((resolve) => setTimeout(resolve, 200))
  process.emit('SIGINT', 'SIGINT')
  expect(await started).toBeNull()
  expect(readFileSync(at('signals'), 'utf8')).toBe('asked\n')
})

test('on Windows, where a signal ends a program at once, Ctrl+C leaves the window open', async () => {
  install(`touch "${at('up')}"; sleep 0.5; touch "${at('lived')}"`)
  const env = { PATH: process.env.PATH }
  const started = startDesktop({ target: '/repo', say, root, platform: 'win32', env })
  while (!existsSync(at('up'))) await new Promise((resolve) => setTimeout(resolve, 10))
  process.emit('SIGINT', 'SIGINT')
  expect(await started).toBeNull()
  expect(existsSync(at('lived'))).toBe(false)
  await expect.poll(() => existsSync(at('lived'))).toBe(true)
})

test.skipIf(process.platform === 'win32')('the terminal’s own Ctrl+C goes past the app', async () => {
  install(`ps -o pgid= -p $$ > "${at('group')}"; echo $$ > "${at('pid')}"`)
  expect(await start()).toBeNull()
  expect(readFileSync(at('group'), 'utf8').trim()).toBe(readFileSync(at('pid'), 'utf8').trim())
})

test('a named program is used, and a missing one is not replaced', async () => {
  installer('process.exit(0)')
  const named = { FENCELINE_ELECTRON: at('nowhere') }
  expect(findElectron({ root, env: named })).toBeNull()
  expect(await start(named)).toMatch(/not installed/)
  expect(said).toEqual([])
})

test('a missing program is downloaded, with one line, and then used', async () => {
  installer(`
    const fs = require('fs')
    fs.writeFileSync('${at('node_modules/electron/dist/electron')}', '#!/bin/sh\\n', { mode: 0o755 })
    fs.writeFileSync('${at('node_modules/electron/path.txt')}', 'electron')`)
  expect(await start()).toBeNull()
  expect(said).toHaveLength(1)
})

test('a failed download is not tried again for a day', async () => {
  installer('process.exit(1)')
  expect(await start()).toMatch(/not installed/)
  expect(said).toHaveLength(1)
  expect(await start()).toMatch(/not installed/)
  expect(said).toHaveLength(1)
  const tomorrow = () => Date.now() + 25 * 60 * 60 * 1000
  expect(await downloadElectron({ root, say, now: tomorrow })).toBe(false)
  expect(said).toHaveLength(2)
})

test('an installer that ends well and brings nothing counts as failed', async () => {
  installer('process.exit(0)')
  for (let tries = 0; tries < 2; tries += 1) expect(await start()).toMatch(/not installed/)
  expect(said).toHaveLength(1)
})

test('a download that takes too long is ended', async () => {
  installer('setInterval(() => {}, 1000)')
  expect(await downloadElectron({ root, say, longestMs: 100 })).toBe(false)
})
