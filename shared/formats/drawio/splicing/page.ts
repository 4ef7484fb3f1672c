/** One page of the file: which of its cells change, go, or come. */
import type { XmlEdit } from '../../../core/xml/edit.ts'
import type { Point } from '../../../model/layout.ts'
import type { Boundary, Component, Flow } from '../../../model/schema.ts'
import { CellPlaces, isTurned } from '../file/places.ts'
import type { Cell, DrawioPage } from '../file/types.ts'
import { extraLines } from '../mapping/attributes.ts'
import type { Trace } from '../mapping/collected.ts'
import { AUTOMATIC_ROUTE } from '../mapping/flows.ts'
import { type Data, dataOfBoundary, dataOfComponent, dataOfFlow, TYPES } from '../writing/data.ts'
import { flowLabel } from '../writing/pages.ts'
import { SHAPE_KEYS, SHAPE_STYLES } from '../writing/styles.ts'
import { CellChanges } from './changes.ts'
import type { Side } from './sides.ts'

/** What is moved by less is where it was, in pixels. */
const STILL = 0.005
const ENDS = ['X', 'Y', 'Dx', 'Dy', 'Perimeter'] as const

export interface Context {
  readonly page: DrawioPage
  readonly before: Side
  readonly after: Side
  /** Traces of this page's elements that stay on it, by the keys of `Elements.traces`. */
  readonly kept: ReadonlyMap<string, Trace>
  /** Those that go. */
  readonly gone: ReadonlyMap<string, Trace>
  /** Id of the cell of a component or zone of this page, old or new; undefined where it is on another. */
  readonly cellIdOf: (elementId: string) => string | undefined
  /** True where the kind has to be stated, since the drawing alone would now say another. */
  readonly isStated: (componentId: string) => boolean
  readonly lose: (message: string) => void
}

export class PageChanges {
  private readonly context: Context
  private readonly places: CellPlaces
  private readonly changes = new Map<string, CellChanges>()
  private readonly elementOf = new Map<string, string>()
  private readonly removed = new Set<string>()
  private readonly goneCells: ReadonlySet<Cell>

  constructor(context: Context) {
    this.context = context
    this.places = new CellPlaces(context.page.cells)
    this.goneCells = new Set([...context.gone.values()].map(({ cell }) => cell))
    for (const [key, trace] of context.kept) {
      if (isShape(key) && !trace.isStandIn) this.elementOf.set(trace.cell.id, key.replace(/^boundary:/u, ''))
    }
  }

  get edits(): readonly XmlEdit[] {
    this.findRemoved()
    const { kept, before, after } = this.context
    for (const [key, trace] of kept) {
      if (trace.isStandIn) {
        this.checkStandIn(key)
        continue
      }
      const { cell } = trace
      if (key.includes('>')) continue
      if (key.startsWith('note:')) this.changeNote(key.slice('note:'.length), cell)
      else if (key.startsWith('boundary:')) {
        const id = key.slice('boundary:'.length)
        const [was, is] = [before.boundary(id), after.boundary(id)]
        if (was && is) this.changeBoundary(was, is, trace)
      } else {
        const [was, is] = [before.component(key), after.component(key)]
        if (was && is) this.changeComponent(was, is, trace)
      }
    }
    this.changeFlows()
    const removals = this.context.page.cells
      .filter(({ id }) => this.removed.has(id))
      .map(({ element, wrapper }): XmlEdit => ({ remove: wrapper ?? element }))
    const edits = [...this.changes.values()].filter(({ cell }) => !this.removed.has(cell.id))
    return [...edits.flatMap((each) => each.edits), ...removals]
  }

  private of(cell: Cell): CellChanges {
    const known = this.changes.get(cell.id) ?? new CellChanges(cell)
    this.changes.set(cell.id, known)
    return known
  }

  /** What goes takes along its labels, its icons and the edges at it; what stays of its children gets another parent. */
  private findRemoved(): void {
    const { gone, kept, page } = this.context
    const stays = new Set<string>()
    for (const { cell, label } of kept.values()) {
      for (const each of [cell, ...(label ? [label] : [])]) {
        stays.add(each.id)
      }
    }
    for (const { cell, label, isStandIn } of gone.values()) {
      if (isStandIn) continue
      for (const each of [cell, ...(label ? [label] : [])]) if (!stays.has(each.id)) this.removed.add(each.id)
    }
    if (this.removed.size === 0) return
    const holdsKept = new Set<string>()
    for (const cell of page.cells) {
      if (stays.has(cell.id)) for (const { id } of this.places.ancestorsOf(cell)) holdsKept.add(id)
    }
    for (const cell of page.cells) {
      const isBelow = this.places.ancestorsOf(cell).some(({ id }) => this.removed.has(id))
      if (isBelow && !stays.has(cell.id) && !holdsKept.has(cell.id)) this.removed.add(cell.id)
      const isLoose = [cell.source, cell.target].some((end) => end !== undefined && this.removed.has(end))
      if (cell.kind === 'edge' && isLoose && !stays.has(cell.id)) this.removed.add(cell.id)
    }
    // Labels of the edges that went.
    for (const cell of page.cells) {
      if (this.places.ancestorsOf(cell).some(({ id, kind }) => kind === 'edge' && this.removed.has(id)))
        this.removed.add(cell.id)
    }
    for (const cell of page.cells) {
      if (this.removed.has(cell.id) || cell.parent === undefined || !this.removed.has(cell.parent)) continue
      if (this.elementOf.has(cell.id)) continue
      const { x, y } = this.places.boundsOf(cell)
      const holder = this.layerOf(cell)
      this.of(cell).setAttribute('parent', holder)
      if (cell.kind === 'vertex') this.of(cell).setRect({ x, y })
      else this.movePoints(cell, { x: 0, y: 0 })
    }
  }

  private changeComponent(was: Component, is: Component, trace: Trace): void {
    const { cell } = trace
    this.changeTitle(was, is, trace)
    this.changeData(cell, dataOfComponent(was), dataOfComponent(is))
    if (was.kind !== is.kind) {
      const changes = this.of(cell)
      // A title that the old shape said has to be written now.
      if (!trace.label && was.title === is.title) changes.setLabel('', is.title)
      changes.setShape(SHAPE_KEYS, SHAPE_STYLES[is.kind])
      const stated = [...cell.properties.keys()].find((name) => /^(?:type|kind)$/iu.test(name)) ?? 'type'
      changes.setData(stated, TYPES[is.kind])
    } else if (this.context.isStated(is.id)) this.of(cell).setData('type', TYPES[is.kind])
    this.move(is.id, cell)
  }

  /** Nothing of its own is drawn, so nothing of it can change. */
  private checkStandIn(id: string): void {
    const { before, after, lose } = this.context
    const [was, is] = [before.component(id), after.component(id)]
    const isSame =
      was && is && was.title === is.title && was.kind === is.kind && was.description === is.description
    if (is && !isSame)
      lose(`"${is.title}" stands for a zone at which flows end, so its changes are not in the drawing.`)
  }

  private changeBoundary(was: Boundary, is: Boundary, trace: Trace): void {
    const { cell } = trace
    this.changeTitle(was, is, trace)
    this.changeData(cell, dataOfBoundary(was), dataOfBoundary(is))
    if (is.kind === 'zone') {
      this.move(is.id, cell)
      return
    }
    const { after, lose } = this.context
    const left = was.crossedBy.filter((ref) => after.flow(ref))
    if (left.toSorted().join() !== is.crossedBy.toSorted().join()) {
      lose(
        `The line "${is.title}" stays where it is drawn, so it may cross other flows in draw.io than in the model.`,
      )
    }
  }

  private changeTitle(was: Named, is: Named, { cell, label }: Trace): void {
    if (was.title === is.title && was.note === is.note) return
    const said = label ?? cell
    const lines = said.label.split('\n')
    const last = was.note === undefined ? undefined : lines.at(-1)
    const note = is.note === undefined ? undefined : is.note === was.note ? last : `(${is.note})`
    if (was.note === is.note)
      this.of(said).setLabel(lines.slice(0, last === undefined ? undefined : -1).join('\n'), is.title)
    else this.of(said).setLabel(said.label, note === undefined ? is.title : `${is.title}\n${note}`)
    if (was.note === is.note && last !== undefined && !said.label.includes(was.title)) {
      this.of(said).setLabel(said.label, `${is.title}\n${last}`)
    }
  }

  private changeData(cell: Cell, was: Data, is: Data): void {
    for (const [name, value] of is) {
      if (value === was.get(name)) continue
      if (name !== 'description') {
        this.of(cell).setData(name, value)
        continue
      }
      const extra = new Set(extraLines(cell.properties))
      const own = (value ?? '').split('\n').filter((line) => !extra.has(line))
      this.of(cell).setData(name, own.join('\n').trim() || undefined)
    }
  }

  /** Takes a shape to its place in the layout, and into the cell of its zone where that is another. */
  private move(id: string, cell: Cell): void {
    const { before, after, cellIdOf, lose } = this.context
    const [was, is] = [before.rectOf(id), after.rectOf(id)]
    if (!was || !is || !cell.geometry) return
    const holder = this.places.find(cell.parent)
    const zone = after.zoneOf(id)
    const isOther = before.zoneOf(id) !== zone
    const isOrphan = cell.parent !== undefined && this.removed.has(cell.parent)
    const parent =
      isOther || isOrphan ? ((zone === null ? undefined : cellIdOf(zone)) ?? this.layerOf(cell)) : undefined
    const own = { x: is.x - was.x, y: is.y - was.y }
    const bounds = this.places.boundsOf(cell)
    const origin = parent === undefined ? this.newOrigin(holder) : this.originOf(parent, zone)
    const [x, y] = [bounds.x + own.x - origin.x, bounds.y + own.y - origin.y]
    const { rect, isRelative } = cell.geometry
    if (parent !== undefined && parent !== cell.parent) this.of(cell).setAttribute('parent', parent)
    if (isRelative && holder?.kind === 'vertex') {
      const isStill = Math.hypot(own.x - this.delta(holder).x, own.y - this.delta(holder).y) < STILL
      if (!isStill) lose(`"${cell.label || id}" stays where its parent puts it.`)
      return
    }
    if (Math.abs(x - rect.x) >= STILL) this.of(cell).setRect({ x })
    if (Math.abs(y - rect.y) >= STILL) this.of(cell).setRect({ y })
    const [wider, higher] = [is.width - was.width, is.height - was.height]
    if (Math.abs(wider) < STILL && Math.abs(higher) < STILL) return
    if (isTurned(cell) || cell.isCollapsed)
      lose(`"${cell.label || id}" keeps its size, as it is turned or collapsed.`)
    else this.of(cell).setRect({ width: rect.width + wider, height: rect.height + higher })
  }

  private changeNote(id: string, cell: Cell): void {
    const { before, after } = this.context
    const [was, is] = [before.note(id), after.note(id)]
    if (!was || !is) return
    if (was.text !== is.text) this.of(cell).setLabel(cell.label, is.text)
    const still = this.delta(this.places.find(cell.parent))
    const { rect } = cell.geometry ?? { rect: { x: 0, y: 0 } }
    const [dx, dy] = [is.x - was.x - still.x, is.y - was.y - still.y]
    if (Math.abs(dx) >= STILL) this.of(cell).setRect({ x: rect.x + dx })
    if (Math.abs(dy) >= STILL) this.of(cell).setRect({ y: rect.y + dy })
    if (is.width !== undefined && is.width !== was.width) this.of(cell).setRect({ width: is.width })
    if (is.height !== undefined && is.height !== was.height) this.of(cell).setRect({ height: is.height })
  }

  private changeFlows(): void {
    const byCell = new Map<Cell, string[]>()
    for (const [key, { cell }] of this.context.kept) {
      if (key.includes('>')) byCell.set(cell, [...(byCell.get(cell) ?? []), key])
    }
    for (const [cell, refs] of byCell) this.changeFlow(cell, refs)
    for (const cell of this.context.page.cells) {
      // Free ends and bends count from a parent that may have moved.
      if (cell.kind === 'edge' && !byCell.has(cell))
        this.movePoints(cell, this.delta(this.places.find(cell.parent)))
    }
  }

  private changeFlow(cell: Cell, refs: readonly string[]): void {
    const { before, after, kept, cellIdOf, lose } = this.context
    const [ref = ''] = refs
    const [was, is, trace] = [before.flow(ref), after.flow(ref), kept.get(ref)]
    if (!was || !is || !trace) return
    const changes = () => this.of(cell)
    this.changeData(cell, dataOfFlow(was), dataOfFlow(is))
    this.changeFlowLabel(was, is, trace)
    const isHalf = this.goneCells.has(cell)
    const isBack =
      trace.direction === 'back' ||
      (trace.direction === 'both' && before.flow(ref)?.from === this.targetOf(cell))
    if (trace.direction === 'both' && isHalf) {
      changes().setStyle(isBack ? 'endArrow' : 'startArrow', 'none')
    }
    const [second] = refs.slice(1)
    const back = second === undefined ? undefined : after.flow(second)
    if (back && flowLabel(back) !== flowLabel(is)) {
      lose(`"${flowLabel(back)}" has one connector with "${flowLabel(is)}", which can say only one of them.`)
    }
    for (const end of ['from', 'to'] as const) {
      if (was[end] === is[end]) continue
      const held = cellIdOf(is[end])
      if (held === undefined)
        lose(`The flow "${flowLabel(is)}" keeps its end, as the other one is on another page.`)
      const side = (end === 'from') === !isBack ? 'source' : 'target'
      if (held !== undefined) changes().setAttribute(side, held)
      for (const key of ENDS) changes().setStyle(`${side === 'source' ? 'exit' : 'entry'}${key}`, undefined)
    }
    this.changeRoute(cell, ref, isBack)
  }

  private changeFlowLabel(was: Flow, is: Flow, { cell, labels = [] }: Trace): void {
    if (flowLabel(was) === flowLabel(is)) return
    const [first = cell, ...others] = labels
    this.of(first).setLabel(first.label, flowLabel(is))
    for (const label of others) this.of(label).setLabel(label.label, '')
  }

  private changeRoute(cell: Cell, ref: string, isBack: boolean): void {
    const { before, after } = this.context
    const [was, is] = [before.routeOf(ref), after.routeOf(ref)]
    const delta = this.delta(this.places.find(cell.parent))
    if (samePoints(was, is)) {
      this.movePoints(cell, delta)
      return
    }
    const origin = this.newOrigin(this.places.find(cell.parent))
    const points = (isBack ? is.toReversed() : is).map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }))
    this.of(cell).setPoints(points)
    if (cell.style.settings.has(AUTOMATIC_ROUTE)) this.of(cell).setStyle(AUTOMATIC_ROUTE, undefined)
  }

  /** Bends stay on the page where the parent moved by this much. */
  private movePoints(cell: Cell, { x: dx, y: dy }: Point): void {
    const points = cell.geometry?.points ?? []
    if (points.length === 0 || Math.hypot(dx, dy) < STILL) return
    this.of(cell).setPoints(points.map(({ x, y }) => ({ x: x - dx, y: y - dy })))
  }

  private targetOf(cell: Cell): string | undefined {
    return cell.target === undefined ? undefined : this.elementOf.get(cell.target)
  }

  /** How far an element, or what holds a group, moves. */
  private delta(cell: Cell | undefined): Point {
    for (const each of cell ? [cell, ...this.places.ancestorsOf(cell)] : []) {
      const id = this.elementOf.get(each.id)
      const [was, is] =
        id === undefined ? [] : [this.context.before.rectOf(id), this.context.after.rectOf(id)]
      if (was && is) return { x: is.x - was.x, y: is.y - was.y }
    }
    return { x: 0, y: 0 }
  }

  private newOrigin(cell: Cell | undefined): Point {
    const { x, y } = this.places.originIn(cell)
    const moved = this.delta(cell)
    return { x: x + moved.x, y: y + moved.y }
  }

  /** Of a cell that may be new: then its zone's place. */
  private originOf(cellId: string, zone: string | null): Point {
    const cell = this.places.find(cellId)
    if (cell) return this.newOrigin(cell)
    return (zone === null ? undefined : this.context.after.rectOf(zone)) ?? { x: 0, y: 0 }
  }

  private layerOf(cell: Cell): string {
    const layer = this.places
      .ancestorsOf(cell)
      .find(({ kind, parent }) => kind === 'other' && parent !== undefined)
    return layer?.id ?? '1'
  }
}

interface Named {
  readonly title: string
  readonly note?: string | undefined
}

function isShape(key: string): boolean {
  return !key.includes('>') && !key.startsWith('note:')
}

function samePoints(a: readonly Point[], b: readonly Point[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      ({ x, y }, index) =>
        Math.abs(x - (b[index]?.x ?? 0)) < STILL && Math.abs(y - (b[index]?.y ?? 0)) < STILL,
    )
  )
}
