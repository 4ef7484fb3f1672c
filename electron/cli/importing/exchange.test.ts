import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../../test/support/run-program.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-exchange-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (...parts: string[]) => path.join(folder, ...parts)
const DFD = 'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n-> Data store: Orders\n'
const TO = 'threat-dragon'

test('a model leaves as another tool’s file, which reads back with its elements', async () => {
  await writeFile(at('a.dfd'), DFD)
  expect((await run('export', at('a.dfd'), '--to', TO, '-o', at('a.json'))).code).toBe(0)
  const { code, out } = await run('export', at('a.json'), '--to', 'json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    components: [{ title: 'API' }, { title: 'Browser' }, { title: 'Orders' }],
    flows: { length: 2 },
    crossings: { length: 1 },
  })
})

test('a file of that format is updated: what a model cannot hold stays as it stands there', async () => {
  await writeFile(at('a.dfd'), DFD)
  await run('export', at('a.dfd'), '--to', TO, '-o', at('a.json'))
  const text = await readFile(at('a.json'), 'utf8')
  const marked = text.replace(/\{/, '{ "teamsOwn": [1,  2],')
  await writeFile(at('a.json'), marked)
  await writeFile(at('a.dfd'), DFD.replace('API', 'Gateway'))
  expect((await run('export', at('a.dfd'), '--to', TO, '-o', at('a.json'))).code).toBe(0)
  const updated = await readFile(at('a.json'), 'utf8')
  expect(updated).toContain('"teamsOwn": [1,  2],')
  expect(updated).toContain('Gateway')
  expect(updated).not.toContain('"API"')
})

test('a file that came from the tool and was not edited is printed as it is', async () => {
  await writeFile(at('a.dfd'), DFD)
  await run('export', at('a.dfd'), '--to', TO, '-o', at('a.json'))
  const text = await readFile(at('a.json'), 'utf8')
  const marked = text.replace(/\{/, '{ "teamsOwn": [1,  2],')
  await writeFile(at('a.json'), marked)
  expect((await run('export', at('a.json'), '--to', TO)).out.trimEnd()).toBe(marked.trimEnd())
  expect((await run('export', at('a.json'), '--to', TO, '-o', at('a.json'), '--check')).code).toBe(0)
})
