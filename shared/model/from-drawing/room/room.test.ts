import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zoneTab } from '../../drawing/zones.ts'
import { absoluteRects } from '../../geometry.ts'
import { type CanvasNote, EMPTY_LAYOUT, type Layout } from '../../layout.ts'
import { contains, overlaps, type Rect } from '../../placing/rect.ts'
import { type Component, EMPTY_MODEL, type Model } from '../../schema.ts'
import { doesTitleFit, wordsIn } from './fit.ts'
import { withoutRoom, withRoom } from './room.ts'

const LISTS = { technologies: [], tags: [], dataProcessed: [], dataStored: [], formatsAccepted: [] }
const ZONE = { id: 'zone', title: 'Zone', kind: 'zone', parent: null, crossedBy: [], tags: [] } as const

const component = (id: string, title: string, zone: string | null = null): Component => ({
  ...{ id, title, kind: 'process', zone },
  ...LISTS,
})
const stamp = (text: string, rect: Rect): CanvasNote => ({ id: text, text, ...rect })

/** Boxes of one size in a row, 200 pixels from one to the next, each with its title. */
function aRow(titles: readonly string[], width: number, height: number, notes: readonly CanvasNote[] = []) {
  const components = titles.map((title, at) => component(`c${at}`, title))
  const boxes = components.map(({ id }, at) => ({ id, x: at * 200, y: 0, width, height }))
  const model: Model = { ...EMPTY_MODEL, components }
  return { model, layout: { ...EMPTY_LAYOUT, boxes, notes } }
}

/** As a layout's file says it. */
const saved = (layout: Layout): Layout => {
  const whole = <T extends object>(one: T): T =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value) : value]),
    ) as T
  return {
    ...layout,
    boxes: layout.boxes.map(whole),
    notes: layout.notes.map(whole),
    routes: layout.routes.map((route) => ({ ...route, points: route.points.map(whole) })),
  }
}

function titlesOf(model: Model, layout: Layout): readonly Rect[] {
  const rects = absoluteRects(model, layout)
  return [
    ...model.components.map((one) => wordsIn(one, rects.get(one.id) ?? { x: 0, y: 0, width: 0, height: 0 })),
    ...model.boundaries.flatMap(({ id, title }) => {
      const rect = rects.get(id)
      return rect ? [zoneTab(title, rect)] : []
    }),
  ]
}

const rectOf = (note: CanvasNote): Rect => ({
  ...{ x: note.x, y: note.y, width: note.width ?? 0, height: note.height ?? 0 },
})

describe('a drawing of another tool', () => {
  test('stays as it is where its words have room', () => {
    const { model, layout } = aRow(['Web server', 'Orders Service'], 150, 80)
    expect(withRoom(model, layout)).toBe(layout)
  })

  test('gets larger as a whole where its boxes are icons: everything keeps its place to everything', () => {
    const titles = ['Application Gateway', 'Key Management', 'Event Processing', 'Notification Topic']
    const { model, layout } = aRow(titles, 48, 48, [
      stamp('Far away', { x: 0, y: 400, width: 60, height: 30 }),
    ])
    const routed = { ...layout, routes: [{ ref: 'c0>c1', points: [{ x: 100, y: 30 }] }] }
    const room = withRoom(model, routed)
    const scale = (room.routes[0]?.points[0]?.x ?? 0) / 100
    expect(scale).toBeGreaterThan(1.2)
    expect(room.routes[0]?.points).toEqual([{ x: 100 * scale, y: 30 * scale }])
    const centres = room.boxes.map(({ x, width = 0 }) => x + width / 2)
    expect(centres).toEqual([24, 224, 424, 624].map((x) => x * scale))
    expect(room.notes[0]).toMatchObject({ x: 0, y: 400 * scale, width: 60 * scale })
    for (const one of model.components) {
      const { width = 0, height = 0 } = room.boxes.find(({ id }) => id === one.id) ?? {}
      expect(doesTitleFit(one, { width, height })).toBe(true)
    }
  })

  test('has single small boxes grown around their middle, in their zone and off their neighbours', () => {
    const components = [
      ...['Web', 'App', 'API', 'Jobs', 'Queue'].map((title, at) => component(`wide${at}`, title)),
      component('alone', 'Notification', 'zone'),
    ]
    const model: Model = { ...EMPTY_MODEL, components, boundaries: [ZONE] }
    const boxes = [
      { id: 'zone', x: 0, y: 0, width: 120, height: 200 },
      { id: 'alone', x: 30, y: 80, width: 40, height: 40 },
      ...components.slice(0, 5).map(({ id }, at) => ({ id, x: at * 200, y: 300, width: 120, height: 60 })),
    ]
    const layout = { ...EMPTY_LAYOUT, boxes }
    const grown = withRoom(model, layout).boxes.find(({ id }) => id === 'alone')
    const rect = { x: 0, y: 0, width: 0, height: 0, ...grown }
    expect(rect.width).toBeGreaterThan(40)
    expect(rect.x + rect.width / 2).toBe(50)
    expect(contains({ x: 8, y: 8, width: 104, height: 184 }, rect)).toBe(true)
  })

  test('has a stamp as large as its word, beside the title that it was drawn over', () => {
    const { model, layout } = aRow(['Payments'], 150, 60, [
      stamp('TA04', { x: 60, y: 20, width: 30, height: 20 }),
    ])
    const [note] = withRoom(model, layout).notes
    expect(note?.width).toBeGreaterThan(30)
    const rect = note ? rectOf(note) : { x: 0, y: 0, width: 0, height: 0 }
    expect(titlesOf(model, layout).some((title) => overlaps(title, rect))).toBe(false)
    expect(Math.hypot(rect.x - 60, rect.y - 20)).toBeLessThan(80)
  })

  test('keeps a note that covers no title and has room for its words', () => {
    const { model, layout } = aRow(['Payments'], 150, 60, [
      stamp('Cards', { x: 300, y: 0, width: 100, height: 40 }),
    ])
    expect(withRoom(model, layout)).toBe(layout)
  })
})

const sizes = fc.integer({ min: 16, max: 200 })
const words = fc.constantFrom('API', 'Orders Service', 'NotificationTopic', 'S3', 'Web application firewall')
const drawings = fc
  .record({
    boxes: fc.array(
      fc.record({
        title: words,
        x: fc.integer({ min: -500, max: 900 }),
        y: fc.double({ min: -500, max: 900, noNaN: true }),
        width: sizes,
        height: sizes,
        isIn: fc.boolean(),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    stamps: fc.array(
      fc.record({
        text: fc.constantFrom('A01', 'Who may read this?\nNobody', 'x'),
        x: fc.integer({ min: -500, max: 900 }),
        y: fc.integer({ min: -500, max: 900 }),
        width: sizes,
        height: sizes,
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ boxes, stamps }): { readonly model: Model; readonly layout: Layout } => ({
    model: {
      ...EMPTY_MODEL,
      boundaries: [ZONE],
      components: boxes.map(({ title, isIn }, at) => component(`c${at}`, title, isIn ? 'zone' : null)),
    },
    layout: {
      ...EMPTY_LAYOUT,
      boxes: [
        { id: 'zone', x: -600, y: -600, width: 2000, height: 2000 },
        ...boxes.map(({ x, y, width, height }, at) => ({ id: `c${at}`, x, y, width, height })),
      ],
      notes: stamps.map((note, at) => ({ id: `n${at}`, ...note })),
      routes: [{ ref: 'c0>c0', points: [{ x: 3.3, y: -7 }] }],
    },
  }))

describe('whatever is drawn', () => {
  test('no note covers a title', () => {
    fc.assert(
      fc.property(drawings, ({ model, layout }) => {
        const room = withRoom(model, layout)
        const titles = titlesOf(model, room)
        for (const note of room.notes)
          for (const title of titles) expect(overlaps(rectOf(note), title)).toBe(false)
      }),
    )
  })

  test('no two boxes get to overlap that did not', () => {
    fc.assert(
      fc.property(drawings, ({ model, layout }) => {
        const [before, after] = [absoluteRects(model, layout), absoluteRects(model, withRoom(model, layout))]
        const [first, second] = [new Set(pairsOf(model, before)), pairsOf(model, after)]
        expect(second.filter((pair) => !first.has(pair))).toEqual([])
      }),
    )
  })

  test('the way back gives the very numbers of the file, also from whole pixels, and from before it had room', () => {
    fc.assert(
      fc.property(drawings, ({ model, layout }) => {
        const room = withRoom(model, layout)
        expect(withoutRoom(room, model, layout)).toEqual(layout)
        expect(withoutRoom(saved(room), model, layout)).toEqual(layout)
        expect(withoutRoom(layout, model, layout)).toEqual(layout)
      }),
    )
  })

  test('what is moved is moved as far in the file as it is in the larger drawing', () => {
    const titles = ['Application Gateway', 'Key Management', 'Event Processing', 'Notification Topic']
    const row = aRow(titles, 48, 48)
    const { model } = row
    const layout = { ...row.layout, routes: [{ ref: 'c0>c1', points: [{ x: 100, y: 30 }] }] }
    const room = withRoom(model, layout)
    const scale = (room.routes[0]?.points[0]?.x ?? 0) / 100
    const moved = {
      ...room,
      boxes: room.boxes.map((box) => (box.id === 'c1' ? { ...box, y: box.y + 100 * scale } : box)),
    }
    const back = withoutRoom(moved, model, layout)
    expect(back.boxes.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [200, 100],
      [400, 0],
      [600, 0],
    ])
  })
})

function pairsOf(model: Model, rects: ReadonlyMap<string, Rect>): readonly string[] {
  return model.components.flatMap((one, at) =>
    model.components.slice(at + 1).flatMap((other) => {
      const [a, b] = [rects.get(one.id), rects.get(other.id)]
      return a && b && overlaps(a, b) ? [`${one.id} ${other.id}`] : []
    }),
  )
}
