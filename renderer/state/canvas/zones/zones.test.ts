import { beforeEach, describe, expect, test } from 'vitest'
import type { Document } from '../../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../../shared/model/edits/components.ts'
import { addFlow } from '../../../../shared/model/edits/flows.ts'
import { absoluteRects } from '../../../../shared/model/geometry.ts'
import { EMPTY_LAYOUT } from '../../../../shared/model/layout.ts'
import { indexOf } from '../../../../shared/model/queries.ts'
import { EMPTY_MODEL, type Model } from '../../../../shared/model/schema.ts'
import { currentDocument, documentStore, undoEdit } from '../../document.ts'
import { deleteElements } from '../../elements/elements.ts'
import { setUi, uiStore } from '../../ui.ts'
import { placeZone } from '../place.ts'
import { rectAround } from './around.ts'
import { isCollapsed, openAround, setCollapsed } from './collapse.ts'
import { focusedOn, leaveFocusFor, listShown } from './focus.ts'
import { hidersOf } from './hidden.ts'
import { moveOut, zonesFor } from './membership.ts'

const NOWHERE = { x: 0, y: 0, width: 0, height: 0 }

/** User outside; Cloud holds Api and Vault, which holds Db; Log stands outside on its own. */
function aDocument(): Document {
  let model: Model = EMPTY_MODEL
  model = addBoundary(model, { kind: 'zone', title: 'Cloud' }).model
  model = addBoundary(model, { kind: 'zone', title: 'Vault', parent: 'cloud' }).model
  const add = (title: string, zone: string | null) => {
    model = addComponent(model, { kind: 'process', title, zone }).model
  }
  add('User', null)
  add('Api', 'cloud')
  add('Db', 'vault')
  add('Log', null)
  for (const [from, to] of [
    ['user', 'api'],
    ['api', 'db'],
    ['user', 'log'],
  ] as const)
    model = addFlow(model, { from, to }).model
  const layout = {
    ...EMPTY_LAYOUT,
    boxes: [
      { id: 'user', x: 0, y: 100 },
      { id: 'cloud', x: 400, y: 80, width: 600, height: 300 },
      { id: 'api', x: 40, y: 60 },
      { id: 'vault', x: 300, y: 40, width: 240, height: 160 },
      { id: 'db', x: 40, y: 60 },
      { id: 'log', x: 0, y: 400 },
    ],
  }
  return { model, layout, drafts: [] }
}

beforeEach(() => {
  const { history } = documentStore.getState()
  documentStore.setState({
    path: 'm.yaml',
    readOnly: false,
    history: { ...history, past: [], future: [], present: aDocument() },
  })
  setUi({ selection: [], focusedZone: null })
})

describe('collapsing', () => {
  test('is one step that undo takes back, and the zone takes the place of what was selected in it', () => {
    setUi({ selection: ['db', 'user'] })
    setCollapsed(['cloud'], true)
    expect(isCollapsed(currentDocument(), 'cloud')).toBe(true)
    expect(uiStore.getState().selection).toEqual(['cloud', 'user'])
    expect(undoEdit()).toBe('Collapse Cloud')
    expect(currentDocument()).toEqual(aDocument())
  })

  test('what is wanted opens the zones that hide it, and no others', () => {
    setCollapsed(['vault', 'cloud'], true)
    expect(hidersOf(currentDocument(), ['user>api'])).toEqual([])
    expect(hidersOf(currentDocument(), ['api'])).toEqual(['cloud'])
    expect(hidersOf(currentDocument(), ['api>db'])).toEqual(['cloud'])
    openAround(['db'])
    expect(currentDocument().layout.boxes.some((box) => box.collapsed)).toBe(false)
  })

  test('a collapsed zone is deleted with what it hides, an open one alone', () => {
    deleteElements(['vault'])
    expect(indexOf(currentDocument().model).components.get('db')?.zone).toBe('cloud')
    setCollapsed(['cloud'], true)
    deleteElements(['cloud'])
    expect(currentDocument().model.components.map(({ id }) => id)).toEqual(['user', 'log'])
  })
})

describe('looking at one zone', () => {
  test('shows its members, its flows with their other ends, and the zones around', () => {
    const focused = focusedOn(currentDocument().model, 'vault')
    expect([...(focused?.shown ?? [])].sort()).toEqual(['api', 'cloud', 'db', 'vault'])
    expect(focused?.model.flows.map(({ to }) => to)).toEqual(['db'])
    expect(listShown(currentDocument(), 'vault')).toEqual(['cloud', 'vault', 'api', 'db', 'api>db'])
    expect(focusedOn(currentDocument().model, 'gone')).toBeNull()
  })

  test('ends when something else is wanted', () => {
    setUi({ focusedZone: 'vault' })
    leaveFocusFor(['api', 'api>db'])
    expect(uiStore.getState().focusedZone).toBe('vault')
    leaveFocusFor(['log'])
    expect(uiStore.getState().focusedZone).toBeNull()
  })
})

describe('leaving a zone', () => {
  test('goes beside it, where nothing is, in the zone around', () => {
    moveOut(['db'])
    expect(indexOf(currentDocument().model).components.get('db')?.zone).toBe('cloud')
    const { model, layout } = currentDocument()
    expect(absoluteRects(model, layout).get('db')).toMatchObject({ x: 988, y: 120 })
    expect(undoEdit()).toBe('Move Db out of Vault')
  })

  test('only zones that change something are offered', () => {
    expect(zonesFor(currentDocument(), ['db'])).toEqual(['cloud'])
    expect(zonesFor(currentDocument(), ['cloud'])).toEqual([])
    expect(zonesFor(currentDocument(), ['user', 'db'])).toEqual(['cloud', 'vault'])
  })
})

describe('a zone around elements', () => {
  test('lies within the zone that holds them all, clear of its line, and holds just them', () => {
    const document = aDocument()
    const rect = rectAround(document, ['api']) ?? NOWHERE
    const cloud = absoluteRects(document.model, document.layout).get('cloud') ?? NOWHERE
    expect(rect.x).toBeGreaterThanOrEqual(cloud.x + 8)
    expect(rect.y).toBeGreaterThanOrEqual(cloud.y + 24)
    expect(rect.y + rect.height).toBeLessThanOrEqual(cloud.y + cloud.height - 8)
    const { document: placed, ref } = placeZone(document, rect)
    const { components, boundaries } = indexOf(placed.model)
    expect(boundaries.get(ref)?.parent).toBe('cloud')
    expect(placed.model.components.filter(({ zone }) => zone === ref)).toEqual([components.get('api')])
  })

  test('has room for its title where nothing is around', () => {
    const document = aDocument()
    const user = absoluteRects(document.model, document.layout).get('user') ?? NOWHERE
    expect(rectAround(document, ['user'])).toEqual({
      x: user.x - 32,
      y: user.y - 48,
      width: user.width + 64,
      height: user.height + 80,
    })
  })

  test('of nothing that has a place is none', () => {
    expect(rectAround(aDocument(), ['user>api'])).toBeNull()
  })
})
