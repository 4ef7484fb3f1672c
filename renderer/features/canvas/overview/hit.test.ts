import { describe, expect, test } from 'vitest'
import { readDfd } from '../../../../shared/formats/dfd/read.ts'
import { drawModel } from '../../../../shared/model/drawing/drawing.ts'
import { elementsOfPage } from '../../../../shared/model/drawing/page.ts'
import { EMPTY_LAYOUT, type Layout } from '../../../../shared/model/layout.ts'
import type { Scene } from '../scene.ts'
import { Items } from '../stage/items.ts'
import { hitAt } from './hit.ts'

const LAYOUT: Layout = {
  ...EMPTY_LAYOUT,
  boxes: [
    { id: 'user', x: 0, y: 0, width: 160, height: 64 },
    { id: 'dmz', x: 600, y: -200, width: 800, height: 600 },
    { id: 'api', x: 100, y: 200, width: 160, height: 64 },
  ],
  notes: [{ id: 'n1', x: 900, y: 250, width: 200, height: 60, text: 'Look here' }],
}

function sceneOf(): Scene {
  const { model } = readDfd('External: User\n\nZone: DMZ\n  Process: API\n\nUser -> API\n')
  if (!model) throw new Error('the fixture must read')
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

describe('under the pointer', () => {
  const scene = sceneOf()
  const refAt = (x: number, y: number, zoom = 0.1) => hitAt(scene, { x, y }, zoom)?.ref ?? null
  const api = scene.rects.get('api') ?? { x: 0, y: 0, width: 0, height: 0 }
  const dmz = scene.rects.get('dmz') ?? api

  test('is the component, also where a hand just misses its few pixels', () => {
    expect(refAt(80, 32)).toBe('user')
    expect(refAt(-15, 32)).toBe('user')
    expect(refAt(-60, 32)).toBeNull()
  })

  test('is the flow within a few pixels of the screen at any zoom', () => {
    const [start, end] = scene.drawing.flows.get('user>api')?.path ?? []
    if (!start || !end) throw new Error('the flow must be drawn')
    const [x, y] = [start.x * 0.75 + end.x * 0.25, start.y * 0.75 + end.y * 0.25]
    expect(refAt(x, y + 35, 0.1)).toBe('user>api')
    expect(refAt(x, y + 35, 0.5)).toBeNull()
  })

  test('is the zone at its border and at its title, not in its inside', () => {
    expect(refAt(dmz.x + dmz.width, dmz.y + 300)).toBe('dmz')
    expect(refAt(dmz.x + 60, dmz.y - 20)).toBe('dmz')
    expect(refAt(dmz.x + 400, dmz.y + 150)).toBeNull()
  })

  test('is what lies on top: a note over a zone, a component over its flow', () => {
    expect(refAt(1000, 280)).toBe('note:n1')
    const end = scene.drawing.flows.get('user>api')?.path.at(-1)
    expect(refAt((end?.x ?? 0) + 4, end?.y ?? 0)).toBe('api')
  })
})
