/** A model's pages as cells: what a new file holds, and what new elements add to one. */
import { drawModel } from '../../../model/drawing/drawing.ts'
import { noteRect } from '../../../model/drawing/page.ts'
import type { Path } from '../../../model/drawing/paths.ts'
import { absoluteRects, boxesOf, pageOf } from '../../../model/geometry.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout, Page, Point } from '../../../model/layout.ts'
import type { Rect } from '../../../model/placing/rect.ts'
import type { Boundary, Component, Flow, Model } from '../../../model/schema.ts'
import { AUTOMATIC_ROUTE } from '../mapping/flows.ts'
import { numeral, printEdge, printVertex } from './cells.ts'
import { BOUNDARY_TYPES, dataOfBoundary, dataOfComponent, dataOfFlow, TYPES } from './data.ts'
import { FLOW_STYLE, LINE_STYLE, NOTE_STYLE, SHAPE_STYLES, TWO_WAY, ZONE_STYLE } from './styles.ts'

/** Ids that draw.io gives to every page's own two cells. */
export const LAYER = '1'
const OUTSIDE: Pick<Rect, 'x' | 'y'> = { x: 0, y: 0 }

/** What a page of a model shows. */
export class PageDrawing {
  readonly model: Model
  readonly layout: Layout
  readonly rects: ReadonlyMap<string, Rect>
  private readonly drawing: ReturnType<typeof drawModel>

  constructor(model: Model, layout: Layout, page: Page | undefined) {
    this.model = model
    this.layout = layout
    const isHere = (id: string) => page === undefined || pageOf(model, layout, id) === page.id
    this.rects = new Map([...absoluteRects(model, layout)].filter(([id]) => isHere(id)))
    this.drawing = drawModel({ model, layout, rects: this.rects, density: 'compact' })
  }

  /** Outer zones before inner ones. */
  get zones(): readonly Boundary[] {
    const depth = new Map<string, number>()
    const zones = this.model.boundaries.filter(({ id, kind }) => kind === 'zone' && this.rects.has(id))
    const parents = new Map(zones.map(({ id, parent }) => [id, parent]))
    const depthOf = (id: string): number => {
      let steps = 0
      for (let at = parents.get(id) ?? null; at !== null && steps < 64; at = parents.get(at) ?? null)
        steps += 1
      return steps
    }
    for (const { id } of zones) depth.set(id, depthOf(id))
    return zones.toSorted((a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0))
  }

  get components(): readonly Component[] {
    return this.model.components.filter(({ id }) => this.rects.has(id))
  }

  get flows(): readonly Flow[] {
    return this.model.flows.filter((flow) => this.rects.has(flow.from) && this.rects.has(flow.to))
  }

  /** Those that a flow of this page crosses; those that none crosses are on the first page. */
  linesOf(isFirst: boolean): readonly Boundary[] {
    const here = new Set(this.flows.map(flowRef))
    return this.model.boundaries.filter(
      ({ kind, crossedBy }) =>
        kind === 'line' && (crossedBy.some((ref) => here.has(ref)) || (isFirst && crossedBy.length === 0)),
    )
  }

  printZone(zone: Boundary, idOf: (id: string) => string, holder: string | undefined): string {
    const rect = this.within(zone.id, zone.parent)
    const data = new Map([['type', BOUNDARY_TYPES.zone as string | undefined], ...dataOfBoundary(zone)])
    const isCollapsed = boxesOf(this.layout).get(zone.id)?.collapsed === true
    const cell = { id: idOf(zone.id), label: zone.title, style: ZONE_STYLE, parent: holder ?? LAYER, data }
    return printVertex(cell, rect, isCollapsed)
  }

  printComponent(component: Component, idOf: (id: string) => string, holder: string | undefined): string {
    const { id, title, note, kind, zone } = component
    const data = new Map([['type', TYPES[kind] as string | undefined], ...dataOfComponent(component)])
    const label = note === undefined ? title : `${title}\n(${note})`
    const cell = { id: idOf(id), label, style: SHAPE_STYLES[kind], parent: holder ?? LAYER, data }
    return printVertex(cell, this.within(id, zone))
  }

  /** `isTwoWay`: another flow that says the same goes back, and is drawn with it. */
  printFlow(flow: Flow, idOf: (id: string) => string, isTwoWay: boolean, layer: string = LAYER): string {
    const ref = flowRef(flow)
    const shape = this.drawing.flows.get(ref)
    const path = shape?.path ?? []
    const set = this.layout.routes.find((route) => route.ref === ref)?.points ?? []
    const points = set.length > 0 ? set : path.slice(1, -1)
    const automatic = set.length === 0 && points.length > 0 ? `${AUTOMATIC_ROUTE}=auto;` : ''
    const ends = this.anchors(path, flow)
    const style = `${FLOW_STYLE}${isTwoWay ? TWO_WAY : ''}${ends}${automatic}`
    const cell = { id: idOf(ref), label: flowLabel(flow), style, parent: layer, data: dataOfFlow(flow) }
    return printEdge(cell, { source: idOf(flow.from), target: idOf(flow.to), points })
  }

  printLine(line: Boundary, id: string, layer: string = LAYER): string {
    const path = this.drawing.lines.get(line.id)?.path ?? spareLine(this.rects)
    const data = new Map([['type', BOUNDARY_TYPES.line as string | undefined], ...dataOfBoundary(line)])
    const cell = { id, label: line.title, style: LINE_STYLE, parent: layer, data }
    const [from, to] = [path[0], path.at(-1)]
    return printEdge(cell, { ...(from ? { from } : {}), ...(to ? { to } : {}), points: path.slice(1, -1) })
  }

  printNote(note: Layout['notes'][number], id: string, layer: string = LAYER): string {
    const cell = { id, label: note.text, style: NOTE_STYLE, parent: layer, data: new Map() }
    return printVertex(cell, noteRect(note))
  }

  /** The rectangle as its place counts in what holds it. */
  private within(id: string, holder: string | null): Rect {
    const rect = this.rects.get(id) ?? { ...OUTSIDE, width: 120, height: 60 }
    const { x, y } = (holder === null ? undefined : this.rects.get(holder)) ?? OUTSIDE
    return { ...rect, x: rect.x - x, y: rect.y - y }
  }

  private anchors(path: Path, { from, to }: Flow): string {
    const share = (point: Point | undefined, id: string, side: 'exit' | 'entry') => {
      const rect = this.rects.get(id)
      if (!point || !rect || rect.width === 0 || rect.height === 0) return ''
      const part = (value: number) => numeral(Math.min(1, Math.max(0, value)))
      const [x, y] = [part((point.x - rect.x) / rect.width), part((point.y - rect.y) / rect.height)]
      return `${side}X=${x};${side}Y=${y};${side}Dx=0;${side}Dy=0;`
    }
    return share(path[0], from, 'exit') + share(path.at(-1), to, 'entry')
  }
}

/** As a flow's label reads back: its title, a protocol in brackets, or the protocol alone. */
export function flowLabel({ title, protocol }: Pick<Flow, 'title' | 'protocol'>): string {
  if (protocol === undefined) return title
  return title === '' ? protocol : `${title} (${protocol})`
}

/** A line that nothing crosses stands beside the drawing. */
function spareLine(rects: ReadonlyMap<string, Rect>): readonly Point[] {
  const right = Math.max(0, ...[...rects.values()].slice(0, 1000).map(({ x, width }) => x + width)) + 80
  return [
    { x: right, y: 0 },
    { x: right, y: 96 },
  ]
}
