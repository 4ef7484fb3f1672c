import { beforeEach, describe, expect, test } from 'vitest'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { addFlow } from '../../../shared/model/edits/flows.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { indexOf } from '../../../shared/model/queries.ts'
import { EMPTY_MODEL, type Model, type Risk } from '../../../shared/model/schema.ts'
import { currentDocument, documentStore, undoEdit } from '../document.ts'
import { setUi, uiStore } from '../ui.ts'
import {
  addFlowBack,
  addWaypointTo,
  flowBack,
  follow,
  nudgeWaypoints,
  reverseFlow,
  waypointsOf,
} from './flows.ts'

const REF = 'browser>api'

/** Browser calls Api over https across the line Edge; Api calls Db. */
function aDocument(): Document {
  let model: Model = EMPTY_MODEL
  for (const title of ['Browser', 'Api', 'Db']) model = addComponent(model, { kind: 'process', title }).model
  model = addFlow(model, { from: 'browser', to: 'api', protocol: 'https', dataSent: ['orders'] }).model
  model = addFlow(model, { from: 'api', to: 'db' }).model
  model = addBoundary(model, { kind: 'line', title: 'Edge', crossedBy: [REF] }).model
  const risk: Risk = { id: 'r', title: 'Spoofing', category: 'spoofing', target: REF, status: 'unchecked' }
  const layout = {
    ...EMPTY_LAYOUT,
    boxes: [
      { id: 'browser', x: 0, y: 0 },
      { id: 'api', x: 400, y: 0 },
      { id: 'db', x: 800, y: 0 },
    ],
    routes: [
      {
        ref: REF,
        points: [
          { x: 200, y: 100 },
          { x: 300, y: 120 },
        ],
      },
    ],
  }
  return { model: { ...model, risks: [risk] }, layout, drafts: [] }
}

function open(document: Document): void {
  const { history } = documentStore.getState()
  documentStore.setState({
    path: 'm.yaml',
    readOnly: false,
    history: { ...history, past: [], future: [], present: document },
  })
  setUi({ selection: [] })
}

beforeEach(() => open(aDocument()))

describe('a flow that is turned around', () => {
  test('keeps its attributes, and risks, lines and waypoints follow it', () => {
    reverseFlow(REF)
    const { model, layout } = currentDocument()
    expect(indexOf(model).flows.get('api>browser')).toMatchObject({ protocol: 'https', dataSent: ['orders'] })
    expect(model.risks[0]?.target).toBe('api>browser')
    expect(model.boundaries[0]?.crossedBy).toEqual(['api>browser'])
    expect(layout.routes[0]).toEqual({
      ref: 'api>browser',
      points: [
        { x: 300, y: 120 },
        { x: 200, y: 100 },
      ],
    })
    expect(uiStore.getState().selection).toEqual(['api>browser'])
    undoEdit()
    expect(currentDocument()).toEqual(aDocument())
  })
})

describe('the flow back', () => {
  test('leads between the same ends over the same protocol, and claims no data', () => {
    addFlowBack(REF)
    expect(flowBack(currentDocument(), REF)).toMatchObject({
      from: 'api',
      to: 'browser',
      protocol: 'https',
      dataSent: [],
    })
    expect(indexOf(currentDocument().model).flows.has(REF)).toBe(true)
    expect(undoEdit()).toBe('Add flow Api → Browser')
  })
})

describe('waypoints by keys', () => {
  test('one is added in the longest stretch, off the line', () => {
    addWaypointTo('api>db')
    const [point, ...others] = waypointsOf(currentDocument(), 'api>db')
    expect(others).toEqual([])
    expect(point).toEqual({ x: 672, y: 64 })
  })

  test('moves of one gesture are one step', () => {
    nudgeWaypoints(REF, { x: 0, y: 10 }, 1)
    nudgeWaypoints(REF, { x: 0, y: 10 }, 1)
    expect(waypointsOf(currentDocument(), REF)[0]).toEqual({ x: 200, y: 120 })
    undoEdit()
    expect(waypointsOf(currentDocument(), REF)[0]).toEqual({ x: 200, y: 100 })
  })
})

describe('following flows', () => {
  test('goes from a component onto a flow and on to its end, and back', () => {
    const document = currentDocument()
    expect(follow(document, 'browser', 'forward', null)).toBe(REF)
    expect(follow(document, REF, 'forward', 'browser')).toBe('api')
    expect(follow(document, 'api', 'back', null)).toBe(REF)
    expect(follow(document, 'browser', 'back', null)).toBeUndefined()
  })

  test('goes around through the flows of the component that was left last', () => {
    const document = currentDocument()
    expect(follow(document, 'api', 'next', null)).toBe('api>db')
    expect(follow(document, 'api>db', 'next', 'api')).toBe(REF)
    expect(follow(document, REF, 'next', 'api')).toBe('api>db')
    expect(follow(document, REF, 'previous', 'browser')).toBe(REF)
  })
})
