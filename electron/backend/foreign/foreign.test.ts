import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aComponent, aFlow, aModel } from '../../../shared/analysis/sample.ts'
import { findFormat } from '../../../shared/formats/formats.ts'
import { readAny } from '../../../shared/formats/registry.ts'
import type { Layout } from '../../../shared/model/layout.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { type Client, createClient, inProcess } from '../../../shared/protocol/rpc.ts'
import { type Backend, createHandlers } from '../handlers.ts'
import { updateForeign } from './update.ts'

const FILES = { 'threat-dragon': 'shop.json', otm: 'shop.otm', drawio: 'docs/shop.drawio' } as const
const FORMATS = Object.keys(FILES) as (keyof typeof FILES)[]
const shop = aComponent({ id: 'shop', kind: 'process', title: 'Shop' })
const bank = aComponent({ id: 'bank', kind: 'external', title: 'Bank' })
const MODEL = aModel({
  title: 'Shop',
  components: [shop, bank],
  flows: [aFlow({ from: 'shop', to: 'bank' })],
})
const RENAMED = { ...MODEL, components: [{ ...shop, title: 'Till' }, bank] }
const LAYOUT: Layout = {
  ...{ pages: [], routes: [], notes: [] },
  boxes: [
    { id: 'shop', x: 0, y: 0, width: 150, height: 80 },
    { id: 'bank', x: 300, y: 0, width: 150, height: 80 },
  ],
}

let root: string
let backend: Backend
let client: Client
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-foreign-')))
  vi.stubEnv('FENCELINE_CONFIG_DIR', path.join(root, '.config'))
  backend = await createHandlers({ folder: root, version: '1.2.3', host: 'browser' })
  client = createClient(inProcess(backend.handlers))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await backend.close()
  await rm(root, { recursive: true, force: true })
})

const at = (file: string) => path.join(root, file)
const text = (file: string) => readFile(at(file), 'utf8')

/** A file of that tool that says the model, as the tool would have saved it. */
async function put(format: keyof typeof FILES, file: string = FILES[format]): Promise<string> {
  const write = await findFormat(format)?.loadWriter?.()
  const written = write?.(MODEL, LAYOUT).text ?? ''
  await mkdir(path.dirname(at(file)), { recursive: true })
  await writeFile(at(file), written)
  return written
}

const list = async (format: keyof typeof FILES) => (await client.call('foreign.list', { format })).files
async function updateOf(format: keyof typeof FILES, model: Model = RENAMED) {
  const [file] = await list(format)
  if (!file) throw new Error(`There is no file of ${format}.`)
  return { ...file, format, model, layout: LAYOUT }
}

describe.each(FORMATS)('a file of %s in the folder', (format) => {
  test('is found by its content, and takes the model in where it lies', async () => {
    const before = await put(format)
    for (const other of FORMATS) if (other !== format) await put(other)
    await writeFile(at('package.json'), '{"name": "shop"}')
    expect((await list(format)).map((file) => file.path)).toEqual([FILES[format]])
    const updated = await client.call('foreign.update', await updateOf(format))
    expect(updated).toMatchObject({ file: FILES[format], changed: true })
    const after = await text(FILES[format])
    expect(
      readAny(after, FILES[format])
        .model?.components.map(({ title }) => title)
        .sort(),
    ).toEqual(['Bank', 'Till'])
    expect(after.length - before.length).toBeLessThan(8)
    expect(
      (await readdir(path.dirname(at(FILES[format])))).filter((name) => /tmp|unsaved/.test(name)),
    ).toEqual([])
  })

  test('that says all of the model already is not touched', async () => {
    const before = await put(format)
    expect(await client.call('foreign.update', await updateOf(format, MODEL))).toMatchObject({
      changed: false,
    })
    expect(await text(FILES[format])).toBe(before)
  })

  test('that somebody changed since it was listed stays theirs', async () => {
    const before = await put(format)
    const update = await updateOf(format)
    await writeFile(at(FILES[format]), `${before}\n`)
    await expect(client.call('foreign.update', update)).rejects.toMatchObject({ code: 'conflict' })
    expect(await text(FILES[format])).toBe(`${before}\n`)
  })
})

test('nothing else in the folder can be written: no other file, none of another format, none that is hidden', async () => {
  await put('otm')
  await put('threat-dragon', '.git/shop.json')
  await writeFile(at('notes.json'), '{"name": "shop"}')
  const update = await updateOf('otm')
  const refused = [
    [{ ...update, format: 'drawio' as const }, 'invalid-file'],
    [{ ...update, path: 'notes.json' }, 'conflict'],
    [{ ...update, path: '../shop.otm' }, 'outside-root'],
    [{ ...update, path: '.git/shop.json', format: 'threat-dragon' as const }, 'not-a-file'],
    [{ ...update, path: 'gone.otm' }, 'not-found'],
  ] as const
  for (const [input, code] of refused)
    await expect(client.call('foreign.update', input)).rejects.toMatchObject({ code })
  expect(await list('threat-dragon')).toEqual([])
  expect(await text('notes.json')).toBe('{"name": "shop"}')
})

test('a file that a person chose is updated as it is then; one that is broken is refused with its line', async () => {
  await put('otm')
  const content = { format: 'otm' as const, model: RENAMED, layout: LAYOUT }
  expect(await updateForeign({ root, path: 'shop.otm' }, content)).toMatchObject({ changed: true })
  await writeFile(at('shop.otm'), '{"otmVersion": "0.2.0",\n  "project": }')
  await expect(updateForeign({ root, path: 'shop.otm' }, content)).rejects.toMatchObject({
    code: 'invalid-file',
    hint: expect.stringMatching(/^Line \d/),
  })
  await writeFile(at('shop.otm'), Buffer.from([0xff, 0xfe, 0x7b, 0x00]))
  await expect(updateForeign({ root, path: 'shop.otm' }, content)).rejects.toMatchObject({
    hint: expect.stringContaining('UTF-8'),
  })
})
