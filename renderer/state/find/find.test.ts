import { beforeEach, expect, test, vi } from 'vitest'
import { startHistory } from '../../../shared/core/history.ts'
import type { Document } from '../../../shared/model/document.ts'
import { addBoundary, addComponent } from '../../../shared/model/edits/components.ts'
import { EMPTY_LAYOUT } from '../../../shared/model/layout.ts'
import { EMPTY_MODEL } from '../../../shared/model/schema.ts'
import { documentStore } from '../document.ts'
import { select, setUi, uiStore } from '../ui.ts'
import { attachView, type CanvasView } from '../view.ts'
import {
  findStore,
  forgetFind,
  foundRefs,
  goTo,
  leaveFind,
  lookFor,
  openFind,
  stayAtHit,
  stepHits,
} from './find.ts'

vi.stubGlobal('document', { activeElement: null, body: null })
vi.stubGlobal('HTMLElement', class {})
vi.stubGlobal('requestAnimationFrame', (run: () => void) => run())

const START = { x: 7, y: 8, zoom: 0.5 }
const shown: unknown[] = []

beforeEach(() => {
  shown.length = 0
  forgetFind()
  documentStore.setState({ path: 'a.yaml', history: startHistory(aDocument()) })
  select([])
  setUi({ page: null })
  const view: CanvasView = {
    fit: () => {},
    reveal: (refs) => shown.push(refs[0]),
    viewport: () => START,
    show: (viewport) => shown.push(viewport),
    zoomBy: () => {},
    zoomTo: () => {},
    center: () => ({ x: 0, y: 0 }),
    pointer: () => null,
    focus: () => {},
  }
  return attachView(view)
})

const selection = () => uiStore.getState().selection

test('typing selects and shows the best hit, and stepping goes around the end', () => {
  openFind()
  lookFor('api')
  expect(selection()).toEqual(['api'])
  stepHits(1)
  expect(selection()).toEqual(['api-gateway'])
  stepHits(1)
  expect(selection()).toEqual(['api'])
  stepHits(-1)
  expect(selection()).toEqual(['api-gateway'])
  expect(shown).toEqual(['api', 'api-gateway', 'api', 'api-gateway'])
})

test('leaving goes back to the selection and the view that were there before', () => {
  select(['db'])
  openFind()
  lookFor('api')
  lookFor('apiary')
  leaveFind()
  expect(selection()).toEqual(['db'])
  expect(shown.at(-1)).toEqual(START)
  expect(findStore.getState()).toMatchObject({ isOpen: false, query: 'apiary' })
})

test('leaving after a step of one’s own stays there', () => {
  openFind()
  lookFor('api')
  select(['db'])
  leaveFind()
  expect(selection()).toEqual(['db'])
  expect(shown).not.toContain(START)
})

test('staying keeps the hit', () => {
  openFind()
  lookFor('gateway')
  stayAtHit()
  expect(selection()).toEqual(['api-gateway'])
  expect(shown).not.toContain(START)
})

test('a hit on another page brings that page up', () => {
  openFind()
  goTo('db')
  expect(uiStore.getState().page).toBe('two')
  leaveFind()
  expect(uiStore.getState().page).toBe(null)
})

test('a collapsed zone is shown for what it hides, and opens where one stays', () => {
  const document = inCollapsedZone(aDocument())
  documentStore.setState({ history: startHistory(document) })
  openFind()
  lookFor('gateway')
  expect(selection()).toEqual(['api-gateway'])
  expect(shown).toEqual(['core'])
  expect([...foundRefs(document, 'gateway')]).toEqual(['core'])
  expect(documentStore.getState().history.past).toEqual([])
  stayAtHit()
  expect(documentStore.getState().history.past.map(({ label }) => label)).toEqual(['Open Core'])
  expect(shown.at(-1)).toBe('api-gateway')
})

test('nothing found selects nothing new and lights nothing', () => {
  select(['db'])
  openFind()
  lookFor('unheard of')
  expect(selection()).toEqual(['db'])
  expect(foundRefs(aDocument(), 'unheard of').size).toBe(0)
})

function inCollapsedZone(document: Document): Document {
  const { model } = addBoundary(document.model, { kind: 'zone', title: 'Core' })
  const components = model.components.map((part) =>
    part.id === 'api-gateway' ? { ...part, zone: 'core' } : part,
  )
  const core = { id: 'core', x: 0, y: 0, width: 300, height: 200, collapsed: true as const }
  return { ...document, model: { ...model, components }, layout: { ...EMPTY_LAYOUT, boxes: [core] } }
}

function aDocument(): Document {
  let model = EMPTY_MODEL
  for (const title of ['API', 'API Gateway', 'DB'])
    model = addComponent(model, { kind: 'process', title }).model
  const pages = [
    { id: 'one', title: 'One' },
    { id: 'two', title: 'Two' },
  ]
  return {
    model,
    layout: { ...EMPTY_LAYOUT, pages, boxes: [{ id: 'db', x: 0, y: 0, page: 'two' }] },
    drafts: [],
  }
}
