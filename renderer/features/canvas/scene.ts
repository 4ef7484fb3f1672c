/** The diagram as it is drawn at this moment, gestures included: the one source for drawing and hitting. */
import type { Document } from '../../../shared/model/document.ts'
import { type Drawing, drawModel } from '../../../shared/model/drawing/drawing.ts'
import { absoluteRects, boundsOf, pageOf, type Rect } from '../../../shared/model/geometry.ts'
import type { CanvasNote, Point } from '../../../shared/model/layout.ts'
import { setRoute } from '../../state/canvas/move.ts'
import { documentStore } from '../../state/document.ts'
import { uiStore } from '../../state/ui.ts'
import { canvasStore } from './canvas-state.ts'

export interface Scene {
  readonly document: Document
  /** Undefined on the first or only page. */
  readonly page: string | undefined
  /** Components and zones of this page, absolute. */
  readonly rects: ReadonlyMap<string, Rect>
  readonly notes: readonly CanvasNote[]
  readonly drawing: Drawing
}

let known: { readonly inputs: readonly unknown[]; readonly scene: Scene } | null = null

/** The scene of the stores as they are; the same object while they are the same. */
export function currentScene(): Scene {
  const document = documentStore.getState().history.present
  const { dragging, settings, page: wanted } = uiStore.getState()
  const { resizing, routing } = canvasStore.getState()
  const inputs = [document, dragging, settings.density, wanted, resizing, routing]
  if (known?.inputs.every((input, at) => input === inputs[at])) return known.scene
  const { model, layout } = routing ? setRoute(document, routing.ref, routing.points) : document
  const page = layout.pages.find(({ id }) => id === wanted)?.id ?? layout.pages[0]?.id
  const rects = new Map<string, Rect>()
  for (const [id, rect] of absoluteRects(model, layout)) {
    if (page !== undefined && pageOf(model, layout, id) !== page) continue
    const moved = dragging.get(id)
    rects.set(id, moved ? { ...rect, x: moved.x, y: moved.y } : rect)
  }
  if (resizing) rects.set(resizing.id, resizing.rect)
  const isFirst = page === layout.pages[0]?.id
  const notes = layout.notes
    .filter((note) => page === undefined || note.page === page || (isFirst && note.page === undefined))
    .map((note) => movedNote(note, dragging))
  const drawing = drawModel({ model, layout, rects, density: settings.density }, known?.scene.drawing)
  const scene: Scene = { document, page: isFirst ? undefined : page, rects, notes, drawing }
  known = { inputs, scene }
  return scene
}

function movedNote(note: CanvasNote, dragging: ReadonlyMap<string, Point>): CanvasNote {
  const at = dragging.get(`note:${note.id}`)
  return at ? { ...note, ...at } : note
}

const NOTE = { width: 208, line: 18, padding: 20, characters: 29 } as const

/** A note is as high as its text needs. */
export function noteRect(note: CanvasNote): Rect {
  const lines = note.text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / NOTE.characters)), 0)
  const height = note.height ?? Math.max(2, lines) * NOTE.line + NOTE.padding
  return { x: note.x, y: note.y, width: note.width ?? NOTE.width, height }
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
