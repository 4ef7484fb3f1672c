import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { run } from '../../test/support/run-program.ts'

// The first command of each kind loads its formats.
vi.setConfig({ testTimeout: 30_000 })

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-cli-')))
  await mkdir(at('parts'))
  await writeFile(
    at('threagile.yaml'),
    'threagile_version: 1.0.0\ntitle: Ferries\nincludes: [parts/stores.yaml]\n',
  )
  await writeFile(at('parts', 'stores.yaml'), STORES)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (...parts: string[]) => path.join(folder, ...parts)
const STORES = `technical_assets:
  Tickets:
    id: tickets
    type: datastore
    communication_links:
      Tells:
        target: tickets
`

test('includes are followed by export, import and lint', async () => {
  const json = JSON.parse((await run('export', at('threagile.yaml'), '--to', 'json')).out)
  expect(json).toMatchObject({
    components: [{ id: 'tickets', title: 'Tickets', kind: 'store' }],
    flows: [{ ref: 'tickets>tells', title: 'Tells' }],
  })
  const imported = JSON.parse((await run('import', at('threagile.yaml'), '--format', 'json')).out)
  expect(imported.components).toEqual(json.components)
  await writeFile(at('parts', 'stores.yaml'), STORES.replace('target: tickets', 'target: nobody'))
  const { code, out } = await run('lint', at('threagile.yaml'))
  expect(code).toBe(1)
  expect(out).toContain(`${at('parts', 'stores.yaml')}:7:`)
})

test('a missing include is a finding of lint and a failure elsewhere', async () => {
  await rm(at('parts'), { recursive: true })
  const { code, out } = await run('lint', at('threagile.yaml'))
  expect(code).toBe(1)
  expect(out).toContain('parts/stores.yaml')
  expect((await run('export', at('threagile.yaml'), '--to', 'json')).code).toBe(2)
})

test.each(['threagile', 'threagile-0.9'])(
  'a model exported to %s is read again as the same',
  async (format) => {
    await writeFile(
      at('a.dfd'),
      'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n-> Data store: Orders\n',
    )
    const { code, out } = await run('export', at('a.dfd'), '--to', format)
    expect(code).toBe(0)
    await writeFile(at('b.yaml'), out)
    const [before, after] = [
      await run('export', at('a.dfd'), '--to', 'json'),
      await run('export', at('b.yaml'), '--to', 'json'),
    ]
    const { positions: _, ...model } = JSON.parse(before.out)
    expect(JSON.parse(after.out)).toMatchObject(model)
  },
)
