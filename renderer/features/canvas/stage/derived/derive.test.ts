import { describe, expect, test } from 'vitest'
import { readDfd } from '../../../../../shared/formats/dfd/read.ts'
import { drawModel } from '../../../../../shared/model/drawing/drawing.ts'
import { elementsOfPage } from '../../../../../shared/model/drawing/page.ts'
import { EMPTY_LAYOUT, type Layout, type Point } from '../../../../../shared/model/layout.ts'
import type { Highlights } from '../../elements.ts'
import type { Scene } from '../../scene.ts'
import { Items } from '../items.ts'
import { type Derived, elementsOf } from './derive.ts'

const BOXES = [
  { id: 'user', x: 0, y: 0, width: 160, height: 64 },
  { id: 'dmz', x: 600, y: -200, width: 800, height: 600 },
  { id: 'api', x: 100, y: 200, width: 160, height: 64 },
  { id: 'orders', x: 500, y: 200, width: 160, height: 64 },
  { id: 'mail', x: 600, y: 800, width: 160, height: 64 },
]
const TEXT = `External: User

Zone: DMZ
  Process: API
  Process: Orders

Process: Mail

User -> API
API -> Orders
Orders -> Mail
`
const { model } = readDfd(TEXT)
if (!model) throw new Error('the fixture must read')
const LAYOUT: Layout = { ...EMPTY_LAYOUT, boxes: BOXES }
const DOCUMENT = { model, layout: LAYOUT, drafts: [] }
const REFS = ['mail', 'user>api', 'dmz', 'user', 'orders>mail', 'api', 'orders', 'api>orders']
const NOTHING: Highlights = {
  selection: new Set(),
  lit: new Set(),
  renaming: null,
  dropZone: null,
  target: null,
  detailed: false,
}
const EVERYWHERE = { x: -5000, y: -5000, width: 10_000, height: 10_000 }

function sceneOf(dragging: ReadonlyMap<string, Point> = new Map(), layout = LAYOUT): Scene {
  const document = layout === LAYOUT ? DOCUMENT : { ...DOCUMENT, layout }
  const { rects: atRest, notes, collapsed } = elementsOfPage(document.model, layout, undefined)
  const rects = new Map(atRest)
  for (const [id, at] of dragging) {
    const rect = rects.get(id)
    if (rect) rects.set(id, { ...rect, ...at })
  }
  const drawing = drawModel(
    { model: document.model, layout, rects, atRest, collapsed, density: 'compact' },
    known,
  )
  known = drawing
  return { document, page: undefined, rects, notes, collapsed, drawing, items: new Items() }
}

let known: Scene['drawing'] | undefined

/** Ids of what is another object than before, so that the page draws it anew. */
function drawnAnew(before: Derived, after: Derived): readonly string[] {
  const old = new Set<unknown>([...before.nodes, ...before.flows])
  return [...after.nodes, ...after.flows].filter((each) => !old.has(each)).map(({ id }) => id)
}

describe('the elements of the page', () => {
  test('come in the order of the model, whatever order they are asked for in', () => {
    const { nodes, flows } = elementsOf(sceneOf(), NOTHING, REFS, EVERYWHERE)
    expect(nodes.map(({ id }) => id)).toEqual(['dmz', 'user', 'api', 'orders', 'mail'])
    expect(flows.map(({ id }) => id)).toEqual(['user>api', 'api>orders', 'orders>mail'])
  })

  test('are the same objects when an edit only makes the layout anew', () => {
    const before = elementsOf(sceneOf(), NOTHING, REFS, EVERYWHERE)
    const copied = { ...LAYOUT, boxes: BOXES.map((box) => ({ ...box })) }
    expect(elementsOf(sceneOf(new Map(), copied), NOTHING, REFS, EVERYWHERE)).toBe(before)
  })

  test('are drawn anew by a drag only where they move: the component and its flows', () => {
    const before = elementsOf(sceneOf(), NOTHING, REFS, EVERYWHERE)
    const after = elementsOf(sceneOf(new Map([['mail', { x: 900, y: 900 }]])), NOTHING, REFS, EVERYWHERE)
    expect(drawnAnew(before, after)).toEqual(['mail', 'orders>mail'])
    const back = elementsOf(sceneOf(), NOTHING, REFS, EVERYWHERE)
    expect(drawnAnew(after, back)).toEqual(['mail', 'orders>mail'])
    expect(back.nodes.find(({ id }) => id === 'mail')?.rect).toMatchObject({ x: 600, y: 800 })
  })

  test('are drawn anew by a selection only where it was and is', () => {
    const first = elementsOf(sceneOf(), { ...NOTHING, selection: new Set(['user']) }, REFS, EVERYWHERE)
    const second = elementsOf(sceneOf(), { ...NOTHING, selection: new Set(['api']) }, REFS, EVERYWHERE)
    expect(drawnAnew(first, second)).toEqual(['user', 'api'])
  })

  test('have the marks and labels that are near what is seen, and all of a selected flow', () => {
    const nowhere = { x: 50_000, y: 50_000, width: 10, height: 10 }
    const spotsOf = (highlights: Highlights) =>
      elementsOf(sceneOf(), highlights, REFS, nowhere).flows.map(({ data }) => data.spots.length)
    expect(spotsOf(NOTHING)).toEqual([0, 0, 0])
    expect(spotsOf({ ...NOTHING, selection: new Set(['user>api']) })).toEqual([1, 0, 0])
  })
})
