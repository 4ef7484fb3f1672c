import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  hostileLabels,
  lineThroughFlows,
  nestedZones,
  orders,
} from '../../../test/support/models/diagrams.ts'
import { aLargeModel } from '../../../test/support/models/large-model.ts'
import { evaluateModel } from '../../analysis/evaluate.ts'
import { openDrafts } from '../../analysis/redrafting/open-drafts.ts'
import { pinned } from '../../model/arranging/pinned.ts'
import { drawModel } from '../../model/drawing/drawing.ts'
import { arrowHead } from '../../model/drawing/ink.ts'
import { labelRect } from '../../model/drawing/labels.ts'
import { absoluteRects, boundsOf, type Rect } from '../../model/geometry.ts'
import { EMPTY_LAYOUT } from '../../model/layout.ts'
import { withCollapsedZone } from '../../model/names/shown.ts'
import { EMPTY_MODEL } from '../../model/schema.ts'
import { marksOf } from '../marks.ts'
import { printSvg, type SvgOptions } from './print.ts'
import { COLOURS, groundOf, SVG_THEMES } from './themes.ts'

/** Written anew by `vitest run -u`, and then to be looked at. */
const golden = (name: string) =>
  fileURLToPath(new URL(`../../../test/fixtures/svg/${name}.svg`, import.meta.url))

const reviewed = (options: SvgOptions = {}) => {
  const { model, layout } = orders()
  return printSvg(model, layout, {
    ...options,
    marks: marksOf(model, openDrafts(model, evaluateModel(model))),
  })
}

describe('the picture of a diagram', () => {
  test.each(['light', 'dark', 'contrast'] as const)('of Orders with its review, %s', async (theme) => {
    await expect(reviewed({ theme })).toMatchFileSnapshot(golden(`orders-${theme}`))
  })

  test('of Orders alone and compact', async () => {
    const { model, layout } = orders()
    await expect(printSvg(model, layout, { density: 'compact' })).toMatchFileSnapshot(
      golden('orders-compact'),
    )
  })

  test('of zones in zones, placed by nobody', async () => {
    const { model, layout } = nestedZones()
    await expect(printSvg(model, layout)).toMatchFileSnapshot(golden('nested-zones'))
  })

  test('of a line through three flows', async () => {
    const { model, layout } = lineThroughFlows()
    await expect(printSvg(model, layout)).toMatchFileSnapshot(golden('line-through-flows'))
  })

  test('of hostile labels', async () => {
    const { model, layout } = hostileLabels()
    await expect(printSvg(model, layout)).toMatchFileSnapshot(golden('hostile-labels'))
  })
})

describe('a picture', () => {
  test('shows a collapsed zone as a box with the number of what it hides, and flows up to it', () => {
    const { model, layout } = orders()
    const zone = model.boundaries.find(({ title }) => title === 'App tier')
    if (!zone) throw new Error('Orders has an App tier')
    const all = pinned(model, layout)
    const svg = printSvg(model, withCollapsedZone(all, zone.id, true))
    expect(svg).toContain('App tier, zone, collapsed, 3 inside')
    expect(svg).toContain('>3 inside<')
    expect(svg).toContain('data-id="api-gateway&gt;orders-service"')
    expect(svg).not.toContain('Postgres')
    expect(printSvg(model, all)).toContain('Postgres')
  })

  test('is the same bytes for the same model', () => {
    expect(reviewed()).toBe(reviewed())
    const { model, layout } = orders()
    expect(printSvg({ ...model }, { ...layout })).toBe(printSvg(model, layout))
  })

  test('says what it shows to those who do not see it', () => {
    const svg = reviewed()
    expect(svg).toContain('role="img" aria-labelledby="fenceline-title fenceline-about"')
    expect(svg).toContain('<title id="fenceline-title">Orders Platform Threat Model</title>')
    expect(svg).toMatch(
      /<desc id="fenceline-about">6 components, 5 flows, 5 boundaries, 3 crossings; 1 analysed, 1 stale\.<\/desc>/,
    )
    expect(svg).toContain('<title>API Gateway, process, in DMZ, DMZ,')
    expect(svg).toContain('<title>Orders Service → Redis: redis, not encrypted</title>')
  })

  test('tells open, analysed and stale crossings apart by their shape', () => {
    const svg = reviewed()
    const markOf = (flow: string) => svg.split(`<g data-mark="${flow}`)[1]?.split('</g>')[0] ?? ''
    expect(markOf('browser&gt;api-gateway')).toContain(`fill="${COLOURS.light.done}"`)
    expect(markOf('browser&gt;api-gateway')).toContain('l3,3l5,-6')
    expect(markOf('api-gateway&gt;orders-service')).toContain('url(#fenceline-hatch)')
    expect(markOf('orders-service&gt;stripe')).toMatch(/fill="#ffffff" stroke="#c81e1e"[\s\S]*>\d+<\/text>/)
  })

  test('loads, runs and holds nothing of another kind', () => {
    const { model, layout } = hostileLabels()
    for (const svg of [reviewed(), printSvg(model, layout)]) {
      const names = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, name]) => name))
      const known = ['svg', 'title', 'desc', 'defs', 'pattern', 'g', 'rect', 'path', 'text']
      expect([...names].filter((name) => !known.includes(name ?? ''))).toEqual([])
      expect(svg).not.toMatch(/<[^>]*\s(?:xlink:)?href=/)
      expect(svg).not.toMatch(/<[^>]*\son\w+="/)
      expect(svg.match(/url\((?!#fenceline-hatch\))/g)).toBeNull()
      expect(svg.match(/https?:[^"<]*(?=")/g)).toEqual(['http://www.w3.org/2000/svg'])
    }
  })

  test('draws each page under its name, or the one that is asked for', () => {
    const { model } = nestedZones()
    const pages = [
      { id: 'one', title: 'Overview' },
      { id: 'two', title: 'Keys & <vault>' },
    ]
    const layout = { ...EMPTY_LAYOUT, pages, boxes: [{ id: 'cloud', x: 0, y: 0, page: 'two' }] }
    const all = printSvg(model, layout)
    expect(all).toContain('>Overview</text>')
    expect(all).toContain('>Keys &amp; &lt;vault&gt;</text>')
    expect(all).toContain('data-id="user"')
    const one = printSvg(model, layout, { page: 'two' })
    expect(one).not.toContain('Overview')
    expect(one).not.toContain('data-id="user"')
    expect(one).toContain('data-id="api"')
  })

  test('says so when nothing is drawn', () => {
    expect(printSvg(EMPTY_MODEL, EMPTY_LAYOUT)).toContain('Nothing is drawn yet')
  })

  test('keeps its ids apart from those of another on the same page', () => {
    const ids = [...reviewed({ idPrefix: 'second' }).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(ids).toEqual(['second-title', 'second-about', 'second-hatch'])
  })

  test('has no label on an arrowhead of Orders', () => {
    const { model, layout } = orders()
    const drawing = drawModel({ model, layout, rects: absoluteRects(model, layout), density: 'detailed' })
    const shapes = [...drawing.flows.values()]
    const heads = shapes.map(({ path }) => boxOf(arrowHead(path)))
    const labels = shapes.flatMap(({ label }) => (label ? [labelRect(label.at, label.width)] : []))
    expect(labels.length).toBe(5)
    for (const label of labels) expect(heads.filter((head) => overlaps(label, head))).toEqual([])
  })

  test('is finite however far somebody put a box', () => {
    const { model } = orders()
    const boxes = [
      { id: 'browser', x: 1e308, y: -1e308 },
      { id: 'redis', x: 1e308, y: 1e308 },
    ]
    const svg = printSvg(model, { ...EMPTY_LAYOUT, boxes })
    expect(svg).not.toMatch(/NaN|Infinity/)
  })

  test('of a thousand components has them all', () => {
    expect(printSvg(aLargeModel(1000, 1300), EMPTY_LAYOUT).match(/data-id=/g)?.length).toBeGreaterThan(2300)
  }, 30_000)
})

describe('the colours', () => {
  const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8')
  const blocks = { light: ':root {', dark: "[data-theme='dark'] {", contrast: "[data-theme='contrast'] {" }

  test.each(SVG_THEMES)('are those of the canvas, %s', (theme) => {
    const block = css.split(blocks[theme])[1]?.split('}')[0] ?? ''
    const token = (name: string) => block.match(new RegExp(`--${name}: ([^;]+);`))?.[1]
    const { trustTint, ink2, staleTint, ...same } = COLOURS[theme]
    for (const [name, colour] of Object.entries(same)) expect(colour, name).toBe(token(name))
    expect(ink2).toBe(token('ink-2'))
    expect(staleTint).toBe(token('stale-tint'))
    const tint = token('trust-tint')
    expect(`${trustTint * 100}%`).toBe(tint === 'transparent' ? '0%' : tint?.match(/[\d.]+%/)?.[0])
  })

  test('mix into the ground of a place in several zones', () => {
    expect(groundOf(COLOURS.light, 0)).toBe(COLOURS.light.paper)
    expect(groundOf(COLOURS.contrast, 3)).toBe('#ffffff')
    expect(groundOf(COLOURS.light, 1)).toBe('#f5eeec')
  })
})

function boxOf(path: string): Rect {
  const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }))
  return (
    boundsOf(points.map((point) => ({ ...point, width: 0, height: 0 }))) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    }
  )
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
