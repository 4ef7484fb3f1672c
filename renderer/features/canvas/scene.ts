/** The diagram as it is drawn at this moment, gestures included: the one source for drawing and hitting. */
import type { Document } from '../../../shared/model/document.ts'
import { type Drawing, drawModel } from '../../../shared/model/drawing/drawing.ts'
import { elementsOfPage, noteRect } from '../../../shared/model/drawing/page.ts'
import { boundsOf, type Rect } from '../../../shared/model/geometry.ts'
import type { CanvasNote, Point } from '../../../shared/model/layout.ts'
import type { Collapsed } from '../../../shared/model/names/shown.ts'
import { setRoute } from '../../state/canvas/move.ts'
import { focusedOn } from '../../state/canvas/zones/focus.ts'
import { documentStore } from '../../state/document.ts'
import { uiStore } from '../../state/ui.ts'
import { canvasStore, setCanvas } from './canvas-state.ts'
import { areHandsBusy } from './stage/hands.ts'
import { Items } from './stage/items.ts'
import { isMoving } from './view/camera.ts'

export interface Scene {
  readonly document: Document
  /** Undefined on the first or only page. */
  readonly page: string | undefined
  /** Components and zones of this page, absolute. */
  readonly rects: ReadonlyMap<string, Rect>
  /** Of these zones only a box is drawn. */
  readonly collapsed: Collapsed
  readonly notes: readonly CanvasNote[]
  readonly drawing: Drawing
  /** By place. It follows from scene to scene: ask `indexed`. */
  readonly items: Items
}

/** What one frame has time for. In a large diagram a search takes longer: how many, its last step tells. */
const SEARCHES = { all: 40, some: 4 } as const
/** Milliseconds between two steps of a large diagram, and what one may take. */
const PAUSE = 60
const STEP = { least: 5, most: 10 } as const
let searchesOfStep: number = SEARCHES.some
let waiting: ReturnType<typeof setTimeout> | null = null

interface Known {
  /** What `viewName` gave. */
  readonly of: string
  readonly routed: number
  readonly inputs: readonly unknown[]
  readonly scene: Scene
}

/** What going to and fro between models, or pages, finds again: so many, of no more components together. */
const MOST = { diagrams: 4, components: 6000 } as const

let known: Known | null = null
/** The last one shown stands last. */
const shown = new Map<string, Known>()

/** The scene of the stores as they are; the same object while they are the same. */
export function currentScene(): Scene {
  const document = documentStore.getState().history.present
  const { dragging, settings, page: wanted, focusedZone } = uiStore.getState()
  const { resizing, routing, near, routed } = canvasStore.getState()
  const inputs = [document, dragging, settings.density, wanted, resizing, routing, near, routed, focusedZone]
  const of = viewName()
  if (known?.of !== of) known = shown.get(of) ?? null
  if (known?.inputs.every((input, at) => input === inputs[at])) return known.scene
  const { model, layout } = routing ? setRoute(document, routing.ref, routing.points) : document
  const { page, collapsed, ...elements } = elementsOfPage(model, layout, wanted)
  const focused = focusedZone === null ? null : focusedOn(model, focusedZone)
  const rects = new Map(elements.rects)
  if (focused) for (const id of elements.rects.keys()) if (!focused.shown.has(id)) rects.delete(id)
  for (const [id, at] of dragging) {
    const rect = rects.get(id)
    if (rect) rects.set(id, { ...rect, x: at.x, y: at.y })
  }
  if (resizing) rects.set(resizing.id, resizing.rect)
  const isFirst = page === layout.pages[0]?.id
  const notes = focused ? [] : elements.notes.map((note) => movedNote(note, dragging))
  const { density } = settings
  const atRest = elements.rects
  const drawn = { model: focused?.model ?? model, layout, rects, atRest, collapsed, density }
  const seen = near?.of === of ? near.place : null
  const isWhole = seen === 'all'
  const isStep = known !== null && known.routed !== routed
  const searches = seen === null ? 0 : isWhole ? SEARCHES.all : isStep ? searchesOfStep : SEARCHES.some
  const resumes = isWhole || isStep
  const place = isWhole || seen === null ? {} : { near: seen }
  // Another diagram has nothing in common with the last one: to take that away would only cost time.
  const before = known?.scene.drawing
  const start = performance.now()
  const drawing = drawModel({ ...drawn, searches, resumes, ...place }, before)
  if (isStep && !isWhole) paceSteps(performance.now() - start)
  if (seen !== null && drawing.pending > 0) routeLater(isWhole ? 0 : PAUSE)
  const items = known?.scene.items ?? new Items()
  const scene: Scene = { document, page: isFirst ? undefined : page, rects, collapsed, notes, drawing, items }
  known = { of, routed, inputs, scene }
  keep(known)
  return scene
}

/** Names the diagram that is open: a page of a model. */
export function viewName(): string {
  return `${documentStore.getState().path} ${uiStore.getState().page ?? ''}`
}

/** A large diagram is shown at once; its flows then find their ways around components a few at a time. */
function routeLater(pause: number): void {
  if (waiting !== null) return
  // Hands come first.
  waiting = setTimeout(() => {
    waiting = null
    const isBusy = areHandsBusy() || isMoving() || uiStore.getState().dragging.size > 0
    if (pause > 0 && isBusy) return routeLater(pause)
    setCanvas({ routed: canvasStore.getState().routed + 1 })
  }, pause)
}

function keep(last: Known): void {
  shown.delete(last.of)
  shown.set(last.of, last)
  let room: number = MOST.components
  for (const [at, [of, { scene }]] of [...shown].toReversed().entries()) {
    if (at > 0) room -= scene.document.model.components.length
    if (at >= MOST.diagrams || room < 0) shown.delete(of)
  }
}

function paceSteps(took: number): void {
  if (took > STEP.most) searchesOfStep = Math.max(1, Math.floor(searchesOfStep / 2))
  else if (took < STEP.least) searchesOfStep = Math.min(SEARCHES.all, searchesOfStep * 2)
}

function movedNote(note: CanvasNote, dragging: ReadonlyMap<string, Point>): CanvasNote {
  const at = dragging.get(`note:${note.id}`)
  return at ? { ...note, ...at } : note
}

/** The rectangle of any element that is drawn: component, zone, line, flow or note. */
export function rectOf(scene: Scene, ref: string): Rect | null {
  const rect = scene.rects.get(ref)
  if (rect) return rect
  const flow = scene.drawing.flows.get(ref)
  if (flow) return boundsOf(flow.path.map((point) => ({ ...point, width: 0, height: 0 })))
  const line = scene.drawing.lines.get(ref)
  if (line) return line.bounds
  const note = scene.notes.find(({ id }) => `note:${id}` === ref)
  return note ? noteRect(note) : null
}

/** The component drawn at a place. */
export function componentAt(scene: Scene, at: Point): string | null {
  for (const { id } of [...scene.document.model.components].reverse()) {
    const rect = scene.rects.get(id)
    const isIn =
      rect && at.x >= rect.x && at.x <= rect.x + rect.width && at.y >= rect.y && at.y <= rect.y + rect.height
    if (isIn) return id
  }
  return null
}
