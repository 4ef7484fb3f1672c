import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from '../../../test/support/run-program.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-fmt-')))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const at = (name: string) => path.join(folder, name)
const UNTIDY = 'technical_assets:\n    web:\n        type: process\ntitle: Shop # ours\n'
const TIDY = 'title: Shop # ours\ntechnical_assets:\n  web:\n    type: process\n'

test('fmt puts every model of a folder into canonical form, once', async () => {
  await writeFile(at('threat-model.yaml'), UNTIDY)
  await writeFile(at('b.threat-model.yaml'), TIDY)
  const first = await run('fmt', folder)
  expect(first).toMatchObject({ code: 0, out: `formatted ${at('threat-model.yaml')}\n` })
  expect(first.err).toContain('2 models looked at: 1 changed')
  expect(await readFile(at('threat-model.yaml'), 'utf8')).toBe(TIDY)
  expect(await run('fmt', folder)).toMatchObject({ code: 0, out: '' })
})

test('fmt --check names what would change, writes nothing and exits with 1', async () => {
  await writeFile(at('threat-model.yaml'), UNTIDY)
  expect(await run('fmt', folder, '--check')).toMatchObject({ code: 1, out: `${at('threat-model.yaml')}\n` })
  expect(await readFile(at('threat-model.yaml'), 'utf8')).toBe(UNTIDY)
  await writeFile(at('threat-model.yaml'), TIDY)
  expect(await run('fmt', folder, '--check')).toMatchObject({ code: 0, out: '' })
})

test('one file that cannot be read keeps all as they are', async () => {
  await writeFile(at('threat-model.yaml'), UNTIDY)
  await writeFile(at('b.threat-model.yaml'), 'title: [')
  const { code, err } = await run('fmt', folder)
  expect(code).toBe(2)
  expect(err).toMatch(/b\.threat-model\.yaml:1:\d+ error/)
  expect(err).toContain('Nothing was formatted.')
  expect(await readFile(at('threat-model.yaml'), 'utf8')).toBe(UNTIDY)
})

test('another format is not rewritten', async () => {
  await writeFile(at('shop.dfd'), 'Process: A\n')
  expect((await run('fmt', at('shop.dfd'))).code).toBe(2)
  expect(await readFile(at('shop.dfd'), 'utf8')).toBe('Process: A\n')
})
