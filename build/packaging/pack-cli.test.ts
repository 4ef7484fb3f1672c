// The package of the command line as somebody gets it: installed into an empty folder, without a network.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listImported, namesIn, readBill } from '../../test/support/packaging/bill-of-materials.ts'
import { runNpm } from './npm.ts'
import { type PackedCli, packCli } from './pack-cli.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'fenceline-cli-package-'))
const at = (...parts: string[]) => path.join(folder, ...parts)
const installed = at('empty/node_modules/fenceline')
let packed: PackedCli

const run = (...args: string[]) => runAt(path.join(installed, 'dist/node/main.js'), args)
const runAt = (main: string, args: readonly string[]) => {
  const env = { PATH: process.env.PATH, HOME: folder, FENCELINE_CONFIG_DIR: at('settings') }
  const options = { cwd: at('empty'), env, encoding: 'utf8' } as const
  return spawnSync(process.execPath, [main, ...args], options)
}

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  packed = packCli(at('out'), at('staged'))
  vi.restoreAllMocks()
  mkdirSync(at('empty'))
  writeFileSync(at('empty/package.json'), '{"private": true}')
  runNpm(['install', '--offline', '--no-audit', '--no-fund', packed.file], at('empty'))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('it is small, and brings no package and no script with it', () => {
  console.info(`fenceline-cli: ${packed.bytes} bytes packed`)
  expect(packed.bytes).toBeLessThan(3_000_000)
  expect(readdirSync(at('empty/node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['fenceline'])
  const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'))
  expect(manifest).toMatchObject({ name: 'fenceline', bin: { fenceline: 'dist/node/main.js' } })
  expect(manifest.engines).toEqual({ node: '>=22' })
  for (const key of ['scripts', 'dependencies', 'private']) expect(manifest).not.toHaveProperty(key)
})

test('it lints a model in an empty folder, and says which build it is', () => {
  const program = at('empty/node_modules/.bin/fenceline')
  const said = execFileSync(program, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' })
  expect(said).toMatch(/^\d+\.\d+\.\d+ \([0-9a-f]{7}\+?, \d{4}-\d\d-\d\d\)\n$/)
  expect(run('init').status).toBe(0)
  const { status, stdout } = run('lint')
  expect(status).toBe(1)
  expect(stdout).toContain('threat-model.yaml:')
  expect(stdout).toContain('crossing-not-analysed')
})

test('a PNG says which packages it needs, an SVG needs none', () => {
  const png = run('export', 'threat-model.yaml', '--to', 'png', '-o', 'a.png')
  expect(png.status).toBe(2)
  expect(png.stderr).toContain('npm install @resvg/resvg-js @expo-google-fonts/inter')
  expect(run('export', 'threat-model.yaml', '--to', 'svg').stdout).toMatch(/^<svg /)
})

test('it arranges as the checkout does, with the one layout engine that the page has too', () => {
  const chunks = path.join(installed, 'dist/node/chunks')
  const engine = readdirSync(chunks).find((name) => name.startsWith('elk.bundled-')) ?? ''
  expect(statSync(path.join(chunks, engine)).size).toBeLessThan(20_000)
  const checkout = fileURLToPath(new URL('../../dist/node/main.js', import.meta.url))
  const asked = ['export', 'threat-model.yaml', '--to', 'svg']
  expect(run(...asked).stdout).toBe(runAt(checkout, asked).stdout)
})

test('it holds the page that serve shows, but for the drawing of Mermaid, which says so', () => {
  expect(existsSync(path.join(installed, 'dist/renderer/index.html'))).toBe(true)
  const stand = path.join(installed, 'dist/renderer/drawing/mermaid.js')
  expect(statSync(stand).size).toBeLessThan(1000)
  const { mermaid } = new Function(`${readFileSync(stand, 'utf8')}; return globalThis`)()
  Reflect.deleteProperty(globalThis, 'mermaid')
  expect(() => mermaid.render('drawing', 'flowchart TD')).toThrow('the desktop app has it')
})

test('its bill of materials lists what its sources import', () => {
  const listed = namesIn(readBill(at('out/fenceline-cli.cdx.json')).components)
  const apart = ['@resvg/resvg-js', '@expo-google-fonts/inter', 'mermaid']
  const folders = ['electron/cli', 'electron/backend', 'electron/server', 'shared', 'renderer']
  const imported = listImported(...folders).filter((name) => !apart.includes(name))
  expect(imported).toEqual(expect.arrayContaining(['commander', 'ws', 'react', 'zod']))
  expect(imported.filter((name) => !listed.includes(name))).toEqual([])
  for (const name of ['electron', ...apart]) expect(listed).not.toContain(name)
})

test('two packages of one commit are the same to the byte', () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const again = packCli(at('again'), at('staged-again'))
  vi.restoreAllMocks()
  for (const name of readdirSync(at('out')))
    expect(readFileSync(at('again', name)).equals(readFileSync(at('out', name)))).toBe(true)
  expect(again.bytes).toBe(packed.bytes)
})
