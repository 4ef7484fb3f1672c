import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { printSvg } from '../../../shared/report/svg/print.ts'
import { orders } from '../../../test/support/models/diagrams.ts'
import { run } from '../../../test/support/run-program.ts'
import { arrangedLayout } from './arrange.ts'
import { renderPng } from './png.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'fenceline-picture-')))
  await run('init', folder)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const at = (...parts: string[]) => path.join(folder, ...parts)

describe('fenceline export --to svg', () => {
  test('prints the diagram, arranged where nobody placed anything', async () => {
    const { code, out } = await run('export', folder, '--to', 'svg')
    expect(code).toBe(0)
    expect(out).toMatch(/^<svg xmlns/)
    expect(out).toContain('viewBox="-25 -34 1610 315"')
    expect((await run('export', folder, '--to', 'svg')).out).toBe(out)
  })

  test('keeps what a person placed', async () => {
    await writeFile(at('threat-model.layout.yaml'), 'version: 1\nelements:\n  redis: {x: 4000, y: 0}\n')
    expect((await run('export', folder, '--to', 'svg')).out).toMatch(/viewBox="\S+ \S+ [4-9]\d\d\d /)
  })

  test('takes a theme, leaves the review out, and is checked against a committed file', async () => {
    const dark = ['export', folder, '--to', 'svg', '--theme', 'dark', '-o', at('dark.svg')]
    expect((await run(...dark)).code).toBe(0)
    expect(await readFile(at('dark.svg'), 'utf8')).toContain('fill="#16181b"')
    expect((await run(...dark, '--check')).code).toBe(0)
    const plain = await run('export', folder, '--to', 'svg', '--no-review', '-o', at('dark.svg'), '--check')
    expect(plain.code).toBe(1)
    expect(plain.err).toContain('--to svg --no-review -o')
    expect((await run('export', folder, '--to', 'svg', '--no-review')).out).not.toContain('not analysed')
  })

  test('counts the drafts that are kept beside the model', async () => {
    expect((await run('export', folder, '--to', 'svg')).out).not.toContain('open draft')
    await run('draft', folder)
    expect((await run('export', folder, '--to', 'svg')).out).toMatch(
      /API Gateway, process, in DMZ, DMZ, \d+ open drafts/,
    )
  })

  test('draws what a format without places holds', async () => {
    await writeFile(at('a.dfd'), 'External: Browser\n-> [TLS, trust boundary 1] -> Process: API\n')
    const { code, out } = await run('export', at('a.dfd'), '--to', 'svg')
    expect(code).toBe(0)
    expect(out).toContain('>trust boundary 1</text>')
  })
})

describe('fenceline export --to png', () => {
  test('writes a picture twice the size of the diagram, with its text', async () => {
    expect(await run('export', folder, '--to', 'png', '-o', at('a.png'))).toMatchObject({ code: 0, err: '' })
    const png = await readFile(at('a.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2 * 1610, 2 * 315])
    // Over an older, larger file as well.
    await writeFile(at('a.png'), Buffer.alloc(9_000_000))
    expect((await run('export', folder, '--to', 'png', '-o', at('a.png'))).code).toBe(0)
    expect((await readFile(at('a.png'))).equals(png)).toBe(true)
  })

  test('is never written to a terminal', async () => {
    const isTTY = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY')
    Object.defineProperty(process.stdout, 'isTTY', { value: true, configurable: true })
    const { code, out, err } = await run('export', folder, '--to', 'png')
    if (isTTY) Object.defineProperty(process.stdout, 'isTTY', isTTY)
    else Reflect.deleteProperty(process.stdout, 'isTTY')
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain('-o')
  })

  test('is not checked', async () => {
    const { code, err } = await run('export', folder, '--to', 'png', '--check', '-o', at('a.png'))
    expect(code).toBe(2)
    expect(err).toContain('SVG')
  })

  test('says that characters which Inter lacks depend on the machine', async () => {
    await writeFile(at('a.dfd'), 'Process: 注文サービス\n')
    const { code, err } = await run('export', at('a.dfd'), '--to', 'png', '-o', at('a.png'))
    expect(code).toBe(0)
    expect(err).toContain('not in Inter')
  })
})

describe('the pixels', () => {
  test('hold every text: without it each line of it is lighter', async () => {
    const { model, layout } = orders()
    const svg = printSvg(model, layout)
    const all = await darkPixels(svg)
    for (const text of new Set(svg.match(/<text .*?<\/text>/g)))
      expect(all - (await darkPixels(svg.replaceAll(text, ''))), text).toBeGreaterThan(40)
  }, 60_000)

  test('hold Greek, Cyrillic and Polish titles in Inter, and something for what no font has', async () => {
    const ink = async (title: string) => {
      const component = {
        ...orders().model.components[0],
        id: 'a',
        title,
        kind: 'process',
        zone: null,
      } as const
      const model = { ...EMPTY_MODEL, components: [{ ...component, note: '', technologies: [] }] }
      const png = await renderPng(printSvg({ ...EMPTY_MODEL, ...model } as typeof EMPTY_MODEL, EMPTY_LAYOUT))
      return { ...png, dark: countDark(png.bytes) }
    }
    const nothing = await ink('')
    for (const title of ['Ωμέγα', 'Заказы', 'Żółć']) {
      const { dark, usesSystemFonts } = await ink(title)
      expect(dark - nothing.dark, title).toBeGreaterThan(200)
      expect(usesSystemFonts, title).toBe(false)
    }
    const unknown = await ink('注文\u{10ffff}')
    expect(unknown.dark - nothing.dark).toBeGreaterThan(200)
    expect(unknown.usesSystemFonts).toBe(true)
  }, 60_000)

  test('are bounded, however far apart somebody put two boxes', async () => {
    const { model } = orders()
    const boxes = [
      { id: 'browser', x: -1e9, y: 0 },
      { id: 'redis', x: 1e9, y: 1e9 },
    ]
    const { width, height } = await renderPng(printSvg(model, { ...EMPTY_LAYOUT, boxes }))
    expect(width * height).toBeLessThanOrEqual(64_100_000)
  }, 60_000)
})

describe('arranging', () => {
  test('is the same every time, and leaves a layout alone', async () => {
    const { model, layout } = orders()
    expect(await arrangedLayout(model, layout)).toBe(layout)
    expect(await arrangedLayout(model, EMPTY_LAYOUT)).toEqual(await arrangedLayout(model, EMPTY_LAYOUT))
    expect((await arrangedLayout(model, EMPTY_LAYOUT)).boxes).toEqual(
      expect.arrayContaining([...layout.boxes]),
    )
    expect(await arrangedLayout(EMPTY_MODEL, EMPTY_LAYOUT)).toBe(EMPTY_LAYOUT)
  })
})

async function darkPixels(svg: string): Promise<number> {
  return countDark((await renderPng(svg)).bytes)
}

/** By their green: ink and the red of trust are both dark in it. Read back by drawing the PNG as an image: its bytes are what is tested, not what they were made from. */
function countDark(png: Uint8Array): number {
  const [width, height] = [Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]
  const href = `data:image/png;base64,${Buffer.from(png).toString('base64')}`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`
  const { pixels } = new Resvg(svg).render()
  let dark = 0
  for (let at = 0; at < pixels.length; at += 4) if ((pixels[at + 1] ?? 255) < 140) dark += 1
  return dark
}
