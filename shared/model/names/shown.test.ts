import { describe, expect, test } from 'vitest'
import { drawModel } from '../drawing/drawing.ts'
import { elementsOfPage } from '../drawing/page.ts'
import { addBoundary, addComponent } from '../edits/components.ts'
import { addFlow } from '../edits/flows.ts'
import { absoluteRects } from '../geometry.ts'
import { EMPTY_LAYOUT, type Layout } from '../layout.ts'
import { EMPTY_MODEL, type Model } from '../schema.ts'
import { collapsedAround, insideWords, shownIn, withCollapsedZone } from './shown.ts'

/** User outside; Cloud holds Api and the zone Data, which holds Store. */
function aModel(): Model {
  let model = EMPTY_MODEL
  const zone = (title: string, parent: string | null) => {
    model = addBoundary(model, { kind: 'zone', title, parent }).model
  }
  const component = (title: string, holder: string | null) => {
    model = addComponent(model, { kind: 'process', title, zone: holder }).model
  }
  zone('Cloud', null)
  zone('Data', 'cloud')
  component('User', null)
  component('Api', 'cloud')
  component('Store', 'data')
  for (const [from, to] of [
    ['user', 'api'],
    ['user', 'store'],
    ['api', 'store'],
  ] as const)
    model = addFlow(model, { from, to }).model
  return model
}

const LAYOUT: Layout = {
  ...EMPTY_LAYOUT,
  boxes: [
    { id: 'user', x: 0, y: 100 },
    { id: 'cloud', x: 400, y: 80, width: 600, height: 300 },
    { id: 'api', x: 40, y: 60 },
    { id: 'data', x: 300, y: 40, width: 240, height: 160 },
    { id: 'store', x: 40, y: 60 },
  ],
  routes: [{ ref: 'user>store', points: [{ x: 300, y: 400 }] }],
}
const collapse = (...zones: readonly string[]) =>
  zones.reduce((layout, zone) => withCollapsedZone(layout, zone, true), LAYOUT)

function drawn(layout: Layout) {
  const model = aModel()
  const { rects, collapsed } = elementsOfPage(model, layout, null)
  return drawModel({ model, layout, rects, collapsed, density: 'detailed' })
}

describe('what a diagram with collapsed zones shows', () => {
  test('without one it is everything, where it is placed', () => {
    const model = aModel()
    const shown = shownIn(model, LAYOUT)
    expect(shown.rects).toBe(absoluteRects(model, LAYOUT))
    expect(shown.inside.size + shown.zones.size).toBe(0)
    expect([...shown.rects.keys()].sort()).toEqual(['api', 'cloud', 'data', 'store', 'user'])
  })

  test('a collapsed zone is a small box in the same corner, and what is in it is hidden', () => {
    const shown = shownIn(aModel(), collapse('cloud'))
    expect([...shown.rects.keys()].sort()).toEqual(['cloud', 'user'])
    expect(shown.rects.get('cloud')).toEqual({ x: 400, y: 80, width: 144, height: 56 })
    expect([...shown.inside].sort()).toEqual([
      ['api', 'cloud'],
      ['data', 'cloud'],
      ['store', 'cloud'],
    ])
    expect(insideWords(shown, 'cloud')).toBe('2 inside')
  })

  test('inside a collapsed zone another one is hidden, collapsed or not', () => {
    const shown = shownIn(aModel(), collapse('cloud', 'data'))
    expect([...shown.zones]).toEqual(['cloud'])
    expect(shown.inside.get('store')).toBe('cloud')
    expect(collapsedAround(aModel(), collapse('cloud', 'data'), 'store')).toEqual(['cloud', 'data'])
    expect(collapsedAround(aModel(), collapse('cloud'), 'cloud')).toEqual([])
  })

  test('opening and collapsing give back the same layout', () => {
    expect(withCollapsedZone(collapse('cloud'), 'cloud', false)).toEqual(LAYOUT)
    expect(withCollapsedZone(LAYOUT, 'cloud', false)).toBe(LAYOUT)
  })

  test('flows end at the box, side by side, and those within are hidden', () => {
    const { flows } = drawn(collapse('cloud'))
    expect([...flows.keys()]).toEqual(['user>api', 'user>store'])
    const [first, second] = [flows.get('user>api'), flows.get('user>store')]
    expect(first?.ends).toEqual({ from: 'user', to: 'cloud' })
    for (const shape of [first, second]) expect(shape?.path.at(-1)?.x).toBe(400)
    expect(Math.abs((first?.path[0]?.y ?? 0) - (second?.path[0]?.y ?? 0))).toBeGreaterThan(8)
  })

  test('waypoints of a flow whose end is hidden are passed over, and come back', () => {
    expect(drawn(collapse('cloud')).flows.get('user>store')?.path).toHaveLength(2)
    expect(drawn(LAYOUT).flows.get('user>store')?.path).toHaveLength(3)
  })

  test('a crossing keeps its mark at the line of the collapsed zone and loses those of hidden ones', () => {
    const shape = drawn(collapse('cloud')).flows.get('user>store')
    expect(shape?.spots.map(({ boundary }) => boundary)).toEqual(['cloud'])
    expect(shape?.spots[0]?.at.x).toBeGreaterThan(370)
    const inner = drawn(collapse('data')).flows.get('user>store')
    expect(inner?.spots.map(({ boundary }) => boundary)).toEqual(['cloud', 'data'])
  })
})
