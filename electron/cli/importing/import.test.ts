import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readModel } from '../../../shared/formats/fenceline/index.ts'
import { tm7File } from '../../../test/support/models/tm7-file.ts'
import { pay, SHOP } from '../../../test/support/models/tm7-shop.ts'
import { run } from '../../../test/support/run-program.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-import-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (...parts: string[]) => path.join(folder, ...parts)
const ONE = tm7File({ title: 'Shop', tabs: [{ drawn: SHOP }] })
const TWO = tm7File({
  title: 'Town',
  tabs: [
    { name: 'Day', drawn: SHOP },
    { name: 'Night', drawn: SHOP },
  ],
})
const BROKEN = '<ThreatModel>\n  <a></b>\n</ThreatModel>'

/** Everything in the folder, sorted. */
async function files(): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}

test('a file becomes a model beside it, and one line says what was carried', async () => {
  await writeFile(at('shop.tm7'), ONE)
  const { code, out } = await run('import', at('shop.tm7'))
  expect(code).toBe(0)
  expect(out.split('\n')).toEqual([
    expect.stringMatching(
      /^wrote .*shop\.threat-model\.yaml, .*shop\.threat-model\.layout\.yaml from .*shop\.tm7 \(Microsoft Threat Modeling Tool\): 3 components, 2 flows/,
    ),
    '',
  ])
  expect(await files()).toEqual(['shop.threat-model.layout.yaml', 'shop.threat-model.yaml', 'shop.tm7'])
})

test('of several files the good ones are imported, the bad ones are told at the end, and nothing is left of them', async () => {
  await writeFile(at('a.tm7'), ONE)
  await writeFile(at('b.tm7'), BROKEN)
  await writeFile(at('c.tm7'), ONE)
  const { code, out, err } = await run('import', at('a.tm7'), at('b.tm7'), at('c.tm7'), '-o', at('models'))
  expect(code).toBe(2)
  expect(out.trim().split('\n')).toHaveLength(2)
  expect(err.trim().split('\n').slice(-2)).toEqual([
    '1 of 3 files could not be imported:',
    expect.stringMatching(/b\.tm7:2:\d+ is not a whole model/),
  ])
  expect((await files()).filter((file) => file.startsWith('models'))).toEqual([
    ...['models/a.threat-model.layout.yaml', 'models/a.threat-model.yaml'],
    ...['models/c.threat-model.layout.yaml', 'models/c.threat-model.yaml'],
  ])
})

test('a folder stands for the files of other tools in it, whatever they are called', async () => {
  await mkdir(at('in', 'deep'), { recursive: true })
  await mkdir(at('in', 'node_modules'))
  await writeFile(at('in', 'shop.xml'), ONE)
  await writeFile(at('in', 'deep', 'shop.tm7'), ONE)
  await writeFile(at('in', 'node_modules', 'x.tm7'), ONE)
  await writeFile(at('in', 'other.json'), '{"a": 1}')
  await writeFile(at('in', 'threat-model.mmd'), 'graph TD\n  A --> B\n')
  const { code } = await run('import', at('in'), '-o', at('out'))
  expect(code).toBe(0)
  expect((await files()).filter((file) => file.startsWith('out') && !file.includes('layout'))).toEqual([
    'out/deep/shop.threat-model.yaml',
    'out/shop.threat-model.yaml',
  ])
  await rm(at('in', 'shop.xml'))
  await rm(at('in', 'deep'), { recursive: true })
  const none = await run('import', at('in'))
  expect([none.code, none.err]).toEqual([2, expect.stringContaining('There is no file of another tool')])
})

test('no file is replaced, and the other models of that file are not written either', async () => {
  await writeFile(at('town.tm7'), TWO)
  await writeFile(at('town-night.threat-model.yaml'), 'title: Mine\n')
  const { code, err } = await run('import', at('town.tm7'), '--split')
  expect([code, err]).toEqual([2, expect.stringContaining('town-night.threat-model.yaml exists already')])
  expect(await readFile(at('town-night.threat-model.yaml'), 'utf8')).toBe('title: Mine\n')
  expect(await files()).toEqual(['town-night.threat-model.yaml', 'town.tm7'])
})

test('a folder that was imported already says of each file what stands in the way and what to do', async () => {
  await writeFile(at('shop.tm7'), ONE)
  await writeFile(at('town.tm7'), TWO)
  await run('import', folder)
  const { code, err } = await run('import', folder)
  expect([code, err]).toEqual([
    2,
    expect.stringContaining(
      'shop.tm7: shop.threat-model.yaml exists already. Move it away, or name another folder with -o.',
    ),
  ])
})

test('a diagram of two pages becomes one model with both, or with --split two models', async () => {
  await writeFile(at('town.tm7'), TWO)
  expect((await run('import', at('town.tm7'))).out).toContain('6 components, 4 flows, 2 pages')
  expect((await run('import', at('town.tm7'), '--split', '-o', at('apart'))).code).toBe(0)
  expect((await files()).filter((file) => file.startsWith('apart') && !file.includes('layout'))).toEqual([
    'apart/town-day.threat-model.yaml',
    'apart/town-night.threat-model.yaml',
  ])
  const { model } = readModel(await readFile(at('apart/town-night.threat-model.yaml'), 'utf8'))
  expect(model).toMatchObject({ title: 'Town: Night', components: { length: 3 }, flows: { length: 2 } })
})

test('a drawing of icons keeps the places of its file, or with --room gets space for its words', async () => {
  const icons = ['Application gateway', 'Key management', 'Event processing'].map(
    (title, order) =>
      `<mxCell id="n${order}" value="${title}" style="rounded=1" vertex="1" parent="1"><mxGeometry x="${order * 200}" y="40" width="48" height="48" as="geometry"/></mxCell>`,
  )
  const cells = `<mxCell id="0"/><mxCell id="1" parent="0"/>${icons.join('')}`
  await writeFile(at('cloud.drawio'), `<mxGraphModel><root>${cells}</root></mxGraphModel>`)
  await run('import', at('cloud.drawio'), '-o', at('drawn.threat-model.yaml'))
  await run('import', at('cloud.drawio'), '--room', '-o', at('roomy.threat-model.yaml'))
  const gateway = async (name: string) =>
    /application-gateway: .*/.exec(await readFile(at(`${name}.threat-model.layout.yaml`), 'utf8'))?.[0] ?? ''
  expect(await gateway('drawn')).toMatch(/x: 0, y: 40, width: 48, height: 48/)
  expect(await gateway('roomy')).toMatch(/width: (?:[6-9]\d|1\d\d)/)
  await run('export', at('roomy.threat-model.yaml'), '--to', 'drawio', '-o', at('cloud.drawio'))
  expect(await readFile(at('cloud.drawio'), 'utf8')).toContain(`<root>${cells}</root>`)
})

test('files of the same name get models of their own', async () => {
  await writeFile(at('Shop.tm7'), ONE)
  await writeFile(at('shop.xml'), ONE)
  expect((await run('import', at('Shop.tm7'), at('shop.xml'), '-o', at('out'))).code).toBe(0)
  expect((await files()).filter((file) => file.endsWith('threat-model.yaml'))).toEqual([
    'out/Shop.threat-model.yaml',
    'out/shop-2.threat-model.yaml',
  ])
})

test('JSON holds the model and the report of one file, and a list for several', async () => {
  const lost = tm7File({ title: 'Shop', tabs: [{ drawn: [...SHOP, { ...pay, guid: 'x', target: 'gone' }] }] })
  await writeFile(at('shop.tm7'), lost)
  await writeFile(at('b.tm7'), BROKEN)
  const one = JSON.parse((await run('import', at('shop.tm7'), '--format', 'json')).out)
  expect(one).toMatchObject({
    components: { length: 3 },
    report: {
      ...{
        format: 'tm7',
        carried: { components: 3, flows: 2, zones: 0, risks: 0 },
        guessed: [],
        written: [],
      },
      lost: [{ code: 'tm7-not-carried', line: 2 }],
    },
  })
  const several = await run('import', at('shop.tm7'), at('b.tm7'), '--format', 'json')
  expect(several.code).toBe(2)
  expect(JSON.parse(several.out)).toMatchObject({
    files: [
      { format: 'tm7', models: [{ flows: { length: 2 } }] },
      { format: 'tm7', carried: null, models: [], error: expect.stringContaining('b.tm7:2:') },
    ],
  })
  expect(await files()).toEqual(['b.tm7', 'shop.tm7'])
})

test('UTF-16 is read, and what is no text is refused with a place', async () => {
  await writeFile(at('shop.tm7'), Buffer.from(`\uFEFF${ONE}`, 'utf16le'))
  await writeFile(at('zip.tm7'), Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0]))
  expect((await run('import', at('shop.tm7'), '-o', at('x.threat-model.yaml'))).code).toBe(0)
  const refused = await run('import', at('zip.tm7'))
  expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(/zip\.tm7:1:1 is not UTF-8 text/)])
})

test('a folder that is a file is refused before anything is written', async () => {
  await writeFile(at('a.tm7'), ONE)
  await writeFile(at('b.tm7'), ONE)
  const { code, err } = await run('import', at('a.tm7'), at('b.tm7'), '-o', at('a.tm7', 'x'))
  expect([code, err]).toEqual([2, expect.stringContaining('is no folder')])
  expect(await files()).toEqual(['a.tm7', 'b.tm7'])
})
