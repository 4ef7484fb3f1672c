/** The model that was read from the file, and the one that is to be in it. */
import { absoluteRects, boxesOf, pageOf } from '../../../model/geometry.ts'
import type { CanvasNote, Layout, Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import { indexOf } from '../../../model/queries.ts'
import type { Boundary, Component, Flow, Model } from '../../../model/schema.ts'

export class Side {
  readonly model: Model
  readonly layout: Layout
  private readonly routes: ReadonlyMap<string, readonly Point[]>
  private readonly notes: ReadonlyMap<string, CanvasNote>

  constructor(model: Model, layout: Layout) {
    this.model = model
    this.layout = layout
    this.notes = new Map(layout.notes.map((note) => [note.id, note]))
    this.routes = new Map(layout.routes.map(({ ref, points }) => [ref, points]))
  }

  component(id: string): Component | undefined {
    return indexOf(this.model).components.get(id)
  }

  boundary(id: string): Boundary | undefined {
    return indexOf(this.model).boundaries.get(id)
  }

  flow(ref: string): Flow | undefined {
    return indexOf(this.model).flows.get(ref)
  }

  note(id: string): CanvasNote | undefined {
    return this.notes.get(id)
  }

  zoneOf(id: string): string | null {
    return this.component(id)?.zone ?? this.boundary(id)?.parent ?? null
  }

  /** In the order of the layout; 0 where there are no pages. */
  pageOf(id: string): number {
    const page = pageOf(this.model, this.layout, id)
    return Math.max(
      0,
      this.layout.pages.findIndex((each) => each.id === page),
    )
  }

  routeOf(ref: string): readonly Point[] {
    return this.routes.get(ref) ?? []
  }

  /** As the layout says, through all zones around it; what it does not place, as it is drawn. */
  rectOf(id: string): Rect | undefined {
    const boxes = boxesOf(this.layout)
    const drawn = absoluteRects(this.model, this.layout).get(id)
    let [x, y] = [0, 0]
    let at: string | null = id
    for (let depth = 0; at !== null && depth <= 64; depth += 1) {
      const box = boxes.get(at)
      if (!box) return drawn
      x += box.x
      y += box.y
      at = this.zoneOf(at)
    }
    const own = boxes.get(id)
    return { x, y, width: own?.width ?? drawn?.width ?? 0, height: own?.height ?? drawn?.height ?? 0 }
  }
}
