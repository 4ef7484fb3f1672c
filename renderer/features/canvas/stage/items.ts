/** The elements of the scene in an index by place. A drag moves only what it drags. */
import type { Document } from '../../../../shared/model/document.ts'
import type { Drawing } from '../../../../shared/model/drawing/drawing.ts'
import { labelRect } from '../../../../shared/model/drawing/labels.ts'
import { noteRect } from '../../../../shared/model/drawing/page.ts'
import { boundsOf, type Rect } from '../../../../shared/model/geometry.ts'
import type { CanvasNote } from '../../../../shared/model/layout.ts'
import { grown, type Item, type ItemKind, SpatialIndex, sameRect } from './spatial-index.ts'

/** Badges, tabs, ports and outlines of selection reach over an element's edge. */
const EDGE = 24

/** What a scene shows and where. */
interface Placed {
  readonly document: Document
  readonly rects: ReadonlyMap<string, Rect>
  readonly notes: readonly CanvasNote[]
  readonly drawing: Drawing
}

/** The index of this scene. It follows to another scene of the diagram when that is asked for. */
export function indexed(scene: Placed & { readonly items: Items }): SpatialIndex {
  return scene.items.follow(scene)
}

export class Items {
  readonly #index = new SpatialIndex()
  /** What each item was made from: the same object is drawn in the same place. */
  readonly #sources = new Map<string, object>()
  #last: Placed | null = null

  follow(scene: Placed): SpatialIndex {
    if (scene === this.#last) return this.#index
    this.#last = scene
    const { document, rects, drawing, notes } = scene
    let count = 0
    const put = (ref: string, kind: ItemKind, source: object, make: () => Pick<Item, 'rect' | 'path'>) => {
      const order = count
      count += 1
      const known = this.#sources.get(ref)
      if (known !== source) this.#sources.set(ref, source)
      const isThere =
        known === source || (isRect(kind, known) && isRect(kind, source) && sameRect(known, source))
      if (isThere && this.#index.get(ref)?.order === order) return
      this.#index.set({ ref, kind, order, ...make() })
    }
    for (const { id, kind } of document.model.boundaries) {
      const rect = rects.get(id)
      const shape = drawing.lines.get(id)
      if (kind === 'zone' && rect) put(id, 'zone', rect, () => ({ rect: grown(rect, EDGE) }))
      else if (shape) put(id, 'line', shape, () => ({ rect: lineBounds(shape.bounds, shape.label) }))
    }
    for (const [ref, shape] of drawing.flows) {
      put(ref, 'flow', shape, () => {
        const points = shape.path.map((point) => ({ ...point, width: 0, height: 0 }))
        const label = shape.label ? [labelRect(shape.label.at, shape.label.width)] : []
        const bounds = boundsOf([...points, ...label]) ?? { x: 0, y: 0, width: 0, height: 0 }
        return { rect: grown(bounds, EDGE), path: shape.path }
      })
    }
    for (const { id } of document.model.components) {
      const rect = rects.get(id)
      if (rect) put(id, 'component', rect, () => ({ rect: grown(rect, EDGE) }))
    }
    for (const note of notes) put(`note:${note.id}`, 'note', note, () => ({ rect: noteRect(note) }))
    if (this.#index.size > count) this.#sweep(scene)
    return this.#index
  }

  /** Takes out what the scene no longer has. */
  #sweep({ rects, drawing, notes }: Placed): void {
    const remarks = new Set(notes.map(({ id }) => `note:${id}`))
    for (const ref of [...this.#index.refs()]) {
      if (rects.has(ref) || drawing.flows.has(ref) || drawing.lines.has(ref) || remarks.has(ref)) continue
      this.#index.delete(ref)
      this.#sources.delete(ref)
    }
  }
}

/** Every layout has new rectangles, for what did not move as well. */
function isRect(kind: ItemKind, source: object | undefined): source is Rect {
  return source !== undefined && (kind === 'component' || kind === 'zone')
}

/** The name of a line reaches sideways from one of its ends. */
function lineBounds(bounds: Rect, label: { readonly x: number; readonly y: number }): Rect {
  const name = { x: label.x - 120, y: label.y - 12, width: 240, height: 24 }
  return grown(boundsOf([bounds, name]) ?? bounds, EDGE)
}
