import { beforeEach, describe, expect, test } from 'vitest'
import { startHistory } from '../../../../shared/core/history.ts'
import { readDfd } from '../../../../shared/formats/dfd/read.ts'
import { removeElements } from '../../../../shared/model/edits/remove.ts'
import { centerOf } from '../../../../shared/model/geometry.ts'
import { flowRef } from '../../../../shared/model/ids.ts'
import { EMPTY_LAYOUT, type Point } from '../../../../shared/model/layout.ts'
import { apply, currentDocument, documentStore } from '../../../state/document.ts'
import { select, setUi, uiStore } from '../../../state/ui.ts'
import { canvasStore, endGesture } from '../canvas-state.ts'
import { currentScene } from '../scene.ts'
import { finishFlow, startFlow } from './connect.ts'
import type { Pointer } from './gesture.ts'
import { pressElement } from './select.ts'

const LAYOUT = {
  ...EMPTY_LAYOUT,
  boxes: [
    { id: 'user', x: 0, y: 0 },
    { id: 'dmz', x: 400, y: -80, width: 480, height: 320 },
    { id: 'api', x: 40, y: 80 },
  ],
}

beforeEach(() => {
  const { model } = readDfd('External: User\n\nZone: DMZ\n  Process: API\n\nUser -> API\n')
  if (!model) throw new Error('the fixture must read')
  const document = { model, layout: LAYOUT, drafts: [] }
  documentStore.setState({ path: 'threat-model.yaml', readOnly: false, history: startHistory(document) })
  setUi({ tool: 'select', dragging: new Map(), renaming: null })
  select([])
  endGesture()
})

const pointer = (at: Point, changes: Partial<Pointer> = {}): Pointer => ({
  at,
  adds: false,
  free: false,
  zoom: 1,
  view: { x: -500, y: -500, width: 2000, height: 2000 },
  ...changes,
})
const middleOf = (id: string): Point => {
  const rect = currentScene().rects.get(id)
  if (!rect) throw new Error(`${id} is not drawn`)
  return centerOf(rect)
}
const by = (at: Point, x: number, y: number): Point => ({ x: at.x + x, y: at.y + y })
const flows = () => currentDocument().model.flows.map(flowRef)
const steps = () => documentStore.getState().history.past.map(({ label }) => label)

describe('drawing a flow', () => {
  test('an unsteady click on its first end waits for the second, and makes no loop', () => {
    const user = middleOf('user')
    const gesture = startFlow('user', pointer(user))
    gesture?.move(pointer(by(user, 9, 6)))
    gesture?.end(pointer(by(user, 9, 6)))
    expect(flows()).toEqual(['user>api'])
    expect(canvasStore.getState().wire?.source).toBe('user')
    finishFlow(middleOf('api'))
    expect(flows()).toHaveLength(2)
  })

  test('a press that left the component and came back to it makes a flow to itself', () => {
    const user = middleOf('user')
    const gesture = startFlow('user', pointer(user))
    gesture?.move(pointer(by(user, 0, 200)))
    gesture?.move(pointer(user))
    gesture?.end(pointer(user))
    expect(flows()).toEqual(['user>api', 'user>user'])
  })

  test('a component that is gone when its flow ends gets none', () => {
    startFlow('user', pointer(middleOf('user')))?.end(pointer(middleOf('user')))
    const api = middleOf('api')
    apply(
      (document) => ({ ...document, model: removeElements(document.model, ['user']).model }),
      'Delete User',
    )
    finishFlow(api)
    expect(flows()).toEqual([])
    expect(steps()).toEqual(['Delete User'])
  })
})

describe('dragging', () => {
  const drag = (id: string, to: Point, changes: Partial<Pointer> = {}) => {
    const gesture = pressElement(id, pointer(middleOf(id), changes), true)
    gesture.move(pointer(to, changes))
    return () => gesture.end(pointer(to, changes))
  }

  test('with Alt from the start leaves the original and puts a copy into the zone there', () => {
    const before = middleOf('user')
    const drop = drag('user', by(middleOf('api'), 0, 100), { free: true })
    expect(middleOf('user')).toEqual(before)
    expect(canvasStore.getState()).toMatchObject({ copies: [{}], dropZone: 'dmz' })
    drop()
    expect(middleOf('user')).toEqual(before)
    const [copy] = uiStore.getState().selection
    expect(currentDocument().model.components.find(({ id }) => id === copy)).toMatchObject({
      title: 'User',
      kind: 'external',
      zone: 'dmz',
    })
    expect(steps()).toEqual(['Duplicate User'])
    expect(canvasStore.getState().copies).toBeNull()
  })

  test('in a model that is read-only tells so once, and moves nothing', () => {
    documentStore.setState({ readOnly: true })
    setUi({ notices: [] })
    const before = middleOf('user')
    drag('user', by(before, 0, 200))()
    expect(middleOf('user')).toEqual(before)
    expect(uiStore.getState().notices.map(({ text }) => text)).toEqual([
      'The model is read-only: nothing moves.',
    ])
    expect(steps()).toEqual([])
  })

  test('what was deleted meanwhile is no step', () => {
    const drop = drag('user', by(middleOf('user'), 0, 200))
    apply(
      (document) => ({ ...document, model: removeElements(document.model, ['user']).model }),
      'Delete User',
    )
    drop()
    expect(steps()).toEqual(['Delete User'])
  })
})
