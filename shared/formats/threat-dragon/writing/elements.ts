/** Everything of a model but its line boundaries, as edits of a file. */
import { editJson } from '../../../core/json/edit.ts'
import type { Json } from '../../../core/json/look.ts'
import type { JsonEdit } from '../../../core/json/plan.ts'
import { pageOf } from '../../../model/geometry.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout, Point } from '../../../model/layout.ts'
import { zoneChain } from '../../../model/queries.ts'
import type { Flow, Model } from '../../../model/schema.ts'
import type { Cell } from '../file/types.ts'
import type { Reading } from '../read.ts'
import {
  attributeEdits,
  CELL_OF,
  kindEdits,
  ofBoundary,
  ofComponent,
  ofFlow,
  titleEdits,
} from './attribute-edits.ts'
import { CellChanges } from './cell-changes.ts'
import { cellIdOf, type Matches, matchElements } from './match.ts'
import { isDrawable, type NewCell, newCell } from './new-cells.ts'
import { Pages } from './pages.ts'
import { noteEdits, placeEdits, pointEdits, rectOf } from './places.ts'
import { RiskSplicing } from './risks.ts'
import { isOpen } from './threat-edits.ts'

/** The text with the model's elements in it; `text` is what `reading` was read from. */
export function spliceElements(text: string, reading: Reading, model: Model, layout: Layout): string {
  return new Splicing(reading, model, layout).applied(text)
}

class Splicing {
  private readonly reading: Reading
  private readonly model: Model
  private readonly layout: Layout
  private readonly matches: Matches
  private readonly pages: Pages
  private readonly changes = new CellChanges()
  private readonly risks: RiskSplicing
  /** What the layout places, and the points of its flows, now and in the file. */
  private readonly placed: ReadonlySet<string>
  private readonly points: Points
  private readonly pointsBefore: Points
  private readonly added = new Map<number, Json[]>()
  private readonly known: {
    readonly components: ReadonlyMap<string, Model['components'][number]>
    readonly boundaries: ReadonlyMap<string, Model['boundaries'][number]>
    readonly flows: ReadonlyMap<string, Flow>
  }

  constructor(reading: Reading, model: Model, layout: Layout) {
    this.reading = reading
    this.model = model
    this.layout = layout
    this.matches = matchElements(model, layout, reading)
    this.pages = new Pages(reading, layout)
    const { components, boundaries, flows } = reading.model
    this.known = {
      components: new Map(components.map((each) => [each.id, each])),
      boundaries: new Map(boundaries.map((each) => [each.id, each])),
      flows: new Map(flows.map((each) => [flowRef(each), each])),
    }
    this.risks = new RiskSplicing(reading, model, this.matches)
    this.placed = new Set(layout.boxes.map(({ id }) => id))
    this.points = pointsByRef(layout)
    this.pointsBefore = pointsByRef(reading.elements.layout)
  }

  applied(text: string): string {
    for (const zone of this.model.boundaries) this.boundary(zone)
    for (const component of this.model.components) this.component(component)
    this.flows()
    this.notes()
    this.risks.splice(this.changes)
    const add = (index: number, value: Json) => this.push(index, value)
    const changed = this.changes.done(this.reading.elements.cells.values(), this.reading.file, add)
    return editJson(text, [...changed, ...this.pages.edits(this.added), ...this.risks.topEdits()])
  }

  private component(component: Model['components'][number]): void {
    const { id, title, kind } = component
    const base = this.matches.components.get(id)
    const [cell, before] = [this.cellOf(base), this.known.components.get(base ?? '')]
    if (cell && before) {
      this.changes.change(cell, [
        ...titleEdits(cell, before.title, title),
        ...attributeEdits(cell, ofComponent(before), ofComponent(component)),
        ...kindEdits(cell, before.kind, kind),
        ...placeEdits(cell, { ...this.before(), id: before.id }, { ...this.after(), id }),
      ])
      this.settle(cell, id)
      return
    }
    const rect = rectOf(this.model, this.layout, id, kind)
    this.add({ kind: CELL_OF[kind], title, rect, data: ofComponent(component) }, id, this.pageIndex(id))
  }

  private boundary(boundary: Model['boundaries'][number]): void {
    const { id, title } = boundary
    const base = this.matches.boundaries.get(id)
    const [cell, before] = [this.cellOf(base && `boundary:${base}`), this.known.boundaries.get(base ?? '')]
    const isZone = boundary.kind === 'zone'
    if (cell && before) {
      this.changes.change(cell, [
        ...titleEdits(cell, before.title, title),
        ...attributeEdits(cell, ofBoundary(before), ofBoundary(boundary)),
        ...(isZone ? placeEdits(cell, { ...this.before(), id: before.id }, { ...this.after(), id }) : []),
      ])
      if (isZone) this.settle(cell, id)
      return
    }
    if (!isZone) return
    const depth = zoneChain(this.model, boundary.parent).length
    const rect = rectOf(this.model, this.layout, id)
    const cellOf = { kind: 'box', title, rect, depth, data: ofBoundary(boundary) } as const
    this.add(cellOf, `boundary:${id}`, this.pageIndex(id))
  }

  private flows(): void {
    const scopes = (model: Model) =>
      new Map(model.analyses.map(({ target, outOfScope }) => [target, outOfScope]))
    const [now, was] = [scopes(this.model), scopes(this.reading.model)]
    const byBase = new Map(
      this.model.flows.flatMap((flow) => {
        const base = this.matches.flows.get(flowRef(flow))
        return base === undefined ? [] : [[base, flow] as const]
      }),
    )
    const done = new Set<Flow>()
    for (const [ref, back] of this.reading.elements.forward) {
      const [cell, before] = [this.cellOf(ref), this.known.flows.get(ref)]
      const [one, other] = [byBase.get(ref), byBase.get(back ?? '')]
      const first = one ?? other
      if (!cell || !before || !first) continue
      const isTwoWay = one !== undefined && other?.from === one.to && other.to === one.from
      done.add(first)
      if (isTwoWay) done.add(other)
      const firstRef = flowRef(first)
      this.changes.change(cell, [
        ...titleEdits(cell, before.title, first.title),
        ...attributeEdits(
          cell,
          ofFlow(before, was.get(ref), back !== undefined),
          ofFlow(first, now.get(firstRef), isTwoWay),
        ),
        ...this.endEdits(cell, 'source', before.from, first.from),
        ...this.endEdits(cell, 'target', before.to, first.to),
        ...this.pointEdits(ref, firstRef, first.from),
      ])
      this.settle(cell, first.from)
    }
    for (const flow of this.model.flows) {
      if (!done.has(flow)) this.addFlow(flow, now.get(flowRef(flow)))
    }
  }

  private addFlow(flow: Flow, outOfScope: string | undefined): void {
    const ref = flowRef(flow)
    const index = this.indexNow(flow.from)
    const data = ofFlow(flow, outOfScope, false)
    const [source, target] = [this.cellIdNow(flow.from), this.cellIdNow(flow.to)]
    const vertices = this.points.get(ref) ?? []
    this.add({ kind: 'flow', title: flow.title, data, source, target, vertices }, ref, index)
  }

  private endEdits(cell: Cell, key: 'source' | 'target', before: string, after: string): readonly JsonEdit[] {
    if (this.matches.components.get(after) === before) return []
    const member = cell.dialect === 1 ? 'id' : 'cell'
    return [{ set: [key], to: { [member]: this.cellIdNow(after) } }]
  }

  /** Without a place for its source nobody laid this flow out. */
  private pointEdits(before: string, after: string, from: string): readonly JsonEdit[] {
    if (!this.placed.has(from)) return []
    return pointEdits(this.pointsBefore.get(before) ?? [], this.points.get(after) ?? [])
  }

  private notes(): void {
    const known = new Map(this.reading.elements.layout.notes.map((note) => [note.id, note]))
    for (const note of this.layout.notes) {
      const base = this.matches.notes.get(note.id)
      const [cell, before] = [this.cellOf(base && `note:${base}`), known.get(base ?? '')]
      if (cell && before) {
        this.changes.change(cell, [
          ...titleEdits(cell, before.text, note.text),
          ...noteEdits(cell, before, note),
        ])
        this.settleOn(cell, this.pages.of(note.page))
      } else {
        const { x, y, width = 150, height = 80 } = note
        const rect = { x, y, width, height }
        this.add(
          { kind: 'text', title: note.text, data: {}, rect },
          `note:${note.id}`,
          this.pages.of(note.page),
        )
      }
    }
    // A model that nobody laid out says nothing of notes.
    if (this.layout.boxes.length > 0 || this.layout.notes.length > 0) return
    for (const { id } of known.values()) {
      const cell = this.cellOf(`note:${id}`)
      if (cell) this.changes.change(cell, [])
    }
  }

  private add(cell: Omit<NewCell, 'id' | 'isOpen'>, ref: string, index: number): void {
    const dialect = this.pages.dialectOf(index)
    if (!isDrawable(cell.kind, dialect)) return
    const risks = this.risks.of(ref)
    const open = risks.some(isOpen)
    const threats = this.risks.fresh(risks, dialect)
    const isBare = cell.kind === 'text' || (cell.kind === 'box' && threats.length === 0)
    const data = { ...cell.data, hasOpenThreats: open, ...(isBare ? {} : { threats }) }
    this.push(index, newCell({ ...cell, id: cellIdOf(ref), data, isOpen: open }, dialect))
  }

  private push(index: number, value: Json): void {
    const list = this.added.get(index)
    if (list) list.push(value)
    else this.added.set(index, [value])
  }

  /** Where the layout says nothing of a page, an element stays in its diagram. */
  private settle(cell: Cell, id: string): void {
    this.settleOn(cell, this.pageIndex(id))
  }

  private settleOn(cell: Cell, index: number): void {
    if (this.layout.pages.length > 0) this.changes.move(cell, index)
  }

  private cellOf(ref: string | undefined): Cell | undefined {
    return ref === undefined ? undefined : this.reading.elements.cells.get(ref)
  }

  /** The id of a component's cell; one that has none gets it. */
  private cellIdNow(component: string): string {
    const cell = this.cellOf(this.matches.components.get(component))
    return cell ? this.changes.idOf(cell, cellIdOf(component)) : cellIdOf(component)
  }

  private indexNow(component: string): number {
    const cell = this.cellOf(this.matches.components.get(component))
    return cell ? this.changes.diagramOf(cell) : this.pageIndex(component)
  }

  private pageIndex(id: string): number {
    return this.pages.of(pageOf(this.model, this.layout, id))
  }

  private before() {
    return { model: this.reading.model, layout: this.reading.elements.layout }
  }

  private after() {
    return { model: this.model, layout: this.layout }
  }
}

type Points = ReadonlyMap<string, readonly Point[]>

function pointsByRef({ routes }: Layout): Points {
  return new Map(routes.map(({ ref, points }) => [ref, points]))
}
