/** Everything of a model but its line boundaries, as edits of a file. */
import { editJson } from '../../../core/json/edit.ts'
import { type Json, numberOf, plainOf } from '../../../core/json/look.ts'
import type { JsonEdit, JsonPath } from '../../../core/json/plan.ts'
import { pageOf } from '../../../model/geometry.ts'
import { flowRef } from '../../../model/ids.ts'
import type { Layout } from '../../../model/layout.ts'
import { zoneChain } from '../../../model/queries.ts'
import type { Flow, Model, Risk } from '../../../model/schema.ts'
import type { Cell } from '../file/types.ts'
import { valueAt } from '../file/values.ts'
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
import { cellIdOf, type Matches, matchElements } from './match.ts'
import { isDrawable, type NewCell, newCell } from './new-cells.ts'
import { Pages } from './pages.ts'
import { noteEdits, placeEdits, pointEdits, rectOf } from './places.ts'
import { isOpen, newThreat, threatEdits } from './threat-edits.ts'

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
  private readonly edits: JsonEdit[] = []
  /** Edits of cells that stay, from each cell on. */
  private readonly changes = new Map<Cell, JsonEdit[]>()
  /** Cells that go to another diagram. */
  private readonly moved = new Map<Cell, number>()
  private readonly kept = new Set<Cell>()
  private readonly added = new Map<number, Json[]>()
  private readonly known: {
    readonly components: ReadonlyMap<string, Model['components'][number]>
    readonly boundaries: ReadonlyMap<string, Model['boundaries'][number]>
    readonly flows: ReadonlyMap<string, Flow>
    readonly risks: ReadonlyMap<string, Risk>
  }
  private number: number

  constructor(reading: Reading, model: Model, layout: Layout) {
    this.reading = reading
    this.model = model
    this.layout = layout
    this.matches = matchElements(model, layout, reading)
    this.pages = new Pages(reading, layout)
    const { components, boundaries, flows, risks } = reading.model
    this.known = {
      components: new Map(components.map((each) => [each.id, each])),
      boundaries: new Map(boundaries.map((each) => [each.id, each])),
      flows: new Map(flows.map((each) => [flowRef(each), each])),
      risks: new Map(risks.map((each) => [each.id, each])),
    }
    const numbers = [...reading.threats.values()].map(({ number }) => Number(number) || 0)
    const top = numberOf(valueAt(reading.file.root, ['detail']), 'threatTop') ?? 0
    this.number = numbers.reduce((most, each) => Math.max(most, each), top)
  }

  applied(text: string): string {
    const start = this.number
    for (const zone of this.model.boundaries) this.boundary(zone)
    for (const component of this.model.components) this.component(component)
    this.flows()
    this.notes()
    this.threats()
    this.removals()
    for (const [cell, changes] of this.changes) this.take(cell, changes)
    this.edits.push(...this.pages.edits(this.added))
    const isCounted = numberOf(valueAt(this.reading.file.root, ['detail']), 'threatTop') !== undefined
    if (isCounted && this.number > start) this.edits.push({ set: ['detail', 'threatTop'], to: this.number })
    return editJson(text, this.edits)
  }

  private component(component: Model['components'][number]): void {
    const { id, title, kind } = component
    const base = this.matches.components.get(id)
    const [cell, before] = [this.cellOf(base), this.known.components.get(base ?? '')]
    if (cell && before) {
      this.change(cell, [
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
      this.change(cell, [
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
      this.change(cell, [
        ...titleEdits(cell, before.title, first.title),
        ...attributeEdits(
          cell,
          ofFlow(before, was.get(ref), back !== undefined),
          ofFlow(first, now.get(firstRef), isTwoWay),
        ),
        ...this.endEdits(cell, 'source', before.from, first.from),
        ...this.endEdits(cell, 'target', before.to, first.to),
        ...this.pointEdits(ref, firstRef),
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
    const vertices = this.layout.routes.find((route) => route.ref === ref)?.points ?? []
    this.add({ kind: 'flow', title: flow.title, data, source, target, vertices }, ref, index)
  }

  private endEdits(cell: Cell, key: 'source' | 'target', before: string, after: string): readonly JsonEdit[] {
    if (this.matches.components.get(after) === before) return []
    const member = cell.dialect === 1 ? 'id' : 'cell'
    return [{ set: [key], to: { [member]: this.cellIdNow(after) } }]
  }

  private pointEdits(before: string, after: string): readonly JsonEdit[] {
    const pointsOf = (layout: Layout, ref: string) => layout.routes.find((route) => route.ref === ref)?.points
    const was = pointsOf(this.reading.elements.layout, before) ?? []
    // Without a place for its source nobody laid this flow out.
    const { from } = this.model.flows.find((flow) => flowRef(flow) === after) ?? {}
    const isPlaced = this.layout.boxes.some(({ id }) => id === from)
    return isPlaced ? pointEdits(was, pointsOf(this.layout, after) ?? []) : []
  }

  private notes(): void {
    const known = new Map(this.reading.elements.layout.notes.map((note) => [note.id, note]))
    for (const note of this.layout.notes) {
      const base = this.matches.notes.get(note.id)
      const [cell, before] = [this.cellOf(base && `note:${base}`), known.get(base ?? '')]
      if (cell && before) {
        this.change(cell, [...titleEdits(cell, before.text, note.text), ...noteEdits(cell, before, note)])
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
      if (cell) this.kept.add(cell)
    }
  }

  private threats(): void {
    const gone = new Set(this.reading.model.risks.map(({ id }) => id))
    const touched = new Set<Cell>()
    const fresh = new Map<Cell, Risk[]>()
    for (const risk of this.model.risks) {
      const cell = this.cellOf(this.baseRef(risk.target))
      const base = this.matches.risks.get(risk.id)
      const [before, threat] = [this.known.risks.get(base ?? ''), this.reading.threats.get(base ?? '')]
      if (!cell || !this.kept.has(cell)) continue
      if (before && threat && this.cellOf(before.target) === cell) {
        gone.delete(before.id)
        const edits = threatEdits(threat, before, risk)
        if (edits.length > 0) touched.add(cell)
        this.change(
          cell,
          edits.map((edit) => relative(edit, cell.path.length)),
        )
      } else {
        touched.add(cell)
        fresh.set(cell, [...(fresh.get(cell) ?? []), risk])
      }
    }
    for (const id of gone) {
      const cell = this.cellOf(this.known.risks.get(id)?.target)
      const path = this.reading.threats.get(id)?.path
      if (!cell || !path || !this.kept.has(cell)) continue
      touched.add(cell)
      this.change(cell, [{ remove: path.slice(cell.path.length) }])
    }
    for (const [cell, risks] of fresh) this.addThreats(cell, risks)
    for (const cell of touched) {
      const isMarked = this.model.risks.some(
        (risk) => this.cellOf(this.baseRef(risk.target)) === cell && isOpen(risk),
      )
      this.change(cell, [{ set: [...cell.attributesPath, 'hasOpenThreats'], to: isMarked }])
    }
  }

  private addThreats(cell: Cell, risks: readonly Risk[]): void {
    const path = cell.threatsPath.slice(cell.path.length)
    const list = valueAt(cell.value, path)
    const values = risks.map((risk) => newThreat(risk, cell.dialect, this.nextNumber()))
    if (list?.kind !== 'array') this.change(cell, [{ set: path, to: values }])
    else
      this.change(
        cell,
        values.map((value) => ({ insert: [...path, list.items.length], value })),
      )
  }

  /** Cells that the model has no more, and edges that hang on them. */
  private removals(): void {
    const removed = new Set<Cell>()
    for (const [, cell] of this.reading.elements.cells) if (!this.kept.has(cell)) removed.add(cell)
    for (const { cells } of this.reading.file.diagrams) {
      const ids = new Set(cells.filter((cell) => removed.has(cell)).map(({ id }) => id))
      ids.delete('')
      for (const cell of cells) {
        const hangs = [cell.source.cell, cell.target.cell].some((id) => id !== undefined && ids.has(id))
        const isLoose = !this.kept.has(cell) && (cell.kind === 'flow' || cell.kind === 'curve')
        if (hangs && isLoose) removed.add(cell)
      }
    }
    for (const cell of removed) this.edits.push({ remove: cell.path })
  }

  private take(cell: Cell, changes: readonly JsonEdit[]): void {
    const index = this.moved.get(cell)
    if (index === undefined) {
      this.edits.push(...changes.map((edit) => under(edit, cell.path)))
      return
    }
    const value = editJson(JSON.stringify(plainOf(cell.value)), changes)
    this.push(index, JSON.parse(value) as Json)
    this.edits.push({ remove: cell.path })
  }

  private add(cell: Omit<NewCell, 'id' | 'isOpen'>, ref: string, index: number): void {
    const dialect = this.pages.dialectOf(index)
    if (!isDrawable(cell.kind, dialect)) return
    const target = ref.startsWith('note:') ? undefined : ref
    const risks = target === undefined ? [] : this.model.risks.filter((risk) => risk.target === target)
    const open = risks.some(isOpen)
    const threats = risks.map((risk) => newThreat(risk, dialect, this.nextNumber()))
    const isBare = cell.kind === 'text' || (cell.kind === 'box' && threats.length === 0)
    const data = { ...cell.data, hasOpenThreats: open, ...(isBare ? {} : { threats }) }
    this.push(index, newCell({ ...cell, id: cellIdOf(ref), data, isOpen: open }, dialect))
  }

  private push(index: number, value: Json): void {
    const list = this.added.get(index)
    if (list) list.push(value)
    else this.added.set(index, [value])
  }

  private change(cell: Cell, edits: readonly JsonEdit[]): void {
    this.kept.add(cell)
    const list = this.changes.get(cell)
    if (list) list.push(...edits)
    else this.changes.set(cell, [...edits])
  }

  /** Where the layout says nothing of a page, an element stays in its diagram. */
  private settle(cell: Cell, id: string): void {
    if (this.layout.pages.length > 0) this.settleOn(cell, this.pageIndex(id))
  }

  private settleOn(cell: Cell, index: number): void {
    if (cell.path[2] !== index && this.layout.pages.length > 0) this.moved.set(cell, index)
  }

  private cellOf(ref: string | undefined): Cell | undefined {
    return ref === undefined ? undefined : this.reading.elements.cells.get(ref)
  }

  private baseRef(ref: string): string | undefined {
    if (ref.startsWith('boundary:')) {
      const base = this.matches.boundaries.get(ref.slice('boundary:'.length))
      return base && `boundary:${base}`
    }
    return this.matches.components.get(ref) ?? this.matches.flows.get(ref)
  }

  /** The id of a component's cell; one that has none gets it. */
  private cellIdNow(component: string): string {
    const cell = this.cellOf(this.matches.components.get(component))
    if (!cell) return cellIdOf(component)
    if (cell.id !== '') return cell.id
    const id = cellIdOf(component)
    const hasIt = this.changes.get(cell)?.some((edit) => 'set' in edit && edit.set.join() === 'id')
    if (!hasIt) this.change(cell, [{ set: ['id'], to: id }])
    return id
  }

  private indexNow(component: string): number {
    const cell = this.cellOf(this.matches.components.get(component))
    const there = cell && (this.moved.get(cell) ?? Number(cell.path[2]))
    return there ?? this.pageIndex(component)
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

  private nextNumber(): number {
    this.number += 1
    return this.number
  }
}

function under(edit: JsonEdit, path: JsonPath): JsonEdit {
  if ('set' in edit) return { ...edit, set: [...path, ...edit.set] }
  if ('remove' in edit) return { remove: [...path, ...edit.remove] }
  return { ...edit, insert: [...path, ...edit.insert] }
}

function relative(edit: JsonEdit, length: number): JsonEdit {
  if ('set' in edit) return { ...edit, set: edit.set.slice(length) }
  if ('remove' in edit) return { remove: edit.remove.slice(length) }
  return { ...edit, insert: edit.insert.slice(length) }
}
