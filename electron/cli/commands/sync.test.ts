import { mkdir, mkdtemp, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from '../../../test/support/run-program.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-sync-')))
  await mkdir(at('.fenceline'))
  await writeFile(at('.fenceline', 'config.yaml'), 'derived: {dfd: true}\n')
  await writeFile(at('threat-model.yaml'), MODEL)
  await writeFile(at('threat-model.layout.yaml'), LAYOUT)
  await fenceline('export', at('threat-model.yaml'), '--to', 'dfd', '-o', at('threat-model.dfd'))
  await fenceline('export', at('threat-model.yaml'), '--to', 'mermaid', '-o', at('threat-model.mmd'))
  await fenceline('export', at('threat-model.yaml'), '--to', 'md', '-o', at('threat-model.md'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const MODEL = `# Reviewed by the platform team
title: Shop
technical_assets:
  api:
    title: API   # the gateway
    type: process
    owner: platform
    communication_links:
      redis:
        target: redis
        protocol: tls
  redis:
    title: Redis
    type: datastore
identified_risks:
  - id: SEC-1
    category: tampering
    asset: redis
    description: Sessions can be written by anybody
`
const LAYOUT = 'version: 1\nelements:\n  redis: {x: 40, y: 60}\n'

const at = (...parts: string[]) => path.join(folder, ...parts)
const read = (name: string) => readFile(at(name), 'utf8')
const fenceline = async (...args: string[]) => {
  const ran = await run(...args)
  expect(ran.err.includes('a bug')).toBe(false)
  return ran
}
const edit = async (name: string, from: string, to: string) => {
  const text = await read(name)
  expect(text).toContain(from)
  await writeFile(at(name), text.replace(from, to))
}
const changedLines = (before: string, after: string) => {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [...old.filter((line) => !now.includes(line)), ...now.filter((line) => !old.includes(line))]
}

test('without an edit by hand there is nothing to sync, and nothing is written', async () => {
  const before = await read('threat-model.md')
  const { code, out, err } = await fenceline('sync', folder)
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('threat-model.yaml: nothing to sync')
  expect([await read('threat-model.yaml'), await read('threat-model.md')]).toEqual([MODEL, before])
})

test('an edited DFD changes only the lines of the model that it must, and all files are current again', async () => {
  await edit('threat-model.dfd', 'Data store: Redis', 'Data store: Session cache')
  const shown = await fenceline('sync', folder, '--dry-run')
  expect(shown.code).toBe(0)
  expect(shown.out).toContain(
    'threat-model.dfd: 1 change\n  Data store Redis: title Redis is now Session cache',
  )
  expect(await read('threat-model.yaml')).toBe(MODEL)
  const { code, out } = await fenceline('sync', folder)
  expect(code).toBe(0)
  expect(out).toBe(shown.out)
  expect(changedLines(MODEL, await read('threat-model.yaml'))).toEqual([
    '    title: Redis',
    '    title: Session cache',
  ])
  expect(await read('threat-model.layout.yaml')).toBe(LAYOUT)
  expect(await read('threat-model.mmd')).toContain('Session cache')
  expect(await read('threat-model.md')).toContain('Session cache')
  expect((await fenceline('sync', folder)).out).toContain('nothing to sync')
})

test('an edited flowchart is applied, and one edit in each of two files are both', async () => {
  await edit('threat-model.mmd', 'redis[("Redis")]', 'redis[("Session cache")]\n  api --> mail["Mail"]')
  await edit('threat-model.dfd', 'Process: API', 'Process: Gateway')
  const { code, out } = await fenceline('sync', folder)
  expect(code).toBe(0)
  expect(out).toContain('threat-model.mmd: 3 changes')
  expect(out).toContain('  External entity Mail added')
  expect(out).toContain('threat-model.dfd: 1 change\n  Process API: title API is now Gateway')
  const model = await read('threat-model.yaml')
  expect(model).toContain('    title: Gateway   # the gateway')
  expect(model).toContain('    title: Session cache')
  expect(model).toContain('# Reviewed by the platform team')
  expect(model).toContain('    asset: redis')
  expect((await fenceline('sync', folder)).out).toContain('nothing to sync')
})

test('a model that was edited by hand is not taken back to what its older printed files say', async () => {
  await edit('threat-model.yaml', 'title: Redis', 'title: Session cache')
  const edited = await read('threat-model.yaml')
  const old = new Date(Date.now() - 60_000)
  for (const name of ['threat-model.mmd', 'threat-model.dfd']) await utimes(at(name), old, old)
  const { code, err, out } = await fenceline('sync', folder)
  expect(code).toBe(2)
  expect(out).toContain('title Session cache is now Redis')
  expect(err).toMatch(/threat-model\.mmd is older than .*threat-model\.yaml, so it may only be behind it/)
  expect(err).toMatch(/run fenceline export .*threat-model\.yaml --to dfd -o .*threat-model\.dfd/)
  expect(err).toContain('Nothing was written.')
  expect(await read('threat-model.yaml')).toBe(edited)
})

test('an older printed file that is named is applied', async () => {
  await edit('threat-model.mmd', '"Redis"', '"Cache"')
  const old = new Date(Date.now() - 60_000)
  await utimes(at('threat-model.mmd'), old, old)
  expect((await fenceline('sync', at('threat-model.yaml'))).code).toBe(2)
  expect((await fenceline('sync', at('threat-model.mmd'))).code).toBe(0)
  expect(await read('threat-model.yaml')).toContain('    title: Cache')
})

test('two files that say different things of one element are told, and nothing is written', async () => {
  await edit('threat-model.mmd', '"Redis"', '"Cache"')
  await edit('threat-model.dfd', 'Data store: Redis', 'Data store: Sessions')
  const { code, err } = await fenceline('sync', folder)
  expect(code).toBe(2)
  expect(err).toMatch(/conflict: Component “Cache”: title Cache, but Sessions in .*threat-model\.dfd/)
  expect(await read('threat-model.yaml')).toBe(MODEL)
})

test('a flowchart that cannot be read is told with its line', async () => {
  await edit('threat-model.mmd', '("Redis")]', '("Redis"]')
  const { code, err } = await fenceline('sync', folder)
  expect(code).toBe(2)
  expect(err).toMatch(/threat-model\.mmd:\d+:\d+ error mermaid-/)
})

test('a removed component takes its risks along, and both are told before', async () => {
  const text = await read('threat-model.dfd')
  await writeFile(at('threat-model.dfd'), text.replace(/^.*Redis.*\n/gm, ''))
  const { code, out } = await fenceline('sync', '--dry-run', at('threat-model.dfd'))
  expect(code).toBe(0)
  expect(out).toContain('Data store Redis gone')
  expect(out).toContain('Risk SEC-1 gone')
})

test('a file that cannot be read is told with its line, and no model of the folder is written', async () => {
  await mkdir(at('other'))
  await writeFile(at('other', 'threat-model.yaml'), MODEL)
  await fenceline(
    'export',
    at('other', 'threat-model.yaml'),
    '--to',
    'dfd',
    '-o',
    at('other', 'threat-model.dfd'),
  )
  await edit('other/threat-model.dfd', 'Redis', 'Cache')
  await writeFile(at('threat-model.dfd'), 'Process: API\nAPI -> Nowhere\n')
  const { code, err } = await fenceline('sync', folder)
  expect(code).toBe(2)
  expect(err).toMatch(/threat-model\.dfd:2:\d+ error dfd-unknown-component/)
  expect(err).toContain('Nothing was written.')
  expect(await read('threat-model.yaml')).toBe(MODEL)
  expect(await read('other/threat-model.yaml')).toBe(MODEL)
})

test('a report is named as not readable back, and is left alone', async () => {
  await writeFile(at('threat-model.md'), '# Mine\n')
  const { code, err } = await fenceline('sync', folder)
  expect(code).toBe(0)
  expect(err).toMatch(/threat-model\.md differs from the model and cannot be read back; run fenceline export/)
  expect(await read('threat-model.md')).toBe('# Mine\n')
})

test('a comment alone changes no byte of the model, and is told', async () => {
  await edit('threat-model.dfd', 'Title: Shop\n', 'Title: Shop\n# mine\n')
  const { code, out } = await fenceline('sync', folder)
  expect(code).toBe(0)
  expect(out).toContain('threat-model.dfd: only comments or spelling differ; it is printed anew')
  expect(await read('threat-model.yaml')).toBe(MODEL)
  expect(await read('threat-model.dfd')).not.toContain('mine')
})

test('a printed file that no save writes is left alone with a word', async () => {
  await writeFile(at('.fenceline', 'config.yaml'), 'derived: {dfd: false}\n')
  await edit('threat-model.dfd', 'Redis', 'Cache')
  const { code, err } = await fenceline('sync', folder)
  expect(code).toBe(0)
  expect(err).toContain('dfd is off under derived')
  expect(await read('threat-model.yaml')).toBe(MODEL)
})

test.each([['threat-model.txt'], ['notes.yaml']])('%s is no model to sync', async (name) => {
  await writeFile(at(name), MODEL)
  expect((await fenceline('sync', at(name))).code).toBe(2)
})
