import { describe, expect, test } from 'vitest'
import { readDfd } from '../../../formats/dfd/read.ts'
import { drawModel } from '../../../model/drawing/drawing.ts'
import { elementsOfPage } from '../../../model/drawing/page.ts'
import { contains } from '../../../model/geometry.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../model/layout.ts'
import type { Model } from '../../../model/schema.ts'
import { diffModels } from '../../diff.ts'
import { ghostsOf } from '../ghosts.ts'
import { marksOfDiff } from '../marks.ts'
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

function pictureOf(model: Model) {
  const elements = elementsOfPage(model, LAYOUT, undefined)
  const drawn = { model, layout: LAYOUT, density: 'detailed' as const, ...elements }
  return { ...drawn, drawing: drawModel(drawn) }
}

function itemsOf(model: Model, side: Side) {
  const picture = pictureOf(model)
  const ghosts = side === 'both' ? ghostsOf({ model: BEFORE, layout: LAYOUT }, picture, marks) : null
  return overlayOf(picture, marks, side, ghosts)
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
