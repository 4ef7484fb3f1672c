/** A revision drawn as the canvas draws what is open: once, and then better as its flows find their ways. */
import { createStore, useStore } from 'zustand'
import type { Document } from '../../../../shared/model/document.ts'
import { drawModel } from '../../../../shared/model/drawing/drawing.ts'
import { elementsOfPage } from '../../../../shared/model/drawing/page.ts'
import { type Mark, marksOf } from '../../../../shared/report/marks.ts'
import type { Scene } from '../scene.ts'
import { Items } from '../stage/items.ts'
import { grown } from '../stage/spatial-index.ts'
import { cameraStore, isMoving, viewOf } from '../view/camera.ts'

interface Look {
  readonly density: 'compact' | 'detailed'
  readonly page: string | null
}

interface Known extends Look {
  readonly scene: Scene
}

/** Components of a diagram whose flows are all led around what is in their way at once. */
const SMALL = 200
/** In a larger one so many in a step, and the milliseconds between two steps. */
const STEP = 4
const PAUSE = 60
/** Pixels around what is seen where flows are led around components, too. */
const AROUND = 200

const scenes = new WeakMap<Document, Known>()
/** Counts the times that a scene became better. */
const better = createStore<{ readonly count: number }>(() => ({ count: 0 }))
const waiting = new WeakSet<Document>()
/** Looked at since the last step: nobody waits for the others. */
const asked = new WeakSet<Document>()

/** Draws again when a scene became better. */
export function useBetterScenes(): number {
  return useStore(better, ({ count }) => count)
}

export function revisionScene(document: Document, look: Look): Scene {
  const known = scenes.get(document)
  asked.add(document)
  routeLater(document)
  if (known && known.density === look.density && known.page === look.page) return known.scene
  const scene = drawn(document, look)
  scenes.set(document, { ...look, scene })
  routeLater(document)
  return scene
}

function drawn(document: Document, { density, page: wanted }: Look, before?: Scene): Scene {
  const { model, layout } = document
  const { page, rects, collapsed, notes } = elementsOfPage(model, layout, wanted)
  const isSmall = model.components.length <= SMALL
  const part = isSmall ? {} : { searches: before ? STEP : 0, resumes: true, near: nearView() }
  const drawing = drawModel({ model, layout, rects, collapsed, density, ...part }, before?.drawing)
  const isFirst = page === layout.pages[0]?.id
  const items = before?.items ?? new Items()
  return { document, page: isFirst ? undefined : page, rects, collapsed, notes, drawing, items }
}

function nearView() {
  return grown(viewOf(cameraStore.getState()), AROUND)
}

function routeLater(document: Document): void {
  const known = scenes.get(document)
  if (!known || known.scene.drawing.pending === 0 || waiting.has(document)) return
  waiting.add(document)
  setTimeout(() => {
    waiting.delete(document)
    const now = scenes.get(document)
    if (!now || !asked.has(document)) return
    if (!isMoving()) {
      asked.delete(document)
      scenes.set(document, { ...now, scene: drawn(document, now, now.scene) })
      better.setState(({ count }) => ({ count: count + 1 }))
    }
    routeLater(document)
  }, PAUSE)
}

const marks = new WeakMap<Document, ReadonlyMap<string, Mark>>()

/** What the reviews of a revision say; drafts are not committed. */
export function revisionMarks(document: Document): ReadonlyMap<string, Mark> {
  const known = marks.get(document) ?? marksOf(document.model, [])
  marks.set(document, known)
  return known
}
