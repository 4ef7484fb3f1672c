import { describe, expect, test } from 'vitest'
import { diffModels } from '../../../../shared/diff/diff.ts'
import { ghostsOf } from '../../../../shared/diff/marks/ghosts.ts'
import { marksOfDiff } from '../../../../shared/diff/marks/marks.ts'
import { readDfd } from '../../../../shared/formats/dfd/read.ts'
import { drawModel } from '../../../../shared/model/drawing/drawing.ts'
import { elementsOfPage } from '../../../../shared/model/drawing/page.ts'
import { contains } from '../../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../../shared/model/layout.ts'
import type { Model } from '../../../../shared/model/schema.ts'
import type { Scene } from '../scene.ts'
import { Items } from '../stage/items.ts'
import { overlayOf, type Side } from './overlay.ts'

const LAYOUT: Layout = {
  ...EMPTY_LAYOUT,
  boxes: [
    { id: 'user', x: 0, y: 0 },
    { id: 'dmz', x: 300, y: 0, width: 300, height: 200 },
    { id: 'api', x: 40, y: 60 },
    { id: 'app', x: 800, y: 0, width: 300, height: 200 },
    { id: 'redis', x: 40, y: 60 },
  ],
}
const BEFORE = modelOf(
  'External: User\nZone: DMZ\n  Process: API\nZone: App\n  Data store: Redis\nUser -> API\n',
)
/** Redis and App are gone, API is outside. */
const AFTER = modelOf(
  'External: User\nZone: DMZ\nProcess: API\nProcess: Mailer\nUser -> API\nAPI -> Mailer\n',
)
const marks = marksOfDiff(diffModels(BEFORE, AFTER), AFTER)

function modelOf(text: string): Model {
  const { model } = readDfd(text)
  if (!model) throw new Error('the fixture must read')
  return model
}

function sceneOf(model: Model): Scene {
  const { rects, notes, collapsed } = elementsOfPage(model, LAYOUT, undefined)
  const drawing = drawModel({ model, layout: LAYOUT, rects, collapsed, density: 'detailed' })
  return {
    document: { model, layout: LAYOUT, drafts: [] },
    page: undefined,
    rects,
    notes,
    collapsed,
    drawing,
    items: new Items(),
  }
}

function itemsOf(model: Model, side: Side) {
  const scene = sceneOf(model)
  const { rects, collapsed } = scene
  const ground = { model, layout: LAYOUT, page: undefined, rects, collapsed, density: 'detailed' as const }
  const ghosts = side === 'both' ? ghostsOf({ model: BEFORE, layout: LAYOUT }, ground, marks) : null
  return overlayOf(scene, marks, side, ghosts)
}

const signsIn = (model: Model, side: Side) =>
  Object.fromEntries(
    itemsOf(model, side).map(({ ref, signs, spots }) => [ref, [...signs, ...spots.map(({ sign }) => sign)]]),
  )

describe('the overlay', () => {
  test('of one picture signs what came, went, moved and changed', () => {
    expect(signsIn(AFTER, 'both')).toEqual({
      mailer: ['added'],
      api: ['rezoned'],
      'api>mailer': ['added'],
      'user>api': ['lost'],
      app: ['removed'],
      redis: ['removed'],
    })
  })

  test('of two pictures shows on each only what is in it', () => {
    expect(Object.keys(signsIn(AFTER, 'after')).sort()).toEqual(['api', 'api>mailer', 'mailer', 'user>api'])
    expect(signsIn(BEFORE, 'before')).toEqual({
      api: ['rezoned'],
      'user>api': ['lost'],
      app: ['removed'],
      redis: ['removed'],
    })
  })

  test('marks a lost crossing at the boundary where the older picture still has it', () => {
    const flow = itemsOf(BEFORE, 'before').find(({ ref }) => ref === 'user>api')
    expect([flow?.signs, flow?.spots.length]).toEqual([[], 1])
  })

  test('says with a pattern of its own what became of an element', () => {
    const looks = itemsOf(AFTER, 'both').flatMap(({ ref, strokes }) =>
      strokes.map(({ look }) => `${ref} ${look}`),
    )
    expect(looks).toEqual(
      expect.arrayContaining([
        'mailer frame-added',
        'api frame-rezoned',
        'api trace',
        'redis ghost',
        'app ghost-boundary',
      ]),
    )
  })

  test('has every part of an item inside the rectangle by which it is left out', () => {
    for (const { rect, corner, spots, words } of itemsOf(AFTER, 'both')) {
      for (const { x, y } of [corner, ...spots.map(({ at }) => at), ...words.map(({ at }) => at)])
        expect(contains(rect, { x, y, width: 0, height: 0 })).toBe(true)
    }
  })
})
