import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EMPTY_LAYOUT, type Layout } from '../../model/layout.ts'
import { printLayout, readLayout, spliceLayout } from './layout-file.ts'

const SOURCE = `# where things are
version: 1
elements:
  # the entry
  api-gateway: {x: 240, y: 80}   # moved by hand
  browser: {x: 0, y: 80, color: red}
flows:
  browser>api-gateway: {points: [[10, 20], [30, 40]]}
`

const size = fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined })
const at = fc.integer({ min: -5000, max: 5000 })
const id = fc.oneof(
  fc.constantFrom('a', 'b>c', '__proto__', 'y', 'no', '12', 'ü: x'),
  fc.string({ minLength: 1, maxLength: 8 }),
)
const byId = <T extends { id: string }>(item: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(item, { maxLength: 5, selector: (each) => each.id })
    .map((items) => items.sort((a, b) => (a.id < b.id ? -1 : 1)))
const aLayout: fc.Arbitrary<Layout> = fc.record({
  pages: fc.uniqueArray(fc.record({ id, title: fc.string() }), { maxLength: 2, selector: (page) => page.id }),
  boxes: byId(
    fc.record(
      { id, x: at, y: at, width: size, height: size, collapsed: fc.constant(true as const) },
      { requiredKeys: ['id', 'x', 'y'] },
    ),
  ),
  routes: fc
    .uniqueArray(
      fc.record({ ref: id, points: fc.array(fc.record({ x: at, y: at }), { minLength: 1, maxLength: 3 }) }),
      { maxLength: 3, selector: (route) => route.ref },
    )
    .map((routes) => routes.sort((a, b) => (a.ref < b.ref ? -1 : 1))),
  notes: byId(fc.record({ id, text: fc.string({ unit: 'binary' }), x: at, y: at })),
})
const plain = (layout: Layout): unknown => JSON.parse(JSON.stringify(layout))

describe('the layout file', () => {
  test('an element is one short line', () => {
    const layout = {
      ...EMPTY_LAYOUT,
      boxes: [
        { id: 'b', x: 1.6, y: 2 },
        { id: 'a', x: 0, y: 0 },
      ],
    }
    expect(printLayout(layout)).toContain('elements:\n  a: {x: 0, y: 0}\n  b: {x: 2, y: 2}\n')
  })

  test('moving a box changes its line alone and keeps its comment and unknown keys', () => {
    const { layout } = readLayout(SOURCE)
    const boxes = layout.boxes.map((box) => (box.id === 'api-gateway' ? { ...box, x: 241 } : box))
    expect(spliceLayout(SOURCE, { ...layout, boxes })).toBe(SOURCE.replace('{x: 240', '{x: 241'))
    expect(spliceLayout(SOURCE, layout)).toBe(SOURCE)
  })

  test('a collapsed zone is a word on its line', () => {
    const source = printLayout({ ...EMPTY_LAYOUT, boxes: [{ id: 'dmz', x: 0, y: 8 }] })
    const layout = { ...EMPTY_LAYOUT, boxes: [{ id: 'dmz', x: 0, y: 8, collapsed: true as const }] }
    expect(spliceLayout(source, layout)).toBe(source.replace('y: 8}', 'y: 8, collapsed: true}'))
    expect(readLayout(spliceLayout(source, layout)).layout).toEqual(layout)
  })

  test('printing and reading gives the same layout', () => {
    const same = fc.property(aLayout, (layout) => {
      expect(plain(readLayout(printLayout(layout)).layout)).toEqual(plain(layout))
    })
    fc.assert(same)
  })

  test('any layout can be written over any other', () => {
    const both = fc.property(aLayout, aLayout, (before, after) => {
      expect(plain(readLayout(spliceLayout(printLayout(before), after)).layout)).toEqual(plain(after))
    })
    fc.assert(both)
  })

  test('a broken layout is reported and empty, and an id of an object property is harmless', () => {
    expect(readLayout('elements: [').diagnostics[0]?.severity).toBe('error')
    expect(readLayout('elements: [').layout).toEqual(EMPTY_LAYOUT)
    readLayout('elements: {__proto__: {polluted: 1, x: 1, y: 1}}\n')
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('any text gives a layout', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readLayout(text)))
  })
})
