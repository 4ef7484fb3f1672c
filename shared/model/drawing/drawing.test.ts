import { describe, expect, test } from 'vitest'
import { addBoundary, addComponent } from '../edits/components.ts'
import { addFlow } from '../edits/flows.ts'
import { absoluteRects, type Rect } from '../geometry.ts'
import { EMPTY_LAYOUT, type Layout } from '../layout.ts'
import { EMPTY_MODEL, type Kind, type Model } from '../schema.ts'
import { drawModel } from './drawing.ts'
import { LABEL_HEIGHT, labelRect } from './labels.ts'
import { lineCurve } from './lines.ts'
import { exitPoint, LOOP, loopAround, pathThrough, straightPath } from './outline.ts'
import { crossings, entersRect, lengthOf, nearestOn, spotAt } from './paths.ts'
import { flowsCutBy } from './stroke.ts'
import { zoneTab } from './zones.ts'

const rect: Rect = { x: 0, y: 0, width: 100, height: 60 }
const end = (at: Partial<Rect>, kind: Kind = 'external') => ({ rect: { ...rect, ...at }, kind })

describe('where a flow meets an outline', () => {
  test('a sharp rectangle is left through the side that the flow points at', () => {
    expect(exitPoint(rect, 0, { x: 50, y: 30 }, { x: 250, y: 30 })).toEqual({ x: 100, y: 30 })
    expect(exitPoint(rect, 0, { x: 50, y: 30 }, { x: 50, y: -90 })).toEqual({ x: 50, y: 0 })
  })

  test('a rounded corner is left on its arc, inside the rectangle', () => {
    const out = exitPoint(rect, 14, { x: 50, y: 30 }, { x: 150, y: 90 })
    expect(Math.hypot(out.x - 86, out.y - 46)).toBeCloseTo(14)
    expect(out.x).toBeLessThan(100)
    expect(out.y).toBeLessThan(60)
  })

  test('boxes that face each other are joined by a level line', () => {
    const [a, b] = straightPath(end({}), end({ x: 300, y: 20 }), 0)
    expect(a).toEqual({ x: 100, y: 40 })
    expect(b).toEqual({ x: 300, y: 40 })
  })

  test('a flow leaves square to the side that faces its first waypoint', () => {
    const path = pathThrough(end({}), end({ x: 300, y: 200 }), [{ x: 200, y: 20 }])
    expect(path[0]).toEqual({ x: 100, y: 20 })
  })

  test('a flow to itself goes around the corner', () => {
    expect(loopAround(end({}), { x: 1, y: -1 }, LOOP).length).toBe(5)
  })
})

describe('a stroke across flows', () => {
  const level = (y: number) =>
    [
      { x: 0, y },
      { x: 200, y },
    ] as const
  const flows = [
    ['a', level(0)],
    ['b', level(50)],
    ['c', level(300)],
  ] as const

  test('names the flows it cuts, in the order it meets them', () => {
    expect(
      flowsCutBy(
        [
          { x: 100, y: 80 },
          { x: 100, y: 20 },
          { x: 90, y: -20 },
        ],
        flows,
      ),
    ).toEqual(['b', 'a'])
  })

  test('names a flow once that it cuts twice', () => {
    expect(
      flowsCutBy(
        [
          { x: 50, y: -10 },
          { x: 60, y: 10 },
          { x: 70, y: -10 },
        ],
        flows,
      ),
    ).toEqual(['a'])
  })

  test('names nothing when it cuts nothing', () => {
    expect(
      flowsCutBy(
        [
          { x: 300, y: -10 },
          { x: 300, y: 400 },
        ],
        flows,
      ),
    ).toEqual([])
  })
})

describe('the curve of a line boundary', () => {
  const none = () => 0

  test('stands square on a single flow and reaches past it on both sides', () => {
    const line = lineCurve([{ at: { x: 100, y: 0 }, angle: 0 }], 60, () => true, none)
    expect(line?.path.map(({ x }) => Math.round(x))).toEqual([100, 100, 100])
    expect(line?.path[0]?.y).toBeLessThan(-20)
    expect(line?.path.at(-1)?.y).toBeGreaterThan(20)
  })

  test('runs through all flows in order along it', () => {
    const through = [200, 0, 100].map((y) => ({ at: { x: 100, y }, angle: y === 100 ? Math.PI : 0 }))
    const line = lineCurve(through, 60, () => true, none)
    expect(line?.path.slice(1, -1).map(({ y }) => y)).toEqual([0, 100, 200])
  })

  test('stays short where reaching on would meet something it does not name', () => {
    const long = lineCurve([{ at: { x: 0, y: 0 }, angle: 0 }], 60, () => true, none)
    const short = lineCurve([{ at: { x: 0, y: 0 }, angle: 0 }], 60, (_, to) => to.y > -40, none)
    expect(short?.path[0]?.y ?? 0).toBeGreaterThan(long?.path[0]?.y ?? 0)
  })

  test('has its name at the end that covers nothing', () => {
    const line = lineCurve(
      [{ at: { x: 0, y: 0 }, angle: 0 }],
      60,
      () => true,
      (name) => (name.y < 0 ? 1 : 0),
    )
    expect(line?.label.y).toBeGreaterThan(0)
  })
})

describe('a drawing', () => {
  const { model, layout } = aDiagram()
  const draw = (with_: Layout = layout, previous?: ReturnType<typeof drawModel>) =>
    drawModel({ model, layout: with_, rects: absoluteRects(model, with_), density: 'detailed' }, previous)

  test('marks a crossing where the flow meets the border of the zone', () => {
    const spot = draw()
      .flows.get('browser>api')
      ?.spots.find(({ boundary }) => boundary === 'dmz')
    expect(spot?.at).toEqual({ x: 300, y: 109 })
  })

  test('draws two flows between the same ends apart', () => {
    const { flows } = draw()
    const [there, back] = [flows.get('browser>api')?.path ?? [], flows.get('api>browser')?.path ?? []]
    expect(crossings(there, back)).toEqual([])
    expect(Math.abs((there[0]?.y ?? 0) - (back[0]?.y ?? 0))).toBeGreaterThanOrEqual(LABEL_HEIGHT)
  })

  test('puts no label on a component or on another label', () => {
    const drawing = draw()
    const labels = [...drawing.flows.values()].flatMap(({ label }) =>
      label ? [labelRect(label.at, label.width)] : [],
    )
    const boxes = [...model.components].map(({ id }) => absoluteRects(model, layout).get(id))
    for (const [at, label] of labels.entries()) {
      for (const other of [...boxes, ...labels.slice(at + 1)])
        expect(other && overlaps(label, other)).toBe(false)
    }
  })

  test('keeps what a move does not touch', () => {
    const before = draw()
    const boxes = layout.boxes.map((box) => (box.id === 'db' ? { ...box, y: box.y + 40 } : box))
    const after = draw({ ...layout, boxes }, before)
    expect(after.flows.get('browser>api')).toBe(before.flows.get('browser>api'))
    expect(after.flows.get('api>db')).not.toBe(before.flows.get('api>db'))
  })

  test('ends, whatever sizes and places a file names', () => {
    const far = { id: 'browser', x: 1e308, y: -1e308, width: 1e300, height: 1e12 }
    const boxes = [...layout.boxes.filter(({ id }) => id !== 'browser' && id !== 'db'), far]
    expect(draw({ ...layout, boxes: [...boxes, { id: 'db', x: 0, y: 0, width: 1e12 }] }).flows.size).toBe(3)
  })

  test('keeps labels off the titles of zones', () => {
    const tall = layout.boxes.map((box) => (box.id === 'browser' ? { ...box, x: 316, y: -200 } : box))
    const drawing = draw({ ...layout, boxes: tall })
    const tab = zoneTab('DMZ', { x: 300, y: 0, width: 600, height: 240 })
    for (const { label } of drawing.flows.values())
      expect(label && overlaps(labelRect(label.at, label.width), tab)).toBe(false)
  })

  test('shows a line that no flow crosses as a stub', () => {
    expect(draw().lines.get('unused')?.bounds.height).toBeGreaterThan(0)
  })
})

describe('measuring a path', () => {
  const path = [
    { x: 0, y: 0 },
    { x: 30, y: 0 },
    { x: 30, y: 40 },
  ]

  test('finds the place at a distance and the direction there', () => {
    expect(lengthOf(path)).toBe(70)
    expect(spotAt(path, 50)).toEqual({ at: { x: 30, y: 20 }, angle: Math.PI / 2 })
  })

  test('finds the nearest segment', () => {
    expect(nearestOn(path, { x: 34, y: 20 })).toEqual({ segment: 1, distance: 50, off: 4 })
  })

  test('sees a path that runs through a rectangle without ending in it', () => {
    expect(
      entersRect(
        [
          { x: -10, y: 30 },
          { x: 200, y: 30 },
        ],
        rect,
      ),
    ).toBe(true)
    expect(
      entersRect(
        [
          { x: -10, y: 90 },
          { x: 200, y: 90 },
        ],
        rect,
      ),
    ).toBe(false)
  })
})

function aDiagram(): { model: Model; layout: Layout } {
  let model: Model = EMPTY_MODEL
  model = addBoundary(model, { kind: 'zone', title: 'DMZ' }).model
  model = addComponent(model, { kind: 'external', title: 'Browser' }).model
  model = addComponent(model, { kind: 'process', title: 'API', zone: 'dmz' }).model
  model = addComponent(model, { kind: 'store', title: 'DB', zone: 'dmz' }).model
  model = addFlow(model, { from: 'browser', to: 'api', protocol: 'https' }).model
  model = addFlow(model, { from: 'api', to: 'browser', protocol: 'http' }).model
  model = addFlow(model, { from: 'api', to: 'db', protocol: 'sql' }).model
  model = addBoundary(model, { kind: 'line', title: 'Edge', crossedBy: ['browser>api'] }).model
  model = addBoundary(model, { kind: 'line', title: 'Unused' }).model
  const layout: Layout = {
    ...EMPTY_LAYOUT,
    boxes: [
      { id: 'browser', x: 0, y: 64 },
      { id: 'dmz', x: 300, y: 0, width: 600, height: 240 },
      { id: 'api', x: 64, y: 64 },
      { id: 'db', x: 400, y: 64 },
    ],
  }
  return { model, layout }
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
