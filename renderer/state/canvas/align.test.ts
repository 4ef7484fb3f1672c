import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EDGES } from '../../../shared/model/arranging/align.ts'
import { withMembers } from '../../../shared/model/arranging/members.ts'
import { pinned } from '../../../shared/model/arranging/pinned.ts'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { absoluteRects, contains, type Rect } from '../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL, type Model } from '../../../shared/model/schema.ts'
import { anyModel } from '../../../test/support/models/random-model.ts'
import { align, alignable, distribute } from './align.ts'

describe('aligning', () => {
  test('puts every edge and middle of a selection into one line', () => {
    const document = aDocument()
    const ids = ['a', 'b', 'c']
    const at = (edge: (typeof EDGES)[number]) => ids.map((id) => rectOf(align(document, ids, edge), id))
    expect(new Set(at('left').map((rect) => rect.x)).size).toBe(1)
    expect(new Set(at('right').map((rect) => rect.x + rect.width)).size).toBe(1)
    expect(new Set(at('center').map((rect) => rect.x + rect.width / 2)).size).toBe(1)
    expect(new Set(at('top').map((rect) => rect.y)).size).toBe(1)
    expect(new Set(at('bottom').map((rect) => rect.y + rect.height)).size).toBe(1)
    expect(new Set(at('middle').map((rect) => rect.y + rect.height / 2)).size).toBe(1)
  })

  test('twice is once, and nothing that is not selected moves, except that zones grow', () => {
    fc.assert(
      fc.property(
        anyModel(8),
        fc.constantFrom(...EDGES),
        fc.infiniteStream(fc.boolean()),
        (model, edge, picks) => {
          const document = { model, layout: pinned(model, EMPTY_LAYOUT), drafts: [] }
          const all = [...absoluteRects(model, document.layout).keys()]
          const selection = all.filter(() => picks.next().value)
          const once = align(document, selection, edge)
          expect(align(once, selection, edge)).toBe(once)
          const moved = withMembers(model, alignable(document, selection).keys())
          for (const { id } of model.components) {
            if (!moved.has(id)) expect(rectOf(once, id)).toEqual(rectOf(document, id))
          }
        },
      ),
    )
  })

  test('a zone grows to the left around a member that goes there, and its other members stay', () => {
    const document = aDocument()
    const after = align(document, ['c', 'inner'], 'left')
    expect(rectOf(after, 'inner').x).toBe(rectOf(document, 'c').x)
    expect(contains(rectOf(after, 'zone'), rectOf(after, 'inner'))).toBe(true)
    expect(rectOf(after, 'other')).toEqual(rectOf(document, 'other'))
    expect(after.model).toBe(document.model)
  })

  test('takes notes along and leaves alone what is inside a selected zone', () => {
    const document = aDocument()
    const after = align(document, ['zone', 'inner', 'note:n'], 'left')
    expect(after.layout.notes[0]?.x).toBe(rectOf(after, 'zone').x)
    const [zone, inner] = [rectOf(after, 'zone'), rectOf(after, 'inner')]
    expect(inner.x - zone.x).toBe(rectOf(document, 'inner').x - rectOf(document, 'zone').x)
  })
})

describe('distributing', () => {
  test('makes the gaps alike and leaves the first and the last where they are', () => {
    const document = aDocument()
    const after = distribute(document, ['a', 'b', 'c'], 'horizontal')
    const [a, b, c] = ['a', 'b', 'c'].map((id) => rectOf(after, id)) as [Rect, Rect, Rect]
    expect([a, c]).toEqual([rectOf(document, 'a'), rectOf(document, 'c')])
    expect(Math.abs(b.x - (a.x + a.width) - (c.x - (b.x + b.width)))).toBeLessThanOrEqual(1)
    expect(distribute(after, ['a', 'b', 'c'], 'horizontal')).toBe(after)
  })

  test('spreads what overlaps by its middles', () => {
    const document = aDocument()
    const after = distribute(document, ['a', 'b', 'c'], 'vertical')
    const middles = ['a', 'b', 'c'].map((id) => rectOf(after, id).y + rectOf(after, id).height / 2)
    const sorted = [...middles].sort((x, y) => x - y)
    expect(Math.abs((sorted[1] ?? 0) * 2 - (sorted[0] ?? 0) - (sorted[2] ?? 0))).toBeLessThanOrEqual(1)
  })

  test('does nothing for two', () => {
    const document = aDocument()
    expect(distribute(document, ['a', 'b'], 'vertical')).toBe(document)
  })
})

function rectOf({ model, layout }: Document, id: string): Rect {
  const rect = absoluteRects(model, layout).get(id)
  if (!rect) throw new Error(`${id} is not drawn`)
  return rect
}

function aDocument(): Document {
  let model: Model = addBoundary(EMPTY_MODEL, { kind: 'zone', title: 'Zone' }).model
  for (const title of ['A', 'B', 'C']) model = addComponent(model, { kind: 'process', title }).model
  for (const title of ['Inner', 'Other']) {
    model = addComponent(model, { kind: 'process', title, zone: 'zone' }).model
  }
  const boxes = [
    { id: 'a', x: -600, y: 10 },
    { id: 'b', x: -430, y: 45, width: 200, height: 64 },
    { id: 'c', x: 100, y: 31, width: 160 },
    { id: 'zone', x: 300, y: 300, width: 500, height: 300 },
    { id: 'inner', x: 40, y: 60 },
    { id: 'other', x: 240, y: 60 },
  ]
  return {
    model,
    layout: { ...EMPTY_LAYOUT, boxes, notes: [{ id: 'n', text: '', x: 900, y: 0 }] },
    drafts: [],
  }
}
